#pragma once

/// Why a room of the walk ended an issue's way: the closed set of reason codes.
///
/// A refusal is a result, not an error: see result.hpp for errors. The codes are part of the
/// public formats (metrics, comments, C API) and never change their spelling.

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace homeostat {

/// The nine rooms, in the order in which an error walks through them.
enum class Room { admit, diagnose, claim, propose, guard, prove, publish, learn, record };

enum class Reason {
  // admit
  not_labelled,
  opted_out,
  closed,
  too_large,
  malformed,
  own_event,
  too_few_occurrences,
  // diagnose
  no_location,
  // claim
  cooldown,
  exhausted,
  busy,
  rate_limited,
  pr_exists,
  pr_declined,
  human_took_over,
  pr_budget,
  kill_switch,
  // propose
  budget,
  unpriced_model,
  model_error,
  no_patch,
  review_rejected,
  abstained,
  fix_loop,
  // guard
  diff_lines,
  files,
  bytes,
  path_filter,
  protected_path,
  symlink,
  binary,
  mode_change,
  secret,
  dangerous_code,
  does_not_apply,
  does_not_parse,
  // prove
  tests_failed,
  tests_tampered,
  flaky,
  not_reproduced,
  setup_failed,
  sandbox_unavailable,
  timeout,
  // publish
  conflict,
  stale_base,
  lease_lost,
  // any room
  cancelled,  ///< the stop token was set, or the run's deadline passed
  dry_run,    ///< everything up to publication was done; nothing was written
  error,      ///< an Error ended the walk; its message stands beside
};

[[nodiscard]] std::string_view to_string(Room room) noexcept;
[[nodiscard]] std::string_view to_string(Reason reason) noexcept;
[[nodiscard]] std::optional<Reason> find_reason(std::string_view name) noexcept;
/// Every reason, in the order above.
[[nodiscard]] std::span<const Reason> all_reasons() noexcept;
/// What a person can do about it: one short sentence for comments and summaries.
[[nodiscard]] std::string_view remedy(Reason reason) noexcept;

/// A reason with where it arose. `detail` is safe to print: sanitized, one line.
struct Refusal {
  Reason reason = Reason::error;
  std::string detail;
  std::string file;  ///< empty: not about one file
  int line = 0;      ///< 1-based in `file` or in the patch text; 0: none
  friend bool operator==(const Refusal&, const Refusal&) = default;
};

}  // namespace homeostat
