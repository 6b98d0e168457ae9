"""The program homeostat as its users call it: exit codes, JSON, JSON lines, and the demo.

usage: command_line.py PROGRAM DEMO_SCRIPT
"""

import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

PROGRAM = ""
DEMO = ""
PATCH = "--- a/src/a.js\n+++ b/src/a.js\n@@ -1 +1 @@\n-a\n+b\n"
ISSUE = {
    "number": 12,
    "title": "[Palette Kit] TypeError: x is not a function",
    "labels": [{"name": "robot"}],
    "body": "## Error Details\r\n\r\n- Extension: Palette Kit v1.2.0\r\n"
    "- Message: x is not a function\r\n- Fingerprint: abc\r\n\r\n## Stack Trace\r\n\r\n```\r\n"
    "TypeError: x is not a function\r\n    at f (src/a.js:3:5)\r\n```\r\n\r\n"
    "## Breadcrumbs\r\n\r\n1. opened\r\n",
}


class CommandLine(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)

    def call(self, *arguments, text="", environment=None, code=0):
        done = subprocess.run(
            [PROGRAM, *arguments],
            input=text,
            capture_output=True,
            text=True,
            cwd=self.folder.name,
            env={"PATH": "/usr/bin:/bin", **(environment or {})},
        )
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        return done

    def lines(self, *arguments, rows, code=0):
        text = "".join(json.dumps(row) + "\n" for row in rows)
        done = self.call(*arguments, "--jsonl", text=text, code=code)
        return [json.loads(line) for line in done.stdout.splitlines()]

    def test_version_and_help(self):
        self.assertRegex(self.call("--version").stdout, r"^\d+\.\d+\.\d+")
        self.assertIn("patterns", self.call("--help").stdout)

    def test_a_wrong_call_ends_with_2(self):
        self.call(code=2)
        self.call("paint", code=2)
        self.call("fix", code=2)
        self.call("run", "--config", "missing.yml", code=2)

    def test_cost_shows_its_arithmetic_and_its_assumptions(self):
        whole = json.loads(self.call("cost", "--json").stdout)
        part = json.loads(self.call("cost", "--json", "--pattern-hits", "30").stdout)
        self.assertAlmostEqual(part["usd_per_year"], 0.7 * whole["usd_per_year"])
        for tier, tries in zip(whole["tiers"], (1.3, 1.4, 1)):
            self.assertAlmostEqual(tier["usd_per_fix"], tries * sum(c["usd"] for c in tier["calls"]))
            self.assertAlmostEqual(
                tier["usd_per_year"], 10 * tier["share_percent"] * tier["usd_per_fix"])
        # I4: a fix counts once, whatever number of models it asked.
        self.assertEqual([len(tier["calls"]) for tier in whole["tiers"]], [1, 2, 1])
        self.assertIn("assumed:", self.call("cost").stdout)
        self.call("cost", "--mix", "70/25/6", code=2)
        self.call("cost", "--mix", "70/30", code=2)
        self.call("cost", "--pattern-hits", "101", code=2)
        self.call("cost", "--fixes", "-1", code=2)

    def test_check_gives_0_1_and_2(self):
        self.assertIn("pass", self.call("check", "-", text=PATCH).stdout)
        bad = PATCH.replace("src/a.js", ".github/a.yml")
        done = self.call("check", "-", text=bad, code=1)
        self.assertIn("protected_path", done.stdout)
        self.assertIn("cannot read", self.call("check", "missing.patch", code=2).stderr)
        verdict = json.loads(self.call("check", "--json", "-", text=bad, code=1).stdout)
        self.assertEqual(verdict["verdict"], "refuse")
        sarif = json.loads(self.call("check", "--format", "sarif", "-", text=bad, code=1).stdout)
        self.assertEqual(sarif["runs"][0]["results"][0]["level"], "error")
        self.call("check", "--format", "xml", "-", text=bad, code=2)
        odd = os.path.join(self.folder.name, "policy.json")
        with open(odd, "w") as file:
            file.write('{"file_max": 1}')
        self.assertIn("/file_max", self.call("check", "--policy", odd, text=bad, code=2).stderr)

    def test_check_reads_the_files_that_the_patch_is_for(self):
        src = pathlib.Path(self.folder.name) / "base" / "src"
        src.mkdir(parents=True)
        (src / "a.js").write_text("a\n")
        self.call("check", "--base", "base", "-", text=PATCH)
        (src / "a.js").write_text("z\n")
        self.assertIn("does_not_apply", self.call("check", "--base", "base", "-", text=PATCH,
                                                  code=1).stdout)
        gone = self.call("check", "--base", "none", "-", text=PATCH, code=2)
        self.assertIn("none is not a folder", gone.stderr)

    def test_check_says_what_a_person_must_look_at(self):
        done = self.call("check", "-", text=PATCH.replace("src/a.js", "src/auth.js"))
        self.assertIn("a person must look at it", done.stdout)
        self.assertIn("review: protected_path src/auth.js", done.stdout)

    def test_check_lines_keep_order_and_id_and_take_a_policy(self):
        rows = self.lines(
            "check",
            rows=[
                {"id": "a", "patch": PATCH},
                {"id": 2, "patch": PATCH, "policy": {"diff_lines_max": 1}},
                {"id": "c", "patch": "prose"},
                {"id": "d", "patch": PATCH, "commit_message": "password = \"Sup3r" + "Secret!\""},
            ],
        )
        self.assertEqual([row["id"] for row in rows], ["a", 2, "c", "d"])
        self.assertEqual([row["verdict"] for row in rows], ["pass", "refuse", "refuse", "refuse"])
        self.assertEqual(rows[1]["reasons"][0]["code"], "diff_lines")

    def test_a_line_that_is_no_object_gets_an_error_in_its_place(self):
        done = self.call("check", "--jsonl", text='{"id": 1}\nprose\n', code=2)
        rows = [json.loads(line) for line in done.stdout.splitlines()]
        self.assertEqual([row["id"] for row in rows], [1, None])
        self.assertIn("patch", rows[0]["error"]["message"])
        self.assertIn("line 2", rows[1]["error"]["message"])

    def test_intake_lines(self):
        (row,) = self.lines("intake", rows=[{"id": 7, "issue": ISSUE}])
        self.assertEqual(row["errors"], [])
        self.assertEqual(row["source"], "extension")
        self.assertEqual(row["product"], "Palette Kit")
        self.assertEqual(row["version"], "1.2.0")
        self.assertEqual(row["error_type"], "TypeError")
        self.assertEqual(row["breadcrumbs"], ["opened"])
        frame = row["frames"][0]
        self.assertEqual((frame["file"], frame["line"], frame["column"]), ("src/a.js", 3, 5))
        self.assertIn(row["tier"], (1, 2, 3))

    def test_intake_of_a_bare_trace_and_an_event(self):
        trace = 'Traceback (most recent call last):\n  File "/srv/a/src/x.py", line 2, in f\nKeyError: 1\n'
        self.assertEqual(json.loads(self.call("intake", "-", text=trace).stdout)["error_type"], "KeyError")
        event = {"exception": {"values": [{"type": "TypeError", "value": "x", "stacktrace": {
            "frames": [{"filename": "src/a.js", "lineno": 2, "in_app": True}]}}]}}
        read = json.loads(self.call("intake", "-", text=json.dumps(event)).stdout)
        self.assertEqual(read["error_type"], "TypeError")

    def test_fingerprint_lines_do_not_depend_on_machine_and_line(self):
        def error(home, line):
            return {"type": "TypeError", "message": "x of 12",
                    "stack": f"TypeError: x of 12\n    at f ({home}/kit/src/a.js:{line}:5)"}

        rows = self.lines("fingerprint", rows=[
            {"id": 1, "error": error("/home/ada", 3)},
            {"id": 2, "error": error("/Users/grace", 9)},
            {"id": 3, "error": {"type": "TypeError", "message": "x of 12", "stack":
                                "TypeError: x of 12\n    at g (/home/ada/kit/src/b.js:3:5)"}},
        ])
        self.assertRegex(rows[0]["fingerprint"], r"^v1:[0-9a-f]{64}$")
        self.assertRegex(rows[0]["v0"], r"^[0-9a-f]{12}$")
        self.assertEqual(rows[0]["fingerprint"], rows[1]["fingerprint"])
        self.assertNotEqual(rows[0]["fingerprint"], rows[2]["fingerprint"])

    def test_a_wrong_configuration_names_file_line_and_column(self):
        path = pathlib.Path(self.folder.name) / "repos.yml"
        path.write_text("version: 1\nrepositories:\n  - slug: a/b\n    colour: red\n")
        done = self.call("run", "--config", "repos.yml", code=2)
        self.assertRegex(done.stderr, r"repos\.yml:4:\d+: .*colour")
        path.write_text("version: 1\n")
        done = self.call("run", "--config", "repos.yml", environment={"MAX_RUN_COST": "abc"}, code=2)
        self.assertIn("MAX_RUN_COST", done.stderr)

    def test_state_commands_on_a_fresh_state(self):
        self.assertIn("0 patterns", self.call("patterns", "list").stdout)
        library = self.call("patterns", "export").stdout
        self.assertEqual(json.loads(library)["patterns"], [])
        self.assertIn("0 of 0", self.call("patterns", "import", "-", text=library).stdout)
        status = json.loads(self.call("budget", "status", "--json").stdout)
        self.assertTrue(all(row["settled_micros"] == 0 for row in status))
        self.call("budget", "reset")
        self.call("attempts", "reset", "--repo", "a/b", "--fingerprint", "v1:" + 64 * "0")
        self.assertIn("ok    sandbox", self.call("doctor").stdout)


