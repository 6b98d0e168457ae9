#include "core/secrets/shapes.hpp"

#include <algorithm>

#include "core/base/text.hpp"
#include "core/secrets/randomness.hpp"
#include "core/secrets/rules.hpp"

namespace homeostat::secrets {
namespace {

std::size_t run_end(std::string_view text, Alphabet alphabet, std::size_t at, std::size_t limit) {
  const std::size_t last = std::min(text.size(), at + limit);
  while (at < last && in(alphabet, text[at]))
    ++at;
  return at;
}

std::size_t run_begin(std::string_view text, Alphabet alphabet, std::size_t at, std::size_t limit) {
  const std::size_t first = at - std::min(at, limit);
  while (at > first && in(alphabet, text[at - 1]))
    --at;
  return at;
}

bool is_apart(std::string_view text, std::size_t begin, std::size_t end) {
  return (begin == 0 || !base::is_word(text[begin - 1])) &&
         (end >= text.size() || !base::is_word(text[end]));
}

/// Base64 of the bot's number, six bytes of time, the signature.
Hit discord_bot_token(std::string_view text, const WordRun& run) {
  if (run.size() < 23 || run.size() > 30 || run.end >= text.size() || text[run.end] != '.') {
    return {};
  }
  if (std::string_view("MNO").find(text[run.begin]) == std::string_view::npos) return {};
  const std::size_t time = run_end(text, url64, run.end + 1, 8);
  if (time - run.end - 1 != 6 || time >= text.size() || text[time] != '.') return {};
  const std::size_t end = run_end(text, url64, time + 1, 48);
  if (end - time - 1 < 27 || end - time - 1 > 40 || !is_apart(text, run.begin, end)) return {};
  return {"discord-token", 0.9, run.begin, end - run.begin};
}

/// "number:A…", the number in front of the run.
Hit telegram_token(std::string_view text, const WordRun& run) {
  if (run.begin < 9 || text[run.begin - 1] != ':' || text[run.begin] != 'A') return {};
  const std::size_t number = run_begin(text, digit, run.begin - 1, 17);
  const std::size_t digits = run.begin - 1 - number;
  if (digits < 8 || digits > 10 || run.size() != 35) return {};
  const bool after_bot = number >= 3 && text.substr(number - 3, 3) == "bot";
  if (!after_bot && !is_apart(text, number, run.end)) return {};
  if (!looks_random(text.substr(run.begin, run.size()))) return {};
  return {"telegram-token", 0.9, number, run.end - number};
}

/// "number|secret" of an application.
Hit facebook_token(std::string_view text, const WordRun& run) {
  if (run.begin < 16 || text[run.begin - 1] != '|' || run.size() < 27 || run.size() > 40) return {};
  const std::size_t number = run_begin(text, digit, run.begin - 1, 17);
  const std::size_t digits = run.begin - 1 - number;
  if (digits < 15 || digits > 16 || !is_apart(text, number, run.end)) return {};
  if (!looks_random(text.substr(run.begin, run.size()))) return {};
  return {"facebook-token", 0.9, number, run.end - number};
}

/// Three bytes, a digit, "Q~", 31 to 34 more; dots and tildes may cut the token into runs.
Hit azure_client_secret(const Input& input, const WordRun& run) {
  const std::string_view text = input.text;
  const std::size_t begin = run_begin(text, url64 | tilde | dot, run.begin, 48);
  const std::size_t end = run_end(text, url64 | tilde | dot, run.begin, 48);
  if (end - begin < 37 || end - begin > 40) return {};
  if (!base::is_digit(text[begin + 3]) || text.substr(begin + 4, 2) != "Q~") return {};
  if (input.guard() && is_placeholder(text.substr(begin, end - begin))) return {};
  return {"azure-client-secret", 0.92, begin, end - begin};
}

/// "00D…!…": the organisation, then the session.
Hit salesforce_token(std::string_view text, const WordRun& run) {
  if (run.end >= text.size() || text[run.end] != '!' || !text.substr(run.begin).starts_with("00")) {
    return {};
  }
  if (run.size() < 12 || run.size() > 18) return {};
  const std::size_t end = run_end(text, alnum | dot | underscore, run.end + 1, 300);
  if (end - run.end < 80) return {};
  return {"salesforce-token", 0.9, run.begin, end - run.begin};
}

/// "dp.st.config.…": the name of the configuration stands in front of the run.
Hit doppler_service_token(std::string_view text, const WordRun& run) {
  if (run.size() < 40 || run.size() > 44) return {};
  const std::size_t front = run_begin(text, url64 | dot, run.begin, 48);
  if (!text.substr(front, run.begin - front).starts_with("dp.st.")) return {};
  return {"doppler-token", 0.95, front, run.end - front, "dp.st."};
}

struct Ending {
  std::string_view rule;
  std::string_view mark;
  std::size_t size;  // of the whole token
  Alphabet alphabet;
};
constexpr Ending endings[] = {
    {"new-relic-key", "NRAL", 40, hex},
    {"new-relic-key", "FFFFNRAL", 40, any_hex},
    {"maxmind-key", "_mmk", 40, word},
};

Hit ending_token(std::string_view text, const WordRun& run) {
  const std::string_view token = text.substr(run.begin, run.size());
  for (const Ending& ending : endings) {
    if (token.size() != ending.size || !token.ends_with(ending.mark)) continue;
    return {ending.rule, 0.9, run.begin, run.size()};
  }
  // Mailchimp: 32 bytes, then the data centre.
  const std::size_t dash = token.rfind("-us");
  if (dash == token.npos || dash < 32 || token.size() - dash > 5 || dash + 3 == token.size()) {
    return {};
  }
  const std::string_view body = token.substr(dash - 32, 32);
  const bool digits = base::is_digits(token.substr(dash + 3));
  if (!digits || (dash > 32 && base::is_word(token[dash - 33]))) return {};
  if (!std::all_of(body.begin(), body.end(), base::is_alnum) || !looks_random(body)) return {};
  return {"mailchimp-key", 0.9, run.begin + dash - 32, token.size() - dash + 32};
}

struct Middle {
  std::string_view rule;
  std::string_view mark;
  std::size_t size;
};
// Marks that the issuer puts into its keys so that they can be recognised.
constexpr Middle middles[] = {
    {"azure-devops-token", "AZDO", 84},
    {"azure-ai-key", "JQQJ99", 84},
    {"azure-search-key", "AzSe", 52},
    {"azure-function-key", "AzFu", 56},
};

Hit marked_token(std::string_view text, const WordRun& run) {
  const std::string_view token = text.substr(run.begin, run.size());
  for (const Middle& middle : middles) {
    if (token.size() != middle.size || token.find(middle.mark) == token.npos) continue;
    if (!looks_random(token)) continue;
    return {middle.rule, 0.9, run.begin, run.size()};
  }
  return {};
}

}  // namespace

Hit shaped_token(const Input& input, const WordRun& run) {
  const std::string_view text = input.text;
  const char before = run.begin > 0 ? text[run.begin - 1] : ' ';
  const char after = run.end < text.size() ? text[run.end] : ' ';
  if (before == '.') return doppler_service_token(text, run);
  if (before == ':') return telegram_token(text, run);
  if (before == '|') {
    if (const Hit hit = facebook_token(text, run); hit.length > 0) return hit;
  }
  if (before == '~' || after == '~') return azure_client_secret(input, run);
  if (after == '!') return salesforce_token(text, run);
  if (after == '.' && text[run.begin] >= 'M' && text[run.begin] <= 'O') {
    if (const Hit hit = discord_bot_token(text, run); hit.length > 0) return hit;
  }
  if (run.size() < 35) return {};
  if (run.size() <= 44) return ending_token(text, run);
  return marked_token(text, run);
}

}  // namespace homeostat::secrets
