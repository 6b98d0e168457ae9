#pragma once

/// What the rooms of one walk share: the run, the repository, the issue, and the growing report.

#include <homeostat/config.hpp>
#include <homeostat/engine.hpp>
#include <homeostat/journal.hpp>
#include <homeostat/judgement.hpp>
#include <homeostat/lease.hpp>
#include <homeostat/ledger.hpp>
#include <homeostat/outbound.hpp>
#include <homeostat/pattern.hpp>
#include <homeostat/privacy.hpp>
#include <initializer_list>
#include <optional>
#include <string>
#include <vector>

#include "core/engine/outcome.hpp"

namespace homeostat::engine {

/// One run.
struct Session {
  const Config& config;
  Ports& ports;          ///< gated: what is written to them was cleaned
  const Outbound& gate;  ///< for what has to be clean before that
  RunId run;
  std::stop_token stop;
  Milliseconds deadline;          ///< on Clock::monotonic()
  std::vector<Pattern> library;   ///< of the store and the host, as of now
  std::vector<Pattern> builtins;  ///< that come with the library, with what the store knows of them
  std::vector<Error> warnings;    ///< of the run, not of one issue
  Pseudonyms names;               ///< of what models are not shown

  [[nodiscard]] CallContext call(Milliseconds limit = Milliseconds{60'000}) const;
  /// For what must happen even after the stop token was set: short, and without the token.
  [[nodiscard]] CallContext closing_call() const;
  void emit(Event event);
};

/// The base run of a repository's tests: done once per run, since the base does not move.
struct BaseRun {
  CommandEvidence evidence;   ///< of the first run
  std::vector<TestRun> runs;  ///< more than one where a judgement asked for it
};

/// One repository within a run.
struct RepoState {
  const RepositoryConfig& config;
  CommitId base;
  TreeListing tree;
  int pulls_created = 0;
  std::optional<BaseRun> base_run{};
};

/// A reservation that is not settled yet, and what it will be settled at.
struct OpenSpend {
  Reservation reservation;
  Money actual;
};

/// One issue within a repository.
struct Walk {
  Session& session;
  RepoState& repo;
  const Issue& issue;
  Milliseconds deadline;  ///< on Clock::monotonic()
  IssueReport report{};
  std::optional<Diagnosis> diagnosis{};
  std::optional<Lease> lease{};
  std::vector<OpenSpend> open_spends{};
  int calls = 0;         ///< model calls begun
  int tries = 0;         ///< passes through propose
  bool counted = false;  ///< the attempt counts: a patch was refused, or tries ran out

  [[nodiscard]] const Config& config() const { return session.config; }
  [[nodiscard]] Ports& ports() const { return session.ports; }
  [[nodiscard]] Time now() const { return session.ports.clock.now(); }
  [[nodiscard]] CallContext call(Milliseconds limit = Milliseconds{60'000}) const;
  /// Set when the walk must end: the stop token, or a deadline.
  [[nodiscard]] std::optional<Refusal> interrupted() const;
  void warn(const Error& error) { report.warnings.push_back(error); }
};

/// Books every open spend at its actual cost, in the ledger and in the report.
Status settle_open_spends(Walk& walk, const CallContext& context);

/// Renews the lease where less than half of it is left; an Error `conflict` says that it was lost.
/// Called before and during everything that may take long.
Status keep_lease(Walk& walk);

/// Runs one visit of a room: events, times and costs enter the trail.
template <class Room_function>
auto visit(Walk& walk, Room room, Room_function function) -> decltype(function());

/// Not for rooms: the two ends of `visit`.
void enter_room(Walk& walk, Room room);
void leave_room(Walk& walk, Room room, Time started, Milliseconds began, Money cost_before,
                std::vector<Refusal> refusals);

template <class Room_function>
auto visit(Walk& walk, Room room, Room_function function) -> decltype(function()) {
  if (auto interruption = walk.interrupted(); interruption && room != Room::record) {
    return *interruption;
  }
  const Time started = walk.now();
  const Milliseconds began = walk.ports().clock.monotonic();
  const Money cost_before = walk.report.cost;
  enter_room(walk, room);
  auto outcome = function();
  std::vector<Refusal> refusals;
  if (outcome.refused()) refusals = outcome.refusals();
  if (outcome.failed()) refusals = {{Reason::error, outcome.error().message, {}, 0}};
  leave_room(walk, room, started, began, cost_before, std::move(refusals));
  return outcome;
}

/// Hex digits of `bytes` random bytes.
Result<std::string> random_hex(Entropy& entropy, std::size_t bytes);

/// Is one of these reasons among the refusals?
[[nodiscard]] bool has_any(const std::vector<Refusal>& refusals,
                           std::initializer_list<Reason> reasons);

/// Ends a report with an Error.
void report_failure(IssueReport& report, const Error& error);

/// A text from a port or a test, safe to show: sanitized, visible characters, one line, cut.
[[nodiscard]] std::string safe_line(std::string_view text);

}  // namespace homeostat::engine