class Demo(unittest.TestCase):
    def run_demo(self, folder, *arguments):
        done = subprocess.run(
            ["sh", DEMO, *arguments],
            capture_output=True,
            text=True,
            env={"PATH": os.environ["PATH"], "HOMEOSTAT_PROGRAM": PROGRAM,
                 "HOMEOSTAT_DEMO_FOLDER": folder},
        )
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        return done.stdout + done.stderr

    def test_the_demo_shows_five_ends_and_opens_nothing_twice(self):
        with tempfile.TemporaryDirectory() as folder:
            shown = self.run_demo(folder)
            for line in (
                "demo/convert-my-file#1 pr_created",
                "demo/palette-kit#1 pr_created",
                "demo/notebridge#1 refused: ",
                "demo/notebridge#2 skipped: cooldown",
                "demo/palette-kit#2 skipped: opted_out",
                "Zero-cost fixes: 1",
            ):
                self.assertIn(line, shown)
            pulls = sorted(pathlib.Path(folder).glob("forge/*/pulls/*.md"))
            self.assertEqual(len(pulls), 2)
            texts = [pull.read_text() for pull in pulls]
            self.assertIn("**Replayed:**", texts[0])
            self.assertIn("source pattern", texts[1])
            for text in texts:
                self.assertNotIn("jane", text)
            again = self.run_demo(folder)
            self.assertNotIn("pr_created", again)
            self.assertEqual([pull.read_text() for pull in pulls], texts)
            self.assertEqual(sorted(pathlib.Path(folder).glob("forge/*/pulls/*.md")), pulls)
            report = subprocess.run(
                [PROGRAM, "report", "--config", folder + "/repos.yml", "--json"],
                capture_output=True, text=True, check=True)
            self.assertEqual(json.loads(report.stdout)["totalPRs"], 2)


if __name__ == "__main__":
    PROGRAM, DEMO = (os.path.abspath(path) for path in sys.argv[1:3])
    unittest.main(argv=sys.argv[:1])
