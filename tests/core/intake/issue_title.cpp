#include <homeostat/intake.hpp>

#include <string>

#include "core/intake/show.hpp"
#include "support/catch.hpp"

using homeostat::ErrorReport;
using homeostat::IntakeResult;
using homeostat::Issue;
using homeostat::parse_issue;

namespace {

IntakeResult read(const std::string& title, const std::string& details = "") {
  Issue issue;
  issue.title = title;
  issue.body = "## Error Details\n- Fingerprint: f\n" + details +
               "\n## Stack Trace\nat src/a.js:1:2\n## Breadcrumbs\n- one\n";
  return parse_issue(issue);
}

}  // namespace

TEST_CASE("a namespaced type is whole (the predecessor read \"std\")") {
  const ErrorReport report = read("[notes] std::runtime_error: boom: x").report;
  CHECK(report.error_type.value == "std::runtime_error");
  CHECK(report.message.value == "boom: x");
}

TEST_CASE("a colon without a space ends a type where no other does, but no half of a pair") {
  CHECK(read("[a] Error:boom").report.error_type.value == "Error");
  const ErrorReport report = read("[a] ns::Error:boom").report;
  CHECK(report.error_type.value == "ns::Error");
  CHECK(report.message.value == "boom");
}

TEST_CASE("a title needs product, type and message") {
  for (const char* title : {"", "[]", "[a]", "[a] B", "[a] B:", "[a] : c", "[] B: c", "a B: c",
                            "[a B: c", "[a] b::c", "[a] b::", "[a] ::"}) {
    CAPTURE(title);
    CHECK(read(title).refusals.size() == 1);
  }
  CHECK(read("prefix [a] B: c").refusals.empty());
}

TEST_CASE("a product loses its version (the predecessor kept it for servers)") {
  const auto product = [](const std::string& written) {
    const ErrorReport report = read("[t] B: c", "- Extension: " + written + "\n").report;
    return report.product.value + "|" + report.version.value;
  };
  CHECK(product("Notes v2.0.0") == "Notes|2.0.0");
  CHECK(product("My Notes V2.0.0-beta") == "My Notes|2.0.0-beta");
  CHECK(product("Notes 2.0.0") == "Notes|2.0.0");
  CHECK(product("Notes 7") == "Notes 7|");
  CHECK(product("Tele vision") == "Tele vision|");
  CHECK(product("Notes v") == "Notes v|");
  CHECK(product("ClaudeCode-WordPress-MCP v1.0.0") == "wp-navigator-pro|1.0.0");
}

TEST_CASE("a field with the version goes before the product's suffix") {
  const ErrorReport report =
      read("[t] B: c", "- Extension: Notes v2.0.0\n- Plugin Version: 2.0.1\n").report;
  CHECK(report.version.value == "2.0.1");
  CHECK(read("[Notes v3.1.0] B: c").report.version.value == "3.1.0");
}

TEST_CASE("occurrences are the first number, and one for anything else") {
  const auto occurrences = [](const std::string& written) {
    return read("[t] B: c", "- Extension: N v1.0\n- Occurrences: " + written + "\n")
        .report.occurrences;
  };
  CHECK(occurrences("5/5 (threshold)") == 5);
  CHECK(occurrences("12") == 12);
  CHECK(occurrences("many") == 1);
  CHECK(occurrences("0") == 1);
  CHECK(occurrences("-3") == 1);
  CHECK(occurrences("99999999999999999999") == 1);
}
