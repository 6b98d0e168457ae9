#include <homeostat/intake.hpp>

#include <string>

#include "core/intake/show.hpp"
#include "support/catch.hpp"

using homeostat::ErrorReport;
using homeostat::IntakeResult;
using homeostat::Issue;
using homeostat::parse_issue;
using homeostat::Provenance;
using homeostat::ReportFormat;
using show::Texts;

namespace {

constexpr const char* extension_body =
    "## Error Details\n- Extension: Notes v2.1.0\n- Message: no rows\n"
    "- Timestamp: 2026-01-02T03:04:05Z\n- Fingerprint: notes-7\n\n"
    "## Stack Trace\n```js\nTypeError: no rows\n    at first (src/table.js:27:9)\n```\n\n"
    "## Breadcrumbs\n1. opened the list\n2. pressed save\n";

constexpr const char* server_body =
    "## Error Details\n- Product: claudecode-wordpress-mcp v2.0.0\n- Error Type: PDOException\n"
    "- Message: refused\n- Environment: production\n- Occurrences: 5/5 (threshold reached)\n"
    "- Fingerprint: wp-9\n- Job: nightly\n- Location: includes/a.php:1\n\n"
    "## Stack Trace\n```\nPDOException: refused\n  at includes/store.php:45\n```\n\n"
    "## PHP Environment\n- File: includes/store.php\n- Line: 45\n\n## Context\nnightly backup\n";

constexpr const char* inline_body =
    "**Product:** audit-tool • **Version:** v1.4.2 • staging only\n"
    "**Error Type:** PermissionError\n**Occurrences:** 3 • Environment: production\n"
    "**Fingerprint:** `audit-3`\n**Job:** weekly • **Location:** auditor/scan.py:234\n"
    "**Message**: denied: /etc\n\n"
    "## Stack Trace\n```\nTraceback (most recent call last):\n"
    "  File \"auditor/scan.py\", line 234, in scan\n    open(path)\nPermissionError: denied\n```\n";

Issue make_issue(std::string title, std::string body, std::vector<std::string> labels = {"robot"}) {
  Issue issue;
  issue.number = {7};
  issue.title = std::move(title);
  issue.body = std::move(body);
  issue.labels = std::move(labels);
  issue.url = "https://forge.example/issues/7";
  return issue;
}

std::string with_crlf(const std::string& text) {
  std::string out;
  for (const char c : text)
    out += c == '\n' ? std::string("\r\n") : std::string(1, c);
  return out;
}

ErrorReport complete(const Issue& issue) {
  const IntakeResult result = parse_issue(issue);
  CHECK(show::refusals(result) == Texts{});
  return result.report;
}

}  // namespace

TEST_CASE("an extension's report is read field by field") {
  const ErrorReport report =
      complete(make_issue("[Notes] TypeError: rows is null", extension_body));
  CHECK(report.format == ReportFormat::extension);
  CHECK(report.source == "extension");
  CHECK(report.product.value == "Notes");
  CHECK(report.version.value == "2.1.0");
  CHECK(report.error_type.value == "TypeError");
  CHECK(report.message.value == "no rows");
  CHECK(report.timestamp.value == "2026-01-02T03:04:05Z");
  CHECK(report.fingerprint_hint.value == "notes-7");
  CHECK(report.stack.value == "TypeError: no rows\n    at first (src/table.js:27:9)");
  CHECK(show::values(report.breadcrumbs) == Texts{"opened the list", "pressed save"});
  CHECK(show::frames(report.frames) == Texts{"first src/table.js:27:9 +"});
  CHECK(report.occurrences == 1);
  CHECK(report.issue.value == 7);
  CHECK(report.issue_url == "https://forge.example/issues/7");
}

TEST_CASE("each field says who could have written it") {
  const ErrorReport report =
      complete(make_issue("[Notes] TypeError: rows is null", extension_body));
  CHECK(report.product.provenance == Provenance::reporter);
  CHECK(report.stack.provenance == Provenance::reporter);
  CHECK(report.breadcrumbs[0].provenance == Provenance::reporter);
  CHECK(report.environment.provenance == Provenance::absent);
  CHECK_FALSE(report.environment.present());
  const ErrorReport server =
      complete(make_issue("[x] PDOException: refused", server_body, {"source:wordpress"}));
  CHECK(server.breadcrumbs[0].provenance == Provenance::derived);
}

