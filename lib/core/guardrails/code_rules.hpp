// What is dangerous to call, to set or to write, language by language. The rules are data.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include <homeostat/changes.hpp>

#include "core/base/text.hpp"

namespace homeostat::guardrails {

/// Families of languages, as bits.
enum Family : unsigned {
  js = 1,
  python = 2,
  php = 4,
  ruby = 8,
  c_like = 16,
  jvm = 32,
  go = 64,
  rust = 128,
  dotnet = 256,
  shell = 512,
  package = 1024,  ///< package.json and its like
  tests = 2048,    ///< a file of tests, in any language
  markup = 4096,   ///< text between tags: no comments and strings to rely on
  every = 0x3ff,   ///< what nobody knows may be any language
};

/// How a rule reads what it finds.
enum class RuleKind : std::uint8_t {
  /// Wherever it stands, but in comments and plain strings.
  anywhere,
  /// A function of everybody's: as a method of something (re.exec) or where it is defined it is
  /// another one.
  bare,
  /// A comment that switches a check off.
  comment,
};

struct CodeRule {
  ChangeClass of = ChangeClass::dynamic_code;
  unsigned families = 0;
  std::string_view pattern;  ///< see CodeTokens::match
  std::string_view what;     ///< "eval()"
  RuleKind kind = RuleKind::anywhere;
};

/// By path: 0 for prose, styles and data, `every` for what nobody knows.
[[nodiscard]] unsigned families_of(std::string_view path);

/// Does the path say that the file holds tests?
[[nodiscard]] bool is_test_path(std::string_view path);

/// Rules by the first word of their pattern, so that nearly all tokens of a patch are passed over
/// by one look.
class RuleTable {
 public:
  constexpr RuleTable(std::span<const CodeRule> rules, std::span<const std::uint16_t> begins)
      : rules_(rules), begins_(begins) {}

  /// Those that may begin with the word, and perhaps others.
  [[nodiscard]] std::span<const CodeRule> beginning_with(std::string_view word) const {
    const std::size_t bucket = bucket_of(word);
    return rules_.subspan(begins_[bucket], begins_[bucket + 1] - begins_[bucket]);
  }

  static constexpr std::size_t buckets = 256;
  static constexpr std::size_t bucket_of(std::string_view word) {
    const auto byte = [](char c) { return static_cast<std::size_t>(base::to_lower(c)); };
    return (byte(word.front()) * 7 + byte(word.back()) * 13 + word.size() * 31) % buckets;
  }

 private:
  std::span<const CodeRule> rules_;
  std::span<const std::uint16_t> begins_;
};

/// The sorted rules and the places where the buckets begin, made by the compiler.
template <std::size_t N>
struct SortedRules {
  std::array<CodeRule, N> rules{};
  std::array<std::uint16_t, RuleTable::buckets + 1> begins{};

  constexpr explicit SortedRules(const CodeRule (&list)[N]) {
    std::uint16_t at = 0;
    for (std::size_t bucket = 0; bucket < RuleTable::buckets; ++bucket) {
      begins[bucket] = at;
      for (const CodeRule& rule : list) {
        const std::string_view word = rule.pattern.substr(0, rule.pattern.find(' '));
        if (RuleTable::bucket_of(word) == bucket) rules[at++] = rule;
      }
    }
    begins[RuleTable::buckets] = at;
  }
  [[nodiscard]] constexpr RuleTable table() const { return {rules, begins}; }
};

[[nodiscard]] RuleTable evaluation_rules() noexcept;
[[nodiscard]] RuleTable process_rules() noexcept;
[[nodiscard]] RuleTable connection_rules() noexcept;
[[nodiscard]] RuleTable check_rules() noexcept;

}  // namespace homeostat::guardrails
