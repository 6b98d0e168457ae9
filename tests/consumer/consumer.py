"""Builds and runs a small host in one of the ways in which hosts get the library.

usage: consumer.py installed|build_tree|add_subdirectory|pkg_config

SOURCE, BUILD, CMAKE, CC, CXX and FLAGS (of the build type) come from the environment.
"""

import glob
import os
import re
import subprocess
import sys
import tempfile

SOURCE, BUILD, CMAKE = (os.environ.get(name, "") for name in ("SOURCE", "BUILD", "CMAKE"))
FLAGS = os.environ.get("FLAGS", "").split()
HERE = os.path.dirname(os.path.abspath(__file__))
# What a host of the core alone must not need.
NOT_NEEDED = ["Boost", "fmt", "SQLite3", "yaml-cpp", "Catch2", "OpenSSL", "ZLIB", "c-ares"]


def run(*command, **options):
    print("$", " ".join(command), flush=True)
    return subprocess.run(command, check=True, text=True, **options)


def expect_version(program, **options):
    output = run(program, stdout=subprocess.PIPE, **options).stdout
    print(output, end="")
    assert output.startswith("homeostat 0."), output


def install(place):
    prefix = f"{place}/prefix"
    run(CMAKE, "--install", BUILD, "--prefix", prefix, stdout=subprocess.DEVNULL)
    return prefix


def configure(place, project, *settings, **options):
    return run(CMAKE, "-G", "Ninja", "-S", f"{HERE}/{project}", "-B", place,
               "-DCMAKE_BUILD_TYPE=", f"-DCMAKE_CXX_FLAGS={' '.join(FLAGS)}",
               f"-DCMAKE_C_FLAGS={' '.join(FLAGS)}", *settings, **options)


def find_and_build(place, where):
    core = [f"-Dhomeostat_{where[0]}={where[1]}", "-DCOMPONENTS=core", "-DTARGETS=homeostat::core"]
    without = [f"-DCMAKE_DISABLE_FIND_PACKAGE_{name}=ON" for name in NOT_NEEDED]
    configure(f"{place}/core", "find", *core, *without, stdout=subprocess.DEVNULL)
    run(CMAKE, "--build", f"{place}/core", stdout=subprocess.DEVNULL)
    expect_version(f"{place}/core/program")

    with open(f"{where[1]}/homeostat-config.cmake", encoding="utf-8") as config:
        parts = re.search(r'set\(homeostat_parts "(.*)"\)', config.read()).group(1).split(";")
    targets = ";".join(f"homeostat::{part}" for part in sorted(parts))
    print("all components:", targets)
    configure(f"{place}/all", "find", core[0], "-DCOMPONENTS=", f"-DTARGETS={targets}",
              stdout=subprocess.DEVNULL)
    run(CMAKE, "--build", f"{place}/all", stdout=subprocess.DEVNULL)
    expect_version(f"{place}/all/program")

    try:
        configure(f"{place}/none", "find", core[0], "-DCOMPONENTS=teleport", "-DTARGETS=",
                  capture_output=True)
        raise AssertionError("a component that does not exist was found")
    except subprocess.CalledProcessError as failure:
        said = " ".join(failure.stderr.split())
        assert "has no component 'teleport' here; it has: core" in said, said


def installed(place):
    prefix = install(place)
    find_and_build(place, ("DIR", glob.glob(f"{prefix}/**/cmake/homeostat", recursive=True)[0]))


def build_tree(place):
    find_and_build(place, ("DIR", BUILD))


def add_subdirectory(place):
    configure(place, "add_subdirectory", f"-DHOMEOSTAT_FOLDER={SOURCE}",
              f"-DCMAKE_CXX_COMPILER_LAUNCHER={sys.executable};{HERE}/reuse.py",
              stdout=subprocess.DEVNULL)
    run(CMAKE, "--build", place, "--target", "program", stdout=subprocess.DEVNULL,
        env={**os.environ, "PLACE": place})
    expect_version(f"{place}/program")


def pkg_config(place):
    prefix = install(place)
    folder = glob.glob(f"{prefix}/**/pkgconfig", recursive=True)[0]
    environment = {**os.environ, "PKG_CONFIG_PATH": folder}

    def flags(package):
        done = run("pkg-config", "--cflags", "--libs", package, stdout=subprocess.PIPE,
                   env=environment)
        return done.stdout.split()

    run(os.environ["CXX"], "-std=c++20", *FLAGS, f"{HERE}/program/main.cpp", "-o",
        f"{place}/program", *flags("homeostat-core"))
    expect_version(f"{place}/program")
    if os.path.exists(f"{folder}/homeostat.pc"):
        run(os.environ["CC"], "-std=c99", *FLAGS, f"{HERE}/program/main.c", "-o",
            f"{place}/c_program", *flags("homeostat"))
        libraries = os.path.dirname(folder)
        expect_version(f"{place}/c_program", env={**os.environ, "LD_LIBRARY_PATH": libraries})


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        {"installed": installed, "build_tree": build_tree, "add_subdirectory": add_subdirectory,
         "pkg_config": pkg_config}[sys.argv[1]](folder)
