#include <algorithm>
#include <string>

#include <homeostat/guardrails.hpp>
#include <homeostat/secrets.hpp>

#include "core/base/format.hpp"
#include "core/guardrails/report.hpp"

namespace homeostat {
namespace {

using guardrails::Report;

std::int64_t printed_bytes(const Patch& patch) {
  std::size_t bytes = 0;
  for (const FilePatch& file : patch.files) {
    bytes += 2 * (file.old_path.size() + file.new_path.size());
    for (const Hunk& hunk : file.hunks) {
      for (const HunkLine& line : hunk.lines)
        bytes += line.text.size() + 2;
    }
  }
  return static_cast<std::int64_t>(bytes);
}

std::int64_t hunks_of(const Patch& patch) {
  std::size_t hunks = 0;
  for (const FilePatch& file : patch.files)
    hunks += file.hunks.size();
  return static_cast<std::int64_t>(hunks);
}

bool changes_something(const FilePatch& file) {
  if (file.kind != FileChangeKind::modified || file.binary) return true;
  if (file.old_mode != file.new_mode && file.new_mode != FileMode::unknown) return true;
  return std::any_of(file.hunks.begin(), file.hunks.end(), [](const Hunk& hunk) {
    return std::any_of(hunk.lines.begin(), hunk.lines.end(),
                       [](const HunkLine& line) { return line.kind != LineKind::context; });
  });
}

void check_limits(const GuardrailPolicy& policy, const Patch& patch, const PatchStats& stats,
                  Report& report) {
  if (std::none_of(patch.files.begin(), patch.files.end(), changes_something)) {
    report.refuse(Reason::does_not_parse, "patch changes nothing");
  }
  if (stats.diff_lines() > policy.diff_lines_max) {
    report.refuse(Reason::diff_lines, base::format("patch changes {} lines, limit is {}",
                                                   stats.diff_lines(), policy.diff_lines_max));
  }
  const std::int64_t hunks = hunks_of(patch);
  if (hunks > policy.hunks_max) {
    report.refuse(Reason::diff_lines, base::format("patch has {} hunks, limit is {} (hunks_max)",
                                                   hunks, policy.hunks_max));
  }
  if (stats.files > policy.files_max) {
    report.refuse(Reason::files, base::format("patch touches {} files, limit is {}", stats.files,
                                              policy.files_max));
  }
  const std::int64_t bytes = printed_bytes(patch);
  if (bytes > policy.patch_bytes_max) {
    report.refuse(Reason::bytes,
                  base::format("patch has {} bytes, limit is {}", bytes, policy.patch_bytes_max));
  }
}

void check_text(std::string_view name, std::string_view text, Report& report) {
  for (const SecretFinding& one : find_secrets(text, SecretProfile::guard)) {
    report.refuse(Reason::secret, base::format("line {} of the {} holds a secret ({}, {} bytes)",
                                               one.line, name, one.rule, one.length));
  }
}

/// The file as it was, or "" where that is not known.
std::string_view content_of(const GuardContext& context, const std::string& path) {
  if (!context.base_files || path.empty()) return {};
  const auto found = std::find_if(context.base_files->begin(), context.base_files->end(),
                                  [&](const FileContent& file) { return file.path == path; });
  return found == context.base_files->end() ? std::string_view() : found->content;
}

}  // namespace

Verdict check_patch(const GuardrailPolicy& policy, const Patch& patch,
                    const GuardContext& context) {
  Verdict verdict;
  verdict.stats = stats_of(patch);
  Report whole(policy.changes);
  check_limits(policy, patch, verdict.stats, whole);
  check_text("commit message", context.commit_message, whole);
  check_text("pull request", context.pull_request_text, whole);
  const auto applied = guardrails::AppliedPatch::of(patch, context);
  applied.check_whole(whole);
  whole.move_to(verdict);
  for (const FilePatch& file : patch.files) {
    Report report(policy.changes, guardrails::shown_path(file.path()));
    guardrails::check_paths(policy, file, report);
    guardrails::check_kind(file, report);
    const std::string_view before = content_of(context, file.old_path);
    guardrails::check_added(policy, file, before, report);
    applied.check_file(file, before, report);
    report.move_to(verdict);
  }
  return verdict;
}

}  // namespace homeostat
