#include <algorithm>
#include <cstdint>

#include <homeostat/secrets.hpp>

#include "core/base/format.hpp"
#include "core/secrets/rules.hpp"

namespace homeostat {
namespace {

using secrets::Alphabet;
using secrets::Run;
using secrets::TokenRule;

/// Bytes that are as good as random, and the same in every run.
class Dice {
 public:
  std::uint64_t next() {
    state_ ^= state_ << 13U;
    state_ ^= state_ >> 7U;
    state_ ^= state_ << 17U;
    return state_ >> 11U;
  }
  /// `size` bytes of an alphabet, with digits among them if it has any.
  std::string text(Alphabet alphabet, std::size_t size) {
    std::string bytes;
    std::string digits;
    for (int c = '0'; c <= 'z'; ++c) {
      const char byte = static_cast<char>(c);
      if (!secrets::in(alphabet, byte) || c == '_' || c == '=') continue;
      (c <= '9' ? digits : bytes) += byte;
    }
    std::string out;
    while (out.size() < size) {
      const std::string& from =
          bytes.empty() || (!digits.empty() && next() % 3 == 0) ? digits : bytes;
      out += from[next() % from.size()];
    }
    return out;
  }

 private:
  std::uint64_t state_ = 0x9e3779b97f4a7c15U;
};

std::string marked_body(const TokenRule& rule, Dice& dice) {
  constexpr std::string_view mark = "T3BlbkFJ";
  std::string body = dice.text(rule.runs[0].alphabet, rule.runs[0].min);
  return body.replace(body.size() / 2, mark.size(), mark);
}

/// A token of a rule, little longer than the shortest that it allows.
std::string canary_of(const TokenRule& rule, Dice& dice) {
  std::string token(rule.prefix);
  if (rule.trait == secrets::has_openai_mark) return token + marked_body(rule, dice);
  for (const Run& run : rule.runs) {
    if (run.alphabet == 0) break;
    if (run.lead != 0) token += run.lead;
    const std::size_t more = std::min<std::size_t>((run.max - run.min) / 2U, 8);
    token += dice.text(run.alphabet, run.min > 0 ? run.min + more : run.max);
  }
  return token;
}

void expect(SecretSelfTest& test, std::string_view rule, const std::string& text, bool secret,
            SecretProfile profile) {
  ++test.canaries;
  if (find_secrets(text, profile).empty() != secret) return;
  test.failures.push_back(base::format("{}: {}", rule, secret ? "not found" : "found in words"));
}

void expect_in_both(SecretSelfTest& test, std::string_view rule, const std::string& text,
                    bool secret) {
  expect(test, rule, text, secret, SecretProfile::guard);
  expect(test, rule, text, secret, SecretProfile::redact);
}

}  // namespace

SecretSelfTest self_test_secrets() {
  SecretSelfTest test;
  Dice dice;
  for (const TokenRule& rule : secrets::token_rules()) {
    const std::string text = "value: '" + canary_of(rule, dice) + "'\n";
    expect(test, rule.id, text, true, SecretProfile::redact);
    if (rule.confidence < secrets::guard_confidence_min) continue;
    expect(test, rule.id, text, true, SecretProfile::guard);
  }
  const std::string value = dice.text(secrets::alnum, 32);
  expect_in_both(test, "secret-assignment", "api_key = \"" + value + "\"", true);
  expect_in_both(test, "password-assignment", "password = \"a1!" + value.substr(0, 12) + "\"",
                 true);
  expect_in_both(test, "url-credentials", "https://app:" + value.substr(0, 12) + "@example.org/",
                 true);
  expect_in_both(test, "private-key", "-----BEGIN PRIVATE KEY-----\n" + value + value + "\n", true);
  expect_in_both(test, "authorization", "Authorization: Bearer " + value, true);
  for (const char* text : {"api_key = \"your-api-key-here\"", "password = os.environ[\"PASSWORD\"]",
                           "const token = getToken(user);", "https://example.org/a/b?c=d"}) {
    expect_in_both(test, "placeholder", text, false);
  }
  return test;
}

}  // namespace homeostat
