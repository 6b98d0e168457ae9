// ctest as text.
#include "core/base/text.hpp"
#include "core/evidence/reader.hpp"

namespace homeostat::evidence {
namespace {

constexpr std::string_view failed_mark = "***";

struct Verdict {
  TestOutcome outcome;
  std::string_view word;
};

Verdict verdict_of(std::string_view rest) {
  const std::size_t stars = rest.find(failed_mark);
  if (stars == rest.npos) return {TestOutcome::passed, {}};
  std::string_view word = rest.substr(stars + failed_mark.size());
  word = word.substr(0, word.find("  "));
  if (word.starts_with("Skipped") || word.starts_with("Not Run (Disabled)")) {
    return {TestOutcome::skipped, word};
  }
  if (word.starts_with("Not Run")) return {TestOutcome::error, word};
  return {TestOutcome::failed, word};
}

/// "Test #3: name .......   Passed    0.01 sec".
void read_test(std::string_view line, ReportBuilder& out) {
  const std::size_t colon = line.find(": ");
  if (colon == line.npos) return;
  const std::string_view rest = line.substr(colon + 2);
  const std::size_t sec = rest.rfind(" sec");
  // A name with dots in it ends at the last run of them.
  std::size_t dots = rest.rfind("...");
  if (sec == rest.npos || dots == rest.npos) return;
  const std::string_view tail = rest.substr(dots + 3);
  const Verdict verdict = verdict_of(tail);
  if (verdict.outcome == TestOutcome::passed && !base::contains(tail, "Passed")) return;
  while (dots > 0 && rest[dots - 1] == '.')
    --dots;
  const std::string_view before_sec = base::trim_right(rest.substr(0, sec));
  out.add({}, rest.substr(0, dots), verdict.outcome, verdict.word,
          seconds_of(before_sec.substr(before_sec.rfind(' ') + 1)));
}

}  // namespace

void read_ctest(std::string_view text, ReportBuilder& out) {
  Lines lines(text);
  std::string_view line;
  std::int64_t announced = 0;
  while (lines.next(line)) {
    // "2/7 Test #2: name", in parallel runs too; the total stands behind the slash.
    const std::size_t at = line.find("Test ");
    if (at == line.npos || line.find('#', at) == line.npos) continue;
    const std::string_view progress = base::trim(line.substr(0, at));
    const std::size_t slash = progress.find('/');
    if (slash == progress.npos || !base::is_digits(progress.substr(0, slash))) continue;
    announced = base::parse_int(progress.substr(slash + 1)).value_or(0);
    read_test(line.substr(at), out);
  }
  if (announced > static_cast<std::int64_t>(out.size())) out.not_whole();
}

}  // namespace homeostat::evidence
