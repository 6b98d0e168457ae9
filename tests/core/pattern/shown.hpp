// Tokens as text, to compare with.
#pragma once

#include <string>
#include <string_view>

#include "core/pattern/tokens.hpp"

namespace homeostat::pattern {

// Tokens as text, one space between; newline, indent and dedent as NL, > and <.
inline std::string shown(std::string_view text, Family family) {
  const TokenStream stream = read_tokens(text, family);
  std::string out;
  for (std::size_t i = 0; i < stream.tokens.size(); ++i) {
    if (!out.empty()) out += ' ';
    switch (stream.tokens[i].kind) {
      case TokenKind::newline:
        out += "NL";
        break;
      case TokenKind::indent:
        out += '>';
        break;
      case TokenKind::dedent:
        out += '<';
        break;
      default:
        out += stream.text_of(i);
    }
  }
  return out;
}

inline std::string js(std::string_view text) { return shown(text, Family::javascript); }
inline std::string py(std::string_view text) { return shown(text, Family::python); }
inline std::string go(std::string_view text) { return shown(text, Family::go); }
inline std::string php(std::string_view text) { return shown(text, Family::php); }

}  // namespace homeostat::pattern
