#include <homeostat/intake.hpp>

#include "core/intake/show.hpp"
#include "support/catch.hpp"

using homeostat::IntakeResult;
using homeostat::parse_trace;
using homeostat::Provenance;
using homeostat::ReportFormat;
using show::Texts;

TEST_CASE("a bare trace becomes a report") {
  const IntakeResult result =
      parse_trace("\nTypeError: no rows\n    at first (src/table.js:27:9)\n");
  CHECK(result.refusals.empty());
  CHECK(result.report.format == ReportFormat::trace);
  CHECK(result.report.source == "trace");
  CHECK(result.report.error_type.value == "TypeError");
  CHECK(result.report.error_type.provenance == Provenance::reporter);
  CHECK(result.report.message.value == "no rows");
  CHECK(result.report.stack.value == "TypeError: no rows\n    at first (src/table.js:27:9)");
  CHECK(result.report.frames.size() == 1);
  CHECK_FALSE(result.report.product.present());
}

TEST_CASE("text without frame and headline is refused, and so is too much of it") {
  CHECK(show::refusals(parse_trace("all is well")) ==
        Texts{"malformed: text has no frame and no headline of a stack trace"});
  CHECK(show::refusals(parse_trace("")).size() == 1);
  CHECK(parse_trace("TypeError: no rows").refusals.empty());
  CHECK(show::refusals(parse_trace("12345", {.issue_bytes_max = 4})) ==
        Texts{"too_large: stack trace has 5 bytes, limit is 4"});
}
