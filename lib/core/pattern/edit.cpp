#include "core/pattern/edit.hpp"

#include <algorithm>

#include "core/pattern/chain.hpp"

namespace homeostat::pattern {
namespace {

constexpr std::size_t slide_max = 64;
constexpr std::size_t slid_tokens_max = 256;
constexpr std::size_t balanced_tokens_max = 64;

bool is_balanced(const TokenStream& stream, std::size_t begin, std::size_t end) {
  for (std::size_t i = begin; i < end; ++i) {
    const Token& token = stream.tokens[i];
    if (token.kind != TokenKind::open && token.kind != TokenKind::close) continue;
    const auto partner = static_cast<std::size_t>(token.partner);
    if (token.partner < 0 || partner < begin || partner >= end) return false;
  }
  return true;
}

bool is_connective(std::string_view op) {
  return op == "&&" || op == "||" || op == "?\?" || op == "and" || op == "or" || op == ",";
}

// How well the inserted (or removed) tokens stand alone.
int score(const TokenStream& stream, std::size_t begin, std::size_t end) {
  int points = 0;
  if (is_balanced(stream, begin, end)) points += 16;
  const Token& last = stream.tokens[end - 1];
  const std::string_view last_text = stream.text_of(end - 1);
  const bool ends_statement = last_text == ";" || last_text == "}" ||
                              last.kind == TokenKind::newline || last.kind == TokenKind::dedent;
  if (begins_statement(stream, begin)) points += ends_statement ? 8 : 2;
  if (stream.tokens[begin].first_on_line) points += 1;
  if (is_connective(stream.text_of(begin))) points += 3;
  if (is_connective(last_text)) points += 4;
  return points;
}

// `shorter` lacks what stands at [begin, begin + count) of `longer`. Sliding left by one is right
// if the token before the region equals the region's last.
std::size_t best_begin(const TokenStream& longer, std::size_t begin, std::size_t count) {
  if (count > slid_tokens_max) return begin;
  std::size_t best = begin;
  int best_score = score(longer, begin, begin + count);
  for (std::size_t slide = 1; slide <= std::min(slide_max, begin); ++slide) {
    const std::size_t at = begin - slide;
    if (!longer.same(at, longer, at + count)) break;
    const int points = score(longer, at, at + count);
    if (points <= best_score) continue;
    best_score = points;
    best = at;
  }
  return best;
}

// Brackets that a region opens and does not close are closed within the common text around it.
// Gives how many common tokens a region needs in front and behind.
struct Need {
  std::size_t front = 0;
  std::size_t behind = 0;
};
Need need_of(const TokenStream& stream, std::size_t begin, std::size_t end) {
  Need need;
  for (std::size_t i = begin; i < end; ++i) {
    if (stream.tokens[i].partner < 0) continue;
    const auto partner = static_cast<std::size_t>(stream.tokens[i].partner);
    if (partner < begin) need.front = std::max(need.front, begin - partner);
    if (partner >= end) need.behind = std::max(need.behind, partner + 1 - end);
  }
  return need;
}

// The same edit with as much of the common text as makes both sides balanced, if that is little.
TokenEdit balance(const TokenStream& before, const TokenStream& after, const TokenEdit& edit) {
  TokenEdit wider = edit;
  for (;;) {
    const Need a = need_of(before, wider.begin, wider.begin + wider.removed);
    const Need b = need_of(after, wider.begin, wider.begin + wider.inserted);
    const std::size_t front = std::max(a.front, b.front);
    const std::size_t behind = std::max(a.behind, b.behind);
    if (front + behind == 0) return wider;
    const bool fits = front <= wider.begin &&
                      wider.begin + wider.removed + behind <= before.tokens.size() &&
                      wider.begin + wider.inserted + behind <= after.tokens.size();
    if (!fits || wider.removed + front + behind > balanced_tokens_max) return edit;
    wider.begin -= front;
    wider.removed += front + behind;
    wider.inserted += front + behind;
  }
}

}  // namespace

std::optional<TokenEdit> find_edit(const TokenStream& before, const TokenStream& after) {
  const std::size_t shorter = std::min(before.tokens.size(), after.tokens.size());
  std::size_t prefix = 0;
  while (prefix < shorter && before.same(prefix, after, prefix))
    ++prefix;
  std::size_t suffix = 0;
  while (suffix < shorter - prefix &&
         before.same(before.tokens.size() - 1 - suffix, after, after.tokens.size() - 1 - suffix)) {
    ++suffix;
  }
  TokenEdit edit;
  edit.begin = prefix;
  edit.removed = before.tokens.size() - prefix - suffix;
  edit.inserted = after.tokens.size() - prefix - suffix;
  if (edit.removed == 0 && edit.inserted == 0) return std::nullopt;
  if (edit.removed == 0) edit.begin = best_begin(after, prefix, edit.inserted);
  if (edit.inserted == 0) edit.begin = best_begin(before, prefix, edit.removed);
  return balance(before, after, edit);
}

}  // namespace homeostat::pattern
