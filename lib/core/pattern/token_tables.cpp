// The tables of the token reader.
#include <algorithm>
#include <array>

#include "core/pattern/tokens.hpp"

namespace homeostat::pattern {
namespace {

using Words = std::string_view;

// Contextual words (of, get, type, …) are names: they are used as names often enough.
constexpr Words js_keywords[]{
    "as",     "async",     "await",      "break",   "case",   "catch",    "class",
    "const",  "continue",  "debugger",   "default", "delete", "do",       "else",
    "export", "extends",   "false",      "finally", "for",    "function", "if",
    "import", "in",        "instanceof", "let",     "new",    "null",     "return",
    "static", "super",     "switch",     "this",    "throw",  "true",     "try",
    "typeof", "undefined", "var",        "void",    "while",  "with",     "yield"};

constexpr Words python_keywords[]{
    "False", "None",     "True",  "and",    "as",   "assert", "async",  "await",    "break",
    "class", "continue", "def",   "del",    "elif", "else",   "except", "finally",  "for",
    "from",  "global",   "if",    "import", "in",   "is",     "lambda", "nonlocal", "not",
    "or",    "pass",     "raise", "return", "try",  "while",  "with",   "yield"};

constexpr Words php_keywords[]{
    "abstract",   "and",        "array",     "as",         "break",     "callable",   "case",
    "catch",      "class",      "clone",     "const",      "continue",  "declare",    "default",
    "do",         "echo",       "else",      "elseif",     "empty",     "enddeclare", "endfor",
    "endforeach", "endif",      "endswitch", "endwhile",   "extends",   "false",      "final",
    "finally",    "fn",         "for",       "foreach",    "function",  "global",     "goto",
    "if",         "implements", "include",   "instanceof", "interface", "isset",      "list",
    "match",      "namespace",  "new",       "null",       "or",        "print",      "private",
    "protected",  "public",     "require",   "return",     "static",    "switch",     "throw",
    "trait",      "true",       "try",       "unset",      "use",       "while"};

constexpr Words generic_keywords[]{
    "auto",     "bool",      "break",   "case",   "catch",  "char",   "class",     "const",
    "continue", "default",   "defer",   "do",     "double", "else",   "enum",      "extern",
    "false",    "final",     "finally", "float",  "fn",     "for",    "func",      "go",
    "goto",     "if",        "impl",    "import", "in",     "int",    "interface", "let",
    "long",     "match",     "mut",     "new",    "nil",    "null",   "nullptr",   "package",
    "private",  "protected", "pub",     "public", "range",  "return", "self",      "static",
    "struct",   "switch",    "this",    "throw",  "throws", "true",   "try",       "use",
    "void",     "while"};

constexpr Words js_operators[]{
    ">>>=", "...", "===", "!==", "**=", "<<=", ">>=", ">>>", "&&=", "||=", "?\?=", "=>", "==",
    "!=",   "<=",  ">=",  "&&",  "||",  "?\?", "?.",  "++",  "--",  "+=",  "-=",   "*=", "/=",
    "%=",   "&=",  "|=",  "^=",  "**",  "<<",  ">>",  "::",  "@@",  "->",  "|>",   "</", "/>"};

constexpr Words python_operators[]{
    "**=", "//=", ">>=", "<<=", "...", "==", "!=", "<=", ">=", "->", ":=", "**", "//",
    "<<",  ">>",  "+=",  "-=",  "*=",  "/=", "%=", "&=", "|=", "^=", "@=", "<>"};

constexpr Words php_operators[]{
    "<=>", "===", "!==", "**=", "...", "<<=", ">>=", "?\?=", "?->", "->", "=>", "::", "==",
    "!=",  "<>",  "<=",  ">=",  "&&",  "||",  "?\?", "++",   "--",  "+=", "-=", "*=", "/=",
    ".=",  "%=",  "&=",  "|=",  "^=",  "**",  "<<",  ">>",   "?:",  "#[", "?>"};

constexpr Words generic_operators[]{">>>=", "...", "..=", "<<=", ">>=", ">>>", "->*", "<=>",
                                    "->",   "=>",  "::",  "==",  "!=",  "<=",  ">=",  "&&",
                                    "||",   "?\?", "?.",  "?:",  "++",  "--",  "+=",  "-=",
                                    "*=",   "/=",  "%=",  "&=",  "|=",  "^=",  "<<",  ">>",
                                    ":=",   "<-",  "..",  "!!",  "&^"};

constexpr FamilyTable javascript_table{.keywords = js_keywords,
                                       .operators = js_operators,
                                       .line_comment = "//",
                                       .other_line_comment = "",
                                       .block_comments = true,
                                       .template_strings = true,
                                       .regex_literals = true};
constexpr FamilyTable python_table{.keywords = python_keywords,
                                   .operators = python_operators,
                                   .line_comment = "#",
                                   .other_line_comment = "",
                                   .triple_strings = true,
                                   .layout = true};
constexpr FamilyTable php_table{.keywords = php_keywords,
                                .operators = php_operators,
                                .line_comment = "//",
                                .other_line_comment = "#",
                                .block_comments = true,
                                .multiline_strings = true,
                                .heredocs = true,
                                .open_tags = true,
                                .dollar_names = true};
constexpr FamilyTable generic_table{.keywords = generic_keywords,
                                    .operators = generic_operators,
                                    .line_comment = "//",
                                    .other_line_comment = "",
                                    .block_comments = true};

static_assert(std::ranges::is_sorted(js_keywords));
static_assert(std::ranges::is_sorted(python_keywords));
static_assert(std::ranges::is_sorted(php_keywords));
static_assert(std::ranges::is_sorted(generic_keywords));

}  // namespace

const FamilyTable& table_of(Family family) noexcept {
  switch (family) {
    case Family::javascript:
      return javascript_table;
    case Family::python:
      return python_table;
    case Family::php:
      return php_table;
    case Family::generic:
      break;
  }
  return generic_table;
}

std::string_view to_string(Family family) noexcept {
  constexpr std::array<std::string_view, 4> names{"javascript", "python", "php", "generic"};
  return names[static_cast<std::size_t>(family)];
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
    default:
      return Family::generic;
  }
}

bool is_keyword(Family family, std::string_view word) noexcept {
  const auto words = table_of(family).keywords;
  return std::binary_search(words.begin(), words.end(), word);
}

}  // namespace homeostat::pattern
