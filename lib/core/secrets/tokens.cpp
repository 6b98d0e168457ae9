#include <algorithm>

#include "core/base/text.hpp"
#include "core/secrets/hit.hpp"
#include "core/secrets/randomness.hpp"
#include "core/secrets/rules.hpp"

namespace homeostat::secrets {
namespace {

/// Where runs end, each byte looked at once per alphabet and place in the rule: without this,
/// many prefixes inside one long run would each walk to its end.
class RunEnds {
 public:
  explicit RunEnds(std::string_view text) : text_(text) {}

  std::size_t end_of(Alphabet alphabet, std::size_t index, std::size_t at) {
    Known& known = find(alphabet, index);
    if (at < known.begin || at >= known.end) {
      known.begin = known.end = at;
      while (known.end < text_.size() && in(alphabet, text_[known.end]))
        ++known.end;
    }
    return known.end;
  }

 private:
  struct Known {
    Alphabet alphabet = 0;
    std::size_t index = 0;
    std::size_t begin = 0;
    std::size_t end = 0;
  };

  Known& find(Alphabet alphabet, std::size_t index) {
    for (Known& known : known_) {
      if (known.alphabet == alphabet && known.index == index) return known;
    }
    return known_.emplace_back(Known{.alphabet = alphabet, .index = index});
  }

  std::string_view text_;
  std::vector<Known> known_;
};

/// Does a token that begins at `at` stand on its own? An escape sequence in front of it (\n, %3D,
/// \u003d) is no part of a word.
bool begins_token(std::string_view text, std::size_t at) {
  if (at == 0 || !base::is_word(text[at - 1])) return true;
  if (at >= 2 && text[at - 2] == '\\') return true;
  const auto is_escape = [&](std::size_t length, std::string_view mark) {
    if (at < length + mark.size()) return false;
    if (text.substr(at - length - mark.size(), mark.size()) != mark) return false;
    const std::string_view digits = text.substr(at - length, length);
    return std::all_of(digits.begin(), digits.end(), base::is_hex_digit);
  };
  return is_escape(2, "%") || is_escape(2, "\\x") || is_escape(4, "\\u");
}

/// Where the body that begins at `at` ends; `at` itself if it does not fit.
std::size_t match_runs(const TokenRule& rule, std::string_view text, std::size_t at,
                       SecretProfile profile, RunEnds& ends) {
  const std::size_t begin = at;
  for (std::size_t i = 0; i < rule.runs.size() && rule.runs[i].alphabet != 0; ++i) {
    const Run& run = rule.runs[i];
    if (run.lead != 0) {
      if (at >= text.size() || text[at] != run.lead) return begin;
      ++at;
    }
    const std::size_t whole = ends.end_of(run.alphabet, i, at);
    const std::size_t end = std::min(whole, at + run.max);
    if (end - at < run.min) return begin;
    const bool goes_on = end < text.size() && base::is_alnum(text[end]);
    if (goes_on && profile == SecretProfile::guard) return begin;
    // What hangs on to it is removed with it.
    at = goes_on ? std::max(end, ends.end_of(url64, i, end)) : end;
  }
  return at;
}

/// A dot, dash or equals sign at the end belongs to the sentence, not to the token.
std::size_t without_tail(std::string_view body) {
  while (!body.empty() && (body.back() == '.' || body.back() == '-'))
    body.remove_suffix(1);
  return body.size();
}

bool is_plausible(const TokenRule& rule, std::string_view body, SecretProfile profile) {
  if (rule.needs_randomness && !looks_random(body)) return false;
  if (profile == SecretProfile::redact) return true;
  const Makeup makeup = makeup_of(body);
  if (makeup.digits == 0 && !looks_random(body)) return false;
  return makeup.distinct >= 4 && !is_placeholder(body);
}

/// The rules whose prefix begins with these two bytes.
std::span<const TokenRule> candidates(std::string_view beginning) {
  const auto rules = token_rules();
  const auto first = std::lower_bound(
      rules.begin(), rules.end(), beginning,
      [](const TokenRule& rule, std::string_view b) { return rule.prefix.substr(0, 2) < b; });
  auto last = first;
  while (last != rules.end() && last->prefix.substr(0, 2) == beginning)
    ++last;
  return {first, last};
}

/// The longest match at `at`; length 0: none.
Hit match_at(std::string_view text, std::size_t at, SecretProfile profile, RunEnds& ends) {
  Hit best;
  for (const TokenRule& rule : candidates(text.substr(at, 2))) {
    if (!text.substr(at).starts_with(rule.prefix)) continue;
    const std::size_t begin = at + rule.prefix.size();
    const std::size_t end = match_runs(rule, text, begin, profile, ends);
    const std::size_t length = without_tail(text.substr(begin, end - begin));
    if (length == 0 || !is_plausible(rule, text.substr(begin, length), profile)) continue;
    if (rule.prefix.size() + length <= best.length) continue;
    best = {rule.id, rule.confidence, at, rule.prefix.size() + length, rule.prefix};
  }
  return best;
}

}  // namespace

void find_tokens(std::string_view text, SecretProfile profile, std::vector<Hit>& hits) {
  const Beginnings& bits = beginnings();
  RunEnds ends(text);
  for (std::size_t at = 0; at + 1 < text.size(); ++at) {
    const std::size_t pair = pair_of(text[at], text[at + 1]);
    if ((bits[pair / 64] >> (pair % 64) & 1U) == 0) continue;
    if (base::is_word(text[at]) && !begins_token(text, at)) continue;
    const Hit hit = match_at(text, at, profile, ends);
    if (hit.length == 0) continue;
    hits.push_back(hit);
    at += hit.length - 1;
  }
}

}  // namespace homeostat::secrets
