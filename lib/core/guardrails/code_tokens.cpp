#include "core/guardrails/code_tokens.hpp"

#include <algorithm>

#include "core/base/text.hpp"
#include "core/base/utf8.hpp"
#include "core/guardrails/fold.hpp"

namespace homeostat::guardrails {
namespace {

// A comment between two tokens of one call is short; more is not looked through.
constexpr std::size_t comment_tokens_max = 64;

bool is_word(char c) {
  return base::is_word(c) || c == '$' || static_cast<unsigned char>(c) >= 0x80;
}

bool is_ascii(char c) { return static_cast<unsigned char>(c) < 0x80; }

std::size_t hex_length(std::string_view text, std::size_t at, std::size_t max) {
  std::size_t length = 0;
  while (length < max && at + length < text.size() && base::is_hex_digit(text[at + length])) {
    ++length;
  }
  return length;
}

struct Escape {
  std::size_t size = 0;  // 0: none
  char32_t value = 0;
};

/// \x65, \u0065, \u{65} at `at`.
Escape read_escape(std::string_view text, std::size_t at) {
  if (text[at] != '\\' || at + 2 >= text.size()) return {};
  const bool braced = text[at + 1] == 'u' && text[at + 2] == '{';
  const std::size_t begin = at + (braced ? 3 : 2);
  const std::size_t wanted = text[at + 1] == 'x' ? 2 : text[at + 1] == 'u' ? 4 : 0;
  const std::size_t length = hex_length(text, begin, braced ? 6 : wanted);
  if (wanted == 0 || length == 0 || (!braced && length != wanted)) return {};
  if (braced && (begin + length >= text.size() || text[begin + length] != '}')) return {};
  char32_t value = 0;
  for (const char c : text.substr(begin, length)) {
    value = value * 16 +
            static_cast<char32_t>(base::is_digit(c) ? c - '0' : base::to_lower(c) - 'a' + 10);
  }
  return {begin + length + (braced ? 1 : 0) - at, value};
}

std::string unescape(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const Escape escape = read_escape(text, at);
    if (escape.size == 0) {
      out += text[at++];
      continue;
    }
    base::append_utf8(out, escape.value);
    at += escape.size;
  }
  return out;
}

/// From here on text that looks like a comment or a string may be something else: the end of a
/// string that began in front of the hunk, code inside of a template, another language.
std::size_t doubt_in(std::string_view text, const CodeSyntax& syntax) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    const bool apostrophe = c == '\'' && at > 0 && base::is_alpha(text[at - 1]) &&
                            at + 1 < text.size() && base::is_alpha(text[at + 1]);
    if (c == '\'' && !apostrophe) return at;
    if (c == '"' || c == '{' || c == '<' || c == '\r') return at;
    if (c == '`' && syntax.templates) return at;
    const std::string_view two = text.substr(at, 2);
    if (two == "*/" || two == "?>" || two == "$(") return at;
    // U+2028 and U+2029 end a line of JavaScript.
    const std::string_view three = text.substr(at, 3);
    if (three == "\xe2\x80\xa8" || three == "\xe2\x80\xa9") return at;
  }
  return text.size();
}

bool is_quote(char c) { return c == '"' || c == '\'' || c == '`'; }

/// The closing quote of the string that begins at `at`, or npos.
std::size_t end_of_string(std::string_view text, std::size_t at) {
  for (std::size_t i = at + 1; i < text.size(); ++i) {
    if (text[i] == '\\') {
      ++i;
    } else if (text[i] == text[at]) {
      return i;
    }
  }
  return text.npos;
}

/// r"…", f'…': a quote may follow these letters.
bool is_string_prefix(std::string_view before) {
  std::size_t letters = 0;
  while (letters < 3 && letters < before.size() && is_word(before[before.size() - 1 - letters]))
    ++letters;
  return letters > 0 && letters <= 2 &&
         before.substr(before.size() - letters).find_first_not_of("rRbBuUfF") == before.npos;
}

}  // namespace

