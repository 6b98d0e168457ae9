#include "core/secrets/tokens.hpp"

#include <algorithm>
#include <cstdint>
#include <iterator>

#include "core/base/text.hpp"
#include "core/secrets/escapes.hpp"
#include "core/secrets/prefilter.hpp"
#include "core/secrets/randomness.hpp"

namespace homeostat::secrets {
namespace {

constexpr std::size_t name_in_front_bytes_max = 20;

/// A dot or dash at the end belongs to the sentence, not to the token.
std::size_t without_tail(std::string_view body) {
  while (!body.empty() && (body.back() == '.' || body.back() == '-'))
    body.remove_suffix(1);
  return body.size();
}

/// Keys that stand in the issuers' own samples and tutorials, by their FNV-1a hash.
constexpr std::uint64_t published_keys[] = {
    0xe7666dbb286c6c2eU, 0xc800bf2100a21c67U, 0x6acbd824bd32bbd4U, 0x29a336c7244f48ddU,
    0x08b545962adc7d8bU, 0xb1efe78bb60b192aU, 0x99b2726346a1e92aU, 0x12113c2e6979f447U,
    0x828818f833257868U, 0x6835e0f288832a40U, 0x816cd10fdb11ead0U, 0xadbd04e3fe1b6d49U,
    0xdb9422f1dd332dccU, 0x515cb771a4238032U, 0xe754678ea2b14ef1U, 0xc73f1e61952e6987U,
    0x294c63f8344d5df1U, 0x0e627699b98376d0U, 0x7da4539f17de7061U};

bool is_published(std::string_view token) {
  std::uint64_t hash = 0xcbf29ce484222325U;
  for (const char c : token)
    hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
  return std::find(std::begin(published_keys), std::end(published_keys), hash) !=
         std::end(published_keys);
}

bool is_plausible(const TokenRule& rule, std::string_view body, bool guard) {
  if (rule.trait == has_openai_mark && body.find("T3BlbkFJ") == body.npos) return false;
  if (rule.trait == needs_randomness && !looks_random(body)) return false;
  if (!guard || rule.trait == takes_anything) return true;
  const Makeup makeup = makeup_of(body);
  if (makeup.distinct < 5 || is_placeholder(body)) return false;
  return makeup.digits > 0 || makeup.surprise >= 0.3;
}

}  // namespace

std::size_t Tokens::end_of(Alphabet alphabet, std::size_t index, std::size_t at) {
  Known* known = nullptr;
  for (Known& one : known_) {
    if (one.alphabet == alphabet && one.index == index) known = &one;
  }
  if (known == nullptr) {
    known = &known_.emplace_back(Known{.alphabet = alphabet, .index = index});
  }
  if (at < known->begin || at >= known->end) {
    known->begin = known->end = at;
    while (known->end < input_.text.size() && in(alphabet, input_.text[known->end]))
      ++known->end;
  }
  return known->end;
}

/// Where the body that begins at `at` ends; `at` itself if it does not fit.
std::size_t Tokens::match_runs(const TokenRule& rule, std::size_t at) {
  const std::string_view text = input_.text;
  const std::size_t begin = at;
  for (std::size_t i = 0; i < rule.runs.size() && rule.runs[i].alphabet != 0; ++i) {
    const Run& run = rule.runs[i];
    if (run.lead != 0) {
      if (at >= text.size() || text[at] != run.lead) return begin;
      ++at;
    }
    const std::size_t end = std::min(end_of(run.alphabet, i, at), at + run.max);
    if (end - at < run.min) return begin;
    const bool last = i + 1 == rule.runs.size() || rule.runs[i + 1].alphabet == 0;
    const bool goes_on = last && end < text.size() && base::is_alnum(text[end]);
    if (goes_on && input_.guard()) return begin;
    // What hangs on to it is removed with it.
    at = goes_on ? std::max(end, end_of(url64, i, end)) : end;
  }
  return at;
}

Hit Tokens::match_rule(const TokenRule& rule, std::size_t at) {
  const std::string_view text = input_.text;
  if (input_.guard() && rule.confidence < guard_confidence_min) return {};
  if (!text.substr(at).starts_with(rule.prefix)) return {};
  std::size_t front = at;
  if (rule.trait == follows_name) {
    while (front > 0 && at - front < name_in_front_bytes_max && base::is_alnum(text[front - 1]))
      --front;
  } else if (at > 0 &&
             (text[at - 1] == '+' || (base::is_word(text[at]) && !begins_after_escape(text, at)))) {
    return {};  // the middle of a word, or of base64
  }
  const std::size_t begin = at + rule.prefix.size();
  const std::size_t end = match_runs(rule, begin);
  const std::string_view body = text.substr(begin, end - begin);
  const bool may_be_empty = rule.runs[0].min == 0;
  if (end == begin && !may_be_empty) return {};
  if (!is_plausible(rule, body, input_.guard())) return {};
  if (is_published(text.substr(at, end - at))) return {};
  return {rule.id, rule.confidence, front, begin + without_tail(body) - front,
          front == at ? rule.prefix : std::string_view()};
}

/// The longest match of the rules for the three bytes at `at`.
Hit Tokens::match(std::size_t at, Site site) {
  Hit best;
  if (at + 3 > input_.text.size()) return best;
  for (const Candidate& candidate : candidates(three_bytes(input_.text, at), site)) {
    if (candidate.back > at) continue;
    const Hit hit = match_rule(*candidate.rule, at - candidate.back);
    if (hit.length > best.length) best = hit;
  }
  return best;
}

Hit Tokens::in_run(const WordRun& run) {
  const std::size_t begin = run.begin;
  if (begin > 0) {
    for (const std::size_t front : {std::size_t{3}, std::size_t{2}}) {
      if (front > begin) continue;
      if (const Hit hit = match(begin - front, Site::in_front); hit.length > 0) {
        return hit;
      }
    }
  }
  const std::size_t first = behind_escape(input_.text, begin);
  for (std::size_t at = begin; at + run_bytes_min <= run.end; ++at) {
    const bool may_begin = at == begin || at == first || input_.text[at - 1] == '-';
    if (!may_begin) continue;
    if (const Hit hit = match(at, Site::in_run); hit.length > 0) return hit;
  }
  return {};
}

}  // namespace homeostat::secrets
