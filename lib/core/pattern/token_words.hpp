// The words of the token tables: keywords, sorted, and operators of several bytes, longest first.
// Contextual words (of, get, type, …) are names: they are used as names often enough.
#pragma once

#include <string_view>

namespace homeostat::pattern {

inline constexpr std::string_view js_keywords[]{
    "as",     "async",     "await",      "break",   "case",   "catch",    "class",
    "const",  "continue",  "debugger",   "default", "delete", "do",       "else",
    "export", "extends",   "false",      "finally", "for",    "function", "if",
    "import", "in",        "instanceof", "let",     "new",    "null",     "return",
    "static", "super",     "switch",     "this",    "throw",  "true",     "try",
    "typeof", "undefined", "var",        "void",    "while",  "with",     "yield"};

inline constexpr std::string_view python_keywords[]{
    "False", "None",     "True",  "and",    "as",   "assert", "async",  "await",    "break",
    "class", "continue", "def",   "del",    "elif", "else",   "except", "finally",  "for",
    "from",  "global",   "if",    "import", "in",   "is",     "lambda", "nonlocal", "not",
    "or",    "pass",     "raise", "return", "try",  "while",  "with",   "yield"};

inline constexpr std::string_view php_keywords[]{
    "abstract",  "and",          "array",   "as",         "break",     "callable",     "case",
    "catch",     "class",        "clone",   "const",      "continue",  "declare",      "default",
    "die",       "do",           "echo",    "else",       "elseif",    "empty",        "enddeclare",
    "endfor",    "endforeach",   "endif",   "endswitch",  "endwhile",  "exit",         "extends",
    "false",     "final",        "finally", "fn",         "for",       "foreach",      "function",
    "global",    "goto",         "if",      "implements", "include",   "include_once", "instanceof",
    "insteadof", "interface",    "isset",   "list",       "match",     "namespace",    "new",
    "null",      "or",           "print",   "private",    "protected", "public",       "readonly",
    "require",   "require_once", "return",  "static",     "switch",    "throw",        "trait",
    "true",      "try",          "unset",   "use",        "while",     "xor",          "yield"};

inline constexpr std::string_view go_keywords[]{
    "break",       "case",   "chan", "const", "continue", "default", "defer",  "else",
    "fallthrough", "false",  "for",  "func",  "go",       "goto",    "if",     "import",
    "interface",   "iota",   "map",  "nil",   "package",  "range",   "return", "select",
    "struct",      "switch", "true", "type",  "var"};

inline constexpr std::string_view java_keywords[]{
    "abstract",  "assert",       "boolean", "break",      "byte",    "case",       "catch",
    "char",      "class",        "const",   "continue",   "default", "do",         "double",
    "else",      "enum",         "extends", "false",      "final",   "finally",    "float",
    "for",       "goto",         "if",      "implements", "import",  "instanceof", "int",
    "interface", "long",         "native",  "new",        "null",    "package",    "private",
    "protected", "public",       "return",  "short",      "static",  "strictfp",   "super",
    "switch",    "synchronized", "this",    "throw",      "throws",  "transient",  "true",
    "try",       "var",          "void",    "volatile",   "while",   "yield"};

inline constexpr std::string_view kotlin_keywords[]{
    "abstract", "as",          "break",     "by",        "catch",    "class",   "companion",
    "const",    "constructor", "continue",  "data",      "do",       "else",    "enum",
    "false",    "final",       "finally",   "for",       "fun",      "if",      "import",
    "in",       "init",        "inner",     "interface", "internal", "is",      "lateinit",
    "null",     "object",      "open",      "override",  "package",  "private", "protected",
    "public",   "return",      "sealed",    "super",     "suspend",  "this",    "throw",
    "true",     "try",         "typealias", "val",       "var",      "vararg",  "when",
    "while"};

inline constexpr std::string_view csharp_keywords[]{
    "abstract", "as",        "async",    "await",      "base",    "bool",     "break",
    "byte",     "case",      "catch",    "char",       "checked", "class",    "const",
    "continue", "decimal",   "default",  "delegate",   "do",      "double",   "else",
    "enum",     "event",     "explicit", "extern",     "false",   "finally",  "fixed",
    "float",    "for",       "foreach",  "goto",       "if",      "implicit", "in",
    "int",      "interface", "internal", "is",         "lock",    "long",     "namespace",
    "new",      "null",      "object",   "operator",   "out",     "override", "params",
    "private",  "protected", "public",   "readonly",   "ref",     "return",   "sbyte",
    "sealed",   "short",     "sizeof",   "stackalloc", "static",  "string",   "struct",
    "switch",   "this",      "throw",    "true",       "try",     "typeof",   "uint",
    "ulong",    "unchecked", "unsafe",   "ushort",     "using",   "var",      "virtual",
    "void",     "volatile",  "while"};

inline constexpr std::string_view c_keywords[]{"alignas",
                                               "alignof",
                                               "auto",
                                               "bool",
                                               "break",
                                               "case",
                                               "catch",
                                               "char",
                                               "class",
                                               "const",
                                               "const_cast",
                                               "consteval",
                                               "constexpr",
                                               "continue",
                                               "decltype",
                                               "default",
                                               "delete",
                                               "do",
                                               "double",
                                               "dynamic_cast",
                                               "else",
                                               "enum",
                                               "explicit",
                                               "extern",
                                               "false",
                                               "final",
                                               "float",
                                               "for",
                                               "friend",
                                               "goto",
                                               "if",
                                               "inline",
                                               "int",
                                               "long",
                                               "mutable",
                                               "namespace",
                                               "new",
                                               "noexcept",
                                               "nullptr",
                                               "operator",
                                               "override",
                                               "private",
                                               "protected",
                                               "public",
                                               "register",
                                               "reinterpret_cast",
                                               "restrict",
                                               "return",
                                               "short",
                                               "signed",
                                               "sizeof",
                                               "static",
                                               "static_assert",
                                               "static_cast",
                                               "struct",
                                               "switch",
                                               "template",
                                               "this",
                                               "throw",
                                               "true",
                                               "try",
                                               "typedef",
                                               "typeid",
                                               "typename",
                                               "union",
                                               "unsigned",
                                               "using",
                                               "virtual",
                                               "void",
                                               "volatile",
                                               "while"};

inline constexpr std::string_view rust_keywords[]{
    "Self",  "as",     "async", "await", "break", "const",  "continue", "crate", "dyn",    "else",
    "enum",  "extern", "false", "fn",    "for",   "if",     "impl",     "in",    "let",    "loop",
    "match", "mod",    "move",  "mut",   "pub",   "ref",    "return",   "self",  "static", "struct",
    "super", "trait",  "true",  "type",  "union", "unsafe", "use",      "where", "while"};

inline constexpr std::string_view generic_keywords[]{
    "auto",     "bool",   "break",   "case",      "catch",   "char",    "class",   "const",
    "continue", "def",    "default", "defer",     "do",      "double",  "elif",    "else",
    "elsif",    "end",    "enum",    "extern",    "false",   "final",   "finally", "float",
    "fn",       "for",    "func",    "function",  "go",      "goto",    "if",      "impl",
    "import",   "in",     "int",     "interface", "let",     "long",    "match",   "module",
    "mut",      "new",    "nil",     "null",      "nullptr", "package", "private", "protected",
    "pub",      "public", "range",   "return",    "self",    "static",  "struct",  "switch",
    "this",     "throw",  "throws",  "true",      "try",     "unless",  "use",     "val",
    "var",      "void",   "when",    "while",     "yield"};

inline constexpr std::string_view js_operators[]{
    ">>>=", "...", "===", "!==", "**=", "<<=", ">>=", ">>>", "&&=", "||=", "?\?=", "=>", "==",
    "!=",   "<=",  ">=",  "&&",  "||",  "?\?", "?.",  "++",  "--",  "+=",  "-=",   "*=", "/=",
    "%=",   "&=",  "|=",  "^=",  "**",  "<<",  ">>",  "::",  "@@",  "->",  "|>",   "</", "/>"};

inline constexpr std::string_view python_operators[]{
    "**=", "//=", ">>=", "<<=", "...", "==", "!=", "<=", ">=", "->", ":=", "**", "//",
    "<<",  ">>",  "+=",  "-=",  "*=",  "/=", "%=", "&=", "|=", "^=", "@=", "<>"};

inline constexpr std::string_view php_operators[]{
    "<=>", "===", "!==", "**=", "...", "<<=", ">>=", "?\?=", "?->", "->", "=>", "::", "==",
    "!=",  "<>",  "<=",  ">=",  "&&",  "||",  "?\?", "++",   "--",  "+=", "-=", "*=", "/=",
    ".=",  "%=",  "&=",  "|=",  "^=",  "**",  "<<",  ">>",   "?:",  "#[", "?>"};

inline constexpr std::string_view go_operators[]{
    "<<=", ">>=", "&^=", "...", "<<", ">>", "&^", "+=", "-=", "*=", "/=", "%=", "&=",
    "|=",  "^=",  "&&",  "||",  "<-", "++", "--", "==", "!=", "<=", ">=", ":="};

inline constexpr std::string_view java_operators[]{
    ">>>=", "<<=", ">>=", ">>>", "...", "->", "::", "++", "--", "&&", "||", "==", "!=",
    "<=",   ">=",  "+=",  "-=",  "*=",  "/=", "&=", "|=", "^=", "%=", "<<", ">>"};

inline constexpr std::string_view kotlin_operators[]{
    "===", "!==", "..<", "!!", "?.", "?:", "::", "..", "->", "=>", "++", "--",
    "&&",  "||",  "==",  "!=", "<=", ">=", "+=", "-=", "*=", "/=", "%="};

inline constexpr std::string_view csharp_operators[]{
    ">>>=", "?\?=", "<<=", ">>=", ">>>", "?.", "?\?", "=>", "->", "::",
    "++",   "--",   "&&",  "||",  "==",  "!=", "<=",  ">=", "+=", "-=",
    "*=",   "/=",   "%=",  "&=",  "|=",  "^=", "<<",  ">>", ".."};

inline constexpr std::string_view c_operators[]{
    "<<=", ">>=", "<=>", "->*", "...", "->", "++", "--", "<<", ">>", "<=", ">=", "==", "!=",
    "&&",  "||",  "+=",  "-=",  "*=",  "/=", "%=", "&=", "|=", "^=", "::", ".*", "##"};

inline constexpr std::string_view rust_operators[]{
    "<<=", ">>=", "...", "..=", "->", "=>", "::", "..", "&&", "||", "==", "!=",
    "<=",  ">=",  "<<",  ">>",  "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^="};

inline constexpr std::string_view generic_operators[]{
    ">>>=", "...", "..=", "<<=", ">>=", ">>>", "->*", "<=>", "->", "=>", "::", "==", "!=",
    "<=",   ">=",  "&&",  "||",  "?\?", "?.",  "?:",  "++",  "--", "+=", "-=", "*=", "/=",
    "%=",   "&=",  "|=",  "^=",  "<<",  ">>",  ":=",  "<-",  "..", "!!", "&^"};

}  // namespace homeostat::pattern
