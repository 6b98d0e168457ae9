// The tables of the token reader.
#include <algorithm>
#include <array>

#include "core/base/text.hpp"
#include "core/pattern/token_words.hpp"
#include "core/pattern/tokens.hpp"

namespace homeostat::pattern {
namespace {

constexpr FamilyTable javascript_table{.keywords = js_keywords,
                                       .operators = js_operators,
                                       .line_comment = "//",
                                       .template_strings = true,
                                       .regex_literals = true};
constexpr FamilyTable python_table{.keywords = python_keywords,
                                   .operators = python_operators,
                                   .line_comment = "#",
                                   .block_comment = "",
                                   .triple_quotes = "\"'",
                                   .text_rules = TextRules::python,
                                   .layout = true};
constexpr FamilyTable php_table{.keywords = php_keywords,
                                .operators = php_operators,
                                .line_comment = "//",
                                .other_line_comment = "#",
                                .quotes = "\"'`",
                                .multiline_quotes = "\"'`",
                                .text_hole = "{$",
                                .heredocs = true,
                                .open_tags = true,
                                .any_case_keywords = true};
constexpr FamilyTable go_table{.keywords = go_keywords,
                               .operators = go_operators,
                               .line_comment = "//",
                               .quotes = "\"'`",
                               .multiline_quotes = "`",
                               .raw_quotes = "`",
                               .line_ends = true};
constexpr FamilyTable java_table{.keywords = java_keywords,
                                 .operators = java_operators,
                                 .line_comment = "//",
                                 .triple_quotes = "\""};
constexpr FamilyTable kotlin_table{.keywords = kotlin_keywords,
                                   .operators = kotlin_operators,
                                   .line_comment = "//",
                                   .nested_comments = true,
                                   .triple_quotes = "\"",
                                   .triple_escapes = false,
                                   .text_hole = "${"};
constexpr FamilyTable csharp_table{.keywords = csharp_keywords,
                                   .operators = csharp_operators,
                                   .line_comment = "//",
                                   .triple_quotes = "\"",
                                   .triple_escapes = false,
                                   .text_rules = TextRules::csharp,
                                   .directives = true};
constexpr FamilyTable c_table{.keywords = c_keywords,
                              .operators = c_operators,
                              .line_comment = "//",
                              .text_rules = TextRules::cpp,
                              .directives = true};
constexpr FamilyTable rust_table{.keywords = rust_keywords,
                                 .operators = rust_operators,
                                 .line_comment = "//",
                                 .nested_comments = true,
                                 .multiline_quotes = "\"",
                                 .text_rules = TextRules::rust};
constexpr FamilyTable generic_table{
    .keywords = generic_keywords, .operators = generic_operators, .line_comment = "//"};

// In the order of the enumerators.
constexpr std::array<const FamilyTable*, family_count> tables{
    &javascript_table, &python_table, &php_table, &go_table,   &java_table,
    &kotlin_table,     &csharp_table, &c_table,   &rust_table, &generic_table};
constexpr std::array<std::string_view, family_count> names{
    "javascript", "python", "php", "go", "java", "kotlin", "csharp", "c", "rust", "generic"};

static_assert(std::ranges::all_of(tables, [](const FamilyTable* table) {
  return std::ranges::is_sorted(table->keywords);
}));

constexpr std::size_t keyword_bytes_max = 16;

}  // namespace

const FamilyTable& table_of(Family family) noexcept {
  return *tables[static_cast<std::size_t>(family)];
}

std::string_view to_string(Family family) noexcept {
  return names[static_cast<std::size_t>(family)];
}

std::optional<Family> find_family(std::string_view name) noexcept {
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end()) return std::nullopt;
  return static_cast<Family>(found - names.begin());
}

Family family_of(Language language) noexcept {
  switch (language) {
    case Language::javascript:
    case Language::typescript:
      return Family::javascript;
    case Language::python:
      return Family::python;
    case Language::php:
      return Family::php;
    case Language::go:
      return Family::go;
    case Language::java:
      return Family::java;
    case Language::kotlin:
      return Family::kotlin;
    case Language::csharp:
      return Family::csharp;
    case Language::c:
    case Language::cpp:
      return Family::c;
    case Language::rust:
      return Family::rust;
    case Language::ruby:
    case Language::unknown:
      break;
  }
  return Family::generic;
}

bool is_keyword(Family family, std::string_view word) noexcept {
  const FamilyTable& table = table_of(family);
  std::array<char, keyword_bytes_max> folded{};
  if (word.size() > folded.size()) return false;
  if (table.any_case_keywords) {
    for (std::size_t i = 0; i < word.size(); ++i)
      folded[i] = base::to_lower(word[i]);
    word = {folded.data(), word.size()};
  }
  return std::binary_search(table.keywords.begin(), table.keywords.end(), word);
}

}  // namespace homeostat::pattern
