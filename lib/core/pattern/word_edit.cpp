#include "core/pattern/word_edit.hpp"

#include <algorithm>

namespace homeostat::pattern {
namespace {

constexpr std::size_t slide_max = 64;
constexpr std::size_t slid_words_max = 200;

bool is_connective(std::string_view op) {
  return op == "&&" || op == "||" || op == "?\?" || op == "and" || op == "or";
}

bool is_balanced(const Region& region, WordRange range) {
  for (std::size_t i = range.begin; i < range.end; ++i) {
    const Word& word = region[i];
    if (word.kind != TokenKind::open && word.kind != TokenKind::close) continue;
    const auto partner = static_cast<std::size_t>(word.partner);
    if (word.partner < 0 || partner < range.begin || partner >= range.end) return false;
  }
  return true;
}

// How well the words stand alone.
int score(const Region& region, WordRange range) {
  const std::string_view last = region.text_of(range.end - 1);
  int points = is_balanced(region, range) ? 16 : 0;
  if (is_connective(last)) points += 6;
  if (is_connective(region.text_of(range.begin))) points += 4;
  if (region[range.begin].first_on_line) {
    const bool ends = range.end >= region.size() || region[range.end].first_on_line;
    points += ends ? 8 : 2;
  }
  if (last == ",") points += 3;
  return points;
}

std::size_t best_begin(const Region& longer, std::size_t begin, std::size_t count) {
  if (count > slid_words_max) return begin;
  std::size_t best = begin;
  int best_score = score(longer, {begin, begin + count});
  for (std::size_t slide = 1; slide <= std::min(slide_max, begin); ++slide) {
    const std::size_t at = begin - slide;
    if (longer[at].text != longer[at + count].text) break;
    const int points = score(longer, {at, at + count});
    if (points <= best_score) continue;
    best_score = points;
    best = at;
  }
  return best;
}

}  // namespace

std::optional<WordEdit> find_word_edit(const Region& before, const Region& after) {
  const std::size_t shorter = std::min(before.size(), after.size());
  std::size_t prefix = 0;
  while (prefix < shorter && before[prefix].text == after[prefix].text)
    ++prefix;
  std::size_t suffix = 0;
  while (suffix < shorter - prefix &&
         before[before.size() - 1 - suffix].text == after[after.size() - 1 - suffix].text) {
    ++suffix;
  }
  WordEdit edit{prefix, before.size() - prefix - suffix, after.size() - prefix - suffix};
  if (edit.removed == 0 && edit.inserted == 0) return std::nullopt;
  if (edit.removed == 0) edit.at = best_begin(after, prefix, edit.inserted);
  if (edit.inserted == 0) edit.at = best_begin(before, prefix, edit.removed);
  return edit;
}

}  // namespace homeostat::pattern
