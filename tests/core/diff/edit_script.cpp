#include <algorithm>

#include "core/diff/generate.hpp"
#include "core/diff/helpers.hpp"

using namespace homeostat;

namespace {

std::size_t changed_lines(const std::vector<Hunk>& hunks) {
  std::size_t count = 0;
  for (const auto& hunk : hunks) {
    for (const auto& line : hunk.lines) {
      count += line.kind == LineKind::context ? 0U : 1U;
    }
  }
  return count;
}

/// Lines of one letter each.
std::string letters(generate::Random& random, std::size_t count, std::size_t alphabet) {
  std::string text;
  for (; count > 0; --count) {
    text += static_cast<char>('a' + random.below(alphabet));
    text += '\n';
  }
  return text;
}

/// The length of the shortest edit script, by the plain table.
std::size_t distance(const std::string& a, const std::string& b) {
  const std::size_t columns = b.size() / 2 + 1;
  std::vector<std::size_t> row(columns);
  for (std::size_t j = 0; j < columns; ++j) {
    row[j] = j;
  }
  for (std::size_t i = 1; i <= a.size() / 2; ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j < columns; ++j) {
      const bool same = a[2 * (i - 1)] == b[2 * (j - 1)];
      const auto best = same ? diagonal : 1 + std::min(row[j], row[j - 1]);
      diagonal = row[j];
      row[j] = best;
    }
  }
  return row[columns - 1];
}

}  // namespace

TEST_CASE("the edit script is a shortest one") {
  const auto seed = generate::seed();
  INFO("seed " << seed);
  generate::Random random(seed);
  for (int round = 0; round < 1500; ++round) {
    const auto alphabet = 1 + random.below(6);
    const auto a = letters(random, random.below(40), alphabet);
    const auto b = letters(random, random.below(40), alphabet);
    INFO("from\n" << a << "to\n" << b);
    REQUIRE(changed_lines(make_hunks(a, b)) == distance(a, b));
  }
}

TEST_CASE("the script of a thousand scattered differences is still a shortest one") {
  const auto seed = generate::seed();
  INFO("seed " << seed);
  generate::Random random(seed);
  const auto a = letters(random, 700, 20);
  const auto b = letters(random, 700, 20);
  CHECK(changed_lines(make_hunks(a, b)) == distance(a, b));
}

TEST_CASE("where too much differs the script is longer but still right") {
  const auto seed = generate::seed();
  INFO("seed " << seed);
  generate::Random random(seed);
  const auto before = letters(random, 6000, 26);
  const auto after = letters(random, 5000, 26);
  const std::vector<FileContent> files{helpers::file("x", before)};
  const auto patch = make_patch(files, {helpers::file("x", after)});
  const auto applied = apply_patch(patch, files);
  REQUIRE(applied.has_value());
  CHECK(applied->writes.at(0).content == after);
  CHECK(changed_lines(patch.files[0].hunks) < distance(before, after) * 5 / 4);
}
