/// The commands over what past runs left: report, budget, attempts.

#include <charconv>
#include <homeostat/assembly/assembly.hpp>
#include <homeostat/attempts.hpp>
#include <homeostat/ledger.hpp>
#include <homeostat/runtime/jsonl_writer.hpp>
#include <homeostat/telemetry.hpp>
#include <iomanip>
#include <iostream>

#include "cli.hpp"
#include "lines.hpp"

namespace homeostat::cli {
namespace json = boost::json;

namespace {

/// "7d", "24h", or an RFC 3339 time. None: empty.
Result<std::optional<Time>> parse_since(const std::string& text, Time now) {
  if (text.empty()) return std::optional<Time>();
  std::int64_t count = 0;
  const char* end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, count);
  const bool one_unit = error == std::errc() && rest + 1 == end && count >= 0 && count < 100'000;
  if (one_unit && *rest == 'd') return std::optional<Time>(now - std::chrono::hours(24 * count));
  if (one_unit && *rest == 'h') return std::optional<Time>(now - std::chrono::hours(count));
  auto time = parse_time(text);
  if (!time) return time.error().with_context("--since takes 7d, 24h or an RFC 3339 time");
  return std::optional<Time>(*time);
}

std::string cap_text(const Account& account) {
  return account.cap ? "$" + account.cap->to_string() : std::string("unlimited");
}

}  // namespace

Result<std::unique_ptr<Assembly>> open_state(const CommonOptions& options) {
  auto config = load(options);
  if (!config) return config.error();
  config->repositories.clear();
  config->replay_path.clear();
  return Assembly::make(std::move(*config));
}

int report(const ReportOptions& options) {
  auto config = load(options.common);
  if (!config) return fail(config.error());
  const Time now = std::chrono::time_point_cast<Milliseconds>(std::chrono::system_clock::now());
  auto since = parse_since(options.since, now);
  if (!since) return fail(since.error());
  auto metrics =
      read_metrics(options.folder.empty() ? config->artifacts_path : options.folder, *since);
  if (!metrics) return fail(metrics.error());
  const MetricsSummary& sums = metrics->summary;
  if (options.common.json) {
    std::cout << to_json(sums) << "\n";
    return exit_ok;
  }
  std::cout << "records " << sums.records << " (malformed lines " << sums.malformed_lines
            << ")\ncost $" << sums.total_cost.to_string() << "\ntokens input "
            << sums.total_tokens.input << ", output " << sums.total_tokens.output << ", cache read "
            << sums.total_tokens.cache_read << ", cache write " << sums.total_tokens.cache_write
            << "\npull requests " << sums.total_prs << "\npatterns used " << sums.patterns_used
            << ", zero-cost fixes " << sums.zero_cost_fixes << "\ncooldowns " << sums.cooldowns
            << "\naverage latency " << sums.avg_latency_ms << " ms\nerror rate " << sums.error_rate
            << "\n";
  return exit_ok;
}

int budget_status(const BudgetOptions& options) {
  auto state = open_state(options.common);
  if (!state) return fail(state.error());
  Ledger ledger((*state)->ports().store, (*state)->engine().config().money);
  const SpendScope nobody{RunId{"-"}, RepoId{options.repo.empty() ? "-" : options.repo}, "-"};
  auto accounts = ledger.accounts(nobody, (*state)->ports().clock.now(), {});
  if (!accounts) return fail(accounts.error());
  json::array rows;
  for (const Account& account : *accounts) {
    const bool nameless = account.scope.find(" -") != std::string::npos;
    if (nameless) continue;  // of a run, a try or a repository that was not asked for
    rows.push_back({{"scope", account.scope},
                    {"settled_micros", account.settled.micros()},
                    {"reserved_micros", account.reserved.micros()},
                    {"cap_micros",
                     account.cap ? json::value(account.cap->micros()) : json::value("unlimited")},
                    {"frozen", account.frozen}});
    if (options.common.json) continue;
    std::cout << std::left << std::setw(32) << account.scope << " settled $"
              << account.settled.to_string() << "  reserved $" << account.reserved.to_string()
              << "  cap " << cap_text(account) << (account.frozen ? "  FROZEN" : "") << "\n";
  }
  if (options.common.json) std::cout << json::serialize(rows) << "\n";
  return exit_ok;
}

int budget_reset(const BudgetOptions& options) {
  auto state = open_state(options.common);
  if (!state) return fail(state.error());
  Ledger ledger((*state)->ports().store, (*state)->engine().config().money);
  const Status reset = ledger.reset((*state)->ports().clock.now(), {});
  if (!reset) return fail(reset.error());
  std::cout << "the current day, week and month begin at zero\n";
  return exit_ok;
}

int attempts_reset(const AttemptOptions& options) {
  auto state = open_state(options.common);
  if (!state) return fail(state.error());
  const Status reset = reset_attempts((*state)->ports().store, RepoId{options.repo},
                                      FingerprintId{options.fingerprint}, {});
  if (!reset) return fail(reset.error());
  std::cout << "the error may be tried again\n";
  return exit_ok;
}

}  // namespace homeostat::cli
