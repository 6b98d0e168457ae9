// What a verdict says, as short text.
#pragma once

#include <string>
#include <vector>

#include <homeostat/guardrails.hpp>

#include "support/patches.hpp"

namespace homeostat::test {

/// "path_filter a/b.js:3, secret a/b.js:4": reasons, files and lines in their order.
inline std::string reasons_of(const std::vector<Refusal>& refusals) {
  std::string out;
  for (const Refusal& one : refusals) {
    if (!out.empty()) out += ", ";
    out += to_string(one.reason);
    if (!one.file.empty()) out += " " + one.file;
    if (one.line > 0) out += ":" + std::to_string(one.line);
  }
  return out;
}
inline std::string reasons_of(const Patch& patch, const GuardrailPolicy& policy = {}) {
  return reasons_of(check_patch(policy, patch).refusals);
}
inline std::string reasons_of(FilePatch file, const GuardrailPolicy& policy = {}) {
  return reasons_of(patch_of({std::move(file)}), policy);
}

/// Everything may be touched that no class protects.
inline GuardrailPolicy whole_tree() {
  GuardrailPolicy policy;
  policy.path_filters = {.include = {"**"}, .exclude = {}};
  return policy;
}

/// The first detail about lines of a file, without its "(changes.…)", or "".
inline std::string danger_in(const std::vector<std::string>& lines,
                             const std::string& path = "src/a.js", const std::string& before = {}) {
  const std::vector<FileContent> base{{.path = path, .content = before}};
  GuardContext context;
  if (!before.empty()) context.base_files = base;
  const Verdict verdict = check_patch(whole_tree(), patch_of({changed(path, lines)}), context);
  if (verdict.pass()) return "";
  const std::string& detail = verdict.refusals[0].detail;
  return detail.substr(0, detail.find(" (changes."));
}

/// The class of change that an added line is refused for, or "".
inline std::string class_of(const std::string& line, const std::string& path = "src/a.js") {
  const Verdict verdict = check_patch(whole_tree(), patch_of({changed(path, {"+" + line})}));
  for (const Refusal& one : verdict.refusals) {
    const std::size_t at = one.detail.rfind("(changes.");
    if (one.reason == Reason::dangerous_code && at != std::string::npos) {
      return one.detail.substr(at + 9, one.detail.size() - at - 10);
    }
  }
  return "";
}

}  // namespace homeostat::test
