// Insertions as text, to compare with.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/pattern/file_style.hpp"

namespace homeostat::pattern {

/// Tokens of a text as new ones; a name that begins with KEPT is one that the file has.
inline std::vector<NewToken> tokens_of(std::string_view text, Family family) {
  const TokenStream stream = read_tokens(text, family);
  const Style style = style_of(stream);
  std::vector<NewToken> tokens;
  for (std::size_t i = 0; i < stream.tokens.size(); ++i) {
    NewToken token;
    token.gap = i == 0 ? Gap{} : gap_before(stream, i, "", style);
    token.kind = stream.tokens[i].kind;
    token.text = stream.text_of(i);
    if (token.text.starts_with("KEPT")) {
      token.text.erase(0, 4);
      token.kept = true;
    }
    if (token.kind != TokenKind::newline) tokens.push_back(token);
  }
  return tokens;
}

inline std::string text_of(const std::vector<NewToken>& tokens) {
  std::string text;
  for (const NewToken& token : tokens)
    text += print_gap(token.gap, "", Style{}) + token.text;
  return text;
}

inline FileStyle style_in(std::string_view text, Family family) {
  return file_style_of(read_tokens(text, family));
}

}  // namespace homeostat::pattern
