#include "core/domain/config_describe.hpp"

#include <array>

#include "core/base/json_print.hpp"
#include "core/domain/config_names.hpp"

namespace homeostat::config_nodes {
namespace {

namespace names = config_names;

constexpr std::int64_t mebibyte = 1024 * 1024;
constexpr std::int64_t day_ms = 86'400'000;
constexpr ItemRange any_count{0, 1000};

// GitHub allows 39 characters of owner and 100 of name.
constexpr TextRule slug_rule{3, 140, "owner/name (letters, digits and . - _)", names::is_slug};
constexpr TextRule branch_rule{1, 200, "a branch name as git allows it", names::is_branch};
constexpr TextRule branch_prefix_rule{1, 100, "the beginning of a branch name as git allows it",
                                      names::is_branch_prefix};
constexpr TextRule label_rule{1, 50, "a label without comma", names::is_label};
constexpr TextRule pattern_rule{1, 1024, "a relative path or glob without .. and leading !",
                                names::is_path_pattern};
constexpr TextRule association_rule{4, 40, "an author association of GitHub, as OWNER",
                                    names::is_association};
constexpr TextRule login_rule{1, 100, "a login", names::is_login};
constexpr TextRule model_rule{1, 100, "a model's name", names::is_model};
constexpr TextRule path_rule{1, 4096, "a path on one line", names::is_not_blank};
constexpr TextRule optional_path_rule{0, 4096, "a path on one line"};
constexpr TextRule command_rule{1, 4096, "a command on one line", names::is_not_blank};
constexpr TextRule optional_command_rule{0, 4096, "a command on one line, or nothing"};
constexpr TextRule report_path_rule{0, 1024, "a relative path without .., or nothing",
                                    names::is_optional_relative_path};

Node texts(Key key, std::vector<std::string>& items, ItemRange range, const TextRule& rule) {
  return list(key, items, range,
              [rule](Key item_key, std::string& item) { return text(item_key, item, rule); });
}

std::vector<Node> filter_keys(PathFilters& filters) {
  // An empty include list would let no file pass: more likely a slip than a wish.
  return {texts("include", filters.include, {1, 1000}, pattern_rule),
          texts("exclude", filters.exclude, any_count, pattern_rule)};
}

std::vector<Node> report_keys(TestReportConfig& report) {
  static constexpr std::array<std::string_view, 12> formats{
      "none",   "automatic", "tap", "node_spec", "junit", "jest",
      "pytest", "unittest",  "go",  "teamcity",  "cargo", "ctest"};
  return {choice(
              "format", formats, [&report] { return static_cast<std::size_t>(report.format); },
              [&report](std::size_t index) { report.format = static_cast<TestFormat>(index); }),
          text("path", report.path, report_path_rule)};
}

std::vector<Node> repository_keys(RepositoryConfig& repo) {
  return {text({"slug", true}, repo.slug, slug_rule),
          text("branch", repo.branch, branch_rule),
          text("path", repo.path, optional_path_rule),
          text("issues_path", repo.issues_path, optional_path_rule),
          integer("max_prs_per_run", repo.max_prs_per_run, {0, 100}),
          texts("labels", repo.labels, {0, 100}, label_rule),
          object("path_filters", repo.path_filters, filter_keys),
          text("test_command", repo.test_command, command_rule),
          object("test_report", repo.test_report, report_keys),
          text("setup_command", repo.setup_command, optional_command_rule),
          boolean("setup_network", repo.setup_network),
          number("confidence_threshold", repo.confidence_threshold, 0, 1),
          boolean("enabled", repo.enabled)};
}

std::vector<Node> limit_keys(Limits& limits) {
  const auto hours = [](Key key, int& item) { return integer(key, item, {1, 8760}); };
  return {
      integer("diff_lines_max", limits.diff_lines_max, {1, 1'000'000}),
      integer("files_max", limits.files_max, {1, 10'000}),
      integer("patch_bytes_max", limits.patch_bytes_max, {1, 64 * mebibyte}),
      integer("hunks_max", limits.hunks_max, {1, 100'000}),
      integer("line_bytes_max", limits.line_bytes_max, {1, 64 * mebibyte}),
      integer("issue_bytes_max", limits.issue_bytes_max, {1, 16 * mebibyte}),
      integer("issues_per_repo_max", limits.issues_per_repo_max, {1, 100'000}),
      integer("file_bytes_max", limits.file_bytes_max, {1, 1024 * mebibyte}),
      integer("attempts_max", limits.attempts_max, {1, 100}),
      list("cooldown_hours", limits.cooldown_hours, {1, 100}, hours),
      integer("pattern_candidates_max", limits.pattern_candidates_max, {1, 100}),
      integer("occurrences_min", limits.occurrences_min, {1, 1'000'000'000}),
      integer("rate_per_minute_max", limits.rate_per_minute_max, {1, 1'000'000}),
      integer("rate_per_day_max", limits.rate_per_day_max, {1, 100'000'000}),
      integer("run_deadline_ms", limits.run_deadline_ms, {1, 30 * day_ms}),
      integer("issue_deadline_ms", limits.issue_deadline_ms, {1, 30 * day_ms}),
      integer("test_timeout_ms", limits.test_timeout_ms, {1, day_ms}),
      integer("setup_timeout_ms", limits.setup_timeout_ms, {1, day_ms}),
      integer("reruns_max", limits.reruns_max, {0, 10}),
      integer("model_timeout_ms", limits.model_timeout_ms, {1, day_ms}),
      integer("lease_ttl_ms", limits.lease_ttl_ms, {1, day_ms}),
      integer("test_output_bytes_max", limits.test_output_bytes_max, {1, 1024 * mebibyte}),
      integer("test_cpu_ms", limits.test_cpu_ms, {1, 30 * day_ms}),
      integer("test_memory_bytes_max", limits.test_memory_bytes_max, {1, 1024 * 1024 * mebibyte}),
      integer("test_processes_max", limits.test_processes_max, {1, 1'000'000}),
      integer("test_disk_bytes_max", limits.test_disk_bytes_max, {1, 1024 * 1024 * mebibyte})};
}

// 0 is allowed for a cap: nothing is ever spent, and fixes from patterns still work.
std::vector<Node> money_keys(MoneyCaps& money) {
  return {cap("per_try", money.per_try),
          cap("run", money.run),
          cap("repository_day", money.repository_day),
          cap("day", money.day),
          cap("week", money.week),
          cap("month", money.month)};
}

const TextRule day_rule{0, 10, "a day as 2026-12-11, or nothing",
                        [](std::string_view text) { return text.empty() || names::is_day(text); }};

// A price of 0 would make every cap worthless; it is what a forgotten price looks like.
template <class Prices>
std::vector<Node> price_keys(Prices& prices) {
  const Money least = Money::from_micros(1);
  return {price({"input_per_million", true}, prices.input_per_million, least),
          price({"cached_input_per_million", true}, prices.cached_input_per_million, Money()),
          price("cache_write_per_million", prices.cache_write_per_million, Money()),
          price({"output_per_million", true}, prices.output_per_million, least)};
}

std::vector<Node> price_row_keys(PriceRow& row) {
  std::vector<Node> keys = price_keys(row);
  keys.push_back(text("from", row.from, day_rule));
  keys.push_back(integer("prompt_tokens_above", row.prompt_tokens_above, {0, 100'000'000}));
  return keys;
}

std::vector<Node> model_keys(ModelConfig& model) {
  std::vector<Node> keys = price_keys(model);
  keys.insert(keys.begin(), text({"id", true}, model.id, model_rule));
  keys.push_back(text("provider", model.provider, {0, 50}));
  keys.push_back(text("endpoint", model.endpoint, {0, 2048}));
  keys.push_back(boolean("trusted", model.trusted));
  keys.push_back(text("retires", model.retires, day_rule));
  keys.push_back(list("prices", model.prices, {0, 100},
                      [](Key key, PriceRow& row) { return object(key, row, price_row_keys); }));
  keys.push_back(integer("service_percent", model.service_percent, {1, 1'000}));
  keys.push_back(integer("context_tokens_max", model.context_tokens_max, {1, 100'000'000}));
  keys.push_back(integer("output_tokens_max", model.output_tokens_max, {1, 10'000'000}));
  return keys;
}

std::vector<Node> tier_keys(TierConfig& tier) {
  const TextRule optional_model{
      0, 100, "a model's name, or nothing for no review",
      [](std::string_view name) { return name.empty() || names::is_model(name); }};
  return {text({"model", true}, tier.model, model_rule),
          text("reviewer", tier.reviewer, optional_model), integer("tries", tier.tries, {1, 10})};
}

template <class Section>
auto section_item(std::vector<Node> (*describe_section)(Section&)) {
  return [describe_section](Key key, Section& section) {
    return object(key, section, describe_section);
  };
}

std::vector<Node> trigger_keys(TriggerPolicy& triggers) {
  const auto id = [](Key key, std::int64_t& item) {
    return integer(key, item, {1, 1'000'000'000'000});
  };
  return {texts("author_associations", triggers.author_associations, {0, 10}, association_rule),
          texts("logins", triggers.logins, any_count, login_rule),
          list("app_ids", triggers.app_ids, any_count, id),
          texts("own_logins", triggers.own_logins, any_count, login_rule),
          list("own_app_ids", triggers.own_app_ids, any_count, id)};
}

Node environment_key(Environment& environment) {
  static constexpr std::array<std::string_view, 3> environment_names{"dev", "test", "production"};
  return choice(
      "environment", environment_names,
      [&environment] { return static_cast<std::size_t>(environment); },
      [&environment](std::size_t index) { environment = static_cast<Environment>(index); });
}

Node sandbox_key(SandboxRequirement& requirement) {
  static constexpr std::array<std::string_view, 3> layer_names{"none", "landlock", "namespaces"};
  return choice(
      "sandbox_require", layer_names,
      [&requirement] { return static_cast<std::size_t>(requirement); },
      [&requirement](std::size_t index) { requirement = static_cast<SandboxRequirement>(index); });
}

std::vector<Node> config_keys(Config& config) {
  return {constant("version", 1),
          list("repositories", config.repositories, any_count, section_item(repository_keys)),
          object("limits", config.limits, limit_keys),
          object("money", config.money, money_keys),
          describe_models(config.models),
          list("tiers", config.tiers, {3, 3}, section_item(tier_keys)),
          environment_key(config.environment),
          integer("force_tier", config.force_tier, {0, 3}),
          boolean("dry_run", config.dry_run),
          boolean("patterns_enabled", config.patterns_enabled),
          boolean("builtin_patterns_enabled", config.builtin_patterns_enabled),
          boolean("require_reproduction", config.require_reproduction),
          sandbox_key(config.sandbox_require),
          texts("required_labels", config.required_labels, {0, 100}, label_rule),
          texts("protected_paths", config.protected_paths, any_count, pattern_rule),
          change_policies("changes", config.changes),
          object("triggers", config.triggers, trigger_keys),
          text("organisation_kill_switch", config.organisation_kill_switch, {0, 200}),
          text("branch_prefix", config.branch_prefix, branch_prefix_rule),
          text({"signature_secret", false, true}, config.signature_secret, {0, 1024}),
          text("store_path", config.store_path, path_rule),
          text("cache_path", config.cache_path, path_rule),
          text("artifacts_path", config.artifacts_path, path_rule),
          text("pattern_library_path", config.pattern_library_path, optional_path_rule),
          text("replay_path", config.replay_path, optional_path_rule)};
}

}  // namespace

Node describe_models(std::vector<ModelConfig>& models) {
  return list("models", models, any_count, section_item(model_keys));
}

Node describe(Config& config) { return object("", config, config_keys); }

Node describe_repository(RepositoryConfig& repo) { return object("", repo, repository_keys); }

std::string config_schema() {
  Config config;
  json::object schema{{"$schema", "https://json-schema.org/draft/2020-12/schema"},
                      {"title", "Configuration of libhomeostat"}};
  for (auto& [key, value] : schema_of(describe(config)))
    schema[key] = value;
  return base::print_json(schema, base::JsonLayout::indented);
}

}  // namespace homeostat::config_nodes
