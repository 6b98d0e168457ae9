"""cmake/setup.sh says in one line what is wrong, and touches nothing when nothing is missing.

usage: setup.py ROOT

The script runs in a folder of stand-ins: its PATH holds only the programs named by each test.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import unittest

ROOT = "."
TOOLS = ["sh", "sed", "sort", "head", "tail", "grep", "mktemp", "rm", "cat", "env"]
HEADERS = ["fmt/core.h", "sqlite3.h", "openssl/ssl.h", "zlib.h", "ares.h", "yaml-cpp/yaml.h",
           "CLI/CLI.hpp", "catch2/catch.hpp", "boost/json.hpp"]


class Machine:
    """A pretended computer: a PATH, header folders and an os-release file."""

    def __init__(self, folder):
        self.folder = folder
        os.makedirs(f"{folder}/bin")
        for tool in TOOLS:
            os.symlink(shutil.which(tool), f"{folder}/bin/{tool}")
        self.program("id", "echo 0")
        self.write("os-release", 'ID=debian\nPRETTY_NAME="Debian 12"\n')

    def write(self, name, text):
        path = f"{self.folder}/{name}"
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        return path

    def program(self, name, script):
        os.chmod(self.write(f"bin/{name}", "#!/bin/sh\n" + script + "\n"), 0o755)

    def complete(self):
        for name in ["ninja", "git", "node", "pkg-config", "python3"]:
            self.program(name, "exit 0")
        self.program("g++", "echo 12.2.0")
        self.program("cmake", "echo cmake version 3.25.1")
        for header in HEADERS:
            self.write(f"include/{header}", "")
        self.write("include/boost/version.hpp", "#define BOOST_VERSION 108100\n")

    def apt(self, update="exit 0", install="exit 0"):
        self.program("apt-cache", "exit 0")
        self.program("apt-get", 'echo "$@" >>"' + self.folder + '/apt.log"\n'
                     f'case "$*" in *update*) {update};; *install*) {install};; esac')

    def setup(self, *groups):
        environment = {"PATH": f"{self.folder}/bin",
                       "HOMEOSTAT_HEADER_FOLDERS": f"{self.folder}/include",
                       "HOMEOSTAT_OS_RELEASE": f"{self.folder}/os-release"}
        done = subprocess.run(["sh", f"{ROOT}/cmake/setup.sh", *groups], env=environment,
                              stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
        return done.returncode, done.stdout, done.stderr


class Setup(unittest.TestCase):
    def setUp(self):
        place = tempfile.TemporaryDirectory()
        self.addCleanup(place.cleanup)
        self.machine = Machine(place.name)

    def refused(self, *groups):
        code, _, errors = self.machine.setup(*groups)
        self.assertEqual(code, 1)
        self.assertEqual(errors.count("\n"), 1, errors)
        return errors

    def test_it_says_nothing_when_nothing_is_missing(self):
        self.machine.complete()
        self.machine.apt()
        self.assertEqual(self.machine.setup("build", "demo", "tests"), (0, "", ""))
        self.assertFalse(os.path.exists(f"{self.machine.folder}/apt.log"))

    def test_it_names_each_missing_package_and_why(self):
        self.machine.complete()
        os.remove(f"{self.machine.folder}/include/sqlite3.h")
        os.remove(f"{self.machine.folder}/bin/node")
        folder = self.machine.folder
        self.machine.apt(install=f": >{folder}/include/sqlite3.h; : >{folder}/bin/node; "
                         f"/bin/chmod +x {folder}/bin/node")
        code, output, errors = self.machine.setup("build", "demo")
        self.assertEqual((code, errors), (0, ""))
        self.assertIn("libsqlite3-dev: the embedded state store", output)
        self.assertIn("nodejs: runs the demo's JavaScript tests", output)
        self.assertNotIn("cmake:", output)

    def test_a_bare_machine_gets_everything_and_an_install_without_effect_is_seen(self):
        self.machine.apt()
        errors = self.refused("build", "demo", "tests")
        self.assertIn("installed, but still missing: g++ cmake ninja-build git", errors)

    def test_an_older_compiler_is_named(self):
        self.machine.complete()
        self.machine.program("g++", "echo 10.2.1")
        self.assertIn("g++ is version 10.2.1, 12 or newer is needed", self.refused("build"))

    def test_an_older_cmake_is_named(self):
        self.machine.complete()
        self.machine.program("cmake", "echo cmake version 3.9.6")
        self.assertIn("cmake is version 3.9.6, 3.25 or newer is needed", self.refused("build"))

    def test_an_older_boost_is_replaced(self):
        self.machine.complete()
        self.machine.write("include/boost/version.hpp", "#define BOOST_VERSION 107400\n")
        self.machine.apt()
        self.machine.setup("build")
        self.machine.write("os-release", "ID=debian\nVERSION_ID=12\n")
        self.machine.setup("build")
        with open(f"{self.machine.folder}/apt.log", encoding="utf-8") as log:
            installs = [line.split()[-1] for line in log if "install" in line]
        self.assertEqual(installs, ["libboost-dev", "libboost1.81-dev"])

    def test_without_root_and_sudo_it_says_what_root_must_do(self):
        self.machine.program("id", "echo 1000")
        errors = self.refused("demo")
        self.assertIn("neither root nor a user of sudo; as root: apt-get install git nodejs", errors)

    def test_no_network_is_one_line(self):
        self.machine.apt(install="echo 'E: Failed to fetch x  Could not resolve host' >&2; exit 100")
        self.assertIn("apt-get install failed: no network", self.refused("demo"))

    def test_another_failure_of_the_package_manager_is_its_first_error(self):
        self.machine.apt(install="echo 'Reading'; echo 'E: dpkg was interrupted' >&2; exit 100")
        self.assertIn("apt-get install failed: E: dpkg was interrupted", self.refused("demo"))

    def test_another_distribution_is_named(self):
        self.machine.write("os-release", 'ID=alpine\nPRETTY_NAME="Alpine 3"\n')
        errors = self.refused("demo")
        self.assertIn("this is Alpine 3, not Debian or a relative", errors)

    def test_an_unknown_group_is_refused(self):
        self.machine.complete()
        self.assertIn("unknown group 'desert'", self.refused("desert"))

    def test_the_test_script_refuses_what_is_no_ctest_argument(self):
        done = subprocess.run(["sh", f"{ROOT}/tests/run.sh", "everything"], capture_output=True,
                              text=True, check=False)
        self.assertEqual(done.returncode, 2)
        self.assertIn("unknown mode 'everything'", done.stderr)


if __name__ == "__main__":
    ROOT = os.path.abspath(sys.argv.pop(1))
    unittest.main()
