// Answers that models get wrong in the usual ways: nearly all are understood, none is misread.
#include <iostream>
#include <map>
#include <string>

#include <homeostat/prompt.hpp>

#include "core/prompt/corrupt.hpp"
#include "support/catch.hpp"

using namespace homeostat;

TEST_CASE("of 2500 corrupted answers at least 95 in 100 are applied, and none wrongly") {
  const std::uint64_t seed = corrupt::seed();
  corrupt::Random random(seed);
  constexpr int samples = 2500;
  int right = 0;
  int wrong = 0;
  std::map<std::string, std::pair<int, int>> missed;
  for (int i = 0; i < samples; ++i) {
    const corrupt::Change change = corrupt::make_change(random);
    const corrupt::Sample sample = corrupt::make_sample(random, change);
    const std::vector<FileContent> files{
        {sample.change.path, FileMode::regular, sample.change.before},
        {"src/other.js", FileMode::regular, "let other = 1;\nlog(other);\n"}};
    const AnswerResult read = parse_answer(sample.answer, files);
    const bool applied = read.patch.has_value();
    const bool as_meant =
        applied && read.writes.size() == 1 && read.writes[0].content == sample.change.after;
    right += as_meant ? 1 : 0;
    wrong += applied && !as_meant ? 1 : 0;
    if (as_meant) continue;
    (applied ? missed[sample.kind].second : missed[sample.kind].first) += 1;
    if (std::getenv("HOMEOSTAT_TEST_SHOW") != nullptr) {
      std::cout << "=== " << sample.kind << (applied ? " WRONG " : " refused ")
                << (read.refusal ? read.refusal->detail : "") << "\n--- answer\n"
                << sample.answer << "--- got\n"
                << (applied ? read.writes[0].content.value_or("") : "") << "--- meant\n"
                << (applied ? sample.change.after : "") << "\n";
    }
  }
  INFO("seed " << seed << ", applied " << right << ", wrong " << wrong);
  for (const auto& [kind, count] : missed)
    UNSCOPED_INFO(kind << ": refused " << count.first << ", wrong " << count.second);
  CHECK(wrong == 0);
  CHECK(right >= samples * 95 / 100);
}
