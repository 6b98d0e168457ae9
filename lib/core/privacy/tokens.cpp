// Secrets: those of the scanner, long random tokens, values that this process holds.
#include <algorithm>
#include <iterator>

#include <homeostat/secrets.hpp>

#include "core/base/text.hpp"
#include "core/privacy/spans.hpp"
#include "core/secrets/randomness.hpp"

namespace homeostat::privacy {
namespace {

constexpr std::size_t token_bytes_min = 40;
constexpr std::size_t token_bytes_max = 4096;

bool is_token_byte(char c) { return base::is_word(c) || c == '-'; }
bool is_run_byte(char c) { return is_token_byte(c) || c == '+' || c == '/' || c == '='; }

/// What is long and random and yet public: digests with their name, mangled names of a linker.
bool is_public(std::string_view text, std::size_t begin, std::string_view token) {
  for (const std::string_view mangled : {"_Z", "__Z", "_R", "_$", "$s", "_T"}) {
    if (token.starts_with(mangled)) return true;
  }
  if (std::all_of(token.begin(), token.end(), base::is_hex_digit)) return true;
  std::size_t run = begin;
  while (run > 0 && begin - run < 200 && is_run_byte(text[run - 1]))
    --run;
  if (run >= 3 && text.substr(run - 3, 3) == "h1:") return true;
  const std::string_view whole =
      text.substr(run, begin - run + std::min<std::size_t>(token.size(), 8));
  for (const std::string_view digest : {"sha1-", "sha256-", "sha384-", "sha512-"}) {
    if (whole.find(digest) != whole.npos) return true;
  }
  return false;
}

void judge_token(std::string_view text, std::size_t begin, std::size_t end, Spans& spans) {
  const std::string_view token = text.substr(begin, end - begin);
  const std::string_view head = token.substr(0, token_bytes_max);
  if (secrets::looks_random(head) && !secrets::is_placeholder(head) &&
      !is_public(text, begin, token)) {
    spans.push_back({Kind::secret, begin, token.size(), "random-token"});
  }
}

// Rules whose name matters: the predecessor had a word of its own for them.
constexpr std::string_view named_rules[] = {"github-token",
                                            "github-fine-grained-token",
                                            "jwt",
                                            "linear-key",
                                            "plausible-key",
                                            "openai-key",
                                            "stripe-key",
                                            "aws-access-key-id",
                                            "google-api-key",
                                            "private-key",
                                            "anthropic-key"};

}  // namespace

void find_known_values(std::string_view text, const KnownValues& values, Spans& spans) {
  for (const KnownMatch& match : values.find(text))
    spans.push_back({Kind::known, match.offset, match.length, {}});
}

void find_secret_spans(std::string_view text, Spans& spans) {
  for (const SecretFinding& finding : find_secrets(text, SecretProfile::redact)) {
    const auto* rule = std::find(std::begin(named_rules), std::end(named_rules), finding.rule);
    spans.push_back({Kind::secret, finding.offset, finding.length,
                     rule == std::end(named_rules) ? std::string_view() : *rule});
  }
}

void find_random_tokens(std::string_view text, Spans& spans) {
  // Of every token of that length one byte lies at a multiple of it.
  for (std::size_t probe = token_bytes_min - 1; probe < text.size(); probe += token_bytes_min) {
    if (!is_token_byte(text[probe])) continue;
    std::size_t begin = probe;
    while (begin > 0 && is_token_byte(text[begin - 1]))
      --begin;
    std::size_t end = probe;
    while (end < text.size() && is_token_byte(text[end]))
      ++end;
    if (end - begin >= token_bytes_min) judge_token(text, begin, end, spans);
    probe += (end - probe) / token_bytes_min * token_bytes_min;
  }
}

}  // namespace homeostat::privacy
