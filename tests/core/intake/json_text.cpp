#include <homeostat/intake.hpp>

#include <string>

#include "core/intake/show.hpp"
#include "support/catch.hpp"

using homeostat::parse_event;

namespace {

std::string complaint(const std::string& json) {
  const homeostat::IntakeResult result = parse_event(json);
  return result.refusals.empty() ? "" : result.refusals[0].detail;
}

bool ends_with(const std::string& text, const std::string& end) {
  return text.size() >= end.size() && text.compare(text.size() - end.size(), end.size(), end) == 0;
}

}  // namespace

TEST_CASE("a JSON error is located at the place where the text stops making sense") {
  CHECK(ends_with(complaint("x"), "in line 1, column 1"));
  CHECK(ends_with(complaint("{\"a\": 1,\n \"b\" 2}"), "in line 2, column 6"));
  CHECK(ends_with(complaint("{\"a\": 1"), "in line 1, column 8"));
  CHECK(ends_with(complaint(""), "in line 1, column 1"));
  CHECK(ends_with(complaint("{\"message\": \"m\"}\n x"), "in line 2, column 2"));
  CHECK(complaint("{\"message\": \"m\"}\n ").empty());
}

TEST_CASE("JSON nested beyond the limit is refused, not recursed into") {
  const std::string deep = std::string(65, '[') + std::string(65, ']');
  CHECK(complaint(deep).find("not JSON: ") == 0);
  CHECK(complaint(std::string(90000, '[')).find("not JSON: ") == 0);
  CHECK(complaint(std::string(64, '[') + std::string(64, ']')) ==
        "event has no exception with frames and no message");
}

TEST_CASE("numbers serve as texts, and only whole positive ones as lines") {
  const auto frame = [](const std::string& line) {
    return parse_event(
               "{\"message\":\"m\",\"stacktrace\":{\"frames\":[{\"filename\":\"a.js\",\"lineno\":" +
               line + "}]}}")
        .report.frames.at(0)
        .line;
  };
  CHECK(frame("7") == 7);
  CHECK(frame("0") == 0);
  CHECK(frame("2.5") == 0);
  CHECK(frame("\"7\"") == 0);
  CHECK(frame("99999999999") == 0);
  CHECK(frame("18446744073709551615") == 0);
  CHECK(parse_event("{\"message\": 18446744073709551615}").report.message.value ==
        "18446744073709551615");
  CHECK_FALSE(parse_event("{\"message\": true, \"level\": \"x\"}").report.message.present());
}
