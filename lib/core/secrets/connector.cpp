#include "core/secrets/connector.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

#include "core/base/text.hpp"

namespace homeostat::secrets {
namespace {

constexpr std::size_t connector_bytes_max = 64;
constexpr std::size_t value_bytes_max = 512;

constexpr std::array<bool, 256> plain_ends = [] {
  std::array<bool, 256> ends{};
  for (const char c : std::string_view(" \t\n\v\f\r\"'`,;()<>&|{}[]\\"))
    ends[static_cast<unsigned char>(c)] = true;
  return ends;
}();
bool ends_plain(char c) { return plain_ends[static_cast<unsigned char>(c)]; }
bool is_quote(char c) { return c == '"' || c == '\'' || c == '`'; }

// Types and calls between a name and its value.
constexpr std::string_view filler_words[] = {
    "value",   "val",     "string",      "str",     "std",      "char",     "const",    "byte",
    "bytes",   "new",     "text",        "var",     "buffer",   "from",     "final",    "static",
    "unicode", "wstring", "string_view", "u8",      "nsstring", "optional", "readonly", "is",
    "to",      "be",      "was",         "default", "for",      "in",
};

}  // namespace

bool Connector::read(std::size_t name, std::size_t at, Value& value) {
  at_ = at;
  end_ = std::min(text_.size(), at + connector_bytes_max);
  opened_ = name > 0 && is_quote(text_[name - 1]) ? text_[name - 1] : '\0';
  const std::size_t before = name - static_cast<std::size_t>(opened_ != '\0');
  called_ = before > 0 && text_[before - 1] == '(';
  operator_ = assigned_ = blank_ = false;
  line_ends_ = 0;
  while (at_ < end_) {
    const char c = text_[at_];
    std::size_t escaped = 0;
    if (c == opened_) {
      // The end of the string that the name stands in: what came before assigned nothing.
      opened_ = '\0';
      operator_ = assigned_ = false;
      ++at_;
    } else if (is_quote(c)) {
      if (operator_ || blank_) return take_quoted(value);
      ++at_;
    } else if (is_escaped_quote(at_, escaped)) {
      at_ += escaped;
      if (operator_) return take_escaped(value);
    } else if (operator_ && text_.substr(at_, 2) == "[[") {
      return take_brackets(value);
    } else if (!skip(c)) {
      return take_plain(value);
    }
  }
  return false;
}

/// `\"`, `\\"`, `&quot;`, `%22`: a quote inside a string of another language.
bool Connector::is_escaped_quote(std::size_t at, std::size_t& length) const {
  const std::string_view rest = text_.substr(at, 6);
  const std::size_t quote = rest.find_first_not_of('\\');
  if (quote != rest.npos && quote > 0 && is_quote(rest[quote])) return length = quote + 1, true;
  for (const std::string_view code : {"&quot;", "&#34;", "&#39;", "%22", "%27", "\\u0022"}) {
    if (rest.starts_with(code)) return length = code.size(), true;
  }
  return false;
}

/// Steps over one piece of the connector, or says that the value begins here.
bool Connector::skip(char c) {
  if (base::is_blank(c)) return ++at_, blank_ = true;
  if (c == '\n' || c == '\r') return skip_line_end();
  if (c == ':' || c == '=' || c == '>') return ++at_, operator_ = assigned_ = true;
  if (c == '(' || c == '{') return ++at_, operator_ = true;
  if (c == ',') return skip_comma();
  if (text_.substr(at_, 2) == "[]") return at_ += 2, true;
  if (c == ')' || c == ']' || c == '[') return !assigned_ && (++at_, true);
  if (c == '|' && !assigned_) return skip_compound();
  if (c == '|' || c == '*') return assigned_ && (++at_, true);
  if (c == '?' || c == '+' || c == '.') return skip_compound();
  if (c == '<') return skip_tags();
  if (c == '-' && text_.substr(at_, 2) == "->") return at_ += 2, operator_ = assigned_ = true;
  if (c == '-' && !operator_) return ++at_, blank_ = true;
  if (c == '@' && at_ + 1 < end_ && is_quote(text_[at_ + 1])) return ++at_, true;
  if (c == '@' && !operator_) return at_ = end_, true;
  if (c == '%') return skip_percent();
  if (base::is_digit(c) && blank_ && !operator_ && text_.substr(at_ + 1, 1) == ":") {
    return ++at_, true;  // "Key 2: value"
  }
  if (c == '&' && text_.substr(at_, 4) == "&str") return at_ += 4, true;
  return base::is_alpha(c) && skip_word();
}

bool Connector::skip_line_end() {
  if (++line_ends_ > 2) return at_ = end_, true;
  blank_ = true;
  return ++at_, true;
}

/// `f("name", "value")`, `{"name": "…", "value": "…"}`
bool Connector::skip_comma() {
  if (called_) return ++at_, operator_ = true;
  std::size_t at = at_ + 1;
  while (at < end_ && (base::is_blank(text_[at]) || is_quote(text_[at]) || text_[at] == '\\'))
    ++at;
  if (!base::istarts_with(text_.substr(at), "value")) return false;
  at_ = at + 5;
  while (at_ < end_ && (is_quote(text_[at_]) || text_[at_] == '\\'))
    ++at_;
  return true;
}

/// "||=", "?=", "+=", ".=", "??="; "| value |" of a table.
bool Connector::skip_compound() {
  const std::size_t equals = text_.substr(at_, 3).find('=');
  if (equals != std::string_view::npos) return at_ += equals, true;
  if (text_.substr(at_, 2) == "| ") return at_ += 2, operator_ = assigned_ = true;
  return at_ = end_, true;
}

/// "%3D" and "%3A" are operators too.
bool Connector::skip_percent() {
  const std::string_view code = text_.substr(at_, 3);
  if (!base::iequals(code, "%3d") && !base::iequals(code, "%3a")) return false;
  at_ += 3;
  return operator_ = assigned_ = true;
}

/// "</name><value>" of XML.
bool Connector::skip_tags() {
  const std::size_t close = text_.substr(at_, end_ - at_).find('>');
  if (close == std::string_view::npos) return at_ = end_, true;
  at_ += close + 1;
  return operator_ = assigned_ = true;
}

bool Connector::skip_word() {
  std::size_t end = at_;
  while (end < end_ && base::is_word(text_[end]))
    ++end;
  const std::string_view word = text_.substr(at_, end - at_);
  const bool filler = std::any_of(std::begin(filler_words), std::end(filler_words),
                                  [&](std::string_view one) { return base::iequals(one, word); });
  // "string" may itself be what is assigned: then no operator follows.
  if (!filler || end >= text_.size() || text_[end] == ';' || text_[end] == ',' ||
      text_[end] == '\n' || text_[end] == '\r') {
    return false;
  }
  at_ = end;
  return true;
}

bool Connector::take_quoted(Value& value) {
  const char quote = text_[at_];
  const std::size_t begin = at_ + 1;
  const std::size_t limit = std::min(text_.size(), begin + value_bytes_max);
  std::size_t end = begin;
  for (; end < limit && text_[end] != quote && text_[end] != '\n'; ++end) {
    if (text_[end] == '\\' && end + 1 < limit) ++end;
  }
  if (end >= limit || text_[end] != quote) return false;
  value = {begin, end - begin, operator_ ? ValueForm::quoted : ValueForm::spaced};
  return true;
}

/// `\"value\"`: JSON inside a string.
bool Connector::take_escaped(Value& value) {
  const std::size_t end = text_.substr(at_, value_bytes_max).find_first_of("\\\n\"'&%");
  if (end == std::string_view::npos) return false;
  value = {at_, end, ValueForm::quoted};
  return true;
}

/// `[[value]]` of Lua.
bool Connector::take_brackets(Value& value) {
  const std::size_t end = text_.substr(at_ + 2, value_bytes_max).find_first_of("[]\n");
  if (end == std::string_view::npos || text_.substr(at_ + 2 + end, 2) != "]]") return false;
  value = {at_ + 2, end, ValueForm::quoted};
  return true;
}

/// Each byte is looked at once, however many names share one long value.
std::size_t Connector::plain_end() {
  if (at_ < plain_begin_ || at_ >= plain_end_) {
    plain_begin_ = plain_end_ = at_;
    while (plain_end_ < text_.size() && !ends_plain(text_[plain_end_]) &&
           !is_encoded_end(plain_end_)) {
      ++plain_end_;
    }
  }
  return plain_end_;
}

std::size_t Connector::overlong_end() const {
  return plain_end_ - plain_begin_ > value_bytes_max ? plain_end_ : 0;
}

bool Connector::is_encoded_end(std::size_t at) const {
  if (text_[at] != '%') return false;
  const std::string_view code = text_.substr(at, 3);
  return code == "%26" || code == "%22" || code == "%20" || code == "%0A" || code == "%7D";
}

bool Connector::take_plain(Value& value) {
  const std::size_t end = plain_end();
  if (end - at_ > value_bytes_max) return false;
  if (end == at_ || (end < text_.size() && (text_[end] == '(' || text_[end] == '['))) {
    return false;
  }
  if (operator_ && !assigned_) return false;       // an argument, not a literal
  if (line_ends_ > 0 && !operator_) return false;  // the next line says something else
  value = {at_, end - at_, assigned_ ? ValueForm::assigned : ValueForm::spaced};
  return true;
}

}  // namespace homeostat::secrets
