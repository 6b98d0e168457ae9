#include <algorithm>
#include <array>
#include <cstdint>

#include "core/base/text.hpp"
#include "core/secrets/hit.hpp"
#include "core/secrets/names.hpp"
#include "core/secrets/values.hpp"

namespace homeostat::secrets {
namespace {

constexpr std::size_t name_bytes_max = 64;
constexpr std::size_t connector_bytes_max = 64;
constexpr std::size_t value_bytes_max = 512;

constexpr std::uint8_t name_byte = 1;       // of a name
constexpr std::uint8_t plain_end_byte = 2;  // ends a value that no quotes enclose

constexpr std::array<std::uint8_t, 256> roles = [] {
  std::array<std::uint8_t, 256> bytes{};
  const auto mark = [&](char c, std::uint8_t role) {
    auto& byte = bytes[static_cast<unsigned char>(c)];
    byte = static_cast<std::uint8_t>(byte | role);
  };
  for (unsigned i = 0; i < 256; ++i) {
    const char c = static_cast<char>(i);
    if (base::is_word(c) || c == '-' || c == '.') mark(c, name_byte);
    if (base::is_space(c)) mark(c, plain_end_byte);
  }
  for (const char c : std::string_view("\"'`,;()<>&|{}[]\\"))
    mark(c, plain_end_byte);
  return bytes;
}();

bool has_role(char c, std::uint8_t role) {
  return (roles[static_cast<unsigned char>(c)] & role) != 0;
}
bool is_quote(char c) { return c == '"' || c == '\'' || c == '`'; }

// Types and calls between a name and its value.
constexpr std::string_view filler_words[] = {
    "value",   "val",         "string",  "str",    "std",      "char",     "const",
    "byte",    "bytes",       "new",     "text",   "var",      "buffer",   "from",
    "final",   "string_view", "wstring", "static", "nsstring", "optional", "readonly",
    "unicode", "u8",          "is",      "to",     "be",       "was",
};

/// Reads what stands between a name and its value.
class Connector {
 public:
  /// `opened`: the quote in front of the name, or 0.
  Connector(std::string_view text, std::size_t at, char opened)
      : text_(text),
        at_(at),
        end_(std::min(text.size(), at + connector_bytes_max)),
        opened_(opened) {}

  /// Where the value begins and how it is given; none if this is no assignment.
  bool read(Value& value) {
    while (at_ < end_) {
      const char c = text_[at_];
      if (c == opened_) {
        // The end of the string that the name stands in: what came before assigned nothing.
        opened_ = '\0';
        operator_ = assigned_ = false;
        ++at_;
        continue;
      }
      if (is_quote(c) && operator_) return take_quoted(value);
      if (is_quote(c) || (c == '\\' && at_ + 1 < end_ && is_quote(text_[at_ + 1]))) {
        if (operator_) return take_escaped(value);
        at_ += is_quote(c) ? 1 : 2;
      } else if (!skip(c)) {
        return take_plain(value);
      }
    }
    return false;
  }

 private:
  /// Steps over one piece of the connector, or says that the value begins here.
  bool skip(char c) {
    if (base::is_blank(c)) return ++at_, true;
    if (c == '\n' || c == '\r') return skip_line_end();
    if (c == ':' || c == '=' || c == '>') return ++at_, operator_ = assigned_ = true;
    if (c == '(' || c == ',' || c == '{') return ++at_, operator_ = true;
    if (text_.substr(at_, 2) == "[]") return at_ += 2, true;
    if (c == ')' || c == ']' || c == '[') return !assigned_ && (++at_, true);
    if (c == '|' || c == '?' || c == '+') return skip_compound();
    if (c == '<') return skip_tags();
    if (c == '@' && at_ + 1 < end_ && is_quote(text_[at_ + 1])) return ++at_, true;
    if (c == '%') return skip_percent();
    return base::is_alpha(c) && skip_word();
  }

  bool skip_line_end() {
    if (++line_ends_ > 2) return at_ = end_, true;
    return ++at_, true;
  }

  /// "||=", "?=", "+="
  bool skip_compound() {
    const std::size_t equals = text_.substr(at_, 3).find('=');
    if (equals == std::string_view::npos) return at_ = end_, true;
    at_ += equals;
    return true;
  }

  /// "%3D" and "%3A" are operators too.
  bool skip_percent() {
    const std::string_view code = text_.substr(at_, 3);
    if (!base::iequals(code, "%3d") && !base::iequals(code, "%3a")) return false;
    at_ += 3;
    return operator_ = assigned_ = true;
  }

  /// "</name><value>" of XML.
  bool skip_tags() {
    const std::size_t close = text_.substr(at_, end_ - at_).find('>');
    if (close == std::string_view::npos) return at_ = end_, true;
    at_ += close + 1;
    return operator_ = assigned_ = true;
  }

  bool skip_word() {
    std::size_t end = at_;
    while (end < end_ && base::is_word(text_[end]))
      ++end;
    const std::string_view word = text_.substr(at_, end - at_);
    const bool filler = std::any_of(std::begin(filler_words), std::end(filler_words),
                                    [&](std::string_view one) { return base::iequals(one, word); });
    // "string" may itself be what is assigned: then no operator follows.
    if (!filler || end >= text_.size() || ends_value(text_[end])) return false;
    at_ = end;
    return true;
  }

