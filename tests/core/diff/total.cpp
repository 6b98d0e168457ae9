// No bytes make the reader or the applier fail in any other way than by an error; and what it
// takes for a patch, it can print and read again.
#include <algorithm>

#include "core/diff/generate.hpp"
#include "core/diff/helpers.hpp"

using namespace homeostat;
using generate::Random;

namespace {

/// One to four changes of bytes or lines: what a careless writer or an attacker does to a patch.
std::string mutate(Random& random, std::string text) {
  static const std::vector<std::string> pieces{"\n",
                                               "\r\n",
                                               "+",
                                               "-",
                                               " ",
                                               "\\ No newline\n",
                                               "@@ -1 +1 @@\n",
                                               "--- a/x\n",
                                               "+++ b/x\n",
                                               "/dev/null",
                                               "diff --git ",
                                               "\"",
                                               "\\",
                                               "\t",
                                               "0",
                                               "99999999999",
                                               std::string(1, '\0'),
                                               "\xff",
                                               "rename from x\n",
                                               "new file mode 100644\n",
                                               "GIT binary patch\nliteral 3\n",
                                               ","};
  for (auto count = 1 + random.below(4); count > 0; --count) {
    const auto at = random.below(text.size() + 1);
    const auto size = random.below(std::min<std::size_t>(text.size() - at, 40) + 1);
    switch (random.below(6)) {
      case 0:
        text.erase(at, size);
        break;
      case 1:
        text.insert(at, random.pick(pieces));
        break;
      case 2:
        text.replace(at, std::min<std::size_t>(size, 1), random.pick(pieces));
        break;
      case 3:
        text.insert(at, text.substr(random.below(text.size() + 1), size));
        break;
      case 4: {
        const auto line = text.find('\n', at);
        if (line != text.npos) text.erase(line, text.find('\n', line + 1) - line);
        break;
      }
      default:
        if (at < text.size()) text[at] = static_cast<char>(random.below(256));
    }
  }
  return text;
}

void check(const std::string& text, const generate::Tree& files) {
  const auto patch = parse_patch(text);
  if (!patch) {
    REQUIRE(patch.error().code == ErrorCode::invalid_argument);
    REQUIRE(patch.error().message.size() < 2000);
    REQUIRE(patch.error().message.find('\n') == std::string::npos);
    return;
  }
  auto again = parse_patch(print_patch(*patch));
  INFO(text << "--- printed:\n" << print_patch(*patch));
  if (!again) FAIL(again.error().message);
  REQUIRE(again->files.size() == patch->files.size());
  for (std::size_t i = 0; i < patch->files.size(); ++i) {
    again->files[i].patch_line = patch->files[i].patch_line;
    REQUIRE(again->files[i] == patch->files[i]);
  }
  const auto strict = apply_patch(*patch, files);
  const auto lenient = apply_patch(*patch, files, {.lenient = true});
  REQUIRE((lenient.has_value() || !strict.has_value()));
}

}  // namespace

TEST_CASE("a hundred thousand damaged patches are read or refused") {
  const auto seed = generate::seed();
  INFO("seed " << seed);
  Random random(seed);
  for (int tree = 0; tree < 1000; ++tree) {
    const auto before = generate::tree(random, 2);
    const auto text = print_patch(make_patch(before, generate::edit(random, before)));
    for (int round = 0; round < 100; ++round) {
      check(mutate(random, text), before);
    }
  }
}

TEST_CASE("random bytes are no patch") {
  const auto seed = generate::seed();
  INFO("seed " << seed);
  Random random(seed);
  for (int round = 0; round < 2000; ++round) {
    std::string text;
    for (auto count = random.below(200); count > 0; --count) {
      text += static_cast<char>(random.below(256));
    }
    check(text, {});
  }
}
