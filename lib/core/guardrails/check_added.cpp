#include <homeostat/secrets.hpp>

#include "core/base/format.hpp"
#include "core/guardrails/added_text.hpp"
#include "core/guardrails/report.hpp"

namespace homeostat::guardrails {
namespace {

/// Secrets in what the patch adds, as one text so that those of several lines are seen; and lines
/// that nobody can read for their length.
void check_lines(const GuardrailPolicy& policy, const FilePatch& file, Report& report) {
  std::string text;
  std::vector<int> numbers;
  for (const Hunk& hunk : file.hunks) {
    for (const NewLine& line : new_side(hunk)) {
      if (!line.added) continue;
      text += line.text;
      text += '\n';
      if (line.text.starts_with("<<<<<<< ") || line.text.starts_with(">>>>>>> ")) {
        report.refuse(Reason::does_not_parse, "an added line marks a conflict", line.number);
      }
      numbers.push_back(line.number);
      if (static_cast<std::int64_t>(line.text.size()) <= policy.line_bytes_max) continue;
      report.refuse(Reason::bytes,
                    base::format("an added line has {} bytes, limit is {} (line_bytes_max)",
                                 line.text.size(), policy.line_bytes_max),
                    line.number);
    }
  }
  for (const SecretFinding& one : find_secrets(text, SecretProfile::guard)) {
    report.refuse(Reason::secret,
                  base::format("an added line holds a secret ({}, {} bytes)", one.rule, one.length),
                  numbers[static_cast<std::size_t>(one.line) - 1]);
  }
}

}  // namespace

void check_added(const GuardrailPolicy& policy, const FilePatch& file, std::string_view before,
                 Report& report) {
  check_lines(policy, file, report);
  for (const CodeFinding& one : find_in_added(file, before)) {
    report.judge(one.of, Reason::dangerous_code,
                 base::format("{} {}", one.line > 0 ? "an added line has" : "the file", one.what),
                 one.line);
  }
}

}  // namespace homeostat::guardrails
