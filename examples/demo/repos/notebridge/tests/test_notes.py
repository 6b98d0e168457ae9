import unittest

from src.notes import bridge, last_line, title_of


class Titles(unittest.TestCase):
    def test_title_is_stripped(self):
        self.assertEqual(title_of({"title": " Milk "}), "Milk")

    def test_note_without_title_is_untitled(self):
        self.assertEqual(bridge([{"body": "x"}]), [{"heading": "Untitled", "body": "x"}])


class Lines(unittest.TestCase):
    def test_last_line(self):
        self.assertEqual(last_line("a\nb"), "b")


if __name__ == "__main__":
    unittest.main()
