#include <homeostat/guardrails.hpp>

#include <string>

#include "support/catch.hpp"

using homeostat::parse_guardrail_policy;

namespace {

std::string fault_of(std::string_view json) {
  const auto policy = parse_guardrail_policy(json);
  if (policy) return "accepted";
  CHECK(policy.error().code == homeostat::ErrorCode::invalid_config);
  return policy.error().message;
}

}  // namespace

TEST_CASE("a policy in JSON changes what it names and keeps the rest") {
  const auto policy =
      parse_guardrail_policy(R"({"diff_lines_max": 20, "path_filters": {"include": ["lib/"]},)"
                             R"( "protected_paths": ["a/"], "hunks_max": 5, "line_bytes_max": 80,)"
                             R"( "changes": {"ci": "review", "lockfiles": "perhaps"}})");
  REQUIRE(policy);
  CHECK(policy->diff_lines_max == 20);
  CHECK(policy->files_max == 10);
  CHECK(policy->patch_bytes_max == 256 * 1024);
  CHECK(policy->path_filters.include == std::vector<std::string>{"lib/"});
  CHECK(policy->path_filters.exclude == std::vector<std::string>{"tests/", "docs/"});
  CHECK(policy->protected_paths == std::vector<std::string>{"a/"});
  CHECK(policy->hunks_max == 5);
  CHECK(policy->line_bytes_max == 80);
  CHECK(policy->changes[homeostat::ChangeClass::ci] == homeostat::ChangePolicy::review);
  CHECK(policy->changes[homeostat::ChangeClass::lockfiles] == homeostat::ChangePolicy::block);
  CHECK(parse_guardrail_policy("{}").value() == homeostat::GuardrailPolicy{});
  CHECK(
      parse_guardrail_policy(R"({"path_filters": {"include": []}})")->path_filters.include.empty());
}

TEST_CASE("a bad policy is an error that names the place") {
  CHECK(fault_of("{\"diff_line_max\": 1}").starts_with("/diff_line_max: "));
  CHECK(fault_of("{\"files_max\": 0}").starts_with("/files_max: "));
  CHECK(fault_of("{\"files_max\": -1}").starts_with("/files_max: "));
  CHECK(fault_of("{\"files_max\": \"\"}").starts_with("/files_max: "));
  CHECK(fault_of("{\"files_max\": 1, \"files_max\": 2}").starts_with("/files_max: "));
  CHECK(fault_of("{\"protected_paths\": [\"!a\"]}").starts_with("/protected_paths/0: "));
  CHECK(fault_of("{\"path_filters\": {\"includes\": []}}").starts_with("/path_filters/includes: "));
  CHECK(fault_of("{\"hunks_max\": 0}").starts_with("/hunks_max: "));
  CHECK(fault_of("{\"line_bytes_max\": 1.5}").starts_with("/line_bytes_max: "));
  CHECK(fault_of("{\"changes\": {\"cl\": \"allow\"}}").starts_with("/changes/cl: "));
  CHECK(fault_of("") != "accepted");
  CHECK(fault_of("[]") != "accepted");
  CHECK(fault_of("{\"files_max\": NaN}") != "accepted");
  CHECK(fault_of(std::string(1024 * 1024 + 1, ' ')) ==
        "policy has 1048577 bytes, limit is 1048576");
}

TEST_CASE("the policy of a repository comes from the configuration") {
  homeostat::Config config;
  config.limits.diff_lines_max = 7;
  config.limits.files_max = 8;
  config.limits.patch_bytes_max = 9;
  config.limits.hunks_max = 10;
  config.limits.line_bytes_max = 11;
  config.changes[homeostat::ChangeClass::tls] = homeostat::ChangePolicy::review;
  config.protected_paths = {"deploy/"};
  homeostat::RepositoryConfig repo;
  repo.path_filters.include = {"app/"};
  const auto policy = homeostat::policy_for(config, repo);
  CHECK(policy.diff_lines_max == 7);
  CHECK(policy.files_max == 8);
  CHECK(policy.patch_bytes_max == 9);
  CHECK(policy.hunks_max == 10);
  CHECK(policy.line_bytes_max == 11);
  CHECK(policy.changes == config.changes);
  CHECK(policy.path_filters == repo.path_filters);
  CHECK(policy.protected_paths == config.protected_paths);
}
