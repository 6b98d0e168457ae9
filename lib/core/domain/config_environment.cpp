// Environment variables that override the configuration.
#include <algorithm>
#include <array>
#include <set>

#include <homeostat/config.hpp>

#include "core/base/format.hpp"
#include "core/domain/config_describe.hpp"

namespace homeostat {
namespace {

struct Variable {
  std::string_view name;
  std::string_view pointer;  ///< of the key that it sets
};

constexpr std::array<Variable, 15> variables_known = {{
    {"MAX_DIFF_LINES", "/limits/diff_lines_max"},
    {"MAX_FILES", "/limits/files_max"},
    {"MAX_RUN_COST", "/money/run"},
    {"DAILY_BUDGET_CAP", "/money/day"},
    {"WEEKLY_BUDGET_CAP", "/money/week"},
    {"MONTHLY_BUDGET_CAP", "/money/month"},
    {"RATE_LIMIT_PER_MINUTE", "/limits/rate_per_minute_max"},
    {"RATE_LIMIT_PER_DAY", "/limits/rate_per_day_max"},
    {"HOMEOSTAT_ENV", "/environment"},
    {"HOMEOSTAT_FORCE_TIER", "/force_tier"},
    {"HOMEOSTAT_DRY_RUN", "/dry_run"},
    {"HOMEOSTAT_ARTIFACTS_PATH", "/artifacts_path"},
    {"HOMEOSTAT_ATTEMPT_STORE_PATH", "/store_path"},
    {"HOMEOSTAT_PATTERN_LIBRARY_PATH", "/pattern_library_path"},
    {"HOMEOSTAT_SIGNATURE_SECRET", "/signature_secret"},
}};

constexpr std::string_view threshold_variable = "CONFIDENCE_THRESHOLD";

Error error_of(std::string_view name, std::string_view message) {
  return Error{ErrorCode::invalid_config, base::format("{}: {}", name, message)};
}

/// The threshold is each repository's own; checked even if there is none.
std::optional<config_nodes::Fault> read_threshold(Config& config, std::string_view text) {
  RepositoryConfig nobody;
  const auto read = [text](RepositoryConfig& repo) {
    return config_nodes::read_text(config_nodes::describe_repository(repo), "/confidence_threshold",
                                   text);
  };
  if (auto fault = read(nobody)) return fault;
  for (RepositoryConfig& repo : config.repositories) {
    repo.confidence_threshold = nobody.confidence_threshold;
  }
  return std::nullopt;
}

std::string_view pointer_of(std::string_view name) {
  const auto known = std::find_if(variables_known.begin(), variables_known.end(),
                                  [name](const Variable& entry) { return entry.name == name; });
  return known == variables_known.end() ? std::string_view() : known->pointer;
}

bool is_known(std::string_view name) {
  return name == threshold_variable || !pointer_of(name).empty();
}

Status apply(Config& config, const EnvironmentVariable& variable) {
  if (!is_known(variable.name)) return {};
  const auto fault = variable.name == threshold_variable
                         ? read_threshold(config, variable.value)
                         : config_nodes::read_text(config_nodes::describe(config),
                                                   pointer_of(variable.name), variable.value);
  if (fault) return error_of(variable.name, fault->message);
  return {};
}

}  // namespace

Status apply_environment(Config& config, std::span<const EnvironmentVariable> variables) {
  Config changed = config;
  std::set<std::string_view> names;
  for (const EnvironmentVariable& variable : variables) {
    const bool is_first = names.insert(variable.name).second;
    if (!is_first && is_known(variable.name)) return error_of(variable.name, "is set twice");
    if (Status status = apply(changed, variable); !status) return status;
  }
  config = std::move(changed);
  return {};
}

}  // namespace homeostat
