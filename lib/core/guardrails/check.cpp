#include <algorithm>
#include <string>
#include <tuple>

#include <homeostat/guardrails.hpp>
#include <homeostat/privacy.hpp>
#include <homeostat/secrets.hpp>

#include "core/base/format.hpp"
#include "core/base/text.hpp"
#include "core/base/utf8.hpp"
#include "core/guardrails/added_text.hpp"

namespace homeostat {
namespace {

// A patch of a million secrets is refused as well by naming the first hundred of a file.
constexpr std::size_t refusals_per_file_max = 100;
constexpr std::size_t shown_path_bytes_max = 200;

/// A path from outside as one safe line: nothing invisible, no secret, not endless.
std::string shown_path(const std::string& path) {
  std::string line = strip_invisible(path);
  std::replace(line.begin(), line.end(), '\n', ' ');
  std::replace(line.begin(), line.end(), '\t', ' ');
  std::string shown;
  std::size_t at = 0;
  for (const SecretFinding& one : find_secrets(line, SecretProfile::guard)) {
    shown += line.substr(at, one.offset - at) + "[secret]";
    at = one.offset + one.length;
  }
  shown += line.substr(at);
  if (shown.size() <= shown_path_bytes_max) return shown;
  return std::string(base::truncate_utf8(shown, shown_path_bytes_max)) + "…";
}

/// Collects the refusals of one file, or of the patch as a whole.
class Report {
 public:
  explicit Report(std::string file = {}) : file_(std::move(file)) {}

  void refuse(Reason reason, std::string detail, int line = 0) {
    const Refusal refusal{reason, std::move(detail), file_, line};
    const bool known = std::find(list_.begin(), list_.end(), refusal) != list_.end();
    if (!known && list_.size() < refusals_per_file_max) list_.push_back(refusal);
  }

  /// Appends them in order of line, then of reason.
  void move_to(std::vector<Refusal>& all) {
    std::stable_sort(list_.begin(), list_.end(), [](const Refusal& a, const Refusal& b) {
      return std::tuple(a.line, a.reason) < std::tuple(b.line, b.reason);
    });
    all.insert(all.end(), list_.begin(), list_.end());
  }

