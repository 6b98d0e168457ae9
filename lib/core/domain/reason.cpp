#include <homeostat/reason.hpp>

#include <array>

#include "core/base/enum_names.hpp"

namespace homeostat {
namespace {

constexpr base::EnumNames<9> room_names = {"admit", "diagnose", "claim", "propose", "guard",
                                           "prove", "publish",  "learn", "record"};
static_assert(static_cast<std::size_t>(Room::record) + 1 == room_names.size());

struct Entry {
  Reason reason;
  std::string_view name;
  std::string_view remedy;
};

constexpr std::size_t reason_count = static_cast<std::size_t>(Reason::error) + 1;

// In the order of the enumerators. The names are part of the public formats.
constexpr std::array<Entry, reason_count> entries = {{
    {Reason::not_labelled, "not_labelled", "Add the required label to the issue."},
    {Reason::opted_out, "opted_out", "Remove the label do-not-fix to have the issue handled."},
    {Reason::closed, "closed", "Reopen the issue if the error still happens."},
    {Reason::too_large, "too_large", "Shorten the issue to the size limit."},
    {Reason::malformed, "malformed", "Write the report in one of the documented formats."},
    {Reason::own_event, "own_event", "Nothing to do: the report is about this tool itself."},
    {Reason::too_few_occurrences, "too_few_occurrences",
     "Wait for more occurrences, or lower occurrences_min."},
    {Reason::no_location, "no_location", "Add a stack trace whose files are in the repository."},
    {Reason::cooldown, "cooldown", "Wait for the cooldown to end, or reset the attempts."},
    {Reason::exhausted, "exhausted", "Fix it by hand, or reset the attempts."},
    {Reason::busy, "busy", "Wait: another worker holds this error."},
    {Reason::rate_limited, "rate_limited", "Wait for the next minute or day, or raise the rate."},
    {Reason::pr_exists, "pr_exists", "Review the pull request that is already open."},
    {Reason::pr_declined, "pr_declined", "Reopen the declined pull request to try again."},
    {Reason::human_took_over, "human_took_over",
     "Finish the branch by hand: somebody else wrote to it."},
    {Reason::pr_budget, "pr_budget", "Run again, or raise max_prs_per_run of the repository."},
    {Reason::kill_switch, "kill_switch", "Switch the repository or organisation on again."},
    {Reason::budget, "budget", "Wait for the next budget period, or raise the cap."},
    {Reason::unpriced_model, "unpriced_model", "List the model and its prices in models."},
    {Reason::model_error, "model_error", "Check the model service and its credentials."},
    {Reason::no_patch, "no_patch", "Fix it by hand: no usable patch was proposed."},
    {Reason::review_rejected, "review_rejected",
     "Fix it by hand: the reviewing model refused the patch."},
    {Reason::abstained, "abstained", "Add details to the issue, or fix it by hand."},
    {Reason::fix_loop, "fix_loop", "Fix it by hand: the same patch was proposed again."},
    {Reason::diff_lines, "diff_lines", "Fix it by hand, or raise diff_lines_max."},
    {Reason::files, "files", "Fix it by hand, or raise files_max."},
    {Reason::bytes, "bytes", "Fix it by hand, or raise patch_bytes_max."},
    {Reason::path_filter, "path_filter", "Fix it by hand, or allow the path in path_filters."},
    {Reason::protected_path, "protected_path",
     "Fix it by hand, or set its class in changes to review."},
    {Reason::symlink, "symlink", "Fix it by hand, or set its class in changes to review."},
    {Reason::binary, "binary", "Fix it by hand, or set its class in changes to review."},
    {Reason::mode_change, "mode_change", "Fix it by hand, or set its class in changes to review."},
    {Reason::secret, "secret", "Fix it by hand, and see whether a secret leaked."},
    {Reason::dangerous_code, "dangerous_code",
     "Fix it by hand, or set its class in changes to review."},
    {Reason::does_not_apply, "does_not_apply",
     "Run again: the patch does not fit the present files."},
    {Reason::does_not_parse, "does_not_parse", "Fix it by hand: the patched file is not valid."},
    {Reason::tests_failed, "tests_failed", "Fix it by hand: the tests fail with the patch."},
    {Reason::tests_tampered, "tests_tampered",
     "Fix it by hand: the patch weakens what the tests check."},
    {Reason::flaky, "flaky", "Make the tests give the same result each time."},
    {Reason::not_reproduced, "not_reproduced", "Add a test that fails because of this error."},
    {Reason::setup_failed, "setup_failed", "Make test_command work on an unchanged checkout."},
    {Reason::sandbox_unavailable, "sandbox_unavailable",
     "Install what the sandbox needs on this machine."},
    {Reason::timeout, "timeout", "Make the tests faster, or raise test_timeout_ms."},
    {Reason::conflict, "conflict", "Run again: the branch changed meanwhile."},
    {Reason::stale_base, "stale_base", "Run again: the base branch moved meanwhile."},
    {Reason::lease_lost, "lease_lost", "Run again: another worker took this error over."},
    {Reason::cancelled, "cancelled", "Run again: the run was stopped before the end."},
    {Reason::dry_run, "dry_run", "Run without dry_run to have it published."},
    {Reason::error, "error", "Read the error message, remove its cause, and run again."},
}};

constexpr bool in_order() {
  for (std::size_t i = 0; i < entries.size(); ++i) {
    if (static_cast<std::size_t>(entries[i].reason) != i) return false;
  }
  return true;
}
static_assert(in_order());

constexpr std::array<Reason, reason_count> make_reasons() {
  std::array<Reason, reason_count> out{};
  for (std::size_t i = 0; i < out.size(); ++i)
    out[i] = entries[i].reason;
  return out;
}
constexpr std::array<Reason, reason_count> reasons = make_reasons();

const Entry& entry_of(Reason reason) noexcept {
  const auto index = static_cast<std::size_t>(reason);
  return index < entries.size() ? entries[index] : entries.back();
}

}  // namespace

std::string_view to_string(Room room) noexcept { return base::enum_name(room_names, room); }

std::string_view to_string(Reason reason) noexcept { return entry_of(reason).name; }

std::optional<Reason> find_reason(std::string_view name) noexcept {
  for (const Entry& entry : entries) {
    if (entry.name == name) return entry.reason;
  }
  return std::nullopt;
}

std::span<const Reason> all_reasons() noexcept { return reasons; }

std::string_view remedy(Reason reason) noexcept { return entry_of(reason).remedy; }

}  // namespace homeostat
