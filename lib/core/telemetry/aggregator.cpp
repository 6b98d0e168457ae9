#include <homeostat/telemetry.hpp>

#include "core/base/json_print.hpp"
#include "core/base/saturating.hpp"
#include "core/base/text.hpp"

namespace homeostat {

void MetricsAggregator::add_line(std::string_view line) {
  const std::string_view record = base::trim(line);
  if (record.empty()) return;
  const Result<RunMetrics> metrics = parse_metrics(record);
  if (!metrics) {
    ++sums_.malformed_lines;
    return;
  }
  if (since_ && metrics->timestamp < *since_) return;
  const auto add = [](std::int64_t& sum, std::int64_t value) {
    sum = base::saturating_add(sum, value);
  };
  ++sums_.records;
  sums_.total_cost += metrics->cost;
  sums_.total_tokens += metrics->tokens;
  add(sums_.total_prs, base::saturating_add(metrics->prs_created, metrics->prs_updated));
  add(sums_.zero_cost_fixes, metrics->zero_cost_fixes);
  add(sums_.patterns_used, metrics->patterns_used);
  add(sums_.cooldowns, metrics->cooldowns);
  latency_ = Milliseconds{base::saturating_add(latency_.count(), metrics->latency.count())};
  with_errors_ += metrics->errors.empty() ? 0 : 1;
}

MetricsSummary MetricsAggregator::summary() const {
  MetricsSummary out = sums_;
  if (out.records > 0) {
    const auto records = static_cast<double>(out.records);
    out.avg_latency_ms = static_cast<double>(latency_.count()) / records;
    out.error_rate = static_cast<double>(with_errors_) / records;
  }
  return out;
}

std::string to_json(const MetricsSummary& summary) {
  return base::print_json(boost::json::object{{"totalCost", summary.total_cost.to_usd()},
                                              {"totalCost_micros", summary.total_cost.micros()},
                                              {"totalTokens",
                                               {{"input", summary.total_tokens.input},
                                                {"output", summary.total_tokens.output},
                                                {"cacheRead", summary.total_tokens.cache_read},
                                                {"cacheWrite", summary.total_tokens.cache_write}}},
                                              {"totalPRs", summary.total_prs},
                                              {"avgLatency", summary.avg_latency_ms},
                                              {"errorRate", summary.error_rate},
                                              {"records", summary.records},
                                              {"malformed_lines", summary.malformed_lines},
                                              {"zeroCostFixes", summary.zero_cost_fixes},
                                              {"patternsUsed", summary.patterns_used},
                                              {"cooldowns", summary.cooldowns}});
}

}  // namespace homeostat
