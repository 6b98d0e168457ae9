#include "core/pattern/region.hpp"

#include <algorithm>

#include "core/base/text.hpp"
#include "core/pattern/chain.hpp"
#include "core/pattern/common_words.hpp"
#include "core/pattern/vocabulary.hpp"

namespace homeostat::pattern {
namespace {

constexpr std::uint64_t base = 0x9e3779b97f4a7c15U | 1U;
constexpr std::size_t links_max = 16;

std::uint32_t fold(std::uint64_t hash) {
  return static_cast<std::uint32_t>(hash ^ (hash >> 32U)) | 1U;
}

bool is_plain_string(std::string_view text) {
  return text.size() >= 2 && (text.front() == '\'' || text.front() == '"') &&
         text.front() == text.back();
}

std::size_t line_begin(std::string_view text, std::size_t at) {
  const std::size_t end = text.rfind('\n', at);
  return end == std::string_view::npos ? 0 : end + 1;
}

// A triple quote that ends a text which began before the piece.
std::size_t python_code_begin(std::string_view text) noexcept {
  std::size_t first = std::string_view::npos;
  std::string_view quote;
  for (const std::string_view q : {std::string_view("\"\"\""), std::string_view("'''")}) {
    const std::size_t at = text.find(q);
    if (at < first) {
      first = at;
      quote = q;
    }
  }
  if (quote.empty()) return 0;
  std::size_t count = 0;
  for (std::size_t at = first; at != std::string_view::npos; at = text.find(quote, at + 3))
    ++count;
  const std::size_t begin = line_begin(text, first);
  const std::string_view head = pattern::indentation_at(text, first);
  const bool alone = first == begin + head.size();
  const std::size_t end = std::min(text.find('\n', first), text.size());
  const bool nothing_behind = base::trim(text.substr(first + 3, end - first - 3)).empty();
  if (count % 2 == 1 && nothing_behind && (!alone || first > 0)) return first + 3;
  return 0;
}

}  // namespace

std::uint32_t hash_of_word(TokenKind kind, std::string_view text) {
  if (kind == TokenKind::string && is_plain_string(text)) {
    return fold(hash_text(text.substr(1, text.size() - 2), 0x51U));
  }
  return fold(hash_text(text));
}

std::size_t code_begin(std::string_view text, Family family) noexcept {
  if (family == Family::python) return python_code_begin(text);
  const std::size_t close = text.find("*/");
  if (close == std::string_view::npos) return 0;
  const std::size_t open = text.find("/*");
  return open == std::string_view::npos || open > close ? close + 2 : 0;
}

Region::Region(std::string_view text, Family family) {
  stream_ = read_tokens(text, family);
  style_ = style_of(stream_);
  read_words();
  read_chains();
  read_shapes();
}

void Region::read_words() {
  std::vector<std::int32_t> index(stream_.tokens.size(), -1);
  words_.reserve(stream_.tokens.size());
  for (std::size_t i = 0; i < stream_.tokens.size(); ++i) {
    const Token& token = stream_.tokens[i];
    if (token.begin == token.end) continue;
    index[i] = static_cast<std::int32_t>(words_.size());
    Word word;
    word.kind = token.kind;
    word.first_on_line = token.first_on_line;
    word.token = static_cast<std::uint32_t>(i);
    word.begin = token.begin;
    word.end = token.end;
    word.line = token.line;
    word.text = hash_of_word(token.kind, stream_.text_of(i));
    words_.push_back(word);
  }
  hashes_.resize(words_.size() + 1);
  powers_.resize(words_.size() + 1, 1);
  for (std::size_t i = 0; i < words_.size(); ++i) {
    hashes_[i + 1] = hashes_[i] * base + words_[i].text;
    powers_[i + 1] = powers_[i] * base;
    const std::int32_t partner = stream_.tokens[words_[i].token].partner;
    if (partner >= 0) words_[i].partner = index[static_cast<std::size_t>(partner)];
  }
}

bool Region::starts_chain(std::size_t i) const {
  if (words_[i].kind == TokenKind::keyword) {
    const std::string_view text = text_of(i);
    return text == "this" || text == "super";
  }
  if (words_[i].kind != TokenKind::identifier) return false;
  return i == 0 || !is_join(text_of(i - 1));
}

std::size_t Region::link_end(std::size_t i) const {
  if (i >= words_.size()) return i;
  const Word& word = words_[i];
  if (word.kind == TokenKind::open && text_of(i) != "{") {
    const bool other_line = word.first_on_line && text_of(i) != "(";
    return word.partner < 0 || other_line ? i : static_cast<std::size_t>(word.partner) + 1;
  }
  if (word.kind != TokenKind::op || !is_join(text_of(i)) || i + 1 >= words_.size()) return i;
  const TokenKind next = words_[i + 1].kind;
  if (next == TokenKind::identifier || next == TokenKind::keyword) return i + 2;
  if (next == TokenKind::open && text_of(i + 1) != "{" && words_[i + 1].partner >= 0) {
    return static_cast<std::size_t>(words_[i + 1].partner) + 1;
  }
  return i;
}

void Region::read_chains() {
  for (std::size_t i = 0; i < words_.size(); ++i) {
    if (!starts_chain(i)) continue;
    std::size_t end = i + 1;
    for (std::size_t links = 0; links <= links_max; ++links) {
      words_[end - 1].chain_begin = static_cast<std::int32_t>(i);
      const std::size_t next = link_end(end);
      if (next == end) break;
      end = next;
    }
    words_[i].chain_end = static_cast<std::int32_t>(end);
  }
}

void Region::read_shapes() {
  for (std::size_t i = 0; i < words_.size(); ++i) {
    Word& word = words_[i];
    const std::string_view text = text_of(i);
    word.shape = word.text;
    word.common = true;
    if (word.kind == TokenKind::identifier) {
      const bool member = i > 0 && is_join(text_of(i - 1));
      const bool call = i + 1 < words_.size() && text_of(i + 1) == "(";
      word.name = member ? (call ? NameKind::member_call : NameKind::member)
                         : (call ? NameKind::call : NameKind::plain);
      word.common = is_common_word(stream_.family, text);
      if (!word.common) word.shape = 0x10U + static_cast<std::uint32_t>(word.name);
    } else if (word.kind == TokenKind::string || word.kind == TokenKind::number) {
      word.common = is_plain_constant(text);
      if (!word.common) word.shape = word.kind == TokenKind::string ? 0x20U : 0x21U;
    }
  }
}

std::uint64_t Region::hash_of(WordRange range) const {
  return hashes_[range.end] - hashes_[range.begin] * powers_[range.size()];
}

bool Region::same(WordRange range, const Region& that, WordRange other) const {
  if (range.size() != other.size()) return false;
  for (std::size_t i = 0; i < range.size(); ++i) {
    if (words_[range.begin + i].text != that[other.begin + i].text) return false;
  }
  return true;
}

WordRange Region::line(std::uint32_t line) const {
  const auto below = [](const Word& word, std::uint32_t wanted) { return word.line < wanted; };
  const auto begin = std::lower_bound(words_.begin(), words_.end(), line, below);
  const auto end = std::lower_bound(begin, words_.end(), line + 1, below);
  return {static_cast<std::size_t>(begin - words_.begin()),
          static_cast<std::size_t>(end - words_.begin())};
}

std::size_t Region::statement_end(std::size_t begin) const {
  const bool layout = stream_.family == Family::python;
  std::size_t i = begin;
  while (i < words_.size()) {
    const Word& word = words_[i];
    const std::string_view text = text_of(i);
    if (i > begin && word.first_on_line) {
      const bool goes_on = word.kind == TokenKind::op && text != "}" && text != "++";
      const bool from_before = words_[i - 1].kind == TokenKind::op && text_of(i - 1) != ";";
      if (layout || (!goes_on && !from_before)) return i;
    }
    if (word.kind == TokenKind::close) return i;
    if (word.kind == TokenKind::open) {
      if (word.partner < 0) return i;
      i = static_cast<std::size_t>(word.partner);
    }
    ++i;
    if (text == ";") return i;
  }
  return i;
}

}  // namespace homeostat::pattern
