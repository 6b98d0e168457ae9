#include <homeostat/intake.hpp>

#include "core/intake/show.hpp"
#include "support/catch.hpp"

using homeostat::Language;
using homeostat::parse_stack_trace;
using homeostat::StackTrace;
using show::Texts;

TEST_CASE("a Python traceback comes innermost first with its source lines") {
  const StackTrace trace = parse_stack_trace(R"(Traceback (most recent call last):
  File "/home/ann/work/notes/run.py", line 9, in <module>
    main()
    ~~~~^^
  File "/home/ann/work/notes/notes/table.py", line 27, in first
    return rows[0]
           ~~~~^^^
  File "/usr/lib/python3.11/json/decoder.py", line 3, in decode
  File "<frozen importlib._bootstrap>", line 241, in _call
  File "/home/ann/.venv/lib/python3.11/site-packages/flask/app.py", line 5, in run
    call()
IndexError: list index out of range
hint: ignored)");
  CHECK(trace.error_type == "IndexError");
  CHECK(trace.message == "list index out of range");
  CHECK(trace.language == Language::python);
  CHECK(show::frames(trace.frames) ==
        Texts{"run /home/ann/.venv/lib/python3.11/site-packages/flask/app.py:5:0",
              "_call <frozen importlib._bootstrap>:241:0",
              "decode /usr/lib/python3.11/json/decoder.py:3:0",
              "first /home/ann/work/notes/notes/table.py:27:0 +",
              "<module> /home/ann/work/notes/run.py:9:0 +"});
  CHECK(trace.frames[3].source_line == "return rows[0]");
  CHECK(trace.frames[4].source_line == "main()");
  CHECK(trace.frames[2].source_line.empty());
}

TEST_CASE("of chained Python tracebacks the first one is the root cause") {
  const std::string between =
      GENERATE("The above exception was the direct cause of the following exception:",
               "During handling of the above exception, another exception occurred:");
  const StackTrace trace = parse_stack_trace(
      "Traceback (most recent call last):\n  File \"a.py\", line 1, in a\n    x()\nKeyError: "
      "'k'\n\n" +
      between +
      "\n\nTraceback (most recent call last):\n  File \"b.py\", line 2, in b\n    y()\n"
      "acme.LoadError: cannot load\n");
  CHECK(trace.error_type == "KeyError");
  CHECK(trace.message == "'k'");
  CHECK(show::frames(trace.frames) == Texts{"a a.py:1:0 +"});
}

TEST_CASE("a second traceback without a headline between does not mix with the first") {
  const StackTrace trace = parse_stack_trace(
      "Traceback (most recent call last):\n  File \"a.py\", line 1, in a\n"
      "Traceback (most recent call last):\n  File \"b.py\", line 2, in b\n    y()\nKeyError: 1\n");
  CHECK(show::frames(trace.frames) == Texts{"a a.py:1:0 +"});
}

TEST_CASE("a Python syntax error names its file without a function") {
  const StackTrace trace = parse_stack_trace(
      "  File \"/srv/app/notes/rows.py\", line 3\n    rows = [1, 2\n           ^\n"
      "SyntaxError: '[' was never closed\n");
  CHECK(trace.error_type == "SyntaxError");
  CHECK(show::frames(trace.frames) == Texts{" /srv/app/notes/rows.py:3:0 +"});
  CHECK(trace.frames[0].source_line == "rows = [1, 2");
}

TEST_CASE("a Python exception without a message, and one in a group, are read") {
  const StackTrace bare = parse_stack_trace(
      "Traceback (most recent call last):\n  File \"a.py\", line 1, in a\n    x()\n"
      "acme.errors.NotReady\n");
  CHECK(bare.error_type == "acme.errors.NotReady");
  CHECK(bare.message.empty());
  const StackTrace group = parse_stack_trace(
      "  + Exception Group Traceback (most recent call last):\n"
      "  |   File \"a.py\", line 1, in a\n  |     x()\n"
      "  | ExceptionGroup: two (2 sub-exceptions)\n");
  CHECK(group.error_type == "ExceptionGroup");
  CHECK(show::frames(group.frames) == Texts{"a a.py:1:0 +"});
}

TEST_CASE("of a deep Python recursion the innermost frames stay") {
  std::string text = "Traceback (most recent call last):\n";
  for (int i = 1; i <= 1000; ++i) {
    text += "  File \"a.py\", line " + std::to_string(i) + ", in f\n    f()\n";
  }
  const StackTrace trace =
      parse_stack_trace(text + "not a headline, at all\nRecursionError: deep\n");
  REQUIRE(trace.frames.size() == 200);
  CHECK(trace.frames.front().line == 1000);
  CHECK(trace.frames.back().line == 801);
  CHECK(trace.error_type == "RecursionError");
}

TEST_CASE("a line that only begins like a Python frame is none") {
  CHECK(parse_stack_trace("File \"a.py\", line x\nFile \"a.py\" line 3\nFile \"a.py\", line 0")
            .frames.empty());
}
