#include <homeostat/secrets.hpp>

#include "core/base/format.hpp"
#include "core/guardrails/path_class.hpp"
#include "core/guardrails/report.hpp"

namespace homeostat::guardrails {
namespace {

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
  if (is_listed(policy.protected_paths, path)) {
    report.refuse(Reason::protected_path,
                  base::format("{}: the path is protected (protected_paths)", shown));
  }
  if (const auto one = find_path_class(path)) {
    report.judge(*one, Reason::protected_path,
                 base::format("{}: the path is {}", shown,
                              *one == ChangeClass::sensitive ? "sensitive" : "protected"));
  }
}

}  // namespace

void check_paths(const GuardrailPolicy& policy, const FilePatch& file, Report& report) {
  if (!file.new_path.empty()) check_path(policy, file.new_path, report);
  if (!file.old_path.empty() && file.old_path != file.new_path) {
    check_path(policy, file.old_path, report);
  }
  if (file.new_path == file.old_path) return;
  for (const SecretFinding& one : find_secrets(file.new_path, SecretProfile::guard)) {
    report.refuse(Reason::secret, base::format("the new file name holds a secret ({}, {} bytes)",
                                               one.rule, one.length));
  }
}

}  // namespace homeostat::guardrails
