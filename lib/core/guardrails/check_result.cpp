#include <algorithm>

#include <homeostat/diff.hpp>

#include "core/base/format.hpp"
#include "core/guardrails/report.hpp"
#include "core/guardrails/syntax.hpp"

namespace homeostat::guardrails {
namespace {

std::string text_of_added(const FilePatch& file) {
  std::string text;
  for (const Hunk& hunk : file.hunks) {
    for (const HunkLine& line : hunk.lines) {
      text += line.text;
      if (!line.no_newline) text += '\n';
    }
  }
  return text;
}

}  // namespace

AppliedPatch AppliedPatch::of(const Patch& patch, const GuardContext& context) {
  AppliedPatch result;
  if (!context.base_files) return result;
  result.known_ = true;
  auto applied = apply_patch(patch, *context.base_files);
  if (applied) {
    result.writes_ = std::move(applied->writes);
  } else {
    result.refusal_ = shown_path(applied.error().message);
  }
  return result;
}

void AppliedPatch::check_whole(Report& report) const {
  if (!refusal_.empty()) report.refuse(Reason::does_not_apply, refusal_);
}

void AppliedPatch::check_file(const FilePatch& file, std::string_view before,
                              Report& report) const {
  std::string added;
  std::string_view after;
  if (known_) {
    const auto write = std::find_if(writes_.begin(), writes_.end(), [&](const FileWrite& one) {
      return one.path == file.new_path;
    });
    if (write == writes_.end() || !write->content) return;
    after = *write->content;
  } else if (file.kind == FileChangeKind::added && !file.binary) {
    added = text_of_added(file);
    after = added;
  } else {
    return;
  }
  const auto fault = find_syntax_fault(file.path(), after);
  // Where the file had a fault before, our reader does not understand it. (No JSON is empty.)
  if (!fault || (!before.empty() && find_syntax_fault(file.path(), before))) return;
  report.refuse(Reason::does_not_parse, base::format("the patched file has {}", fault->what),
                fault->line);
}

}  // namespace homeostat::guardrails
