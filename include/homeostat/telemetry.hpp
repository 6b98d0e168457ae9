#pragma once

/// RunMetrics records (JSONL), their sums, and the run summary in Markdown.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <homeostat/config.hpp>
#include <homeostat/result.hpp>
#include <homeostat/run.hpp>
#include <homeostat/time.hpp>

namespace homeostat {

/// One visited issue, as the artifact keeps it. Keys of the mission in camelCase beside exact
/// companions (`cost` and `cost_micros`, `latency` and `latency_ms`).
struct RunMetrics {
  Time timestamp;
  RunId run;
  RepoId repo;
  IssueNumber issue;
  std::vector<std::string> fingerprints_processed;
  std::int64_t prs_created = 0;
  std::int64_t prs_updated = 0;
  std::int64_t cooldowns = 0;
  Money cost;
  Usage tokens;
  Milliseconds latency{0};
  std::vector<std::string> errors;
  std::int64_t patterns_used = 0;
  std::int64_t zero_cost_fixes = 0;
  int tier = 0;
  std::string outcome;
  std::vector<std::string> reasons;
  friend bool operator==(const RunMetrics&, const RunMetrics&) = default;
};

[[nodiscard]] RunMetrics metrics_of(const IssueReport& report);
/// One line of JSON without a line end. `schema_version` is 1.
[[nodiscard]] std::string to_json(const RunMetrics& metrics);
Result<RunMetrics> parse_metrics(std::string_view line);

/// Sums over records. `error_rate` is records with errors / records, 0 to 1 (0 for none).
struct MetricsSummary {
  std::int64_t records = 0;
  std::int64_t malformed_lines = 0;  ///< counted and passed over
  Money total_cost;
  Usage total_tokens;
  std::int64_t total_prs = 0;  ///< created and updated
  double avg_latency_ms = 0;
  double error_rate = 0;
  std::int64_t zero_cost_fixes = 0;
  std::int64_t patterns_used = 0;
  std::int64_t cooldowns = 0;
};

/// Feeds lines one by one; records before `since` are passed over.
class MetricsAggregator {
 public:
  explicit MetricsAggregator(std::optional<Time> since = std::nullopt) : since_(since) {}
  void add_line(std::string_view line);
  [[nodiscard]] MetricsSummary summary() const;

 private:
  std::optional<Time> since_;
  MetricsSummary sums_;
  std::int64_t with_errors_ = 0;
  Milliseconds latency_{0};
};

/// Keys totalCost, totalTokens, totalPRs, avgLatency, errorRate and companions.
[[nodiscard]] std::string to_json(const MetricsSummary& summary);

/// The run summary in Markdown: title, UTC timestamp, per-repository table, totals, pattern
/// library status, safety metrics, and why issues did not become pull requests.
[[nodiscard]] std::string print_summary(const RunReport& report, const Config& config);

}  // namespace homeostat
