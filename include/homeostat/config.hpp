#pragma once

/// The configuration: one struct with a JSON form. `homeostat/runtime/config_file.hpp` loads it
/// from YAML and the environment and maps positions back.
///
/// ```cpp
/// #include <homeostat/config.hpp>
/// auto config = homeostat::parse_config(
///     R"({"version": 1, "repositories": [{"slug": "acme/palette-kit"}]})");
/// ```

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <homeostat/changes.hpp>
#include <homeostat/ids.hpp>
#include <homeostat/money.hpp>
#include <homeostat/result.hpp>
#include <homeostat/test_report.hpp>
#include <homeostat/time.hpp>

namespace homeostat {

/// Prefixes ("src/") or globs with gitignore semantics.
struct PathFilters {
  std::vector<std::string> include{"src/", "content/", "background/"};
  std::vector<std::string> exclude{"tests/", "docs/"};
  friend bool operator==(const PathFilters&, const PathFilters&) = default;
};

/// Where the results of single tests are read.
struct TestReportConfig {
  TestFormat format = TestFormat::automatic;  ///< none: only the exit status counts
  std::string path;  ///< relative file that the test command writes; empty: its output
  friend bool operator==(const TestReportConfig&, const TestReportConfig&) = default;
};

struct RepositoryConfig {
  RepoId slug;                      ///< "owner/name"
  std::string branch = "main";      ///< the base of pull requests
  std::string path;                 ///< local git repository; empty: not local
  std::string issues_path;          ///< LocalForge folder; empty: "<path>/../<name>.forge"
  int max_prs_per_run = 2;          ///< 0 to 100
  std::vector<std::string> labels;  ///< put on pull requests
  PathFilters path_filters;
  std::string test_command = "npm test";
  TestReportConfig test_report;
  std::string setup_command;          ///< run in each checkout before the tests; empty: none
  bool setup_network = false;         ///< the set-up may reach the network; the tests never do
  double confidence_threshold = 0.8;  ///< 0 to 1
  bool enabled = true;                ///< false: kill switch of the repository
  friend bool operator==(const RepositoryConfig&, const RepositoryConfig&) = default;
};

/// Every limit, with its unit in its name. All are ≥ 1 unless said otherwise.
struct Limits {
  std::int64_t diff_lines_max = 500;
  std::int64_t files_max = 10;
  std::int64_t patch_bytes_max = 256 * 1024;
  std::int64_t hunks_max = 100;
  std::int64_t line_bytes_max = 4096;  ///< of an added line
  std::int64_t issue_bytes_max = 100 * 1024;
  std::int64_t issues_per_repo_max = 1000;
  std::int64_t file_bytes_max = 4 * 1024 * 1024;  ///< of a file that may be read or patched
  int attempts_max = 3;
  std::vector<int> cooldown_hours{24, 48, 96};  ///< after the 1st, 2nd, … failed attempt
  int pattern_candidates_max = 5;
  std::int64_t occurrences_min = 1;
  std::int64_t rate_per_minute_max = 5;  ///< attempts begun
  std::int64_t rate_per_day_max = 20;    ///< attempts begun, per repository
  Milliseconds run_deadline_ms{3'600'000};
  Milliseconds issue_deadline_ms{1'800'000};
  Milliseconds test_timeout_ms{600'000};
  Milliseconds setup_timeout_ms{600'000};
  int reruns_max = 1;  ///< of the tests on each tree, to tell flaky tests; 0: none
  Milliseconds model_timeout_ms{90'000};
  Milliseconds lease_ttl_ms{120'000};
  std::int64_t test_output_bytes_max = 1024 * 1024;
  Milliseconds test_cpu_ms{3'600'000};                                        ///< of each process
  std::int64_t test_memory_bytes_max = std::int64_t{4} * 1024 * 1024 * 1024;  ///< of all together
  std::int64_t test_processes_max = 512;
  std::int64_t test_disk_bytes_max = std::int64_t{8} * 1024 * 1024 * 1024;  ///< of a checkout
  friend bool operator==(const Limits&, const Limits&) = default;
};

/// Caps per scope. Each one is a number or, where the scope shall have none, explicitly
/// "unlimited" in JSON; leaving a key out keeps the default written here.
struct MoneyCaps {
  std::optional<Money> per_try = Money::from_micros(100'000);
  std::optional<Money> run = Money::from_micros(1'000'000);
  std::optional<Money> repository_day = Money::from_micros(1'000'000);
  std::optional<Money> day = Money::from_micros(5'000'000);
  std::optional<Money> week = Money::from_micros(10'000'000);
  std::optional<Money> month = Money::from_micros(20'000'000);
  friend bool operator==(const MoneyCaps&, const MoneyCaps&) = default;
};

/// Prices that take the place of a model's first ones: from a day on, or for long prompts.
struct PriceRow {
  std::string from;                      ///< "2026-11-15", a UTC day; empty: always
  std::int64_t prompt_tokens_above = 0;  ///< only where the prompt has more tokens
  Money input_per_million;
  Money cached_input_per_million;
  Money cache_write_per_million;  ///< 0: as input
  Money output_per_million;
  friend bool operator==(const PriceRow&, const PriceRow&) = default;
};

/// A model and its prices in USD. A model that is not listed here is never called, and neither is
/// one that was retired. Of several rows that hold, the latest one wins, then the longest prompt's.
struct ModelConfig {
  ModelId id;
  std::string provider;  ///< "openai": whose protocol it speaks
  std::string endpoint;  ///< base URL; empty: the provider's own
  bool trusted = false;  ///< may see sensitive files
  std::string retires;   ///< "2026-12-11": not called from this UTC day on; empty: not known
  Money input_per_million;
  Money cached_input_per_million;
  Money cache_write_per_million;  ///< 0: as input
  Money output_per_million;
  std::vector<PriceRow> prices;
  int service_percent = 100;  ///< of all prices: 50 for a slow service tier, 200 for a fast one
  std::int64_t context_tokens_max = 128'000;
  std::int64_t output_tokens_max = 4'096;  ///< asked for, and reserved, per call
  friend bool operator==(const ModelConfig&, const ModelConfig&) = default;
};

/// Which models a tier asks: the drafter, and for tier 2 a reviewer.
struct TierConfig {
  ModelId model;
  ModelId reviewer;  ///< empty: no review
  int tries = 2;
  friend bool operator==(const TierConfig&, const TierConfig&) = default;
};

/// Whose issues are treated, beside what labels say. All lists empty: everybody's who may set the
/// required labels. With any of the first three set, an issue needs to be on one of them; who is
/// not known is on none.
struct TriggerPolicy {
  std::vector<std::string> author_associations =
      {};                                      ///< of the issue's author: "OWNER", "MEMBER", …
  std::vector<std::string> logins = {};        ///< of the author, or of who set the label
  std::vector<std::int64_t> app_ids = {};      ///< of the app that filed the issue
  std::vector<std::string> own_logins = {};    ///< this engine's: their issues are passed over
  std::vector<std::int64_t> own_app_ids = {};  ///< likewise
  friend bool operator==(const TriggerPolicy&, const TriggerPolicy&) = default;
};

enum class Environment { dev, test, production };
[[nodiscard]] std::string_view to_string(Environment environment) noexcept;

/// How tests must be held: "none", "landlock", "namespaces".
enum class SandboxRequirement { none, landlock, namespaces };

/// Models and tiers of the built-in catalogue, lib/core/domain/models.json. Where a service is
/// dearer at some hours of the day, the dearer price stands there.
[[nodiscard]] std::vector<ModelConfig> default_models();
[[nodiscard]] std::vector<TierConfig> default_tiers();

struct Config {
  std::vector<RepositoryConfig> repositories;
  Limits limits;
  MoneyCaps money;
  std::vector<ModelConfig> models = default_models();
  std::vector<TierConfig> tiers = default_tiers();  ///< exactly three
  Environment environment = Environment::dev;       ///< HOMEOSTAT_ENV; production may learn
  int force_tier = 0;                               ///< 1 to 3; 0: not forced
  bool dry_run = false;
  bool patterns_enabled = true;
  /// Repairs that come with the library are tried behind the learned ones.
  bool builtin_patterns_enabled = false;
  bool require_reproduction = false;
  /// The least that must hold the tests; the strongest that the machine offers is taken.
  SandboxRequirement sandbox_require = SandboxRequirement::none;
  std::vector<std::string> required_labels{"robot"};  ///< an issue needs all of them
  std::vector<std::string> protected_paths;           ///< beside the built-in ones
  ChangePolicies changes;                             ///< what a patch may do
  TriggerPolicy triggers;                             ///< whose issues are treated
  std::string organisation_kill_switch;               ///< non-empty: the reason; nothing runs
  std::string branch_prefix = "homeostat/fix-";
  std::string signature_secret;  ///< never printed by to_json
  std::string store_path = ".homeostat/state.sqlite";
  std::string cache_path = ".homeostat/git";  ///< mirrors of the repositories
  std::string artifacts_path = "artifacts";
  std::string pattern_library_path;  ///< JSON imported at start; empty: none
  std::string replay_path;           ///< recorded model answers; empty: none
  friend bool operator==(const Config&, const Config&) = default;
};

/// Parses and validates the JSON form (and the predecessor's repos.yml as JSON: the same keys).
/// Unknown and duplicate keys, wrong types, NaN, negative, empty or overlong values are
/// invalid_config; the message starts with the JSON pointer ("/repositories/0/slug: …") and names
/// the allowed values.
Result<Config> parse_config(std::string_view json);

/// Validates values that were set by code. The same messages.
Status validate(const Config& config);

/// The JSON form, complete, without secrets.
[[nodiscard]] std::string to_json(const Config& config);

/// One NAME=value of the environment.
struct EnvironmentVariable {
  std::string name;
  std::string value;
};

/// Applies MAX_DIFF_LINES, MAX_FILES, MAX_RUN_COST, DAILY_/WEEKLY_/MONTHLY_BUDGET_CAP,
/// RATE_LIMIT_PER_MINUTE/_PER_DAY, HOMEOSTAT_ENV, HOMEOSTAT_FORCE_TIER, HOMEOSTAT_DRY_RUN,
/// HOMEOSTAT_ARTIFACTS_PATH, HOMEOSTAT_ATTEMPT_STORE_PATH, HOMEOSTAT_PATTERN_LIBRARY_PATH,
/// HOMEOSTAT_SIGNATURE_SECRET, CONFIDENCE_THRESHOLD. Other names are ignored; an empty or bad
/// value is invalid_config naming the variable and the allowed values.
Status apply_environment(Config& config, std::span<const EnvironmentVariable> variables);

}  // namespace homeostat
