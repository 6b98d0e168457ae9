#include "core/secrets/assignments.hpp"

#include <algorithm>
#include <cstddef>

#include "core/base/text.hpp"
#include "core/secrets/decode.hpp"
#include "core/secrets/randomness.hpp"
#include "core/secrets/rules.hpp"
#include "core/secrets/values.hpp"

namespace homeostat::secrets {
namespace {

constexpr std::size_t name_bytes_max = 64;
constexpr std::size_t separator_bytes_max = 16;
constexpr std::size_t key_bytes_min = 16;
constexpr Alphabet value_bytes = url64 | plus_slash | equals | dot | tilde | percent;
constexpr std::ptrdiff_t name_digits_max = 4;
constexpr std::size_t line_bytes_max = 200;
constexpr std::size_t value_bytes_max = 256;

bool is_name_byte(char c) { return base::is_word(c) || c == '-' || c == '.'; }

std::string_view rule_of(NameKind kind) {
  if (kind == NameKind::password) return "password-assignment";
  return kind == NameKind::scheme ? "authorization" : "secret-assignment";
}

bool is_separator(char c) {
  return base::is_blank(c) || std::string_view("\"'`=:>,|\\\r\n").find(c) != std::string_view::npos;
}

/// Digits among letters: worth a look at what stands in front.
bool may_be_key(std::string_view value) {
  if (value.size() < key_bytes_min) return false;
  const auto digits = std::count_if(value.begin(), value.end(), base::is_digit);
  return digits >= 2;
}

/// "machine x login y password z"
bool is_netrc(std::string_view text, std::size_t at) {
  const std::size_t front = at - std::min(at, line_bytes_max);
  const std::string_view before = text.substr(front, at - front);
  const std::size_t line = before.rfind('\n');
  return base::trim_left(before.substr(line == before.npos ? 0 : line)).starts_with("machine ");
}

/// "API key: …": the word in front of the name.
bool is_key_of_secrets(std::string_view text, std::size_t begin) {
  if (begin < 4 || text[begin - 1] != ' ') return false;
  const std::string_view before = text.substr(begin - 4, 3);
  const std::string_view longer = text.substr(begin - std::min<std::size_t>(begin, 7), 6);
  return base::iequals(before, "api") || base::iequals(longer, "secret") ||
         base::iequals(longer, "access") || base::iequals(longer, "unseal");
}

/// "AccountName=…;AccountKey=": where the string of settings begins that the name is one of.
std::size_t begin_of_connection(std::string_view text, std::size_t begin, std::string_view name) {
  if (begin == 0 || text[begin - 1] != ';') return begin;
  if (!base::iequals(name, "AccountKey") && !base::iequals(name, "SharedAccessKey") &&
      !base::iequals(name, "Secret")) {
    return begin;
  }
  std::size_t front = begin;
  while (front > 0 && begin - front < line_bytes_max && !base::is_space(text[front - 1]) &&
         text[front - 1] != '"' && text[front - 1] != '\'') {
    --front;
  }
  return front;
}

/// `"kty": …, "d": …`
bool is_json_web_key(std::string_view text, std::size_t at) {
  const std::size_t front = at - std::min<std::size_t>(at, 1024);
  return text.substr(front, at - front).find("\"kty\"") != std::string_view::npos;
}

}  // namespace

/// `service-secret-8f3a…`: the value hangs on to the name by a dash.
Hit Assignments::inside_name(std::size_t begin, std::size_t at, std::size_t end) const {
  const std::string_view text = input_.text;
  for (std::size_t hyphen = at; hyphen + key_bytes_min < end; ++hyphen) {
    if (text[hyphen] != '-') continue;
    const std::string_view value = text.substr(hyphen + 1, end - hyphen - 1);
    if (!may_be_key(value) || !decode_base64(value).empty()) return {};
    const std::string_view name = text.substr(begin, hyphen - begin);
    NameKind kind = kind_of_name(name);
    if (kind == NameKind::none && is_service(name)) kind = NameKind::secret;
    if (kind != NameKind::secret && kind != NameKind::key) continue;
    const double confidence = judge_value(kind, name, value, ValueForm::spaced, input_.profile);
    if (confidence > 0) return {rule_of(kind), confidence, hyphen + 1, value.size()};
  }
  return {};
}

Hit Assignments::of_name(std::size_t at) {
  const std::string_view text = input_.text;
  if (at < seen_) return {};
  std::size_t begin = at;
  while (begin > 0 && at - begin < name_bytes_max && is_name_byte(text[begin - 1]))
    --begin;
  std::size_t end = at;
  while (end < text.size() && end - at < name_bytes_max && is_name_byte(text[end]))
    ++end;
  seen_ = end;
  if (end - at > key_bytes_min + 4) {
    if (const Hit hit = inside_name(begin, at, end); hit.length > 0) return hit;
  }
  while (end > at && (text[end - 1] == '.' || text[end - 1] == '-'))
    --end;
  Value value;
  if (!connector_.read(begin, end, value) || value.length < 4) {
    // Names inside one endless value assign nothing.
    if (connector_.overlong_end() > end) seen_ = connector_.overlong_end();
    return {};
  }
  NameKind kind = kind_of_name(text.substr(begin, end - begin));
  if (kind == NameKind::none) return {};
  if (kind == NameKind::key && is_key_of_secrets(text, begin)) kind = NameKind::secret;
  // A word, a blank, a password: a sentence, unless it is the file of ftp and its kin.
  if (value.form == ValueForm::spaced && kind == NameKind::password && input_.guard() &&
      text[begin] != '-' && !is_netrc(text, begin)) {
    return {};
  }
  const double confidence =
      judge_value(kind, text.substr(begin, end - begin), text.substr(value.offset, value.length),
                  value.form, input_.profile);
  if (confidence == 0) return {};
  seen_ = std::max(seen_, value.offset + value.length);
  const std::size_t front = begin_of_connection(text, begin, text.substr(begin, end - begin));
  if (front < begin) return {"connection-string", 0.85, front, value.offset + value.length - front};
  return {rule_of(kind), confidence, value.offset, value.length};
}

/// What stands in front of a key: where the name ends, and how the value is given to it.
Assignments::Front Assignments::in_front_of(const WordRun& run) const {
  const std::string_view text = input_.text;
  Front front{run.begin, ValueForm::spaced};
  bool given = false;
  bool comma = false;
  std::size_t at = run.begin;
  for (; at > 0 && run.begin - at < separator_bytes_max && is_separator(text[at - 1]); --at) {
    const char c = text[at - 1];
    // A value on a line of its own: only where the line above says so.
    if (c == '\n' &&
        (at < 2 || std::string_view(":>|\r").find(text[at - 2]) == std::string_view::npos)) {
      return front;
    }
    comma = comma || c == ',';
    given = given || c == '=' || c == ':' || c == '>';
  }
  if (comma && !given && text[run.begin - 1] != '"' && text[run.begin - 1] != '\'') return front;
  const bool quoted = run.begin > 0 && (text[run.begin - 1] == '"' || text[run.begin - 1] == '\'');
  front.name_end = at;
  front.comma = comma && !given;
  if (given || front.comma) front.form = quoted ? ValueForm::quoted : ValueForm::assigned;
  return front;
}

Hit Assignments::of_value(const WordRun& run) const {
  const std::string_view text = input_.text;
  const std::string_view token = text.substr(run.begin, run.size());
  const std::size_t hyphen = token.find('-');
  if (hyphen != token.npos && hyphen >= 4 && may_be_key(token.substr(hyphen)) &&
      is_service(token.substr(0, hyphen))) {
    return inside_name(run.begin, run.begin + hyphen, run.end);
  }
  const Front front = in_front_of(run);
  if (front.name_end == run.begin || front.name_end == 0) return {};
  const std::string_view value = text.substr(run.begin, value_end(run) - run.begin);
  const bool is_call = text.substr(run.begin + value.size(), 1) == "(";
  if (!may_be_key(value) || is_call) return {};
  std::size_t begin = front.name_end;
  while (begin > 0 && front.name_end - begin < name_bytes_max && is_name_byte(text[begin - 1]))
    --begin;
  const std::string_view name = text.substr(begin, front.name_end - begin);
  if (std::count_if(name.begin(), name.end(), base::is_digit) > name_digits_max) return {};
  NameKind kind = kind_of_name(name);
  if (kind == NameKind::none && value.size() >= 20 && is_service(name)) kind = NameKind::secret;
  if (name == "d" && is_json_web_key(text, begin)) kind = NameKind::secret;
  // "the password Xyz…" is a sentence; of_name knows the files in which it is none.
  const bool sentence = front.form == ValueForm::spaced && kind == NameKind::password;
  if (sentence && input_.guard()) return {};
  const bool called = begin >= 2 && text[begin - 2] == '(';
  if (kind == NameKind::none || (front.comma && !called)) return {};
  const double confidence = judge_value(kind, name, value, front.form, input_.profile);
  if (confidence == 0) return {};
  return {rule_of(kind), confidence, run.begin, value.size()};
}

/// The run with what base64, hex with dashes and JWT have beside word bytes.
std::size_t Assignments::value_end(const WordRun& run) const {
  const std::string_view text = input_.text;
  const std::size_t limit = std::min(text.size(), run.end + value_bytes_max);
  std::size_t end = run.end;
  for (; end < limit && in(value_bytes, text[end]); ++end) {
    // The next name begins behind "=", unless it is the end of base64.
    if (text[end] == '=' && end + 1 < limit && base::is_alnum(text[end + 1])) break;
  }
  return end;
}

}  // namespace homeostat::secrets
