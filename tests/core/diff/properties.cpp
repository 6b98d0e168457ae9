// What must hold for every text and every tree. HOMEOSTAT_TEST_SEED=random tries others than the
// usual ones; a failure prints the seed that makes it again.
#include <homeostat/diff.hpp>

#include <algorithm>
#include <map>

#include "core/diff/generate.hpp"
#include "support/catch.hpp"

using namespace homeostat;
using generate::Random;
using generate::Tree;

namespace {

/// What a tree is after the writes of a patch.
Tree after_writes(const Tree& before, const std::vector<FileWrite>& writes) {
  std::map<std::string, FileContent> files;
  for (const auto& file : before) {
    files[file.path] = file;
  }
  for (const auto& write : writes) {
    files.erase(write.path);
    if (write.content) files[write.path] = {write.path, write.mode, *write.content};
  }
  Tree tree;
  for (auto& [path, file] : files) {
    tree.push_back(std::move(file));
  }
  return tree;
}

Patch without_lines(Patch patch) {
  for (auto& file : patch.files) {
    file.patch_line = 0;
  }
  return patch;
}

}  // namespace

TEST_CASE("applying the patch between two trees to the first gives the second") {
  const auto seed = generate::seed();
  INFO("seed " << seed);
  Random random(seed);
  for (int round = 0; round < 600; ++round) {
    const auto before = generate::tree(random, 6);
    const auto after = generate::edit(random, before);
    const DiffOptions options{.context_lines = static_cast<int>(random.below(5))};
    const auto patch = make_patch(before, after, options);
    for (const bool lenient : {false, true}) {
      INFO("round " << round << '\n' << print_patch(patch));
      const auto applied = apply_patch(patch, before, {.lenient = lenient});
      if (!applied) FAIL(applied.error().message);
      REQUIRE(after_writes(before, applied->writes) == after);
      REQUIRE(applied->notes.empty());
      REQUIRE(applied->writes.size() <= before.size() + after.size());
    }
  }
}

TEST_CASE("a printed patch is read as the same patch, and applies as the same") {
  const auto seed = generate::seed();
  INFO("seed " << seed);
  Random random(seed);
  for (int round = 0; round < 600; ++round) {
    const auto before = generate::tree(random, 6);
    const auto patch = make_patch(before, generate::edit(random, before));
    if (patch.files.empty()) continue;
    const auto text = print_patch(patch);
    INFO("round " << round << '\n' << text);
    const auto parsed = parse_patch("some words\n" + text);
    if (!parsed) FAIL(parsed.error().message);
    REQUIRE(without_lines(*parsed) == patch);
    REQUIRE(print_patch(*parsed) == text);
    const auto again = parse_patch(print_patch(*parsed));
    REQUIRE(again.has_value());
    REQUIRE(without_lines(*again) == without_lines(*parsed));
  }
}

TEST_CASE("what applies exactly applies leniently to the same") {
  const auto seed = generate::seed();
  INFO("seed " << seed);
  Random random(seed);
  int exact = 0;
  for (int round = 0; round < 2000; ++round) {
    const auto before = generate::text(random, 40);
    const auto patch = make_patch({{"x", FileMode::regular, before}},
                                  {{"x", FileMode::regular, generate::edit(random, before)}});
    const Tree drifted{{"x", FileMode::regular, generate::drift(random, before, true)}};
    const auto strict = apply_patch(patch, drifted);
    if (!strict) continue;
    ++exact;
    INFO("round " << round << '\n' << print_patch(patch) << drifted[0].content);
    const auto lenient = apply_patch(patch, drifted, {.lenient = true});
    REQUIRE(lenient.has_value());
    REQUIRE(lenient->writes == strict->writes);
    REQUIRE(lenient->notes.empty());
  }
  CHECK(exact > 100);
}
