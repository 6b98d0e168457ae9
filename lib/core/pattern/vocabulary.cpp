#include "core/pattern/vocabulary.hpp"

#include <algorithm>
#include <array>
#include <span>

#include "core/pattern/vocabulary_words.hpp"

namespace homeostat::pattern {
namespace {

using Words = std::span<const std::string_view>;

// In the order of the enumerators.
constexpr std::array<Words, family_count> vocabularies{
    js_words,     python_words, php_words, go_words,   java_words,
    kotlin_words, csharp_words, c_words,   rust_words, generic_words};

static_assert(std::ranges::all_of(vocabularies, std::ranges::is_sorted));

constexpr bool holds(Words words, std::string_view word) {
  return std::ranges::binary_search(words, word);
}

}  // namespace

std::string_view member_class(Family family, std::string_view word) noexcept {
  if (family == Family::javascript) {
    if (holds(js_array, word)) return "array";
    return holds(js_text, word) ? "text" : "";
  }
  if (family == Family::python) {
    if (holds(python_array, word)) return "array";
    if (holds(python_map, word)) return "map";
    return holds(python_text, word) ? "text" : "";
  }
  return "";
}

bool is_vocabulary(Family family, std::string_view word) noexcept {
  return !member_class(family, word).empty() ||
         holds(vocabularies[static_cast<std::size_t>(family)], word);
}

bool is_global_word(Family family, std::string_view word) noexcept {
  return member_class(family, word).empty() && is_vocabulary(family, word);
}

bool is_plain_constant(std::string_view token) noexcept {
  constexpr std::string_view plain[]{"0", "1", "2", "0.0", "1.0", "100", "''", "\"\"", "``"};
  return std::ranges::find(plain, token) != std::end(plain);
}

}  // namespace homeostat::pattern
