// Collects what is said about one file of a patch, or about the patch as a whole.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <homeostat/guardrails.hpp>

namespace homeostat::guardrails {

class Report {
 public:
  explicit Report(const ChangePolicies& changes, std::string file = {})
      : changes_(changes), file_(std::move(file)) {}

  void refuse(Reason reason, std::string detail, int line = 0);

  /// As the policy of the class says; the detail gets its name.
  void judge(ChangeClass one, Reason reason, std::string_view detail, int line = 0);

  /// Appends them in order of line, then of reason.
  void move_to(Verdict& verdict);

 private:
  void add(std::vector<Refusal>& list, Refusal refusal) const;

  const ChangePolicies& changes_;
  std::string file_;
  std::vector<Refusal> refusals_;
  std::vector<Refusal> reviews_;
};

/// A path from outside as one safe line: nothing invisible, no secret, no command of a workflow's
/// log, not endless.
[[nodiscard]] std::string shown_path(std::string_view path);

/// Spelling, filters, class and secrets of the paths that a file of a patch touches.
void check_paths(const GuardrailPolicy& policy, const FilePatch& file, Report& report);

/// What the file is or becomes: link, submodule, binary, executable.
void check_kind(const FilePatch& file, Report& report);

/// What the added lines hold: secrets, dangerous code, characters that hide something. `before`:
/// the file as it was, if it is known.
void check_added(const GuardrailPolicy& policy, const FilePatch& file, std::string_view before,
                 Report& report);

/// What the patch makes of the files that it reads, where these are known.
class AppliedPatch {
 public:
  [[nodiscard]] static AppliedPatch of(const Patch& patch, const GuardContext& context);

  /// Does it apply?
  void check_whole(Report& report) const;
  /// Does the file parse, if it did before? A new file is known without the others, too.
  void check_file(const FilePatch& file, std::string_view before, Report& report) const;

 private:
  bool known_ = false;
  std::vector<FileWrite> writes_;
  std::string refusal_;
};

}  // namespace homeostat::guardrails
