#include "core/pattern/vocabulary.hpp"

#include <algorithm>
#include <span>

namespace homeostat::pattern {
namespace {

using Word = std::string_view;

constexpr Word js_array[]{"concat",  "every",   "fill", "filter", "find",   "findIndex", "flat",
                          "flatMap", "forEach", "join", "map",    "pop",    "push",      "reduce",
                          "reverse", "shift",   "some", "sort",   "splice", "unshift"};
constexpr Word js_text[]{"charAt",    "charCodeAt",  "endsWith",    "localeCompare", "match",
                         "matchAll",  "normalize",   "padEnd",      "padStart",      "repeat",
                         "replace",   "replaceAll",  "search",      "split",         "startsWith",
                         "substring", "toLowerCase", "toUpperCase", "trim",          "trimEnd",
                         "trimStart"};
constexpr Word js_other[]{"Array",       "Boolean",     "Date",
                          "Error",       "JSON",        "Map",
                          "Math",        "NaN",         "Number",
                          "Object",      "Promise",     "RangeError",
                          "Set",         "String",      "TypeError",
                          "abs",         "add",         "assign",
                          "at",          "catch",       "ceil",
                          "console",     "entries",     "filter",
                          "finally",     "floor",       "from",
                          "fromEntries", "get",         "globalThis",
                          "has",         "hasOwn",      "hasOwnProperty",
                          "includes",    "indexOf",     "isArray",
                          "isFinite",    "isInteger",   "isNaN",
                          "keys",        "lastIndexOf", "length",
                          "max",         "min",         "now",
                          "of",          "parse",       "parseFloat",
                          "parseInt",    "resolve",     "round",
                          "set",         "size",        "slice",
                          "stringify",   "then",        "toFixed",
                          "toString",    "trunc",       "values"};

constexpr Word python_array[]{"append", "extend", "index", "insert", "pop", "remove", "sort"};
constexpr Word python_text[]{"capitalize", "encode",     "endswith", "format", "join",   "lower",
                             "lstrip",     "partition",  "replace",  "rsplit", "rstrip", "split",
                             "splitlines", "startswith", "strip",    "title",  "upper"};
constexpr Word python_map[]{"get", "items", "keys", "setdefault", "update", "values"};
constexpr Word python_other[]{"AttributeError",
                              "Exception",
                              "IndexError",
                              "KeyError",
                              "RuntimeError",
                              "TypeError",
                              "ValueError",
                              "ZeroDivisionError",
                              "abs",
                              "all",
                              "any",
                              "bool",
                              "bytes",
                              "callable",
                              "dict",
                              "enumerate",
                              "filter",
                              "float",
                              "getattr",
                              "hasattr",
                              "int",
                              "isinstance",
                              "iter",
                              "len",
                              "list",
                              "map",
                              "max",
                              "min",
                              "next",
                              "object",
                              "print",
                              "range",
                              "repr",
                              "reversed",
                              "round",
                              "set",
                              "sorted",
                              "str",
                              "sum",
                              "super",
                              "tuple",
                              "type",
                              "zip"};

constexpr Word php_other[]{"Exception",
                           "InvalidArgumentException",
                           "abs",
                           "array_filter",
                           "array_key_exists",
                           "array_keys",
                           "array_map",
                           "array_merge",
                           "array_sum",
                           "array_values",
                           "ceil",
                           "count",
                           "explode",
                           "floatval",
                           "floor",
                           "implode",
                           "in_array",
                           "intdiv",
                           "intval",
                           "is_array",
                           "is_bool",
                           "is_callable",
                           "is_float",
                           "is_int",
                           "is_null",
                           "is_numeric",
                           "is_object",
                           "is_string",
                           "json_decode",
                           "json_encode",
                           "key_exists",
                           "max",
                           "mb_strlen",
                           "method_exists",
                           "min",
                           "property_exists",
                           "reset",
                           "round",
                           "sizeof",
                           "str_replace",
                           "strlen",
                           "strpos",
                           "strtolower",
                           "strtoupper",
                           "strval",
                           "substr",
                           "trim"};

constexpr Word generic_other[]{"Error", "Some", "None",    "Ok",     "Err",
                               "error", "err",  "isEmpty", "len",    "length",
                               "max",   "min",  "size",    "string", "toString"};

bool holds(std::span<const Word> words, Word word) {
  return std::find(words.begin(), words.end(), word) != words.end();
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
  if (!member_class(family, word).empty()) return true;
  switch (family) {
    case Family::javascript:
      return holds(js_other, word);
    case Family::python:
      return holds(python_other, word);
    case Family::php:
      return holds(php_other, word);
    case Family::generic:
      break;
  }
  return holds(generic_other, word);
}

bool is_plain_constant(std::string_view token) noexcept {
  constexpr Word plain[]{"0", "1", "2", "0.0", "1.0", "100", "''", "\"\"", "``"};
  return holds(plain, token);
}

}  // namespace homeostat::pattern