  static bool ends_value(char c) { return c == ';' || c == ',' || c == '\n' || c == '\r'; }

  bool take_quoted(Value& value) {
    const char quote = text_[at_];
    const std::size_t begin = at_ + 1;
    const std::size_t limit = std::min(text_.size(), begin + value_bytes_max);
    std::size_t end = begin;
    for (; end < limit && text_[end] != quote && text_[end] != '\n'; ++end) {
      if (text_[end] == '\\' && end + 1 < limit) ++end;
    }
    if (end >= limit || text_[end] != quote) return false;
    value = {begin, end - begin, ValueForm::quoted};
    return true;
  }

  /// `\"value\"`: JSON inside a string.
  bool take_escaped(Value& value) {
    const std::size_t begin = at_ + 2;
    const std::size_t end = text_.substr(begin, value_bytes_max).find_first_of("\\\n\"");
    if (end == std::string_view::npos) return false;
    value = {begin, end, ValueForm::quoted};
    return true;
  }

  bool take_plain(Value& value) {
    const std::size_t limit = std::min(text_.size(), at_ + value_bytes_max);
    std::size_t end = at_;
    while (end < limit && !has_role(text_[end], plain_end_byte) && !is_encoded_end(end))
      ++end;
    if (end == limit && limit != text_.size()) return false;
    if (end == at_ || (end < text_.size() && (text_[end] == '(' || text_[end] == '['))) {
      return false;
    }
    if (operator_ && !assigned_) return false;  // an argument or a member, not a literal
    value = {at_, end - at_, assigned_ ? ValueForm::assigned : ValueForm::spaced};
    return true;
  }

  bool is_encoded_end(std::size_t at) const {
    if (text_[at] != '%') return false;
    const std::string_view code = text_.substr(at, 3);
    return code == "%26" || code == "%22" || code == "%20" || code == "%0A" || code == "%7D";
  }

  std::string_view text_;
  std::size_t at_;
  std::size_t end_;
  char opened_;
  bool operator_ = false;  // something that gives a value was seen
  bool assigned_ = false;  // and it was an assignment, not a call
  int line_ends_ = 0;
};

/// The first three letters of every word that kind_of_name knows to be more than nothing, as a
/// set of trigrams of five bits a letter: a name without any of them is passed over at once.
using Stems = std::array<std::uint64_t, 512>;

constexpr std::uint32_t with_letter(std::uint32_t trigram, char c) {
  return (trigram << 5U | (static_cast<unsigned char>(c) & 31U)) & 0x7fffU;
}

constexpr Stems stems = [] {
  Stems bits{};
  for (const std::string_view stem : {"pas", "pwd", "tok", "sec", "key", "aut", "acc", "pri", "cre",
                                      "sig", "sal", "dsn", "pat", "lic", "ses", "coo", "api"}) {
    std::uint32_t trigram = 0;
    for (const char c : stem)
      trigram = with_letter(trigram, c);
    bits[trigram / 64] |= std::uint64_t{1} << (trigram % 64);
  }
  return bits;
}();

/// Where the name that begins at `at` ends; `telling`: it has one of the stems.
std::size_t end_of_name(std::string_view text, std::size_t at, bool& telling) {
  std::uint32_t trigram = 0;
  std::uint64_t found = 0;
  for (; at < text.size() && has_role(text[at], name_byte); ++at) {
    trigram = with_letter(trigram, text[at]);
    found |= stems[trigram / 64] >> (trigram % 64) & 1U;
  }
  telling = found != 0;
  return at;
}

std::string_view rule_of(NameKind kind) {
  return kind == NameKind::password ? "password-assignment" : "secret-assignment";
}

}  // namespace

void find_assignments(std::string_view text, SecretProfile profile, std::vector<Hit>& hits) {
  for (std::size_t at = 0; at < text.size();) {
    if (!has_role(text[at], name_byte)) {
      ++at;
      continue;
    }
    const std::size_t begin = at;
    bool telling = false;
    at = end_of_name(text, at, telling);
    if (!telling) continue;
    const std::size_t length = std::min(at - begin, name_bytes_max);
    const NameKind kind = kind_of_name(text.substr(at - length, length));
    if (kind == NameKind::none) continue;
    const char before = begin > 0 && is_quote(text[begin - 1]) ? text[begin - 1] : '\0';
    Value value;
    if (!Connector(text, at, before).read(value)) continue;
    const bool vague = profile == SecretProfile::guard || kind == NameKind::weak;
    if (value.form == ValueForm::spaced && text[begin] != '-' && vague) continue;
    const double confidence =
        judge_value(kind, text.substr(value.offset, value.length), value.form, profile);
    if (confidence == 0) continue;
    hits.push_back({rule_of(kind), confidence, value.offset, value.length, {}});
    at = value.offset + value.length;
  }
}

}  // namespace homeostat::secrets
