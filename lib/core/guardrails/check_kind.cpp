#include <algorithm>

#include "core/guardrails/report.hpp"

namespace homeostat::guardrails {
namespace {

bool is_known_mode(FileMode mode) {
  return mode == FileMode::unknown || mode == FileMode::regular || mode == FileMode::executable ||
         mode == FileMode::symlink || mode == FileMode::submodule;
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

void check_mode(const FilePatch& file, Report& report) {
  if (file.kind == FileChangeKind::added && file.new_mode == FileMode::executable) {
    report.judge(ChangeClass::modes, Reason::mode_change, "a new executable file");
  } else if (file.old_mode != file.new_mode && file.new_mode != FileMode::unknown &&
             file.old_mode != FileMode::unknown) {
    report.judge(ChangeClass::modes, Reason::mode_change,
                 file.new_mode == FileMode::executable ? "the file becomes executable"
                                                       : "the file is no longer executable");
  }
}

}  // namespace

void check_kind(const FilePatch& file, Report& report) {
  if (!is_known_mode(file.old_mode) || !is_known_mode(file.new_mode)) {
    report.refuse(Reason::mode_change, "a file mode that git does not know");
  } else if (is_submodule(file)) {
    report.judge(ChangeClass::submodules, Reason::symlink,
                 "a submodule, which leads out of the repository");
  } else if (file.old_mode == FileMode::symlink || file.new_mode == FileMode::symlink) {
    report.judge(ChangeClass::symlinks, Reason::symlink, "a symbolic link");
  } else {
    check_mode(file, report);
  }
  if (file.binary || has_nul(file)) {
    report.judge(ChangeClass::binaries, Reason::binary, "binary content");
  }
}

}  // namespace homeostat::guardrails
