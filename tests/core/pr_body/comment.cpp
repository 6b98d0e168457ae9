#include <homeostat/pr_body.hpp>

#include "support/catch.hpp"

using namespace homeostat;

namespace {

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

IssueReport refused_report() {
  IssueReport report;
  report.outcome = IssueOutcome::refused;
  report.attempt = 1;
  report.reasons = {{Reason::tests_failed, "the patched tests fail: @octocat closes #1", {}, 0}};
  report.cooldown_until = Time{Milliseconds{1'767'225'600'000}};
  return report;
}

}  // namespace

TEST_CASE("a comment carries the hidden marker and says how to be left alone") {
  const std::string text = issue_comment(refused_report(), {});
  CHECK(text.starts_with(comment_marker));
  CHECK(comment_marker.starts_with(comment_marker_prefix));
  CHECK(has(text, "do-not-fix"));
}

TEST_CASE("a refusal is told with its reason, what helps, and when the next attempt is possible") {
  const IssueReport report = refused_report();
  const std::string text = issue_comment(report, {});
  CHECK(has(text, "`tests_failed`"));
  CHECK(has(text, std::string(remedy(Reason::tests_failed))));
  CHECK(has(text, "attempt 1 of 3. There is no other before 2026-01-01T00:00:00.000Z."));
  CHECK_FALSE(has(text, "@octocat"));
  CHECK_FALSE(has(text, "closes #1"));
}

TEST_CASE("a refusal that did not count says so, and the last attempt promises nothing") {
  IssueReport report = refused_report();
  report.cooldown_until.reset();
  CHECK(has(issue_comment(report, {}), "did not count as an attempt"));
  report = refused_report();
  report.attempt = 3;
  CHECK(has(issue_comment(report, {}), "there is no other until someone resets it"));
}

TEST_CASE("a guardrail's refusal names file and line") {
  IssueReport report = refused_report();
  report.reasons = {{Reason::secret, "an added line holds a key", "src/a.js", 7}};
  CHECK(has(issue_comment(report, {}), "(`src/a.js` line 7)"));
  report.reasons[0].line = 0;
  CHECK(has(issue_comment(report, {}), "(`src/a.js`)"));
}

TEST_CASE("a malformed issue is told all that is missing, and nothing about attempts") {
  IssueReport report;
  report.reasons = {{Reason::malformed, "the section Stack Trace is missing", {}, 0},
                    {Reason::malformed, "the field Fingerprint is missing", {}, 0}};
  const std::string text = issue_comment(report, {});
  CHECK(has(text, "Stack Trace"));
  CHECK(has(text, "Fingerprint"));
  CHECK_FALSE(has(text, "attempt"));
}

TEST_CASE("an opened or updated pull request is told with what its tests showed") {
  IssueReport report;
  report.outcome = IssueOutcome::pr_created;
  report.pull = {5};
  report.proof = Proof{};
  report.proof->after.exit_code = 0;
  CHECK(has(issue_comment(report, {}), "opened: #5. Its tests pass with the patch; the error"));
  report.proof->reproduced = true;
  report.outcome = IssueOutcome::pr_updated;
  CHECK(has(issue_comment(report, {}), "updated: #5. Its tests pass with the patch and fail"));
  report.proof->after.exit_code = 1;
  CHECK(has(issue_comment(report, {}), "No test fails with the patch that did not fail without"));
  CHECK(has(issue_comment(report, {}), "it, and one that failed passes."));
}
