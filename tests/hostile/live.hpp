// What of a Markdown text would be live on a forge. Strict: a real renderer finds no more
// (tests/render compares them).
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/text.hpp"

namespace homeostat::test {

/// The text outside of fenced blocks and hidden markers of ours, code spans emptied.
inline std::string outside_of_code(std::string_view markdown) {
  std::string out;
  std::string fence;
  for (const std::string_view line : base::split_lines(markdown)) {
    const std::size_t ticks = std::min(line.find_first_not_of('`'), line.size());
    if (!fence.empty()) {
      if (ticks >= fence.size() && ticks == line.size()) fence.clear();
      continue;
    }
    if (ticks >= 3) {
      fence = std::string(ticks, '`');
      continue;
    }
    bool in_code = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
      const bool escaped = i > 0 && line[i - 1] == '\\';
      if (line[i] == '`' && !escaped) in_code = !in_code;
      if (!in_code) out += line[i];
    }
    out += '\n';
  }
  return out;
}

/// Every element that is live, in a word each.
inline std::vector<std::string> live_elements(std::string_view text) {
  std::vector<std::string> live;
  const auto at = [&](std::size_t i) { return i < text.size() ? text[i] : '\0'; };
  std::size_t slashes = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool escaped = slashes % 2 == 1;
    slashes = c == '\\' ? slashes + 1 : 0;
    const bool word_before = i > 0 && base::is_word(text[i - 1]);
    if (c == '@' && base::is_alnum(at(i + 1))) live.emplace_back("mention");
    if (c == '#' && base::is_digit(at(i + 1))) live.emplace_back("reference");
    if (c == ':' && text.substr(i, 3) == "://") live.emplace_back("address");
    if (!word_before && base::istarts_with(text.substr(i), "www.")) live.emplace_back("www");
    if (!word_before && base::istarts_with(text.substr(i), "gh-") && base::is_digit(at(i + 3))) {
      live.emplace_back("GH-");
    }
    if (c == '<') live.emplace_back("tag");
    if (!escaped && std::string_view("`*_[]|~").find(c) != std::string_view::npos) {
      live.emplace_back(1, c);
    }
    if (!word_before && base::is_hex_digit(c)) {
      std::size_t end = i;
      while (base::is_hex_digit(at(end)))
        ++end;
      if (end - i >= 7 && end - i <= 64 && !base::is_word(at(end))) live.emplace_back("commit");
    }
    if ((i == 0 || text[i - 1] == '\n') &&
        (c == '#' || c == '>' || c == '-' || c == '+' || c == '=' || c == ':' || c == '/')) {
      live.emplace_back("block");
    }
  }
  std::sort(live.begin(), live.end());
  return live;
}

}  // namespace homeostat::test
