// A text of words as a table of words, when the program is compiled.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

namespace homeostat::pattern {

template <std::size_t N>
struct WordText {
  consteval WordText(const char (&text)[N]) { std::copy_n(text, N, chars); }
  char chars[N]{};
};

/// `word_list<"a b c">()`: an array of three.
template <WordText text>
consteval auto word_list() {
  constexpr std::string_view all(text.chars, sizeof(text.chars) - 1);
  std::array<std::string_view, std::ranges::count(all, ' ') + 1> words;
  std::size_t begin = 0;
  for (std::string_view& word : words) {
    const std::size_t end = std::min(all.find(' ', begin), all.size());
    word = all.substr(begin, end - begin);
    begin = end + 1;
  }
  return words;
}

}  // namespace homeostat::pattern
