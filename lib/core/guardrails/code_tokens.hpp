// The tokens of a hunk's new side, enough to see which functions are called in any language.
#pragma once

#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "core/guardrails/added_text.hpp"

namespace homeostat::guardrails {

/// How a family of languages writes what is no code.
struct CodeSyntax {
  bool slash_comments = false;  ///< // and /* */
  bool hash_comments = false;
  bool plain_strings = false;  ///< quoted text is not looked into by the language
  bool any_case = false;       ///< names are the same in any case
  bool string_prefixes = false;
  bool templates = false;  ///< between backticks there may be code
};

/// A word, or one other byte.
struct CodeToken {
  std::string_view text;
  int line = 0;
  bool added = false;
  /// In a comment or a string, beyond doubt: nothing near it could end one or begin code. Where a
  /// hunk begins inside of a string cannot be seen, so the doubt is often there.
  bool is_text = false;
  bool is_quoted = false;     ///< between two quotes of its line
  bool is_glued = false;      ///< no white space in front of it
  std::string_view raw = {};  ///< as it is written; `text` has look-alike letters folded
};

class CodeTokens {
 public:
  CodeTokens(const std::vector<NewLine>& lines, const CodeSyntax& syntax);

  [[nodiscard]] std::size_t size() const { return tokens_.size(); }
  [[nodiscard]] const CodeToken& operator[](std::size_t i) const { return tokens_[i]; }

  /// Do tokens from `at` follow the pattern: tokens with blanks between, where "." stands for
  /// every way to name a member (. ?. -> :: ["…"]) and "'" for every quote, and "*" for any
  /// token? Comments between tokens do not count. Returns the token behind the match, or `at` if
  /// there is none.
  [[nodiscard]] std::size_t match(std::size_t at, std::string_view pattern) const;

  /// Was any token of [begin, end) added?
  [[nodiscard]] bool is_added(std::size_t begin, std::size_t end) const;

  [[nodiscard]] bool is_at(std::size_t at, std::string_view text) const;

 private:
  struct Reading {
    const NewLine& line;
    bool is_text = false;
    bool is_quoted = false;
  };
  void read_line(const NewLine& line);
  [[nodiscard]] std::size_t read_string(std::string_view text, std::size_t at, const NewLine& line);
  void read_words(std::string_view text, std::size_t begin, std::size_t end, const Reading& as);
  [[nodiscard]] bool begins_comment(std::string_view text, std::size_t at) const;
  [[nodiscard]] bool is_quote_at(std::size_t at) const;
  [[nodiscard]] std::size_t skip_comment(std::size_t at) const;
  [[nodiscard]] std::size_t match_member(std::size_t at, std::string_view name) const;

  CodeSyntax syntax_;
  bool in_comment_ = false;  // of several lines, that a line of the hunk began
  std::vector<CodeToken> tokens_;
  std::deque<std::string> rewritten_;  // lines and words that were rewritten; addresses stay
};

}  // namespace homeostat::guardrails
