#include "core/privacy/pseudonyms.hpp"

#include <algorithm>
#include <iterator>

#include "core/base/text.hpp"

namespace homeostat {
namespace privacy {
namespace {

// In the order of Kind.
constexpr KindNames kind_names[] = {
    {"known_value", "SECRET", "[REDACTED_TOKEN]"},
    {"url_credentials", "CREDENTIALS", "[REDACTED_URL]"},
    {"query_value", "SECRET", "[REDACTED_QUERY_VALUE]"},
    {"cookie", "COOKIE", "[REDACTED_TOKEN]"},
    {"data_uri", "DATA", "[REDACTED_DATA_URI]"},
    {"secret", "SECRET", "[REDACTED_TOKEN]"},
    {"extension_id", "EXTENSION", "[REDACTED_EXTENSION_ID]"},
    {"card", "CARD", "[REDACTED_CC]"},
    {"ssn", "SSN", "[REDACTED_SSN]"},
    {"iban", "IBAN", "[REDACTED_IBAN]"},
    {"email", "EMAIL", "[REDACTED_EMAIL]"},
    {"user", "USER", "[REDACTED_USER_PATH]"},
    {"account", "ACCOUNT", "[REDACTED_ACCOUNT]"},
    {"host", "HOST", "[REDACTED_HOST]"},
    {"person", "PERSON", "[REDACTED_NAME]"},
    {"phone", "PHONE", "[REDACTED_PHONE]"},
    {"mac", "MAC", "[REDACTED_IP]"},
    {"ipv6", "IP", "[REDACTED_IP]"},
    {"ipv4", "IP", "[REDACTED_IP]"},
    {"invisible", "", ""},
};

bool is_token(std::string_view word) {
  return !word.empty() && std::any_of(std::begin(kind_names), std::end(kind_names),
                                      [&](const KindNames& names) { return names.token == word; });
}

std::size_t end_of_digits(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && end - at < 9 && base::is_digit(text[end]))
    ++end;
  return end;
}

/// The form of the name that begins with the bracket at `at`; 0: none does.
std::uint64_t form_of_name(std::string_view text, std::size_t at) {
  constexpr std::size_t token_bytes_max = 16;
  std::size_t end = at + 1;
  while (end < text.size() && end - at <= token_bytes_max && base::is_upper(text[end]))
    ++end;
  if (end >= text.size() || text[end] != '_' || !is_token(text.substr(at + 1, end - at - 1))) {
    return 0;
  }
  const std::size_t number = end_of_digits(text, end + 1);
  if (number == end + 1 || number >= text.size()) return 0;
  if (text[number] == ']') return 1;
  if (text[number] != '_') return 0;
  const std::size_t form = end_of_digits(text, number + 1);
  if (form == number + 1 || form >= text.size() || text[form] != ']') return 0;
  const auto value = base::parse_int(text.substr(number + 1, form - number - 1));
  return static_cast<std::uint64_t>(value.value_or(0));
}

}  // namespace

const KindNames& names_of(Kind kind) noexcept { return kind_names[static_cast<std::size_t>(kind)]; }

bool is_credential(Kind kind) noexcept { return kind <= Kind::cookie || kind == Kind::secret; }

std::string_view compat_token(const Span& span) noexcept {
  if (span.rule == "windows") return "[REDACTED_WINDOWS_USER_PATH]";
  if (span.kind != Kind::secret) return names_of(span.kind).compat;
  if (span.rule.starts_with("github-")) return "[REDACTED_GITHUB_TOKEN]";
  if (span.rule == "jwt") return "[REDACTED_JWT]";
  if (span.rule == "linear-key") return "[REDACTED_LINEAR_KEY]";
  if (span.rule == "plausible-key") return "[REDACTED_PLAUSIBLE_KEY]";
  return span.rule.empty() || span.rule == "random-token" ? "[REDACTED_TOKEN]"
                                                          : "[REDACTED_API_KEY]";
}

std::uint64_t free_form(std::string_view text) {
  std::uint64_t form = 0;
  for (std::size_t at = text.find('['); at != text.npos; at = text.find('[', at + 1)) {
    form = std::max(form, form_of_name(text, at));
  }
  return form + 1;
}

std::size_t line_end_bytes(std::string_view value) noexcept {
  std::size_t bytes = 0;
  for (std::size_t at = value.find('\n'); at != value.npos; at = value.find('\n', at + 1)) {
    bytes += at > 0 && value[at - 1] == '\r' ? 2 : 1;
  }
  return bytes;
}

namespace {

/// `value` as its name is chosen by: the domain of an address and the name of a user have no case.
void append_folded(Kind kind, std::string_view value, std::string& key) {
  const std::size_t sign = kind == Kind::email ? value.rfind('@') : 0;
  const std::size_t from = sign == value.npos ? 0 : sign;
  key += value.substr(0, from);
  for (const char c : value.substr(from))
    key += base::to_lower(c);
}

bool has_case(Kind kind) {
  return kind != Kind::email && kind != Kind::user && kind != Kind::host && kind != Kind::ipv6 &&
         kind != Kind::mac;
}

}  // namespace
}  // namespace privacy

std::uint32_t Pseudonyms::Table::value_of(privacy::Kind kind, std::string_view bytes) {
  const std::string_view token = privacy::names_of(kind).token;
  key.assign(token);
  key += ' ';
  const std::size_t head = key.size();
  key += bytes;
  if (const auto known = exact.find(std::string_view(key)); known != exact.end()) {
    return known->second;
  }
  const auto index = static_cast<std::uint32_t>(values.size());
  exact.emplace(key, index);
  std::uint32_t number = 0;
  if (privacy::has_case(kind)) {
    number = ++last[token];
  } else {
    key.resize(head);
    privacy::append_folded(kind, bytes, key);
    const auto [at, is_new] = folded.try_emplace(key, 0);
    if (is_new) at->second = ++last[token];
    number = at->second;
  }
  values.push_back({std::string(bytes), number});
  return index;
}

namespace {

/// Through a volatile pointer: a plain loop over memory that is freed next may be left out.
void overwrite(const std::string& text) noexcept {
  volatile char* bytes = const_cast<char*>(text.data());
  for (std::size_t i = 0; i < text.size(); ++i)
    bytes[i] = '\0';
}

}  // namespace

void Pseudonyms::Table::wipe() noexcept {
  for (const Value& value : values)
    overwrite(value.bytes);
  for (const Index* index : {&exact, &folded}) {
    for (const auto& [text, number] : *index)
      overwrite(text);
  }
  key.resize(key.capacity());
  overwrite(key);
}

Pseudonyms::Pseudonyms() : table_(std::make_unique<Table>()) {}
Pseudonyms::~Pseudonyms() {
  if (table_) table_->wipe();
}
Pseudonyms::Pseudonyms(Pseudonyms&&) noexcept = default;
Pseudonyms& Pseudonyms::operator=(Pseudonyms&& other) noexcept {
  std::swap(table_, other.table_);
  return *this;
}

}  // namespace homeostat
