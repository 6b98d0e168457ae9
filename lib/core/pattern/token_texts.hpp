// Where literals end: strings of every family, heredocs, regular expressions, comments.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

#include "core/pattern/tokens.hpp"

namespace homeostat::pattern {

/// How the text of one string literal is written.
struct TextForm {
  std::size_t body = 0;        ///< where the text behind the opening quote begins
  std::string_view close;      ///< what ends it
  std::string_view hole = {};  ///< what opens code in it; empty: nothing does
  bool escapes = true;         ///< a backslash takes the next byte with it
  bool doubled = false;        ///< `""` is a quote (C#'s verbatim texts)
  bool multiline = false;
};

/// Finds ends in one text. Where a search was in vain is remembered, so that all searches of one
/// walk from the first byte to the last are linear together.
class TextEnds {
 public:
  TextEnds(std::string_view text, const FamilyTable& table) : text_(text), table_(table) {}

  static constexpr std::size_t npos = std::string_view::npos;

  /// The length of the prefix (`rb`, `u8R`, `$@`) of a string literal at `at`; npos: none begins
  /// there. 0 for a bare quote.
  [[nodiscard]] std::size_t prefix_at(std::size_t at) const;

  /// The end of the string literal that begins at `at`; npos: none does, or it is not closed.
  [[nodiscard]] std::size_t string_end(std::size_t at);

  /// The form of the f-string at `at` if it is one and all its holes close.
  [[nodiscard]] bool is_closed_format(std::size_t at, TextForm& form);

  [[nodiscard]] std::size_t heredoc_end(std::size_t at) const;
  [[nodiscard]] std::size_t regex_end(std::size_t at);
  [[nodiscard]] std::size_t comment_end(std::size_t at) const;
  [[nodiscard]] std::size_t directive_end(std::size_t at) const;

  /// Of an attribute's text in a tag: no escapes, any lines.
  [[nodiscard]] std::size_t attribute_end(std::size_t at);

  /// Where the code begins, if the text begins within a comment or docstring; else 0.
  [[nodiscard]] std::size_t code_begin() const;

 private:
  /// From here to there no end was found.
  struct Hopeless {
    std::size_t from = 0;
    std::size_t until = 0;
  };

  [[nodiscard]] bool starts(std::size_t at, std::string_view what) const {
    return !what.empty() && text_.substr(at, what.size()) == what;
  }
  [[nodiscard]] char at(std::size_t i) const { return i < text_.size() ? text_[i] : '\0'; }
  [[nodiscard]] TextForm form_at(std::size_t quote_at, std::string_view prefix) const;
  [[nodiscard]] std::size_t end_of(const TextForm& form, std::size_t quote_at);
  [[nodiscard]] std::size_t end_of_plain(const TextForm& form, std::size_t quote_at);
  [[nodiscard]] std::size_t end_with_holes(const TextForm& form, int depth);
  [[nodiscard]] std::size_t end_of_hole(std::size_t from, bool multiline, int depth);
  [[nodiscard]] std::size_t end_of_nested(std::size_t quote_at, int depth);
  [[nodiscard]] std::size_t escaped(std::size_t backslash) const;
  [[nodiscard]] std::size_t rust_raw_end(std::size_t at) const;
  [[nodiscard]] std::size_t cpp_raw_end(std::size_t quote_at) const;
  [[nodiscard]] std::size_t quote_run(std::size_t from, char quote, std::size_t max) const;
  [[nodiscard]] std::size_t rust_char_end(std::size_t quote_at) const;
  [[nodiscard]] bool ends_docstring(std::size_t quote_at) const;

  std::string_view text_;
  const FamilyTable& table_;
  std::array<Hopeless, 3> hopeless_quotes_{};  // ", ', `
  std::size_t hopeless_holes_ = 0;
  std::size_t hopeless_regex_ = 0;
  std::size_t hopeless_attribute_ = 0;
};

}  // namespace homeostat::pattern