TEST_CASE("CRLF line ends change nothing (the predecessor found three fields missing)") {
  const std::string title = "[Notes] TypeError: rows is null";
  const ErrorReport unix_report = complete(make_issue(title, extension_body));
  const ErrorReport report = complete(make_issue(title, with_crlf(extension_body)));
  CHECK(report == unix_report);
}

TEST_CASE("a heading inside a code fence ends no section (the predecessor cut the trace there)") {
  const std::string fence = GENERATE(std::string("```"), std::string("~~~~"));
  const std::string body =
      "## Error Details\n- Extension: Notes v1.0\n- Fingerprint: f\n\n## Stack Trace\n" + fence +
      "\nTypeError: x\n## not a heading\n    at first (src/a.js:1:2)\n" + fence +
      "\n## Breadcrumbs\n* one\n";
  const ErrorReport report = complete(make_issue("[Notes] TypeError: x", body));
  CHECK(show::frames(report.frames) == Texts{"first src/a.js:1:2 +"});
  CHECK(show::values(report.breadcrumbs) == Texts{"one"});
}

TEST_CASE("a server's report with bullets is read, its product by the present name") {
  const ErrorReport report = complete(make_issue("[claudecode-wordpress-mcp] PDOException: refused",
                                                 server_body, {"Source:WordPress"}));
  CHECK(report.format == ReportFormat::server);
  CHECK(report.source == "wordpress");
  CHECK(report.product.value == "wp-navigator-pro");
  CHECK(report.version.value == "2.0.0");
  CHECK(report.occurrences == 5);
  CHECK(report.environment.value == "production");
  CHECK(report.location.value == "includes/store.php");
  CHECK(report.context.value == "nightly backup");
  CHECK(show::values(report.breadcrumbs) ==
        Texts{"Cron job started: nightly", "Error in includes/store.php", "Context: nightly backup",
              "Error thrown: PDOException"});
}

TEST_CASE("a server's report in the inline form is read (the predecessor refused it)") {
  const ErrorReport report =
      complete(make_issue("[audit-tool] PermissionError: denied", inline_body, {"source:vps"}));
  CHECK(report.format == ReportFormat::server_inline);
  CHECK(report.source == "vps");
  CHECK(report.product.value == "audit-tool");
  CHECK(report.version.value == "1.4.2");
  CHECK(report.occurrences == 3);
  CHECK(report.environment.value == "production");
  CHECK(report.fingerprint_hint.value == "audit-3");
  CHECK(report.job.value == "weekly");
  CHECK(report.location.value == "auditor/scan.py:234");
  CHECK(report.message.value == "denied: /etc");
  CHECK(show::frames(report.frames) == Texts{"scan auditor/scan.py:234:0 +"});
  CHECK(report.frames[0].source_line == "open(path)");
}

TEST_CASE("labels decide the source, WordPress before VPS, and CloakPipe's are extensions") {
  const auto source_of = [](std::vector<std::string> labels) {
    return parse_issue(make_issue("[a] B: c", extension_body, std::move(labels))).report.source;
  };
  CHECK(source_of({"robot"}) == "extension");
  CHECK(source_of({}) == "extension");
  CHECK(source_of({"robot", "source:cloakpipe"}) == "extension");
  CHECK(source_of({"source:vps", "SOURCE:WORDPRESS"}) == "wordpress");
  CHECK(source_of({"source:cloakpipe", "source:vps"}) == "vps");
}

TEST_CASE("a server's report without a source label is known by what it holds") {
  CHECK(complete(make_issue("[a] B: c", server_body)).source == "wordpress");
  const ErrorReport report = complete(make_issue("[a] B: c", inline_body));
  CHECK(report.source == "vps");
  CHECK(report.format == ReportFormat::server_inline);
}

