#include <homeostat/intake.hpp>

#include <string>

#include "core/intake/show.hpp"
#include "support/catch.hpp"

using homeostat::parse_stack_trace;
using homeostat::StackTrace;

namespace {

std::string headline(const std::string& text) {
  const StackTrace trace = parse_stack_trace(text);
  return trace.error_type + "|" + trace.message;
}

}  // namespace

TEST_CASE("a headline is a type and a message, without what announces it") {
  CHECK(headline("TypeError: no rows") == "TypeError|no rows");
  CHECK(headline("Uncaught (in promise) TypeError: no rows") == "TypeError|no rows");
  CHECK(headline("Uncaught std::runtime_error: no rows: 7") == "std::runtime_error|no rows: 7");
  CHECK(headline("Exception in thread \"main\" java.lang.Error: x") == "java.lang.Error|x");
  CHECK(headline("App\\Errors\\Missing: x") == "App\\Errors\\Missing|x");
  CHECK(headline("AssertionError [ERR_ASSERTION]: x") == "AssertionError|x");
  CHECK(headline("KeyError:") == "KeyError|");
  CHECK(headline("StackOverflowError") == "StackOverflowError|");
  CHECK(headline("boom: x") == "boom|x");
}

TEST_CASE("a line that looks like an error's goes before one that does not") {
  CHECK(headline("note: see below\nTypeError: no rows\nRangeError: later") == "TypeError|no rows");
  CHECK(headline("first: a\nsecond: b") == "first|a");
}

TEST_CASE("prose, numbers and endless words are no headline") {
  CHECK(headline("nothing to see") == "|");
  CHECK(headline("12:30 began") == "|");
  CHECK(headline("word") == "|");
  CHECK(headline("TypeError without a colon") == "|");
  CHECK(headline("AssertionError [unclosed: x") == "|");
  CHECK(headline(std::string(300, 'x') + ": y") == "|");
  CHECK(headline("Exception in thread \"x") == "|");
}

TEST_CASE("of a deep recursion the innermost two hundred frames stay") {
  std::string text = "RangeError: too deep\n";
  for (int i = 1; i <= 1000; ++i)
    text += "    at f (src/a.js:" + std::to_string(i) + ":1)\n";
  const StackTrace trace = parse_stack_trace(text);
  REQUIRE(trace.frames.size() == 200);
  CHECK(trace.frames.front().line == 1);
}

TEST_CASE("of a function's endless name a part stays") {
  const StackTrace trace =
      parse_stack_trace("E: x\n    at " + std::string(3000, 'f') + " (src/a.js:1:1)\n");
  REQUIRE(trace.frames.size() == 1);
  CHECK(trace.frames[0].function.size() == 512);
}

TEST_CASE("an anonymous function has no name") {
  CHECK(
      parse_stack_trace("E: x\n    at <anonymous> (src/a.js:1:1)\n").frames.at(0).function.empty());
}
