#include "core/pattern/common_words.hpp"

#include "core/pattern/vocabulary.hpp"

namespace homeostat::pattern {
namespace {

const WordTable* table_for(Family family) noexcept {
  switch (family) {
    case Family::javascript:
      return &javascript_words();
    case Family::python:
      return &python_words();
    case Family::php:
      return &php_words();
    default:
      return nullptr;
  }
}

}  // namespace

bool is_common_word(Family family, std::string_view word) noexcept {
  const WordTable* table = table_for(family);
  if (table == nullptr) return is_vocabulary(family, word);
  const std::uint64_t hash = hash_text(word);
  for (std::size_t at = hash % table->size(); (*table)[at] != 0; at = (at + 1) % table->size()) {
    if ((*table)[at] == hash) return true;
  }
  return false;
}

}  // namespace homeostat::pattern
