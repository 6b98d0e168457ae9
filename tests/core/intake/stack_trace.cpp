#include <homeostat/intake.hpp>

#include <random>
#include <string>

#include "core/intake/show.hpp"
#include "support/catch.hpp"
#include "support/growth.hpp"

using homeostat::Issue;
using homeostat::Language;
using homeostat::parse_stack_trace;
using homeostat::StackTrace;

namespace {

double seconds(const std::string& text) {
  double best = 1e9;
  for (int i = 0; i < 2; ++i) {
    const homeostat::test::ProcessorTimer timer;
    const StackTrace trace = parse_stack_trace(text);
    CHECK(trace.frames.size() <= 200);
    best = std::min(best, timer.seconds());
  }
  return best;
}

std::string repeated(const std::string& part, std::size_t bytes) {
  std::string text;
  text.reserve(bytes + part.size());
  while (text.size() < bytes)
    text += part;
  return text;
}

}  // namespace

TEST_CASE("the form that most lines have is the form of the trace") {
  const StackTrace trace = parse_stack_trace(
      "Error: worker failed\nTraceback (most recent call last):\n"
      "  File \"a.py\", line 1, in a\n    x()\n  File \"b.py\", line 2, in b\n    y()\n"
      "KeyError: 1\n    at run (src/run.js:1:1)\n");
  CHECK(trace.language == Language::python);
  CHECK(trace.frames.size() == 2);
}

TEST_CASE("the extension of the project's innermost file decides the language") {
  CHECK(parse_stack_trace("E: x\n  at node_modules/a.js:1:1\n  at src/a.tsx:1:1\n").language ==
        Language::typescript);
  CHECK(parse_stack_trace("E: x\n  at src/page:1:1\n").language == Language::javascript);
}

TEST_CASE("text without any frame still gives its headline") {
  const StackTrace trace = parse_stack_trace("ReferenceError: injection");
  CHECK(trace.error_type == "ReferenceError");
  CHECK(trace.language == Language::unknown);
}

TEST_CASE("CRLF and a missing last line end change no frame") {
  const StackTrace trace =
      parse_stack_trace("E: x\r\n    at f (src/a.js:1:2)\r\n    at g (src/b.js:3:4)");
  CHECK(show::frames(trace.frames) == show::Texts{"f src/a.js:1:2 +", "g src/b.js:3:4 +"});
}

TEST_CASE("any bytes give a trace within the limits") {
  const unsigned seed = std::random_device{}();
  CAPTURE(seed);
  std::mt19937 random(seed);
  const std::string parts[] = {"at ",
                               " (",
                               ")",
                               ":1",
                               ":2:3",
                               "\n",
                               "#0 ",
                               "0x1 in ",
                               "File \"",
                               "\", line ",
                               "@",
                               "http://",
                               "/",
                               "\\",
                               ".js",
                               ".go",
                               "from ",
                               ":in `",
                               "'",
                               "panic: ",
                               "thread '",
                               " panicked at ",
                               "\t",
                               "Caused by: ",
                               " ---> ",
                               "{main}",
                               "): ",
                               "what():  ",
                               "%2",
                               "Error: ",
                               "] in ",
                               " [0x",
                               ":line ",
                               ") in ",
                               "goroutine ",
                               "Traceback (most recent call last)",
                               ": Assertion `",
                               ": runtime error: ",
                               "Sanitizer: ",
                               "ERROR: ",
                               " in a.php on line ",
                               "created by ",
                               "eval at ",
                               "<",
                               "|",
                               "::",
                               "\xFF",
                               std::string(1, '\0')};
  std::uniform_int_distribution<std::size_t> pick(0, std::size(parts) - 1);
  std::uniform_int_distribution<int> byte(0, 255);
  for (int round = 0; round < 3000; ++round) {
    std::string text;
    for (int i = 0; i < 60; ++i) {
      text += i % 7 == 0 ? std::string(1, static_cast<char>(byte(random))) : parts[pick(random)];
    }
    const StackTrace trace = parse_stack_trace(text);
    REQUIRE(trace.frames.size() <= 200);
    for (const homeostat::Frame& frame : trace.frames) {
      REQUIRE(frame.file.size() <= 1024);
      REQUIRE(frame.function.size() <= 512);
      REQUIRE(frame.line >= 0);
    }
    Issue issue;
    issue.title = text.substr(0, 40);
    issue.body = text;
    REQUIRE(homeostat::parse_issue(issue).report.breadcrumbs.size() <= 50);
    REQUIRE(homeostat::parse_event(text).refusals.size() == 1);
  }
}

TEST_CASE("time grows as the text does, whatever the text") {
  const std::string part =
      GENERATE(std::string("("), std::string("at "), std::string("at ("), std::string("at f ("),
               std::string("["), std::string("**"), std::string("```\n"), std::string("\n"),
               std::string("x"), std::string(":1"), std::string("    at f (src/a.js:1:1)\n"),
               std::string("  File \"a.py\", line 1, in f\n    f()\n"), std::string("#0 a("),
               std::string("    #1 0x1 in f a.cc:1:2\n"), std::string("::"), std::string("@"),
               std::string("Caused by: E: x\n\tat a.b(C.java:1)\n"), std::string("/../"),
               std::string(" in "));
  CAPTURE(part);
  const double half = seconds(repeated(part, 1 << 18));
  const double whole = seconds(repeated(part, 1 << 19));
  CAPTURE(half, whole);
  CHECK(whole < 4 * half + 0.05);
}

TEST_CASE("ten mebibytes are read in a few seconds, and hold no more than two hundred frames") {
  const std::string part =
      GENERATE(std::string("at f ("), std::string("    at f (src/a.js:1:1)\n"));
  const std::string text = repeated(part, 10 << 20);
  const homeostat::test::ProcessorTimer timer;
  CHECK(parse_stack_trace(text).frames.size() <= 200);
  CHECK(timer.seconds() < 20);
}

TEST_CASE("an issue of the largest size is read in time that grows as it does") {
  const std::string part =
      GENERATE(std::string("**"), std::string("```\n"), std::string("`"),
               std::string("~~~~\n```\n"), std::string("# a\n"), std::string("- a: b\n"),
               std::string("**a:** b •"), std::string("<summary>"), std::string("[:"),
               std::string("## Error Details\n- a: b\n"), std::string("1. \n"));
  CAPTURE(part);
  const auto time_of = [&part](std::size_t bytes) {
    Issue issue;
    issue.title = repeated(part, bytes);
    issue.body = repeated(part, bytes);
    double best = 1e9;
    for (int i = 0; i < 3; ++i) {
      const homeostat::test::ProcessorTimer timer;
      (void)homeostat::parse_issue(issue, {.issue_bytes_max = 1 << 24});
      best = std::min(best, timer.seconds());
    }
    return best;
  };
  const double half = time_of(50 * 1024);
  const double whole = time_of(100 * 1024);
  CAPTURE(half, whole);
  CHECK(whole < 4 * half + 0.02);
}
