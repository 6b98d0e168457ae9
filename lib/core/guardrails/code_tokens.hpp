// The tokens of a hunk's new side, enough to see which functions are called in any language.
#pragma once

#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "core/guardrails/added_text.hpp"

namespace homeostat::guardrails {

/// A word, or one other byte. Words in strings and comments are tokens too: whether a line lies
/// inside of a string cannot be seen in a hunk.
struct CodeToken {
  std::string_view text;
  int line = 0;
  bool added = false;
};

class CodeTokens {
 public:
  explicit CodeTokens(const std::vector<NewLine>& lines);

  [[nodiscard]] std::size_t size() const { return tokens_.size(); }
  [[nodiscard]] const CodeToken& operator[](std::size_t i) const { return tokens_[i]; }

  /// Do tokens from `at` follow the pattern: tokens with blanks between, where "." stands for
  /// every way to name a member (. ?. -> :: ["…"])? Comments between tokens do not count.
  /// Returns the token behind the match, or `at` if there is none.
  [[nodiscard]] std::size_t match(std::size_t at, std::string_view pattern) const;

  /// Was any token of [begin, end) added?
  [[nodiscard]] bool is_added(std::size_t begin, std::size_t end) const;

 private:
  void read_line(const NewLine& line);
  [[nodiscard]] std::size_t skip_comment(std::size_t at) const;
  [[nodiscard]] std::size_t match_member(std::size_t at, std::string_view name) const;
  [[nodiscard]] bool is_at(std::size_t at, std::string_view text) const {
    return at < tokens_.size() && tokens_[at].text == text;
  }

  std::vector<CodeToken> tokens_;
  std::deque<std::string> unescaped_;  // lines whose escapes were resolved; addresses stay
};

}  // namespace homeostat::guardrails