std::vector<NewLine> new_side(const Hunk& hunk) {
  std::vector<NewLine> lines;
  std::int64_t number = hunk.new_start;
  for (const HunkLine& line : hunk.lines) {
    if (line.kind == LineKind::removed) continue;
    lines.push_back({line.text, static_cast<int>(number++), line.kind == LineKind::added});
  }
  return lines;
}

CodeTokens::CodeTokens(const std::vector<NewLine>& lines, const CodeSyntax& syntax)
    : syntax_(syntax) {
  for (const NewLine& line : lines)
    read_line(line);
}

bool CodeTokens::is_at(std::size_t at, std::string_view text) const {
  if (at >= tokens_.size()) return false;
  return syntax_.any_case ? base::iequals(tokens_[at].text, text) : tokens_[at].text == text;
}

void CodeTokens::read_words(std::string_view text, std::size_t begin, std::size_t end,
                            const Reading& as) {
  for (std::size_t at = begin; at < end;) {
    if (base::is_space(text[at])) {
      ++at;
      continue;
    }
    std::size_t behind = at + 1;
    bool ascii = is_ascii(text[at]);
    for (; is_word(text[at]) && behind < end && is_word(text[behind]); ++behind)
      ascii = ascii && is_ascii(text[behind]);
    CodeToken token{.text = text.substr(at, behind - at),
                    .line = as.line.number,
                    .added = as.line.added,
                    .is_text = as.is_text,
                    .is_quoted = as.is_quoted,
                    .is_glued = at > 0 && !base::is_space(text[at - 1])};
    token.raw = token.text;
    // Python takes letters of mathematics for those that they look like.
    if (!ascii) token.text = rewritten_.emplace_back(fold_letters(token.text));
    tokens_.push_back(token);
    at = behind;
  }
}

/// A comment to the end of the line begins at `at`.
bool CodeTokens::begins_comment(std::string_view text, std::size_t at) const {
  const bool hash = syntax_.hash_comments && text[at] == '#' && text.substr(at, 2) != "#[";
  const bool slashes = syntax_.slash_comments && text.substr(at, 2) == "//";
  if (!hash && !slashes) return false;
  return at == 0 || base::is_space(text[at - 1]) ||
         std::string_view(";,{}()").find(text[at - 1]) != std::string_view::npos;
}

/// The string at `at`: its tokens, and the place behind it. A quote that closes nowhere is a byte,
/// and leaves the rest of the line in doubt: npos.
std::size_t CodeTokens::read_string(std::string_view text, std::size_t at, const NewLine& line) {
  const bool glued = at > 0 && is_word(text[at - 1]) &&
                     !(syntax_.string_prefixes && is_string_prefix(text.substr(0, at)));
  const std::size_t end = glued ? text.npos : end_of_string(text, at);
  read_words(text, at, at + 1, {.line = line});
  if (end == text.npos) return text.npos;
  const std::string_view inside = text.substr(at + 1, end - at - 1);
  const std::size_t plain =
      syntax_.plain_strings && text[at] != '`' ? doubt_in(inside, syntax_) : 0;
  read_words(text, at + 1, end,
             {.line = line, .is_text = plain == inside.size(), .is_quoted = true});
  read_words(text, end, end + 1, {.line = line});
  return end + 1;
}

