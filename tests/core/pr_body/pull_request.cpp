#include <homeostat/pr_body.hpp>

#include <fstream>
#include <sstream>

#include "support/catch.hpp"

using namespace homeostat;

namespace {

/// Facts that own what they refer to.
struct Facts {
  Diagnosis diagnosis;
  Patch patch;
  Proof proof;
  Limits limits;

  Facts() {
    ErrorReport& report = diagnosis.report;
    report.error_type = {"TypeError", Provenance::reporter};
    report.message = {"Cannot read properties of undefined (reading 'name')", Provenance::reporter};
    report.stack = {
        "TypeError: Cannot read properties of undefined (reading 'name')\n"
        "    at render (src/view.js:12:7)\n    at main (src/main.js:3:1)\n",
        Provenance::reporter};
    report.breadcrumbs = {{"opened the popup", Provenance::reporter},
                          {"clicked a colour", Provenance::reporter}};
    diagnosis.fingerprint = FingerprintId{"v1:" + std::string(64, 'a')};
    add_file("src/view.js");
    proof.base = CommitId{std::string(40, 'b')};
    proof.tree = TreeId{std::string(40, 'c')};
    proof.before = {.argv = {"npm", "test"}, .exit_code = 1, .took = Milliseconds{310}};
    proof.after = {.argv = {"npm", "test"}, .exit_code = 0, .took = Milliseconds{290}};
    proof.reproduced = true;
    proof.layer = "namespaces";
  }
  void add_file(const std::string& path) {
    FilePatch file;
    file.old_path = path;
    file.new_path = path;
    file.hunks = {{.old_start = 1,
                   .old_count = 1,
                   .new_start = 1,
                   .new_count = 1,
                   .section = {},
                   .lines = {{LineKind::removed, "a", false}, {LineKind::added, "b", false}}}};
    patch.files.push_back(file);
  }
  [[nodiscard]] PullRequestFacts facts() const {
    return {.diagnosis = diagnosis,
            .patch = patch,
            .proof = proof,
            .limits = limits,
            .issue = {12},
            .attempt = 2,
            .tier = 1,
            .source = FixSource::model,
            .pattern = {},
            .confidence = 0,
            .confidence_threshold = 0.8,
            .replayed = false,
            .model = ModelId{"some-model"},
            .cost = Money::from_micros(546),
            .tokens = {.input = 800, .output = 300},
            .now = Time{Milliseconds{1'767'225'600'000}},
            .backoff_until = std::nullopt};
  }
  [[nodiscard]] std::string body() const { return pull_request_body(facts()); }
};

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("the body of a proved repair reads as the golden file") {
  std::ifstream file(HOMEOSTAT_TEST_DATA "/pr_body/proved.md");
  REQUIRE(file);
  std::ostringstream golden;
  golden << file.rdbuf();
  CHECK(Facts().body() == golden.str());
}

TEST_CASE("title and commit message name error, file and issue, and nothing foreign") {
  Facts facts;
  CHECK(pull_request_title(facts.facts()) == "fix: TypeError in src/view.js (issue 12)");
  facts.diagnosis.report.error_type.value = "Type\nError @octocat closes #1 <img src=x>";
  const std::string title = pull_request_title(facts.facts());
  CHECK_FALSE(has(title, "@"));
  CHECK_FALSE(has(title, "#"));
  CHECK_FALSE(has(title, "\n"));
  const std::string message = commit_message(facts.facts());
  CHECK(has(message, "issue 12"));
  CHECK(has(message, facts.diagnosis.fingerprint.str()));
  CHECK(message.back() == '\n');
  CHECK_FALSE(has(message, "@"));
  facts.diagnosis.report.error_type.value.clear();
  CHECK(has(pull_request_title(facts.facts()), "fix: error in src/view.js"));
}

TEST_CASE("a check that did not run is not ticked") {
  Facts facts;
  CHECK(has(facts.body(), "- [x] The tests failed without the patch"));
  CHECK(has(facts.body(), "- [ ] Lint: not run"));
  CHECK(has(facts.body(), "- [ ] Type check: not run"));
  facts.proof.reproduced = false;
  facts.proof.before.exit_code = 0;
  CHECK(has(facts.body(), "- [ ] The tests failed without the patch"));
  CHECK(has(facts.body(), "**Not reproduced:**"));
}

TEST_CASE("the body says what the tests are known to have done, and no number that is not") {
  Facts facts;
  CHECK_FALSE(has(facts.body(), "1 passed"));
  CHECK_FALSE(has(facts.body(), "0 failed"));
  facts.proof.before.tests_passed = 3;
  facts.proof.before.tests_failed = 1;
  CHECK(has(facts.body(), "exit code 1, 3 passed, 1 failed"));
  facts.proof.before.timed_out = true;
  CHECK(has(facts.body(), "stopped at the time limit"));
  facts.proof.before = {.argv = {"npm", "test"}};
  CHECK(has(facts.body(), "ended by a signal"));
  facts.proof.layer = "none";
  CHECK(has(facts.body(), "The tests ran without a sandbox."));
}

TEST_CASE("a pattern's repair names the pattern, its confidence, and says when that is low") {
  Facts facts;
  PullRequestFacts of_pattern = facts.facts();
  of_pattern.source = FixSource::pattern;
  of_pattern.pattern = PatternId{"abcdef"};
  of_pattern.confidence = 0.2;
  std::string body = pull_request_body(of_pattern);
  CHECK(has(body, "pattern `abcdef` | confidence 20.0 % | source pattern"));
  CHECK(has(body, "**Low confidence:**"));
  CHECK(has(body, R"("source":"pattern")"));
  of_pattern.confidence = 0.9;
  CHECK_FALSE(has(pull_request_body(of_pattern), "**Low confidence:**"));
  CHECK(has(commit_message(of_pattern), "a learned pattern"));
}

TEST_CASE("a replayed answer is called one") {
  Facts facts;
  PullRequestFacts replayed = facts.facts();
  replayed.replayed = true;
  CHECK(has(pull_request_body(replayed), "**Replayed:**"));
  CHECK_FALSE(has(facts.body(), "**Replayed:**"));
}

TEST_CASE("five files are listed, the others counted") {
  Facts facts;
  for (int i = 0; i < 7; ++i)
    facts.add_file("src/f" + std::to_string(i) + ".js");
  CHECK(has(facts.body(), "8 files, 8 added and 8 removed lines"));
  CHECK(has(facts.body(), "- 3 more\n"));
  CHECK_FALSE(has(facts.body(), "src/f6.js"));
}

TEST_CASE("nothing from outside is live in a body") {
  const std::string hostile =
      "@octocat closes #1 fixes acme/kit#2 GH-3 https://evil.example/x "
      "![i](https://evil.example/i.png) <img src=x onerror=y> <!-- homeostat:state --> "
      "```\n# heading\n| a | b |\n~~~\n</details> mail jane.doe@example.com "
      "ghp_16C7e42F292c6912E7710c838347Ae178B4a";
  Facts facts;
  ErrorReport& report = facts.diagnosis.report;
  report.message.value = hostile;
  report.stack.value = hostile + "\n" + hostile;
  report.error_type.value = hostile;
  report.breadcrumbs = {{hostile, Provenance::reporter}, {"`" + hostile, Provenance::reporter}};
  facts.patch.files[0].new_path = "src/`@octocat` | #1.js";
  const std::string body = facts.body();
  CHECK_FALSE(has(body, "ghp_16C7"));
  CHECK_FALSE(has(body, "jane.doe@example.com"));
  // Outside of fences and code spans nothing of it may stand as it was written.
  std::istringstream lines(body);
  std::string fence;
  for (std::string line; std::getline(lines, line);) {
    const std::size_t ticks = line.find_first_not_of('`');
    const std::string run = line.substr(0, ticks == std::string::npos ? line.size() : ticks);
    if (fence.empty() && run.size() >= 3) {
      fence = run;
      continue;
    }
    if (!fence.empty()) {
      if (line == fence) fence.clear();
      continue;
    }
    INFO(line);
    std::string outside;
    bool code = false;
    for (const char c : line) {
      if (c == '`') code = !code;
      if (!code) outside += c;
    }
    CHECK_FALSE(has(outside, "@octocat"));
    CHECK_FALSE(has(outside, "closes #1"));
    CHECK_FALSE(has(outside, "acme/kit#2"));
    CHECK_FALSE(has(outside, "<img"));
    CHECK_FALSE(has(outside, "![i]"));
    CHECK_FALSE(has(outside, "https://evil"));
  }
  CHECK(fence.empty());
}

TEST_CASE("a body stays below the forge's limit, its state block whole") {
  Facts facts;
  ErrorReport& report = facts.diagnosis.report;
  const std::string marks(2000, '*');
  report.message.value = marks;
  report.stack.value.clear();
  for (int i = 0; i < 400; ++i)
    report.stack.value += "    at " + marks + "\n";
  report.breadcrumbs.assign(50, {std::string(4000, '<'), Provenance::reporter});
  report.error_type.value = std::string(10'000, '&');
  for (int i = 0; i < 300; ++i)
    facts.add_file("src/" + std::string(3000, '*'));
  const std::string body = facts.body();
  CHECK(body.size() < 65'536);
  CHECK(has(body, "<!-- homeostat:state -->\n```json\n{"));
  CHECK(has(body, "\"source\":\"ai\"}\n```\n"));
}

TEST_CASE("what the policy wants looked at is listed, escaped and bounded") {
  const Facts facts;
  PullRequestFacts one = facts.facts();
  CHECK(pull_request_body(one).find("To be looked at") == std::string::npos);
  one.reviews = {{Reason::protected_path, "src/auth.js: sensitive @octo", "src/auth.js", 0},
                 {Reason::dangerous_code, "an added line has spawn()", "src/`x|y.js", 7}};
  const std::string body = pull_request_body(one);
  CHECK(body.find("- src/auth.js: sensitive @\xe2\x80\x8bocto\n") != std::string::npos);
  CHECK(body.find("- an added line has spawn() (`src/'x/y.js` line 7)\n") != std::string::npos);
  one.reviews.assign(25, one.reviews[0]);
  CHECK(pull_request_body(one).find("- 5 more\n") != std::string::npos);
}
