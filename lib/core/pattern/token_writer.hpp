// Where the token reader stands, and what it has written: tokens, lines, blocks, brackets.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "core/pattern/token_texts.hpp"
#include "core/pattern/tokens.hpp"

namespace homeostat::pattern {

class TokenWriter {
 public:
  TokenWriter(std::string_view text, Family family);

 protected:
  /// What is open: a bracket, or a part of JSX.
  struct Open {
    enum Kind : std::uint8_t { bracket, text_hole, tag, children };
    Kind kind = bracket;
    std::int32_t token = -1;  ///< of a bracket or hole
    char close = '\0';
    TextForm form;              ///< of a hole: the text that goes on behind it
    bool ends_element = false;  ///< of a tag: </a>
    bool has_children = false;  ///< of a tag: not <br>
    std::size_t angles = 0;     ///< of a tag: type arguments
  };

  [[nodiscard]] char peek(std::size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }
  [[nodiscard]] bool starts(std::string_view what) const {
    return !what.empty() && text_.substr(at_, what.size()) == what;
  }
  [[nodiscard]] bool in(Open::Kind kind) const {
    return !open_.empty() && open_.back().kind == kind;
  }
  [[nodiscard]] bool has_tokens() const { return !stream_.tokens.empty(); }
  [[nodiscard]] const Token& last() const { return stream_.tokens.back(); }
  [[nodiscard]] std::string_view last_text() const {
    return has_tokens() ? stream_.text_of(stream_.tokens.size() - 1) : std::string_view();
  }

  /// Goes to `to`, past white space, comments and line ends.
  void skip_to(std::size_t to);
  void line_end();
  /// Ends the lines before the token that stands here, and opens or closes blocks.
  void begin_token();
  void end_of_text();

  void push(TokenKind kind, std::size_t end);
  void push_open(std::size_t end, Open::Kind kind = Open::bracket);
  /// Gives what was open; null: the bracket has no partner.
  [[nodiscard]] const Open* push_close();

  std::string_view text_;
  const FamilyTable& table_;
  TokenStream stream_;
  std::size_t at_ = 0;
  std::vector<Open> open_;

 private:
  void push_empty(TokenKind kind);
  void begin_line();
  [[nodiscard]] bool ends_statement() const;
  [[nodiscard]] std::size_t find_open(char close) const;

  std::uint32_t line_ = 1;
  std::size_t line_begin_ = 0;
  bool first_on_line_ = true;
  bool line_pending_ = false;
  std::vector<std::size_t> indents_{0};
  Open closed_;
};

}  // namespace homeostat::pattern
