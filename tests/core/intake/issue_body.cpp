#include <homeostat/intake.hpp>

#include <string>

#include "core/intake/show.hpp"
#include "support/catch.hpp"

using homeostat::ErrorReport;
using homeostat::Issue;
using homeostat::parse_issue;
using show::Texts;

namespace {

ErrorReport read(const std::string& body) {
  Issue issue;
  issue.title = "[Notes] TypeError: no rows";
  issue.body = body;
  const homeostat::IntakeResult result = parse_issue(issue);
  CHECK(show::refusals(result) == Texts{});
  return result.report;
}

}  // namespace

TEST_CASE("sections may come in any order, at any level, with any spelling of the heading") {
  const ErrorReport report = read(
      "#### breadcrumbs:\n- one\n\n# **STACK TRACE** #\n```\nTypeError: x\n  at src/a.js:1:2\n```\n"
      "   ### Error Details ###\n* Fingerprint: f\n+ Extension: Notes v1.0.0\n");
  CHECK(report.fingerprint_hint.value == "f");
  CHECK(report.product.value == "Notes");
  CHECK(report.frames.size() == 1);
}

TEST_CASE("bold lines and summaries serve as headings for the names we know") {
  const ErrorReport report = read(
      "**Error Details**\n- **Extension:** Notes v1.0.0\n- **Fingerprint**: f\n\n"
      "<details><summary>Stack Trace</summary>\n\n```\nTypeError: x\n  at src/a.js:1:2\n```\n"
      "</details>\n\n**Breadcrumbs:**\n• one\n");
  CHECK(report.fingerprint_hint.value == "f");
  CHECK(report.frames.size() == 1);
  CHECK(show::values(report.breadcrumbs) == Texts{"one"});
}

TEST_CASE("a trace without a fence is the whole section") {
  const ErrorReport report = read(
      "## Error Details\n- Extension: Notes v1.0.0\n- Fingerprint: f\n## Stack Trace\n\n"
      "TypeError: x\n    at src/a.js:1:2\n    at src/b.js:3:4\n\n## Breadcrumbs\n- one\n");
  CHECK(report.stack.value == "TypeError: x\n    at src/a.js:1:2\n    at src/b.js:3:4");
}

TEST_CASE("a fence that is never closed swallows nothing") {
  const ErrorReport report = read(
      "## Error Details\n- Extension: Notes v1.0.0\n- Fingerprint: f\n## Stack Trace\n````\n"
      "TypeError: x\n    at src/a.js:1:2\n```\n## Breadcrumbs\n- one\n");
  CHECK(report.frames.size() == 1);
  CHECK(show::values(report.breadcrumbs) == Texts{"one"});
}

TEST_CASE("a shorter or other fence inside a fence is code") {
  const ErrorReport report = read(
      "## Error Details\n- Extension: Notes v1.0.0\n- Fingerprint: f\n## Stack Trace\n````text\n"
      "TypeError: x\n```\n~~~~\n```` not the end\n    at src/a.js:1:2\n`````\n## Breadcrumbs\n- "
      "one\n");
  CHECK(report.stack.value == "TypeError: x\n```\n~~~~\n```` not the end\n    at src/a.js:1:2");
}

TEST_CASE("inline code is no fence, and seven signs are no heading") {
  const ErrorReport report = read(
      "## Error Details\n- Extension: Notes v1.0.0\n```x```\n####### Stack Trace\n#hashtag\n"
      "- Fingerprint: f\n## Stack Trace\nat src/a.js:1:2\n## Breadcrumbs\n- one\n##\nmore\n");
  CHECK(report.fingerprint_hint.value == "f");
  CHECK(show::values(report.breadcrumbs) == Texts{"one"});
}

TEST_CASE("fields are read only where fields stand") {
  const ErrorReport report = read(
      "Product: not here\n## Error Details\nExtension: Notes v1.0.0\n- Fingerprint: f\n"
      "- 7: no name\n- a very long name that is longer than any field of a report: x\n"
      "- ~odd~: x\n## Stack Trace\nat src/a.js:1:2\n**Fingerprint:** g\n"
      "## Breadcrumbs\n- Environment: a crumb\n- **Job:** a crumb, too\n");
  CHECK(report.product.value == "Notes");
  CHECK(report.fingerprint_hint.value == "f");
  CHECK_FALSE(report.environment.present());
  CHECK_FALSE(report.job.present());
}

TEST_CASE("of a field given twice the first one with a value counts") {
  const ErrorReport report = read(
      "## Error Details\n- Extension: Notes v1.0.0\n- Fingerprint:\n- Fingerprint: f\n"
      "- Fingerprint: g\n## Stack Trace\nat src/a.js:1:2\n## Breadcrumbs\n- one\n");
  CHECK(report.fingerprint_hint.value == "f");
}

TEST_CASE("bold text that is no field is passed over") {
  const ErrorReport report = read(
      "**Note** that this matters\n**unclosed: x\n**Product:** notes • plain • **Job** 7 • "
      "**Fingerprint:** f\n## Stack Trace\nat src/a.js:1:2\n");
  CHECK(report.product.value == "notes");
  CHECK(report.fingerprint_hint.value == "f");
  CHECK_FALSE(report.job.present());
}
