#include <homeostat/diff.hpp>
#include <homeostat/guardrails.hpp>

#include "hostile/cases.hpp"
#include "support/catch.hpp"
#include "support/patches.hpp"

using namespace homeostat;
using homeostat::test::read_cases;
using homeostat::test::text_of;

namespace {

/// The case's own policy, or one that includes the whole tree.
GuardrailPolicy policy_of(const boost::json::object& one) {
  const auto* own = one.if_contains("policy");
  const std::string json =
      own != nullptr ? boost::json::serialize(*own)
                     : std::string(R"({"path_filters": {"include": ["**"], "exclude": []}})");
  return parse_guardrail_policy(json).value();
}

bool has_reason(const std::vector<Refusal>& refusals, const std::string& code) {
  return std::any_of(refusals.begin(), refusals.end(),
                     [&](const Refusal& one) { return to_string(one.reason) == code; });
}

/// No reason may carry what its reader would take for a command or a part of its own text.
bool is_safe(const std::string& text) {
  return text.find("##[") == text.npos &&
         std::all_of(text.begin(), text.end(), [](char c) { return c < 0 || c >= ' '; });
}

void check_verdict(const boost::json::object& one, const Verdict& verdict) {
  std::string said;
  for (const Refusal& refusal : verdict.refusals) {
    said += std::string(to_string(refusal.reason)) + ": " + refusal.detail + "; ";
    CHECK(is_safe(refusal.detail));
    CHECK(is_safe(refusal.file));
  }
  INFO(boost::json::serialize(one) << "\nsaid: " << said);
  CHECK((verdict.pass() ? "pass" : "refuse") == text_of(one, "verdict"));
  const std::string code = text_of(one, "code");
  if (!code.empty()) CHECK(has_reason(verdict.refusals, code));
  const std::string review = text_of(one, "review");
  if (verdict.pass()) CHECK(verdict.needs_review() == !review.empty());
  if (!review.empty()) CHECK(has_reason(verdict.reviews, review));
}

FilePatch file_of(const boost::json::object& one) {
  const std::string path = text_of(one, "path");
  std::vector<std::string> lines{" a", "-b", "+c"};
  if (const auto* own = one.if_contains("lines")) {
    lines.clear();
    for (const auto& line : own->as_array())
      lines.emplace_back(line.as_string());
  }
  FilePatch file = test::changed(path, lines);
  const std::string from = text_of(one, "rename_from");
  if (from.empty()) return file;
  file.kind = FileChangeKind::renamed;
  file.old_path = from;
  return file;
}

}  // namespace

TEST_CASE("every path of the hostile cases is judged as it should be") {
  for (const auto& one : read_cases("paths.jsonl")) {
    check_verdict(one, check_patch(policy_of(one), test::patch_of({file_of(one)})));
  }
}

TEST_CASE("every added line of the hostile cases is judged as it should be") {
  for (const auto& one : read_cases("lines.jsonl")) {
    check_verdict(one, check_patch(policy_of(one), test::patch_of({file_of(one)})));
  }
}

TEST_CASE("every patch of the hostile cases is judged as it should be") {
  for (const auto& one : read_cases("patches.jsonl")) {
    GuardrailPolicy policy;
    if (one.contains("policy")) policy = policy_of(one);
    check_verdict(one, check_patch_text(policy, text_of(one, "patch")));
  }
}
