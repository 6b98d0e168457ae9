// Learns real fixes once and heals their copies: other names, indentation, quotes, comments, one
// block deeper. Run with the path of a file of fixes, one JSON object a line:
//
//     bench_pattern_transfer FIXES.jsonl [FIXES_TO_TAKE [COPIES_OF_EACH]]
//
// A fix counts if all its words stand in the text before it or belong to the language, and if the
// edit is at most 30 tokens, and not a pure deletion. Healed: one of at most five candidates has
// exactly the wanted tokens. Wrong: there are candidates, and none has.
#include <boost/json.hpp>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <map>
#include <string>

#include "core/pattern/copies.hpp"
#include "core/pattern/transfer.hpp"

using namespace homeostat;
using namespace homeostat::test;

namespace {

namespace json = boost::json;

std::string text_in(const json::object& row, const char* key) {
  const json::value* value = row.if_contains(key);
  if (value == nullptr || !value->is_string()) return {};
  return {value->get_string().data(), value->get_string().size()};
}

std::string joined(const std::string& head, const std::string& middle, const std::string& tail) {
  std::string out;
  for (const std::string* part : {&head, &middle, &tail}) {
    if (part->empty()) continue;
    if (!out.empty()) out += '\n';
    out += *part;
  }
  return out + '\n';
}

struct RealFix {
  CopySource source;
  std::string path;
  std::string group;
};

bool read_fix(const std::string& line, RealFix& fix) {
  const json::value value = json::parse(line);
  const json::object& row = value.get_object();
  const json::value* tokens = row.if_contains("edit_tokens");
  if (tokens == nullptr || !tokens->is_int64() || tokens->get_int64() > 30) return false;
  const std::string head = text_in(row, "context_before");
  const std::string tail = text_in(row, "context_after");
  fix.source.before = joined(head, text_in(row, "before_hunk"), tail);
  fix.source.after = joined(head, text_in(row, "after_hunk"), tail);
  fix.source.line = 1;
  if (!head.empty()) {
    for (const char c : head + '\n')
      fix.source.line += c == '\n' ? 1 : 0;
  }
  fix.path = text_in(row, "path");
  fix.group = text_in(row, "grp");
  fix.source.message = "it failed";
  fix.source.family = pattern::family_of(language_of_path(fix.path));
  // What only takes code away is not healed without the repository's own evidence, by rule.
  if (text_in(row, "cls").find("delet") != std::string::npos || fix.group == "deletion")
    return false;
  return fix.source.family != pattern::Family::generic && is_at_hand(fix.source);
}

struct Score {
  int copies = 0;
  int first = 0;
  int healed = 0;
  int wrong = 0;
  int nothing = 0;
};

Score heal_copies(const RealFix& fix, const Pattern& learned, std::uint32_t copies) {
  Score score;
  for (std::uint32_t seed = 1; seed <= copies; ++seed) {
    const Copy copy = copy_of(fix.source, seed);
    const std::string wanted = token_text(copy.after, fix.source.family);
    const auto candidates =
        match_patterns({learned}, diagnosis_of(fix.path, copy.line, "Error", copy.message, "v1:b"),
                       {{fix.path, FileMode::regular, copy.before}});
    bool found = false;
    for (std::size_t i = 0; i < candidates.size(); ++i) {
      const bool right = token_text(*candidates[i].write.content, fix.source.family) == wanted;
      if (right && i == 0) ++score.first;
      found = found || right;
    }
    ++score.copies;
    if (found) ++score.healed;
    if (candidates.empty()) ++score.nothing;
    if (!found && !candidates.empty()) ++score.wrong;
  }
  return score;
}

void add(Score& into, const Score& from) {
  into.copies += from.copies;
  into.first += from.first;
  into.healed += from.healed;
  into.wrong += from.wrong;
  into.nothing += from.nothing;
}

void print(const std::string& name, const Score& score) {
  const double all = score.copies == 0 ? 1 : score.copies;
  std::printf("%-20s %6d copies  first %5.1f %%  healed %5.1f %%  wrong %4.1f %%  none %5.1f %%\n",
              name.c_str(), score.copies, 100 * score.first / all, 100 * score.healed / all,
              100 * score.wrong / all, 100 * score.nothing / all);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::puts("bench_pattern_transfer FIXES.jsonl [FIXES_TO_TAKE [COPIES_OF_EACH]]");
    return 0;
  }
  const int fixes_max = argc > 2 ? std::atoi(argv[2]) : 200;
  const auto copies = static_cast<std::uint32_t>(argc > 3 ? std::atoi(argv[3]) : 6);
  std::ifstream in(argv[1]);
  std::map<std::string, Score> groups;
  Score all;
  int taken = 0;
  int seen = 0;
  for (std::string line; taken < fixes_max && std::getline(in, line);) {
    RealFix fix;
    if (++seen % 7 != 0 || !read_fix(line, fix)) continue;
    const auto learned =
        learn_pattern(diagnosis_of(fix.path, fix.source.line, "Error", fix.source.message, "v1:a"),
                      {{fix.path, FileMode::regular, fix.source.before}},
                      {{fix.path, FileMode::regular, fix.source.after}});
    if (!learned) continue;
    ++taken;
    const Score score = heal_copies(fix, *learned, copies);
    add(groups[fix.group], score);
    add(all, score);
  }
  std::printf("%d fixes of %d rows\n", taken, seen);
  for (const auto& [name, score] : groups)
    print(name, score);
  print("all", all);
  return 0;
}
