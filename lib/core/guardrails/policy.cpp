#include <homeostat/guardrails.hpp>

#include "core/base/format.hpp"
#include "core/base/json_strict.hpp"
#include "core/domain/config_names.hpp"
#include "core/domain/config_nodes.hpp"

namespace homeostat {
namespace {

using config_nodes::Key;
using config_nodes::Node;

constexpr std::size_t policy_bytes_max = 1024 * 1024;
constexpr config_nodes::ItemRange any_count{0, 1000};
constexpr config_nodes::TextRule pattern_rule{
    1, 1024, "a relative path or glob without .. and leading !", config_names::is_path_pattern};

Node patterns(Key key, std::vector<std::string>& items) {
  return config_nodes::list(key, items, any_count, [](Key item_key, std::string& item) {
    return config_nodes::text(item_key, item, pattern_rule);
  });
}

std::vector<Node> filter_keys(PathFilters& filters) {
  return {patterns("include", filters.include), patterns("exclude", filters.exclude)};
}

std::vector<Node> policy_keys(GuardrailPolicy& policy) {
  return {config_nodes::integer("diff_lines_max", policy.diff_lines_max, {1, 1'000'000}),
          config_nodes::integer("files_max", policy.files_max, {1, 10'000}),
          config_nodes::integer("patch_bytes_max", policy.patch_bytes_max, {1, 64 * 1024 * 1024}),
          config_nodes::integer("hunks_max", policy.hunks_max, {1, 100'000}),
          config_nodes::integer("line_bytes_max", policy.line_bytes_max, {1, 64 * 1024 * 1024}),
          config_nodes::object("path_filters", policy.path_filters, filter_keys),
          patterns("protected_paths", policy.protected_paths),
          config_nodes::change_policies("changes", policy.changes)};
}

Error bad_policy(const std::string& pointer, const std::string& message) {
  return Error{ErrorCode::invalid_config,
               pointer.empty() ? message : base::format("{}: {}", pointer, message)};
}

}  // namespace

Result<GuardrailPolicy> parse_guardrail_policy(std::string_view json) {
  if (json.size() > policy_bytes_max) {
    return bad_policy(
        "", base::format("policy has {} bytes, limit is {}", json.size(), policy_bytes_max));
  }
  const base::JsonParsed parsed = base::parse_json_strict(json);
  if (parsed.fault) return bad_policy(parsed.fault->pointer, parsed.fault->message);
  GuardrailPolicy policy;
  const Node root = config_nodes::object("", policy, policy_keys);
  if (const auto fault = config_nodes::read(root, parsed.value, "")) {
    return bad_policy(fault->pointer, fault->message);
  }
  return policy;
}

GuardrailPolicy policy_for(const Config& config, const RepositoryConfig& repo) {
  return {.diff_lines_max = config.limits.diff_lines_max,
          .files_max = config.limits.files_max,
          .patch_bytes_max = config.limits.patch_bytes_max,
          .hunks_max = config.limits.hunks_max,
          .line_bytes_max = config.limits.line_bytes_max,
          .path_filters = repo.path_filters,
          .protected_paths = config.protected_paths,
          .changes = config.changes};
}

}  // namespace homeostat
