"""The guardrails without the engine: the hook of a repository, and another bot.

usage: guardrails_alone.py PROGRAM HOOK BOT
"""

import hashlib
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest
import zlib

PROGRAM = HOOK = BOT = ""


class World(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)

    def run_in(self, folder, *command, text="", code=0):
        done = subprocess.run(
            command, input=text, capture_output=True, text=True, cwd=folder,
            env={"PATH": "/usr/bin:/bin", "HOME": str(self.folder), "HOMEOSTAT": PROGRAM,
                 "GIT_CONFIG_NOSYSTEM": "1", "GIT_TERMINAL_PROMPT": "0"})
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        return done


class Hook(World):
    def setUp(self):
        super().setUp()
        self.server = self.folder / "server.git"
        self.work = self.folder / "work"
        self.git(self.folder, "init", "-q", "--bare", str(self.server))
        self.git(self.folder, "init", "-q", "-b", "main", str(self.work))
        for key, value in (("user.name", "Test"), ("user.email", "test@example.org")):
            self.git(self.work, "config", key, value)
        shutil.copy(HOOK, self.server / "hooks" / "pre-receive")
        policy = {"path_filters": {"include": ["src/", "README"], "exclude": []}}
        (self.server / "homeostat-policy.json").write_text(json.dumps(policy))

    def git(self, folder, *arguments, code=0):
        return self.run_in(folder, "git", *arguments, code=code)

    def commit(self, path, text):
        file = self.work / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
        self.git(self.work, "add", "-A")
        self.git(self.work, "commit", "-q", "-m", "change")

    def push(self, code=0):
        return self.git(self.work, "push", str(self.server), "main", code=code)

    def test_an_ordinary_push_comes_in_and_a_bad_one_does_not(self):
        self.commit("src/a.js", "f();\n")
        self.push()
        self.commit("src/a.js", "f();\ng();\n")
        self.push()
        head = self.git(self.server, "rev-parse", "main").stdout
        self.commit("src/a.js", "f();\neval(x);\n")
        said = self.push(code=1).stderr
        self.assertIn("dangerous_code src/a.js:2", said)
        self.assertEqual(self.git(self.server, "rev-parse", "main").stdout, head)

    def test_what_a_later_commit_takes_back_is_seen(self):
        self.commit("src/a.js", "f();\n")
        self.commit(".github/workflows/x.yml", "on: push\n")
        shutil.rmtree(self.work / ".github")
        self.git(self.work, "add", "-A")
        self.git(self.work, "commit", "-q", "-m", "back")
        self.assertIn("protected_path", self.push(code=1).stderr)

    def test_a_secret_in_a_commit_message_is_seen(self):
        self.commit("src/a.js", "f();\n")
        token = github_token()
        self.git(self.work, "commit", "-q", "--amend", "-m", "fix: use " + token)
        said = self.push(code=1).stderr
        self.assertIn("commit message holds a secret", said)
        self.assertNotIn(token, said)

    def test_what_cannot_be_judged_does_not_come_in(self):
        self.commit("src/a.js", "f();\n")
        (self.server / "homeostat-policy.json").write_text('{"file_max": 1}')
        self.assertIn("/file_max", self.push(code=1).stderr)


def github_token():
    """Made up, with the check sum that the service gives its tokens."""
    digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
    body = "".join(digits[byte % 62] for byte in hashlib.sha256(b"made up").digest()[:30])
    rest = zlib.crc32(body.encode())
    checksum = ""
    for _ in range(6):
        rest, digit = divmod(rest, 62)
        checksum = digits[digit] + checksum
    return "ghp_" + body + checksum


class AnotherBot(World):
    def ask(self, path, line, code):
        patch = f"--- a/{path}\n+++ b/{path}\n@@ -1 +1 @@\n-a\n+{line}\n"
        return self.run_in(self.folder, BOT, text=patch, code=code).stdout

    def test_it_approves_asks_and_refuses(self):
        self.assertEqual(self.ask("lib/a.js", "b", 0), "Fine.\n")
        self.assertIn("a person must look at", self.ask("package.json", '"version": "2",', 0))
        said = self.ask("lib/@octocat.js", "eval(b)", 1)
        self.assertIn("eval()", said)
        self.assertNotIn("@octocat", said)


if __name__ == "__main__":
    PROGRAM, HOOK, BOT = (os.path.abspath(path) for path in sys.argv[1:4])
    unittest.main(argv=sys.argv[:1])
