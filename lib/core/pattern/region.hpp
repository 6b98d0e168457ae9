// A piece of source around a line, as words: tokens with bytes, and the expressions they make.
// What the lattice learns from and proposes at.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "core/pattern/layout.hpp"
#include "core/pattern/tokens.hpp"

namespace homeostat::pattern {

/// What a name is, seen from its neighbours.
enum class NameKind : std::uint8_t { none, plain, member, call, member_call };

struct Word {
  TokenKind kind = TokenKind::other;
  NameKind name = NameKind::none;
  bool first_on_line = false;
  bool common = false;      ///< keyword, operator, or a name that many programs use
  std::uint32_t token = 0;  ///< index in the stream
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  std::uint32_t line = 0;
  std::int32_t partner = -1;      ///< word index of the bracket's other half
  std::int32_t chain_begin = -1;  ///< if a chain or a prefix of one ends here: where it begins
  std::int32_t chain_end = -1;    ///< if a chain begins here: one behind its last word
  std::uint32_t text = 0;         ///< hash of the text; of plain strings without the quotes
  std::uint32_t shape = 0;        ///< the same with names and literals abstracted
};

/// Of a word's text; of plain strings without their quotes.
[[nodiscard]] std::uint32_t hash_of_word(TokenKind kind, std::string_view text);

struct WordRange {
  std::size_t begin = 0;
  std::size_t end = 0;
  [[nodiscard]] std::size_t size() const { return end - begin; }
  friend bool operator==(const WordRange&, const WordRange&) = default;
};

class Region {
 public:
  /// `text` must outlive the region.
  Region(std::string_view text, Family family);

  [[nodiscard]] const std::vector<Word>& words() const { return words_; }
  [[nodiscard]] const Word& operator[](std::size_t index) const { return words_[index]; }
  [[nodiscard]] std::size_t size() const { return words_.size(); }
  [[nodiscard]] std::string_view text() const { return stream_.text; }
  [[nodiscard]] std::string_view text_of(std::size_t index) const {
    return stream_.text.substr(words_[index].begin, words_[index].end - words_[index].begin);
  }
  [[nodiscard]] const TokenStream& stream() const { return stream_; }
  [[nodiscard]] Family family() const { return stream_.family; }
  [[nodiscard]] const Style& style() const { return style_; }

  /// Hash of a sequence of words, the same wherever it stands.
  [[nodiscard]] std::uint64_t hash_of(WordRange range) const;
  [[nodiscard]] bool same(WordRange range, const Region& that, WordRange other) const;

  /// Where the one link at `index` ends (`.b`, `[c]`, `(d)`), or `index` if there is none.
  [[nodiscard]] std::size_t link_end(std::size_t index) const;
  /// base^n of the hashes, n at most the number of words.
  [[nodiscard]] std::uint64_t power(std::size_t n) const { return powers_[n]; }

  /// The words of a line.
  [[nodiscard]] WordRange line(std::uint32_t line) const;
  /// One behind the statement that begins at a word: its `;`, its line's end, or its block.
  [[nodiscard]] std::size_t statement_end(std::size_t begin) const;

 private:
  void read_words();
  void read_chains();
  void read_shapes();
  [[nodiscard]] bool starts_chain(std::size_t index) const;

  TokenStream stream_;
  Style style_;
  std::vector<Word> words_;
  std::vector<std::uint64_t> hashes_;  ///< of all prefixes
  std::vector<std::uint64_t> powers_;
};

[[nodiscard]] constexpr std::uint64_t mix(std::uint64_t a, std::uint64_t b) noexcept {
  std::uint64_t x = (a ^ (b + 0x9e3779b97f4a7c15U + (a << 6U) + (a >> 2U))) * 0xff51afd7ed558ccdU;
  return x ^ (x >> 32U);
}

/// Where code begins in a text that may begin within a comment or a text of several lines.
[[nodiscard]] std::size_t code_begin(std::string_view text, Family family) noexcept;

}  // namespace homeostat::pattern