void CodeTokens::read_line(const NewLine& line) {
  std::string_view text = line.text;
  if (text.find("\\u") != text.npos || text.find("\\x") != text.npos) {
    text = rewritten_.emplace_back(unescape(text));
  }
  const std::string_view trimmed = base::trim_left(text);
  std::size_t at = text.size() - trimmed.size();
  in_comment_ = in_comment_ || (syntax_.slash_comments && trimmed.starts_with("/*"));
  if (in_comment_) {
    const std::size_t end = doubt_in(text, syntax_);
    in_comment_ = end == text.size();
    read_words(text, 0, end, {.line = line, .is_text = true});
    at = end;
  }
  std::size_t words = at;
  // After a slash, which may begin a regular expression, nothing is beyond doubt.
  bool doubt = false;
  while (at < text.size()) {
    if (!doubt && begins_comment(text, at)) {
      read_words(text, words, at, {.line = line});
      const std::size_t sure = at + 1 + doubt_in(text.substr(at + 1), syntax_);
      read_words(text, at, sure, {.line = line, .is_text = true});
      words = at = sure;
      doubt = true;
    } else if (!doubt && is_quote(text[at])) {
      read_words(text, words, at, {.line = line});
      const std::size_t behind = read_string(text, at, line);
      doubt = behind == text.npos;
      words = at = doubt ? at + 1 : behind;
    } else {
      doubt = doubt || text[at] == '/';
      ++at;
    }
  }
  read_words(text, words, text.size(), {.line = line});
}

std::size_t CodeTokens::skip_comment(std::size_t at) const {
  if (!is_at(at, "/")) return at;
  if (is_at(at + 1, "/")) {
    const int line = tokens_[at].line;
    const std::size_t limit = std::min(tokens_.size(), at + comment_tokens_max);
    std::size_t end = at;
    while (end < limit && tokens_[end].line == line)
      ++end;
    return end;
  }
  if (!is_at(at + 1, "*")) return at;
  for (std::size_t end = at + 2; end < at + comment_tokens_max; ++end) {
    if (is_at(end, "*") && is_at(end + 1, "/")) return end + 2;
  }
  return at;
}

/// `. name` in one of its forms; returns the token behind it, or `at`.
std::size_t CodeTokens::match_member(std::size_t at, std::string_view name) const {
  std::size_t next = at;
  if (is_at(next, "?")) ++next;
  if (is_at(next, ".")) {
    ++next;
  } else if ((is_at(next, "-") && is_at(next + 1, ">")) ||
             (is_at(next, ":") && is_at(next + 1, ":"))) {
    next += 2;
  } else if (!is_at(next, "[")) {
    return at;
  }
  if (is_at(next, "[")) {
    return is_quote_at(next + 1) && is_at(next + 2, name) && is_at(next + 4, "]") ? next + 5 : at;
  }
  next = skip_comment(next);
  return is_at(next, name) ? next + 1 : at;
}

std::size_t CodeTokens::match(std::size_t at, std::string_view pattern) const {
  std::size_t next = at;
  while (!pattern.empty()) {
    const std::size_t blank = std::min(pattern.find(' '), pattern.size());
    std::string_view wanted = pattern.substr(0, blank);
    pattern.remove_prefix(std::min(blank + 1, pattern.size()));
    if (next != at) next = skip_comment(next);
    if (wanted == "." && !pattern.empty()) {
      const std::size_t name = std::min(pattern.find(' '), pattern.size());
      const std::size_t behind = match_member(next, pattern.substr(0, name));
      if (behind == next) return at;
      next = behind;
      pattern.remove_prefix(std::min(name + 1, pattern.size()));
      continue;
    }
    // An optional call: eval?.(x)
    if (wanted == "(" && is_at(next, "?") && is_at(next + 1, ".")) next += 2;
    const bool fits = wanted == "'"   ? is_quote_at(next)
                      : wanted == "*" ? next < tokens_.size()
                                      : is_at(next, wanted);
    if (!fits) return at;
    ++next;
  }
  return next;
}

bool CodeTokens::is_quote_at(std::size_t at) const {
  return at < tokens_.size() && tokens_[at].text.size() == 1 && is_quote(tokens_[at].text[0]);
}

bool CodeTokens::is_added(std::size_t begin, std::size_t end) const {
  for (std::size_t i = begin; i < end; ++i) {
    if (tokens_[i].added) return true;
  }
  return false;
}

}  // namespace homeostat::guardrails
