// What the predecessor of this library answers, case by case (tests/data/intake/predecessor.json).
// A case either gives the same here, or it says in "differs" what ours is and why.
#include <fstream>
#include <set>
#include <sstream>
#include <string>

#include <homeostat/fingerprint.hpp>
#include <homeostat/intake.hpp>
#include <homeostat/tier.hpp>

#include "core/base/json.hpp"
#include "core/intake/show.hpp"
#include "support/catch.hpp"

using boost::json::object;
using boost::json::value;
using homeostat::ErrorReport;
using homeostat::IntakeResult;
using homeostat::Issue;
using show::Texts;

namespace {

value load() {
  std::ifstream file(std::string(HOMEOSTAT_TEST_DATA) + "/intake/predecessor.json");
  std::stringstream text;
  text << file.rdbuf();
  return boost::json::parse(text.str()).at("vectors");
}

std::string text_of(const value& json) {
  return json.is_string() ? std::string(json.as_string()) : std::string();
}

Texts texts_of(const value& json) {
  Texts list;
  for (const value& item : json.as_array())
    list.push_back(text_of(item));
  return list;
}

Issue issue_of(const object& json) {
  Issue issue;
  if (json.contains("number")) issue.number = {json.at("number").to_number<std::int64_t>()};
  issue.title = text_of(json.at("title"));
  issue.body = text_of(json.at("body"));
  issue.labels = texts_of(json.at("labels"));
  return issue;
}

// Our refusals in the words of the predecessor's errors.
value errors_of(const IntakeResult& result) {
  boost::json::array list;
  for (const homeostat::Refusal& refusal : result.refusals) {
    std::string text = refusal.detail;
    if (text.rfind("missing", 0) == 0) text[0] = 'M';
    if (text.rfind("title", 0) == 0) text = "Invalid issue title format";
    list.emplace_back(text);
  }
  return list;
}

object answer_of(const IntakeResult& result) {
  const ErrorReport& report = result.report;
  boost::json::array crumbs;
  for (const std::string& crumb : show::values(report.breadcrumbs))
    crumbs.emplace_back(crumb);
  return {{"errors", errors_of(result)},
          {"source", report.source},
          {"error_type", report.error_type.value},
          {"message", report.message.value},
          {"fingerprint", report.fingerprint_hint.value},
          {"stack", report.stack.value},
          {"breadcrumbs", crumbs},
          {"timestamp", report.timestamp.value},
          {"version", report.version.value},
          {"product", report.product.value},
          {"occurrences", report.occurrences},
          {"location", report.location.value},
          {"job", report.job.value},
          {"environment", report.environment.value},
          {"context", report.context.value}};
}

// Every key of the predecessor's answer against ours, or against the stated difference.
void compare(const object& vector, const object& ours) {
  const object none;
  const object& differs = vector.contains("differs") ? vector.at("differs").as_object() : none;
  for (const auto& [key, theirs] : vector.at("answer").as_object()) {
    CAPTURE(std::string(key));
    const value& mine = ours.at(key);
    if (!differs.contains(key)) {
      CHECK(boost::json::serialize(mine) == boost::json::serialize(theirs));
      continue;
    }
    const value& difference = differs.at(key);
    CHECK(boost::json::serialize(mine) == boost::json::serialize(difference.at("ours")));
    CHECK(boost::json::serialize(mine) != boost::json::serialize(theirs));
    CHECK_FALSE(text_of(difference.at("why")).empty());
  }
}

// The files of the in-project frames, each once, as a tree of just these files locates them.
Texts files_of(const std::string& stack, const Texts& expected) {
  homeostat::TreeListing tree;
  for (const std::string& path : expected)
    tree.entries.push_back({path});
  Texts files;
  std::set<std::string> seen;
  for (const auto& location : locate(homeostat::parse_stack_trace(stack).frames, tree)) {
    if (seen.insert(location.path).second) files.push_back(location.path);
  }
  return files;
}

int tier_of(const std::string& stack, int force) {
  const ErrorReport report = homeostat::parse_trace(stack).report;
  return choose_tier(report, homeostat::is_sensitive(report, {}), force).tier;
}

// A server's report that has these fields and no breadcrumbs.
Texts crumbs_of(const object& fields) {
  const auto field = [&fields](const char* name) {
    return fields.contains(name) ? text_of(fields.at(name)) : std::string();
  };
  Issue issue;
  issue.labels = {"source:vps"};
  for (const auto& [name, key] :
       {std::pair{"Job", "job"}, {"Location", "location"}, {"Error Type", "errorType"}}) {
    if (!field(key).empty()) issue.body += std::string("**") + name + ":** " + field(key) + "\n";
  }
  issue.body += "## Context\n" + field("context") + "\n";
  return show::values(parse_issue(issue).report.breadcrumbs);
}

void check_vector(const object& vector) {
  const std::string suite = text_of(vector.at("suite"));
  const value& in = vector.at("in");
  const value& answer = vector.at("answer");
  if (suite.rfind("issue_", 0) == 0 || suite == "malicious_issue") {
    compare(vector, answer_of(parse_issue(issue_of(in.as_object()))));
  } else if (suite == "fingerprint") {
    CHECK(homeostat::fingerprint_v0(text_of(in.at("type")), text_of(in.at("message")),
                                    text_of(in.at("stack"))) == text_of(answer));
  } else if (suite == "tier") {
    const int tier = tier_of(text_of(in), 0);
    CHECK(tier == answer.at("tier").to_number<int>());
    const int tries = homeostat::default_tiers().at(static_cast<std::size_t>(tier) - 1).tries;
    CHECK(tries == answer.at("attempts").to_number<int>());
  } else if (suite == "tier_forced") {
    CHECK(tier_of(text_of(in.at("stack")), std::stoi(text_of(in.at("force")))) ==
          answer.to_number<int>());
  } else if (suite == "extract_files") {
    CHECK(files_of(text_of(in), texts_of(answer)) == texts_of(answer));
  } else if (suite == "detect_source") {
    Issue issue;
    issue.labels = texts_of(in);
    CHECK(parse_issue(issue).report.source == text_of(answer));
  } else if (suite == "inline_field") {
    REQUIRE(text_of(in.at("field")) == "Error Type");
    Issue issue;
    issue.body = text_of(in.at("body"));
    CHECK(parse_issue(issue).report.error_type.value == text_of(answer));
  } else if (suite == "sensitive_file") {
    CHECK(homeostat::is_sensitive({}, {{text_of(in), 1, 1, ""}}) ==
          (vector.contains("differs") ? vector.at("differs").at("ours") : answer).as_bool());
  } else {
    REQUIRE(suite == "synthetic_breadcrumbs");
    const bool differs = vector.contains("differs");
    CHECK(crumbs_of(in.as_object()) ==
          texts_of(differs ? vector.at("differs").at("ours") : answer));
  }
}

}  // namespace

TEST_CASE("every answer of the predecessor is ours too, or differs for a stated reason") {
  const value vectors = load();
  REQUIRE(vectors.as_array().size() == 84);
  for (const value& vector : vectors.as_array()) {
    CAPTURE(text_of(vector.at("id")));
    check_vector(vector.as_object());
  }
}

TEST_CASE("an oversized issue is refused unread (the predecessor went on to sanitize all of it)") {
  Issue issue;
  issue.title = "[NoteBridge] Error: a lot of it";
  issue.body = "## Error Details\n- Fingerprint: f\n" + std::string(200 * 1024, 'x');
  const IntakeResult result = parse_issue(issue);
  REQUIRE(result.refusals.size() == 1);
  CHECK(result.refusals[0].reason == homeostat::Reason::too_large);
  CHECK_FALSE(result.report.fingerprint_hint.present());
}
