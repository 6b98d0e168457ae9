"""The coverage report counts, excuses and refuses as it says."""

import unittest

import report


class Report(unittest.TestCase):
    FILES = {"lib/core/diff/a.cpp": {1: 1, 2: 0, 3: 5}, "lib/git/b.cpp": {1: 0},
             "capi/c.cpp": {7: 2}}

    def tally(self, excuses=""):
        self.excuses = report.Excuses(excuses)
        return report.tally(self.FILES, lambda path, number: f"text {number}", self.excuses)

    def test_lines_count_in_each_folder_above_them(self):
        shares, open_lines = self.tally()
        self.assertEqual(shares, {"lib/core": [3, 2, 0], "lib/core/diff": [3, 2, 0],
                                  "lib/git": [1, 0, 0], "capi": [1, 1, 0]})
        self.assertEqual(open_lines, [("lib/core/diff/a.cpp", 2), ("lib/git/b.cpp", 1)])

    def test_an_excuse_holds_for_lines_whose_text_it_finds(self):
        shares, open_lines = self.tally("lib/git/b.cpp:text.1 a full disk\n")
        self.assertEqual(report.percent(shares["lib/git"]), 100.0)
        self.assertEqual(open_lines, [("lib/core/diff/a.cpp", 2)])
        self.assertEqual(self.excuses.unused(), [])

    def test_an_excuse_that_fits_nothing_or_gives_no_reason_is_an_error(self):
        self.tally("lib/core/diff/a.cpp:text.3 covered by now\n")
        self.assertEqual(len(self.excuses.unused()), 1)
        self.assertEqual(len(report.Excuses("lib/git/b.cpp:text\n").errors), 1)

    def test_gcovr_lines_of_one_file_are_added_up_and_noncode_is_not_counted(self):
        files = report.read_gcovr({"files": [
            {"file": "lib/a.cpp", "lines": [{"line_number": 1, "count": 2},
                                            {"line_number": 2, "count": 0, "gcovr/noncode": True}]},
            {"file": "lib/a.cpp", "lines": [{"line_number": 1, "count": 1}]}]})
        self.assertEqual(files, {"lib/a.cpp": {1: 3}})

    def test_the_limit_holds_for_whole_parts_only(self):
        self.assertTrue(report.gate("lib/core") and report.gate("lib/git") and report.gate("capi"))
        self.assertFalse(report.gate("lib/core/diff"))

    def test_neighbouring_lines_are_one_range(self):
        self.assertEqual(report.ranges([3, 4, 5, 9]), "3-5 9")


if __name__ == "__main__":
    unittest.main()
