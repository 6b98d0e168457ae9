#include <algorithm>

#include <homeostat/secrets.hpp>

#include "core/base/text.hpp"
#include "core/privacy/spans.hpp"
#include "core/secrets/randomness.hpp"

namespace homeostat::privacy {
namespace {

constexpr std::size_t known_bytes_min = 6;
constexpr std::size_t token_bytes_min = 40;
constexpr std::size_t token_bytes_max = 4096;

/// For each byte of `value` the length of its longest proper border that ends there (Knuth,
/// Morris and Pratt): the search below never steps back in the text.
std::vector<std::size_t> borders_of(std::string_view value) {
  std::vector<std::size_t> borders(value.size(), 0);
  std::size_t length = 0;
  for (std::size_t i = 1; i < value.size(); ++i) {
    while (length > 0 && value[i] != value[length])
      length = borders[length - 1];
    if (value[i] == value[length]) ++length;
    borders[i] = length;
  }
  return borders;
}

void find_value(std::string_view text, std::string_view value, Spans& spans) {
  const std::vector<std::size_t> borders = borders_of(value);
  std::size_t matched = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    while (matched > 0 && text[at] != value[matched])
      matched = borders[matched - 1];
    if (text[at] == value[matched]) ++matched;
    if (matched < value.size()) continue;
    spans.push_back({Kind::known, at + 1 - value.size(), value.size(), {}});
    matched = 0;
  }
}

bool is_run_byte(char c) {
  return base::is_word(c) || c == '-' || c == '+' || c == '/' || c == '=';
}

/// What is long and random and yet public: digests with their name, mangled names of a linker.
bool is_public(std::string_view run, std::string_view token) {
  for (const std::string_view digest : {"sha1-", "sha256-", "sha384-", "sha512-", "h1:"}) {
    if (run.find(digest) != run.npos) return true;
  }
  for (const std::string_view mangled : {"_Z", "__Z", "_R", "_$", "$s", "_T"}) {
    if (token.starts_with(mangled)) return true;
  }
  return std::all_of(token.begin(), token.end(), base::is_hex_digit);
}

/// The random tokens inside one run of bytes that base64 may have.
void judge_run(std::string_view text, std::size_t begin, std::size_t end, Spans& spans) {
  const std::string_view run = text.substr(begin, end - begin);
  for (std::size_t at = 0; at < run.size();) {
    std::size_t stop = at;
    while (stop < run.size() && (base::is_word(run[stop]) || run[stop] == '-'))
      ++stop;
    const std::string_view token = run.substr(at, stop - at);
    const std::string_view head = token.substr(0, token_bytes_max);
    if (token.size() >= token_bytes_min && secrets::looks_random(head) &&
        !secrets::is_placeholder(head) && !is_public(run.substr(0, token_bytes_max), token)) {
      spans.push_back({Kind::secret, begin + at, token.size(), "random-token"});
    }
    at = stop + 1;
  }
}

}  // namespace

void find_known_values(std::string_view text, const std::vector<std::string>& values,
                       Spans& spans) {
  for (const std::string& value : values) {
    if (value.size() >= known_bytes_min) find_value(text, value, spans);
  }
}

void find_secret_spans(std::string_view text, Spans& spans) {
  for (const SecretFinding& finding : find_secrets(text, SecretProfile::redact)) {
    spans.push_back({Kind::secret, finding.offset, finding.length, {}});
    // The rule's name is needed only for its kind of token; see kind_of_rule in sanitize.cpp.
    for (const std::string_view rule :
         {"github-token", "github-fine-grained-token", "jwt", "linear-key", "plausible-key",
          "openai-key", "stripe-key", "aws-access-key-id", "google-api-key", "private-key",
          "anthropic-key"}) {
      if (finding.rule == rule) spans.back().rule = rule;
    }
  }
}

void find_random_tokens(std::string_view text, Spans& spans) {
  for (std::size_t at = 0; at < text.size();) {
    if (!is_run_byte(text[at])) {
      ++at;
      continue;
    }
    std::size_t end = at;
    while (end < text.size() && is_run_byte(text[end]))
      ++end;
    const bool digest = at >= 1 && text[at - 1] == ':' && text.substr(0, at).ends_with("h1:");
    if (end - at >= token_bytes_min && !digest) judge_run(text, at, end, spans);
    at = end;
  }
}

void find_direction_marks(std::string_view text, Spans& spans) {
  for (std::size_t at = text.find('\xe2'); at != text.npos; at = text.find('\xe2', at + 1)) {
    if (at + 2 >= text.size()) return;
    const auto second = static_cast<unsigned char>(text[at + 1]);
    const auto third = static_cast<unsigned char>(text[at + 2]);
    const bool embedding = second == 0x80 && third >= 0xaa && third <= 0xae;
    const bool isolate = second == 0x81 && third >= 0xa6 && third <= 0xa9;
    if (embedding || isolate) spans.push_back({Kind::invisible, at, 3, {}});
  }
}

}  // namespace homeostat::privacy
