"""The Python package over the real shared library."""

import ctypes
import json
import pathlib
import subprocess
import tempfile
import unittest

import homeostat
from homeostat import _library


def git(folder, *arguments):
    subprocess.run(
        ["git", "-c", "user.name=T", "-c", "user.email=t@example.org", *arguments],
        cwd=folder,
        check=True,
        capture_output=True,
        env={"PATH": "/usr/bin:/bin", "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": "/dev/null"},
    )


ISSUE = """---
number: 1
title: "[Notes] KeyError: 'title'"
labels: robot, source:vps
state: open
---
## Error Details

- Product: Notes v1.0
- Message: 'title'
- Fingerprint: 0123456789ab

## Stack Trace

```
Traceback (most recent call last):
  File "/srv/notes/src/notes.py", line 2, in title
    return note["title"]
KeyError: 'title'
```
"""

ANSWER = """src/notes.py
<<<<<<< SEARCH
    return note["title"]
=======
    return note.get("title", "none")
>>>>>>> REPLACE
"""


class Pure(unittest.TestCase):
    def test_version(self):
        self.assertRegex(homeostat.version(), r"^\d+\.\d+\.\d+$")

    def test_sanitize_keeps_the_type(self):
        self.assertNotIn("jane", homeostat.sanitize("jane.doe@example.com"))
        self.assertNotIn(b"jane", homeostat.sanitize(b"jane.doe@example.com"))
        self.assertEqual(homeostat.sanitize("a@b.org", compat=True), "[REDACTED_EMAIL]")

    def test_wrong_option_is_an_error_with_its_status(self):
        with self.assertRaisesRegex(homeostat.HomeostatError, "colour") as caught:
            homeostat.sanitize("x", colour=True)
        self.assertEqual(caught.exception.status, 1)

    def test_check_patch(self):
        verdict = homeostat.check_patch("no patch")
        self.assertEqual(verdict["verdict"], "refuse")

    def test_struct_has_the_size_of_c(self):
        self.assertEqual(ctypes.sizeof(_library.Model), 4 * ctypes.sizeof(ctypes.c_void_p))


class Runs(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        root = pathlib.Path(self.folder.name)
        (root / "notes/src").mkdir(parents=True)
        (root / "notes/src/notes.py").write_text('def title(note):\n    return note["title"]\n')
        (root / "notes/src/check.py").write_text(
            "from notes import title\nassert title({}) == 'none'\n"
        )
        (root / "forge/issues").mkdir(parents=True)
        (root / "forge/issues/1.md").write_text(ISSUE)
        git(root / "notes", "init", "--quiet", "--initial-branch=main", ".")
        git(root / "notes", "add", "--all")
        git(root / "notes", "commit", "--quiet", "-m", "first")
        self.config = {
            "version": 1,
            "store_path": str(root / "state.sqlite"),
            "cache_path": str(root / "git"),
            "artifacts_path": str(root / "artifacts"),
            "repositories": [
                {
                    "slug": "demo/notes",
                    "path": str(root / "notes"),
                    "issues_path": str(root / "forge"),
                    "test_command": "python3 src/check.py",
                }
            ],
        }

    def tearDown(self):
        self.folder.cleanup()

    def test_a_run_with_a_model_in_python(self):
        requests = []

        def model(request):
            requests.append(request)
            return {"text": ANSWER, "usage": {"input": 100, "output": 50}}

        with homeostat.Engine(self.config, model=model) as engine:
            report = engine.run()
        self.assertEqual(report["repositories"][0]["created"], 1, json.dumps(report, indent=1))
        self.assertIn("demo/notes", report.summary)
        self.assertEqual(requests[0]["purpose"], "draft")

    def test_an_exception_in_the_model_comes_out_of_run(self):
        def model(request):
            raise RuntimeError("no network")

        with homeostat.Engine(self.config, model=model) as engine:
            with self.assertRaisesRegex(RuntimeError, "no network"):
                engine.run()

    def test_ctrl_c_cancels_the_run(self):
        def model(request):
            import _thread

            _thread.interrupt_main()
            raise RuntimeError("interrupted")

        engine = homeostat.Engine(self.config, model=model)
        try:
            with self.assertRaises((KeyboardInterrupt, RuntimeError)):
                engine.run()
        finally:
            engine.close()
            engine.close()
        with self.assertRaises(ValueError):
            engine.run()


if __name__ == "__main__":
    unittest.main()
