#include <homeostat/intake.hpp>

#include <string>

#include "core/intake/show.hpp"
#include "support/catch.hpp"

using homeostat::ErrorReport;
using homeostat::IntakeResult;
using homeostat::parse_event;
using homeostat::Provenance;
using homeostat::ReportFormat;
using show::Texts;

namespace {

ErrorReport read(const std::string& json) {
  const IntakeResult result = parse_event(json);
  CHECK(show::refusals(result) == Texts{});
  return result.report;
}

}  // namespace

TEST_CASE("an event gives the frames of its exception innermost first") {
  const ErrorReport report = read(R"({
    "release": "notes@2.1.0+7", "environment": "production", "level": "error",
    "timestamp": 1767322000.25, "fingerprint": ["{{ default }}", "rows"],
    "transaction": "save", "culprit": "table in first",
    "exception": {"values": [{"type": "TypeError", "value": "no rows",
      "stacktrace": {"frames": [
        {"filename": "node:internal/main", "function": "run", "lineno": 1, "in_app": false},
        {"filename": "app:///src/store.js", "function": "save", "lineno": 12, "colno": 5},
        {"filename": "table.js", "abs_path": "/home/ann/notes/src/table.js", "function": "first",
         "lineno": 27, "colno": 9, "in_app": true, "context_line": "  return rows[0];"}]}}]},
    "breadcrumbs": {"values": [{"category": "ui.click", "message": "save"}, {"type": "http"}, {}]}
  })");
  CHECK(report.format == ReportFormat::event);
  CHECK(report.source == "event");
  CHECK(report.product.value == "notes");
  CHECK(report.version.value == "2.1.0+7");
  CHECK(report.environment.value == "production");
  CHECK(report.error_type.value == "TypeError");
  CHECK(report.message.value == "no rows");
  CHECK(report.timestamp.value == "1767322000.250");
  CHECK(report.fingerprint_hint.value == "{{ default }}|rows");
  CHECK(report.context.value == "save");
  CHECK(report.location.value == "table in first");
  CHECK(show::values(report.breadcrumbs) == Texts{"ui.click: save", "http"});
  CHECK(show::frames(report.frames) == Texts{"first /home/ann/notes/src/table.js:27:9 +",
                                             "save src/store.js:12:5 +",
                                             "run node:internal/main:1:0"});
  CHECK(report.frames[0].source_line == "  return rows[0];");
  CHECK(report.stack.provenance == Provenance::derived);
  CHECK(report.stack.value ==
        "TypeError: no rows\n    at first (/home/ann/notes/src/table.js:27:9)\n"
        "    at save (src/store.js:12:5)\n    at run (node:internal/main:1:0)");
}

TEST_CASE("of chained exceptions the first one is the root cause, the next one lends its frames") {
  const ErrorReport report = read(R"({"exception": [
    {"type": "KeyError", "value": "'k'"},
    {"type": "LoadError", "value": "x",
     "stacktrace": {"frames": [{"filename": "b.py", "lineno": 2}]}}]})");
  CHECK(report.error_type.value == "KeyError");
  CHECK(show::frames(report.frames) == Texts{" b.py:2:0 +"});
}

TEST_CASE("an event may be wrapped as a web hook sends it or as the web API shows it") {
  const ErrorReport hook = read(
      R"({"data": {"event": {"exception": {"values": [{"type": "A", "value": "b"}]},
                           "level": "error"}}})");
  CHECK(hook.error_type.value == "A");
  const ErrorReport entries = read(
      R"({"entries": [{"type": "message"}, 
          {"type": "exception", "data": {"values": [{"type": "A", "value": "b"}]}}]})");
  CHECK(entries.error_type.value == "A");
}

TEST_CASE("an event without an exception is its message, and its level the type") {
  CHECK(read(R"({"message": "no rows", "level": "warning"})").error_type.value == "warning");
  CHECK(read(R"({"message": {"formatted": "no rows"}})").message.value == "no rows");
  CHECK(read(R"({"logentry": {"message": "no rows"}, "release": "abc"})").version.value == "abc");
  const ErrorReport stacked = read(
      R"({"message": 7, "entries": [],
          "stacktrace": {"frames": [{"abs_path": "/app/src/a.js", "lineno": -1}]}})");
  CHECK(stacked.message.value == "7");
  CHECK(show::frames(stacked.frames) == Texts{" /app/src/a.js:0:0 +"});
}

TEST_CASE("Java's frames get the class from the module") {
  const ErrorReport report = read(R"({"exception": {"values": [{"type": "A", "value": "b",
    "stacktrace": {"frames": [{"filename": "Table.java", "module": "com.acme.Table",
                               "function": "first", "lineno": 27}]}}]}})");
  CHECK(show::frames(report.frames) == Texts{"com.acme.Table.first Table.java:27:0 +"});
}

TEST_CASE("an event that is not JSON is refused with line and column") {
  const IntakeResult result = parse_event("{\n  \"message\": nope\n}");
  REQUIRE(result.refusals.size() == 1);
  CHECK(result.refusals[0].reason == homeostat::Reason::malformed);
  CHECK(result.refusals[0].detail.find("in line 2, column ") != std::string::npos);
}

TEST_CASE("an event with nothing in it, of a wrong shape, or too large is refused") {
  for (const char* json :
       {"{}", "[]", "7", "{\"exception\": 7}", "{\"exception\": {\"values\": {}}}",
        "{\"exception\": {\"values\": [7, null]}}", "{\"message\": null}"}) {
    CAPTURE(json);
    CHECK(show::refusals(parse_event(json)) ==
          Texts{"malformed: event has no exception with frames and no message"});
  }
  CHECK(show::refusals(parse_event(std::string(102401, ' '))) ==
        Texts{"too_large: event has 102401 bytes, limit is 102400"});
}

TEST_CASE("an event keeps the innermost two hundred frames and the last fifty breadcrumbs") {
  std::string frames;
  std::string crumbs;
  for (int i = 1; i <= 300; ++i) {
    frames += std::string(i > 1 ? "," : "") +
              "{\"filename\":\"a.js\",\"lineno\":" + std::to_string(i) + "}";
    crumbs += std::string(i > 1 ? "," : "") + "{\"message\":\"" + std::to_string(i) + "\"}";
  }
  const ErrorReport report =
      read("{\"exception\":{\"values\":[{\"type\":\"A\",\"stacktrace\":{\"frames\":[" + frames +
           "]}}]},\"breadcrumbs\":[" + crumbs + "]}");
  REQUIRE(report.frames.size() == 200);
  CHECK(report.frames.front().line == 300);
  REQUIRE(report.breadcrumbs.size() == 50);
  CHECK(report.breadcrumbs.front().value == "251");
}
