#include <homeostat/intake.hpp>

#include <string>

#include "core/intake/show.hpp"
#include "support/catch.hpp"

namespace {

std::string frame_at(const std::string& place) {
  const homeostat::StackTrace trace = homeostat::parse_stack_trace("E: x\n    at " + place + "\n");
  return trace.frames.empty() ? "(none)" : show::frames(trace.frames)[0];
}

}  // namespace

TEST_CASE("line and column are the last two numbers, a single one is the line") {
  CHECK(frame_at("src/a.js:12:7") == " src/a.js:12:7 +");
  CHECK(frame_at("src/a.js:12") == " src/a.js:12:0 +");
  CHECK(frame_at("src/a:5.js:1:2:3") == " src/a:5.js:1:2:3 +");
}

TEST_CASE("a number that does not fit, or zero, is no line") {
  CHECK(frame_at("src/a.js:1234567890") == "(none)");
  CHECK(frame_at("src/a.js:0") == "(none)");
  CHECK(frame_at("src/a.js:999999999") == " src/a.js:999999999:0 +");
}

TEST_CASE("a word without dot and slash, or a host alone, is no path") {
  CHECK(frame_at("noon:30") == "(none)");
  CHECK(frame_at("1.5:30") == "(none)");
  CHECK(frame_at("https://host.example:8080") == "(none)");
}
