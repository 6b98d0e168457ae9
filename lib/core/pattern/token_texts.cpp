#include "core/pattern/token_texts.hpp"

#include <algorithm>

#include "core/base/text.hpp"

namespace homeostat::pattern {
namespace {

constexpr int nesting_max = 4;

bool holds(std::string_view set, char c) {
  return c != '\0' && set.find(c) != std::string_view::npos;
}

bool is_cpp_prefix(std::string_view word) {
  constexpr std::string_view prefixes[]{"L", "u", "U", "u8", "R", "LR", "uR", "UR", "u8R"};
  return std::find(std::begin(prefixes), std::end(prefixes), word) != std::end(prefixes);
}

bool is_rust_prefix(std::string_view word) {
  constexpr std::string_view prefixes[]{"b", "r", "br", "c", "cr"};
  return std::find(std::begin(prefixes), std::end(prefixes), word) != std::end(prefixes);
}

}  // namespace

// Prefixes ----------------------------------------------------------------------------------------

std::size_t TextEnds::prefix_at(std::size_t begin) const {
  const char c = at(begin);
  if (holds(table_.quotes, c)) return 0;
  std::string_view letters;
  std::size_t length_max = 3;
  switch (table_.text_rules) {
    case TextRules::plain:
      return npos;
    case TextRules::python:
      letters = "rRbBuUfFtT";
      length_max = 2;
      break;
    case TextRules::rust:
      letters = "bcr";
      length_max = 2;
      break;
    case TextRules::cpp:
      letters = "LRUu8";
      break;
    case TextRules::csharp:
      letters = "$@";
      break;
  }
  std::size_t end = begin;
  while (end - begin < length_max && holds(letters, at(end)))
    ++end;
  const std::string_view prefix = text_.substr(begin, end - begin);
  if (prefix.empty()) return npos;
  if (table_.text_rules == TextRules::cpp && !is_cpp_prefix(prefix)) return npos;
  if (table_.text_rules == TextRules::rust) {
    if (!is_rust_prefix(prefix)) return npos;
    if (prefix.back() == 'r')
      return at(end + quote_run(end, '#', npos)) == '"' ? end - begin : npos;
    if (at(end) == '\'') return prefix == "b" ? 1 : npos;
  }
  if (table_.text_rules == TextRules::csharp && at(end) != '"') return npos;
  return holds(table_.quotes, at(end)) ? end - begin : npos;
}

TextForm TextEnds::form_at(std::size_t quote_at, std::string_view prefix) const {
  const char quote = text_[quote_at];
  TextForm form;
  form.body = quote_at + 1;
  form.close = text_.substr(quote_at, 1);
  form.escapes = !holds(table_.raw_quotes, quote);
  form.multiline = holds(table_.multiline_quotes, quote);
  if (quote == '"') form.hole = table_.text_hole;
  const bool python_format =
      table_.text_rules == TextRules::python && prefix.find_first_of("fFtT") != npos;
  const bool csharp = table_.text_rules == TextRules::csharp;
  if (python_format || (csharp && holds(prefix, '$'))) form.hole = "{";
  if (csharp && holds(prefix, '@')) {
    form.escapes = false;
    form.doubled = true;
    form.multiline = true;
    return form;
  }
  const std::size_t run =
      holds(table_.triple_quotes, quote) ? quote_run(quote_at, quote, csharp ? 32 : 3) : 0;
  if (run >= 3) {
    form.close = text_.substr(quote_at, csharp ? run : 3);
    form.body = quote_at + form.close.size();
    form.escapes = table_.triple_escapes;
    form.multiline = true;
  }
  return form;
}

std::size_t TextEnds::quote_run(std::size_t from, char quote, std::size_t max) const {
  std::size_t length = 0;
  while (length < max && at(from + length) == quote)
    ++length;
  return length;
}

// Strings -----------------------------------------------------------------------------------------

std::size_t TextEnds::string_end(std::size_t begin) {
  const std::size_t length = prefix_at(begin);
  if (length == npos) return npos;
  const std::string_view prefix = text_.substr(begin, length);
  const std::size_t quote_at = begin + length;
  if (table_.text_rules == TextRules::rust) {
    if (prefix.ends_with('r')) return rust_raw_end(quote_at);
    if (text_[quote_at] == '\'') return rust_char_end(quote_at);
  }
  if (table_.text_rules == TextRules::cpp && prefix.ends_with('R')) return cpp_raw_end(quote_at);
  return end_of(form_at(quote_at, prefix), quote_at);
}

bool TextEnds::is_closed_format(std::size_t begin, TextForm& form) {
  const std::size_t length = prefix_at(begin);
  if (table_.text_rules != TextRules::python || length == npos || length == 0) return false;
  form = form_at(begin + length, text_.substr(begin, length));
  return !form.hole.empty() && begin >= hopeless_holes_ && end_with_holes(form, 0) != npos;
}

std::size_t TextEnds::end_of(const TextForm& form, std::size_t quote_at) {
  if (!form.hole.empty() && quote_at >= hopeless_holes_) {
    if (const std::size_t end = end_with_holes(form, 0); end != npos) return end;
  }
  return end_of_plain(form, quote_at);
}

std::size_t TextEnds::escaped(std::size_t backslash) const {
  return backslash + (at(backslash + 1) == '\r' && at(backslash + 2) == '\n' ? 3 : 2);
}

std::size_t TextEnds::end_of_plain(const TextForm& form, std::size_t quote_at) {
  const char quote = form.close[0];
  const bool triple = form.close.size() > 1;
  Hopeless& hopeless = hopeless_quotes_[quote == '"' ? 0U : (quote == '\'' ? 1U : 2U)];
  if (!triple && quote_at >= hopeless.from && quote_at < hopeless.until) return npos;
  std::size_t i = form.body;
  while (i < text_.size()) {
    if (text_[i] == '\\' && form.escapes) {
      i = escaped(i);
    } else if (starts(i, form.close)) {
      i += form.close.size();
      if (form.doubled && at(i) == quote) {
        ++i;
        continue;
      }
      // `""""` closes a text that ends with a quote, where no backslash could write it.
      return triple && !form.escapes ? i + quote_run(i, quote, npos) : i;
    } else if (text_[i] == '\n' && !form.multiline) {
      break;
    } else {
      ++i;
    }
  }
  // A text of many lines that the part of a file cuts off.
  if (triple) return text_.size();
  hopeless = {quote_at, std::min(i, text_.size())};
  return npos;
}

std::size_t TextEnds::end_with_holes(const TextForm& form, int depth) {
  std::size_t i = form.body;
  while (i < text_.size()) {
    if (text_[i] == '\\' && form.escapes) {
      i = escaped(i);
    } else if (starts(i, form.close)) {
      i += form.close.size();
      if (form.doubled && at(i) == form.close[0]) {
        ++i;
        continue;
      }
      const bool raw = form.close.size() > 1 && !form.escapes;
      return raw ? i + quote_run(i, form.close[0], npos) : i;
    } else if (text_[i] == '\n' && !form.multiline) {
      break;
    } else if (form.hole == "{" && starts(i, "{{")) {
      i += 2;
    } else if (starts(i, form.hole)) {
      i = end_of_hole(i + form.hole.size(), form.multiline, depth);
      if (i == npos) return npos;
    } else {
      ++i;
    }
  }
  hopeless_holes_ = std::max(hopeless_holes_, std::min(i, text_.size()));
  return npos;
}

std::size_t TextEnds::end_of_hole(std::size_t from, bool multiline, int depth) {
  std::size_t open = 1;
  std::size_t i = from;
  while (i < text_.size() && (multiline || text_[i] != '\n')) {
    const char c = text_[i];
    if (holds(table_.quotes, c)) {
      const std::size_t end = end_of_nested(i, depth + 1);
      if (end == npos) break;
      i = end;
      continue;
    }
    if (c == '{') ++open;
    if (c == '}' && --open == 0) return i + 1;
    ++i;
  }
  hopeless_holes_ = std::max(hopeless_holes_, i);
  return npos;
}

std::size_t TextEnds::end_of_nested(std::size_t quote_at, int depth) {
  std::size_t begin = quote_at;
  while (begin > 0 && prefix_at(begin - 1) == quote_at - begin + 1)
    --begin;
  const TextForm form = form_at(quote_at, text_.substr(begin, quote_at - begin));
  if (form.hole.empty() || depth >= nesting_max) return end_of_plain(form, quote_at);
  return end_with_holes(form, depth);
}

// r"…", r#"…"#, br##"…"##: `hash_at` stands behind the letters.
std::size_t TextEnds::rust_raw_end(std::size_t hash_at) const {
  const std::size_t hashes = quote_run(hash_at, '#', npos);
  std::size_t quote = text_.find('"', hash_at + hashes + 1);
  while (quote != npos) {
    std::size_t found = 0;
    while (found < hashes && at(quote + 1 + found) == '#')
      ++found;
    if (found == hashes) return quote + 1 + hashes;
    quote = text_.find('"', quote + 1 + found);
  }
  return text_.size();
}

// 'a', '\n', '\u{1F600}', one character of several bytes; a lifetime is none.
std::size_t TextEnds::rust_char_end(std::size_t quote_at) const {
  constexpr std::size_t escape_bytes_max = 12;
  std::size_t i = quote_at + 1;
  if (at(i) == '\\') {
    const std::size_t limit = std::min(text_.size(), i + escape_bytes_max);
    for (i += 2; i < limit && text_[i] != '\n'; ++i) {
      if (text_[i] == '\'') return i + 1;
    }
    return npos;
  }
  if (i >= text_.size() || text_[i] == '\'' || text_[i] == '\n') return npos;
  ++i;
  while (i < text_.size() && (static_cast<unsigned char>(text_[i]) & 0xC0U) == 0x80U)
    ++i;
  return at(i) == '\'' ? i + 1 : npos;
}

// R"x(…)x"
std::size_t TextEnds::cpp_raw_end(std::size_t quote_at) const {
  constexpr std::size_t delimiter_bytes_max = 16;
  const std::size_t open = text_.substr(0, quote_at + 2 + delimiter_bytes_max).find('(', quote_at);
  if (open == npos) return npos;
  const std::string_view delimiter = text_.substr(quote_at + 1, open - quote_at - 1);
  std::size_t close = text_.find(')', open);
  while (close != npos) {
    const std::size_t end = close + 1 + delimiter.size();
    if (text_.substr(close + 1, delimiter.size()) == delimiter && at(end) == '"') return end + 1;
    close = text_.find(')', close + 1);
  }
  return text_.size();
}

std::size_t TextEnds::heredoc_end(std::size_t begin) const {
  std::size_t i = begin + 3;
  while (i < text_.size() && base::is_blank(text_[i]))
    ++i;
  if (at(i) == '\'' || at(i) == '"') ++i;
  const std::size_t name_at = i;
  while (i < text_.size() && continues_name(text_[i]))
    ++i;
  const std::string_view name = text_.substr(name_at, i - name_at);
  if (name.empty() || is_digit(name[0])) return npos;
  for (std::size_t line = text_.find('\n', i); line != npos; line = text_.find('\n', line + 1)) {
    std::size_t word = line + 1;
    while (word < text_.size() && base::is_blank(text_[word]))
      ++word;
    const std::size_t end = word + name.size();
    if (starts(word, name) && !continues_name(at(end))) return end;
  }
  return text_.size();
}

std::size_t TextEnds::attribute_end(std::size_t quote_at) {
  if (quote_at < hopeless_attribute_) return npos;
  const std::size_t end = text_.find(text_[quote_at], quote_at + 1);
  if (end != npos) return end + 1;
  hopeless_attribute_ = text_.size();
  return npos;
}

// Regular expressions, comments, lines ------------------------------------------------------------

std::size_t TextEnds::regex_end(std::size_t begin) {
  if (begin < hopeless_regex_) return npos;
  bool in_class = false;
  std::size_t i = begin + 1;
  for (; i < text_.size() && text_[i] != '\n'; ++i) {
    const char c = text_[i];
    if (c == '\\' && i + 1 < text_.size() && text_[i + 1] != '\n') {
      ++i;
    } else if (c == '[' || c == ']') {
      in_class = c == '[';
    } else if (c == '/' && !in_class) {
      while (++i < text_.size() && continues_name(text_[i])) {
      }
      return i;
    }
  }
  hopeless_regex_ = i;
  return npos;
}

std::size_t TextEnds::comment_end(std::size_t begin) const {
  std::size_t depth = 1;
  std::size_t i = begin + 2;
  while (i < text_.size()) {
    i = text_.find_first_of("*/", i);
    if (i == npos) break;
    if (starts(i, "*/")) {
      i += 2;
      if (--depth == 0) return i;
    } else if (table_.nested_comments && starts(i, "/*")) {
      i += 2;
      ++depth;
    } else {
      ++i;
    }
  }
  return text_.size();
}

// A line of the preprocessor with those that it goes on in, up to a comment.
std::size_t TextEnds::directive_end(std::size_t begin) const {
  char quote = '\0';
  std::size_t i = begin;
  for (; i < text_.size() && text_[i] != '\n'; ++i) {
    const char c = text_[i];
    if (c == '\\') {
      i = escaped(i) - 1;
    } else if (quote != '\0') {
      if (c == quote) quote = '\0';
    } else if (c == '"') {
      quote = c;
    } else if (starts(i, "//") || starts(i, "/*")) {
      break;
    }
  }
  i = std::min(i, text_.size());
  while (base::is_space(text_[i - 1]))
    --i;
  return i;
}

std::size_t TextEnds::code_begin() const {
  if (!table_.block_comment.empty()) {
    const std::size_t close = text_.find("*/");
    if (close == npos || text_.find("/*") < close) return 0;
    const std::size_t before = text_.rfind('\n', close);
    const std::size_t line = before == npos ? 0 : before + 1;
    return base::trim_left(text_.substr(line))[0] == '*' ? close + 2 : 0;
  }
  for (const char quote : table_.triple_quotes) {
    const std::string triple(3, quote);
    const std::size_t first = text_.find(triple);
    std::size_t count = 0;
    for (std::size_t i = first; i != npos; i = text_.find(triple, i + 3))
      ++count;
    if (count % 2 == 1 && ends_docstring(first)) return first + 3;
  }
  return 0;
}

// What a docstring ends with: nothing follows on its line but what takes the text, and the text
// before is not the beginning of a statement that would take it.
bool TextEnds::ends_docstring(std::size_t quote_at) const {
  const std::size_t line_end = std::min(text_.find('\n', quote_at), text_.size());
  const std::string_view behind = base::trim(text_.substr(quote_at + 3, line_end - quote_at - 3));
  if (!behind.empty() && !holds(").,%", behind[0])) return false;
  const std::string_view before = base::trim(text_.substr(0, quote_at));
  if (before.empty() || before.ends_with("return")) return false;
  // A prefix of the text, as in `x = f"""`.
  const std::size_t last = before.find_last_not_of("rRbBuUfF");
  const bool prefixed = last != npos && before.size() - last <= 3 &&
                        before.data() + before.size() == text_.data() + quote_at;
  return !holds(":=([{,+%\\", before.back()) && !(prefixed && holds("=([{,+% ", before[last]));
}

}  // namespace homeostat::pattern