TEST_CASE("every missing field is named, all at once") {
  const IntakeResult extension = parse_issue(make_issue("no brackets", "nothing here"));
  CHECK(show::refusals(extension) ==
        Texts{"malformed: title is not of the form [Product] Type: message",
              "malformed: missing required field: stackTrace",
              "malformed: missing required field: fingerprint",
              "malformed: missing required field: breadcrumbs"});
  const IntakeResult server =
      parse_issue(make_issue("[a] B: c", "**Error Type:** B", {"source:wordpress"}));
  CHECK(show::refusals(server) == Texts{"malformed: missing required field: stackTrace",
                                        "malformed: missing required field: fingerprint"});
  CHECK(server.report.error_type.value == "B");
}

TEST_CASE("a fence that is empty, or a section that is, has no stack") {
  const std::string body =
      "## Error Details\n- Extension: N v1.0\n- Fingerprint: f\n## Stack Trace\n```\n```\n"
      "## Breadcrumbs\n1. a\n";
  CHECK(show::refusals(parse_issue(make_issue("[a] B: c", body))) ==
        Texts{"malformed: missing required field: stackTrace"});
}

TEST_CASE("a body over the limit is refused before anything is read of it") {
  const std::size_t limit = 100 * 1024;
  std::string body = extension_body;
  body.resize(limit, 'x');
  CHECK(parse_issue(make_issue("[a] B: c", body)).refusals.empty());
  body += 'x';
  const IntakeResult result = parse_issue(make_issue("[a] B: c", body));
  CHECK(show::refusals(result) == Texts{"too_large: issue body has 102401 bytes, limit is 102400"});
  CHECK(result.report.issue.value == 7);
  CHECK_FALSE(result.report.stack.present());
  CHECK_FALSE(result.report.error_type.present());
  const IntakeResult title = parse_issue(make_issue(std::string(limit + 1, 'x'), "b"));
  CHECK(show::refusals(title) == Texts{"too_large: issue title has 102401 bytes, limit is 102400"});
}

TEST_CASE("without a readable trace the location is the frame") {
  const std::string body =
      "## Error Details\n- Product: audit v1.0\n- Fingerprint: f\n- Location: "
      "auditor/scan.py:234:5\n"
      "## Stack Trace\nnot a trace\n";
  const ErrorReport report = complete(make_issue("[a] B: c", body, {"source:vps"}));
  CHECK(show::frames(report.frames) == Texts{" auditor/scan.py:234:5 +"});
  const std::string php =
      "## Error Details\n- Product: audit v1.0\n- Fingerprint: f\n## PHP Environment\n"
      "- File: includes/a.php\n- Line: 9\n## Stack Trace\nnot a trace\n";
  CHECK(show::frames(complete(make_issue("[a] B: c", php)).frames) ==
        Texts{" includes/a.php:9:0 +"});
  const std::string vague =
      "## Error Details\n- Product: audit v1.0\n- Fingerprint: f\n- Location: somewhere\n"
      "## Stack Trace\nnot a trace\n";
  CHECK(complete(make_issue("[a] B: c", vague)).frames.empty());
}

TEST_CASE("type and message come from the body where the title has none, and are still refused") {
  const IntakeResult result = parse_issue(make_issue("broken", server_body, {"source:wordpress"}));
  CHECK(result.refusals.size() == 1);
  CHECK(result.report.error_type.value == "PDOException");
  CHECK(result.report.message.value == "refused");
}

TEST_CASE("an error message section stands in for the field, the title for both") {
  const std::string section =
      "## Error Details\n- Product: p v1.0\n- Fingerprint: f\n## Error Message\nfrom the section\n"
      "## Stack Trace\nat a.js:1:1\n";
  CHECK(complete(make_issue("[a] B: from the title", section)).message.value == "from the section");
  const std::string none =
      "## Error Details\n- Product: p v1.0\n- Fingerprint: f\n## Stack Trace\nat a.js:1\n";
  CHECK(complete(make_issue("[a] B: from the title", none)).message.value == "from the title");
}
