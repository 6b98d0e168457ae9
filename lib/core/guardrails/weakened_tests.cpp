#include <cstdint>

#include "core/base/text.hpp"
#include "core/guardrails/added_text.hpp"
#include "core/guardrails/code_rules.hpp"

namespace homeostat::guardrails {
namespace {

/// Words that begin like an assertion of some framework: assertEquals, expect, should.
std::int64_t assertions_in(std::string_view line) {
  std::int64_t count = 0;
  for (std::size_t at = 0; at < line.size();) {
    std::size_t end = at;
    while (end < line.size() && base::is_word(line[end]))
      ++end;
    const std::string_view word = line.substr(at, end - at);
    if (base::istarts_with(word, "assert") || word.starts_with("expect") || word == "should") {
      ++count;
    }
    at = end + 1;
  }
  return count;
}

}  // namespace

void find_weakened_tests(const FilePatch& file, std::vector<CodeFinding>& findings) {
  if (file.old_path.empty() || !is_test_path(file.old_path)) return;
  if (file.kind == FileChangeKind::deleted) {
    findings.push_back({ChangeClass::weakened_tests, 0, "with its tests is deleted"});
    return;
  }
  if (file.kind == FileChangeKind::renamed && !is_test_path(file.new_path)) {
    findings.push_back({ChangeClass::weakened_tests, 0, "of tests is renamed to none"});
  }
  std::int64_t balance = 0;
  for (const Hunk& hunk : file.hunks) {
    for (const HunkLine& line : hunk.lines) {
      if (line.kind == LineKind::added) balance += assertions_in(line.text);
      if (line.kind == LineKind::removed) balance -= assertions_in(line.text);
    }
  }
  if (balance < 0) {
    findings.push_back({ChangeClass::weakened_tests, 0, "loses assertions of its tests"});
  }
}

}  // namespace homeostat::guardrails
