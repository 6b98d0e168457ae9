#pragma once

/// What a run found, did and spent: the trail of rooms of each issue, and the sums.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <homeostat/ids.hpp>
#include <homeostat/money.hpp>
#include <homeostat/reason.hpp>
#include <homeostat/result.hpp>
#include <homeostat/test_report.hpp>
#include <homeostat/time.hpp>

namespace homeostat {

/// Tokens as the model services count them. `input` excludes what `cache_read` counts.
struct Usage {
  std::int64_t input = 0;
  std::int64_t output = 0;  ///< reasoning tokens included
  std::int64_t cache_read = 0;
  std::int64_t cache_write = 0;
  Usage& operator+=(const Usage& other);
  friend bool operator==(const Usage&, const Usage&) = default;
};

/// Where a fix came from.
enum class FixSource { none, pattern, model };
[[nodiscard]] std::string_view to_string(FixSource source) noexcept;

/// One command in the sandbox, as far as reports show it. No output: that stays in the run.
struct CommandEvidence {
  std::vector<std::string> argv;
  int exit_code = -1;  ///< -1: ended by a signal or the time limit
  bool timed_out = false;
  Milliseconds took{0};
  std::int64_t tests_passed = -1;  ///< -1: not known from the output
  std::int64_t tests_failed = -1;
  std::int64_t tests_skipped = -1;
  friend bool operator==(const CommandEvidence&, const CommandEvidence&) = default;
};

/// What the prove room saw: the base run against the patched run.
struct Proof {
  CommitId base;  ///< the commit that both runs start from
  TreeId tree;    ///< the patched tree that was tested
  CommandEvidence before;
  CommandEvidence after;
  bool reproduced = false;  ///< something failed without the patch and passes with it
  std::string layer;        ///< "namespaces", "landlock", "none"
  int runs_before = 1;      ///< of the test command on the base tree; `before` is the first
  int runs_after = 1;       ///< on the patched tree; `after` is the last
  bool per_test = false;    ///< judged by single tests, not by the exit status alone
  std::vector<TestDifference> tests;     ///< the telling ones, worst first; texts safe to show
  std::vector<std::string> notes;        ///< what a reader should know, one safe line each
  std::optional<CommandEvidence> setup;  ///< of the patched tree; none: no set-up is configured
  friend bool operator==(const Proof&, const Proof&) = default;
};

/// One visit of one room. Several visits of the same room are several tries.
struct RoomVisit {
  Room room = Room::admit;
  Time started;
  Milliseconds took{0};
  Money cost;                     ///< settled in this visit
  std::vector<Refusal> refusals;  ///< empty: passed on to the next room
  std::string note;               ///< one safe line: "pattern p-12", "replayed answer 3"
  friend bool operator==(const RoomVisit&, const RoomVisit&) = default;
};

enum class IssueOutcome {
  pr_created,
  pr_updated,
  skipped,  ///< refused before anything was tried (admit, diagnose, claim)
  refused,  ///< tried, and refused
  dry_run,  ///< would have been published
  failed,   ///< an Error ended it
};
[[nodiscard]] std::string_view to_string(IssueOutcome outcome) noexcept;

/// What happened to one issue.
struct IssueReport {
  RunId run;
  RepoId repo;
  IssueNumber issue;
  FingerprintId fingerprint;  ///< empty: refused before the diagnosis
  IssueOutcome outcome = IssueOutcome::skipped;
  std::vector<RoomVisit> trail;  ///< in order
  std::vector<Refusal> reasons;  ///< why it ended; empty for created and updated
  std::optional<Error> error;    ///< for failed
  std::vector<Error> warnings;   ///< what went wrong beside, without changing the outcome
  int attempt = 0;               ///< k of attempts_max; 0: no attempt was begun
  int tier = 0;                  ///< 1 to 3; 0: pattern, or none
  FixSource source = FixSource::none;
  PatternId pattern;      ///< the pattern used; empty: none
  bool replayed = false;  ///< a model answer was a recorded one
  Money cost;
  Usage tokens;
  Time started;
  Milliseconds took{0};
  PullNumber pull;
  std::string pull_url;
  std::string branch;
  std::optional<Time> cooldown_until;
  std::optional<Proof> proof;
  [[nodiscard]] bool zero_cost_fix() const;
};

/// Sums over the issues of one repository.
struct RepoReport {
  RepoId repo;
  std::vector<IssueReport> issues;
  std::optional<Error> error;  ///< the repository could not be processed (further)
  std::int64_t processed = 0;
  std::int64_t created = 0;
  std::int64_t updated = 0;
  std::int64_t cooldowns = 0;
  std::int64_t patterns_used = 0;          ///< learned ones
  std::int64_t builtin_patterns_used = 0;  ///< that came with the library
  std::int64_t zero_cost_fixes = 0;
  Money cost;
  Usage tokens;
  /// Adds an issue and its numbers.
  void add(IssueReport issue);
};

struct RunReport {
  RunId id;
  Time started;
  Time ended;
  std::vector<RepoReport> repositories;  ///< in configuration order
  std::int64_t patterns_in_library = 0;
  Money budget_limit;
  bool dry_run = false;
  bool cancelled = false;       ///< the stop token ended it early
  std::vector<Error> warnings;  ///< of the run as a whole; those of an issue stand with it
  [[nodiscard]] Money cost() const;
  [[nodiscard]] Usage tokens() const;
};

/// The reports as JSON text, keys as the enums and members are spelled.
[[nodiscard]] std::string to_json(const IssueReport& report);
[[nodiscard]] std::string to_json(const RunReport& report);

}  // namespace homeostat
