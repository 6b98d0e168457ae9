#include "core/secrets/rules.hpp"

#include <algorithm>

#include "core/secrets/rules_a_to_i.hpp"
#include "core/secrets/rules_j_to_z.hpp"

namespace homeostat::secrets {
namespace {

constexpr Alphabet sets_of(unsigned char c) {
  Alphabet sets = 0;
  const auto add = [&](bool is_member, Alphabet set) {
    if (is_member) sets = static_cast<Alphabet>(sets | set);
  };
  add(c >= '0' && c <= '9', digit);
  add(c >= 'a' && c <= 'f', hex_lower);
  add(c >= 'A' && c <= 'F', hex_upper);
  add(c >= 'a' && c <= 'z', lower);
  add(c >= 'A' && c <= 'Z', upper);
  add(c == '-', dash);
  add(c == '_', underscore);
  add(c == '.', dot);
  add(c == '+' || c == '/', plus_slash);
  add(c == '=', equals);
  add(c == '~', tilde);
  add((c >= 'A' && c <= 'Z') || (c >= '2' && c <= '7'), base32);
  add(c == '%', percent);
  return sets;
}

constexpr std::array<Alphabet, 256> byte_sets = [] {
  std::array<Alphabet, 256> sets{};
  for (unsigned i = 0; i < 256; ++i)
    sets[i] = sets_of(static_cast<unsigned char>(i));
  return sets;
}();

constexpr auto rules = [] {
  std::array<TokenRule, std::size(rules_a_to_i) + std::size(rules_j_to_z)> all{};
  std::copy(std::begin(rules_a_to_i), std::end(rules_a_to_i), all.begin());
  std::copy(std::begin(rules_j_to_z), std::end(rules_j_to_z),
            all.begin() + std::size(rules_a_to_i));
  return all;
}();

static_assert(std::is_sorted(rules.begin(), rules.end(),
                             [](const TokenRule& a, const TokenRule& b) { return a.id < b.id; }));

struct Entry {
  std::uint32_t key = 0;  // three bytes and the site
  std::uint16_t rule = 0;
  std::uint8_t back = 0;
};

constexpr std::uint32_t key_of(std::uint32_t three, Site site) {
  return three << 2U | static_cast<std::uint32_t>(site);
}

/// Calls add(three bytes, site, back) for each way to come upon a rule.
template <class Add>
constexpr void for_each_key(const TokenRule& rule, Add add) {
  const std::string_view prefix = rule.prefix;
  std::size_t run = prefix.size();  // where the last run of word bytes of the prefix begins
  while (run > 0 && (byte_sets[static_cast<unsigned char>(prefix[run - 1])] & url64) != 0)
    --run;
  const std::size_t head = prefix.size() - run;
  if (head >= 3) return add(three_bytes(prefix, run), Site::in_run, run);
  if (run >= 3) {
    add(three_bytes(prefix, run - 3), Site::in_front, run - 3);
    if (prefix.find('/') != prefix.npos) add(three_bytes(prefix, 0), Site::in_host, 0);
    return;
  }
  // Two bytes are too few: each first byte of the body makes three of them.
  for (unsigned c = 0; c < 256; ++c) {
    if ((byte_sets[c] & rule.runs[0].alphabet) == 0) continue;
    const char three[3] = {prefix[0], prefix[1], static_cast<char>(c)};
    add(three_bytes({three, 3}, 0), run == 0 ? Site::in_run : Site::in_front, 0);
  }
}

constexpr std::size_t entry_count = [] {
  std::size_t count = 0;
  for (const TokenRule& rule : rules)
    for_each_key(rule, [&](std::uint32_t, Site, std::size_t) { ++count; });
  return count;
}();

constexpr auto entries = [] {
  std::array<Entry, entry_count> all{};
  std::size_t count = 0;
  for (std::size_t i = 0; i < rules.size(); ++i) {
    for_each_key(rules[i], [&](std::uint32_t three, Site site, std::size_t back) {
      all[count++] = {key_of(three, site), static_cast<std::uint16_t>(i),
                      static_cast<std::uint8_t>(back)};
    });
  }
  std::sort(all.begin(), all.end(), [](const Entry& a, const Entry& b) { return a.key < b.key; });
  return all;
}();

// Entries of one key, found over a hash of it: the first of each bucket, and one bit a bucket for
// the question that is asked most, whether there is any.
constexpr std::size_t bucket_bits = 15;
constexpr std::size_t bucket_of(std::uint32_t key) {
  return key * 0x9e3779b1U >> (32U - bucket_bits);
}

constexpr auto candidate_list = [] {
  std::array<Candidate, entry_count> all{};
  for (std::size_t i = 0; i < entry_count; ++i)
    all[i] = {&rules[entries[i].rule], entries[i].back};
  return all;
}();

constexpr auto bucket_filled = [] {
  std::array<std::uint64_t, (1U << bucket_bits) / 64> bits{};
  for (const Entry& entry : entries) {
    const std::size_t bucket = bucket_of(entry.key);
    bits[bucket / 64] |= std::uint64_t{1} << (bucket % 64);
  }
  return bits;
}();

}  // namespace

bool in(Alphabet alphabet, char c) noexcept {
  return (byte_sets[static_cast<unsigned char>(c)] & alphabet) != 0;
}

std::span<const TokenRule> token_rules() noexcept { return rules; }

std::span<const Candidate> candidates(std::uint32_t three, Site site) noexcept {
  const std::uint32_t key = key_of(three, site);
  const std::size_t bucket = bucket_of(key);
  if ((bucket_filled[bucket / 64] >> (bucket % 64) & 1U) == 0) return {};
  const auto first = std::lower_bound(entries.begin(), entries.end(), key,
                                      [](const Entry& e, std::uint32_t k) { return e.key < k; });
  auto last = first;
  while (last != entries.end() && last->key == key)
    ++last;
  return {candidate_list.data() + (first - entries.begin()),
          static_cast<std::size_t>(last - first)};
}

}  // namespace homeostat::secrets
