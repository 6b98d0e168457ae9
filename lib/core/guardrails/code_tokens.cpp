#include "core/guardrails/code_tokens.hpp"

#include <algorithm>

#include "core/base/text.hpp"
#include "core/base/utf8.hpp"

namespace homeostat::guardrails {
namespace {

// A comment between two tokens of one call is short; more is not looked through.
constexpr std::size_t comment_tokens_max = 64;

bool is_word(char c) {
  return base::is_word(c) || c == '$' || static_cast<unsigned char>(c) >= 0x80;
}

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

CodeTokens::CodeTokens(const std::vector<NewLine>& lines) {
  for (const NewLine& line : lines)
    read_line(line);
}

void CodeTokens::read_line(const NewLine& line) {
  std::string_view text = line.text;
  if (text.find("\\u") != text.npos || text.find("\\x") != text.npos) {
    text = unescaped_.emplace_back(unescape(text));
  }
  for (std::size_t at = 0; at < text.size();) {
    if (base::is_space(text[at])) {
      ++at;
      continue;
    }
    std::size_t end = at + 1;
    while (is_word(text[at]) && end < text.size() && is_word(text[end]))
      ++end;
    tokens_.push_back({text.substr(at, end - at), line.number, line.added});
    at = end;
  }
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
    const bool quoted = is_at(next + 1, "\"") || is_at(next + 1, "'") || is_at(next + 1, "`");
    return quoted && is_at(next + 2, name) && is_at(next + 4, "]") ? next + 5 : at;
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
    if (!is_at(next, wanted)) return at;
    ++next;
  }
  return next;
}

bool CodeTokens::is_added(std::size_t begin, std::size_t end) const {
  for (std::size_t i = begin; i < end; ++i) {
    if (tokens_[i].added) return true;
  }
  return false;
}

}  // namespace homeostat::guardrails