 private:
  std::string file_;
  std::vector<Refusal> list_;
};

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

bool changes_something(const FilePatch& file) {
  if (file.kind != FileChangeKind::modified || file.binary) return true;
  if (file.old_mode != file.new_mode && file.new_mode != FileMode::unknown) return true;
  return std::any_of(file.hunks.begin(), file.hunks.end(), [](const Hunk& hunk) {
    return std::any_of(hunk.lines.begin(), hunk.lines.end(),
                       [](const HunkLine& line) { return line.kind != LineKind::context; });
  });
}

void check_limits(const GuardrailPolicy& policy, const Patch& patch, const PatchStats& stats,
                  std::int64_t bytes, Report& report) {
  if (std::none_of(patch.files.begin(), patch.files.end(), changes_something)) {
    report.refuse(Reason::does_not_parse, "patch changes nothing");
  }
  if (stats.diff_lines() > policy.diff_lines_max) {
    report.refuse(Reason::diff_lines, base::format("patch changes {} lines, limit is {}",
                                                   stats.diff_lines(), policy.diff_lines_max));
  }
  if (stats.files > policy.files_max) {
    report.refuse(Reason::files, base::format("patch touches {} files, limit is {}", stats.files,
                                              policy.files_max));
  }
  if (bytes > policy.patch_bytes_max) {
    report.refuse(Reason::bytes,
                  base::format("patch has {} bytes, limit is {}", bytes, policy.patch_bytes_max));
  }
}

void check_path(const GuardrailPolicy& policy, const std::string& path, Report& report) {
  const std::string shown = shown_path(path);
  const Result<std::string> normal = normalize_path(path);
  if (!normal) {
    const bool git = normal.error().message.find(".git") != std::string::npos;
    report.refuse(git ? Reason::protected_path : Reason::path_filter,
                  base::format("{}: {}", shown, normal.error().message));
    if (git) return;
  } else if (*normal != path) {
    report.refuse(Reason::path_filter,
                  base::format("{}: another spelling of {}", shown, shown_path(*normal)));
  } else if (!passes_filters(policy.path_filters, path)) {
    report.refuse(Reason::path_filter,
                  base::format("{}: not under the included paths, or excluded", shown));
  }
  if (is_protected_path(path, policy.protected_paths)) {
    report.refuse(Reason::protected_path, base::format("{}: the path is protected", shown));
  }
}

bool is_known_mode(FileMode mode) {
  return mode == FileMode::unknown || mode == FileMode::regular || mode == FileMode::executable;
}

/// A submodule also shows by its one line of content.
bool is_submodule(const FilePatch& file) {
  if (file.old_mode == FileMode::submodule || file.new_mode == FileMode::submodule) return true;
  bool any = false;
  for (const Hunk& hunk : file.hunks) {
    for (const HunkLine& line : hunk.lines) {
      if (!line.text.starts_with("Subproject commit ")) return false;
      any = true;
    }
  }
  return any;
}

bool has_nul(const FilePatch& file) {
  return std::any_of(file.hunks.begin(), file.hunks.end(), [](const Hunk& hunk) {
    return std::any_of(hunk.lines.begin(), hunk.lines.end(), [](const HunkLine& line) {
      return line.text.find('\0') != std::string::npos;
    });
  });
}

void check_kind(const FilePatch& file, Report& report) {
  if (is_submodule(file)) {
    report.refuse(Reason::symlink, "a submodule, which leads out of the repository");
  } else if (file.old_mode == FileMode::symlink || file.new_mode == FileMode::symlink) {
    report.refuse(Reason::symlink, "a symbolic link");
  } else if (!is_known_mode(file.old_mode) || !is_known_mode(file.new_mode)) {
    report.refuse(Reason::mode_change, "a file mode that git does not know");
  } else if (file.kind == FileChangeKind::added && file.new_mode == FileMode::executable) {
    report.refuse(Reason::mode_change, "a new executable file");
  } else if (file.old_mode != file.new_mode && file.new_mode != FileMode::unknown &&
             file.old_mode != FileMode::unknown) {
    report.refuse(Reason::mode_change, file.new_mode == FileMode::executable
                                           ? "the file becomes executable"
                                           : "the file is no longer executable");
  }
  if (file.binary || has_nul(file)) report.refuse(Reason::binary, "binary content");
}

/// Secrets in what the patch adds, as one text so that those of several lines are seen.
void check_added_secrets(const FilePatch& file, Report& report) {
  std::string text;
  std::vector<int> numbers;
  for (const Hunk& hunk : file.hunks) {
    for (const guardrails::NewLine& line : guardrails::new_side(hunk)) {
      if (!line.added) continue;
      text += line.text;
      text += '\n';
      numbers.push_back(line.number);
    }
  }
  for (const SecretFinding& one : find_secrets(text, SecretProfile::guard)) {
    report.refuse(Reason::secret,
                  base::format("an added line holds a secret ({}, {} bytes)", one.rule, one.length),
                  numbers[static_cast<std::size_t>(one.line) - 1]);
  }
}

void check_file(const GuardrailPolicy& policy, const FilePatch& file, Report& report) {
  if (!file.new_path.empty()) check_path(policy, file.new_path, report);
  if (!file.old_path.empty() && file.old_path != file.new_path) {
    check_path(policy, file.old_path, report);
  }
  check_kind(file, report);
  if (file.new_path != file.old_path) {
    for (const SecretFinding& one : find_secrets(file.new_path, SecretProfile::guard)) {
      report.refuse(Reason::secret, base::format("the new file name holds a secret ({}, {} bytes)",
                                                 one.rule, one.length));
    }
  }
  check_added_secrets(file, report);
  for (const guardrails::CodeFinding& one : guardrails::find_dangerous_code(file)) {
    report.refuse(Reason::dangerous_code, base::format("an added line has {}", one.what), one.line);
  }
}

void check_text(std::string_view name, std::string_view text, Report& report) {
  for (const SecretFinding& one : find_secrets(text, SecretProfile::guard)) {
    report.refuse(Reason::secret, base::format("line {} of the {} holds a secret ({}, {} bytes)",
                                               one.line, name, one.rule, one.length));
  }
}

Verdict check(const GuardrailPolicy& policy, const Patch& patch, std::int64_t bytes,
              const GuardContext& context) {
  Verdict verdict;
  verdict.stats = stats_of(patch);
  Report whole;
  check_limits(policy, patch, verdict.stats, bytes, whole);
  check_text("commit message", context.commit_message, whole);
  check_text("pull request", context.pull_request_text, whole);
  whole.move_to(verdict.refusals);
  for (const FilePatch& file : patch.files) {
    Report report(shown_path(file.path()));
    check_file(policy, file, report);
    report.move_to(verdict.refusals);
  }
  return verdict;
}

}  // namespace

Verdict check_patch(const GuardrailPolicy& policy, const Patch& patch,
                    const GuardContext& context) {
  return check(policy, patch, printed_bytes(patch), context);
}

}  // namespace homeostat
