// What speaks for a candidate, as numbers, and the score made of them.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>

namespace homeostat::pattern {

enum class Feature : std::uint8_t {
  best_precision,
  second_precision,
  sum_precision,
  supports,
  repositories,
  examples,
  best_level,
  best_width,
  widest,
  widest_precision,
  trials,
  share,
  own_repository,
  right_repositories,
  right_examples,
  removed,
  inserted,
  literals,
  own_words,
  holes,
  far_holes,
  at_line_begin,
  position,
  line_words,
  statement,
  deletion,
  insertion,
  filling_count,
  filling_order,
  filling_dereferenced,
  filling_whole,
  filling_words,
  filling_uses,
  filling_distance,
  filling_similarity,
  filling_named,
  filling_slot,
  removed_named,
  site_named,
  inserted_named,
  language,
  message_guard,
  message_default,
  message_async,
  message_bounds,
  message_type,
  message_rename,
  message_remove,
  message_return,
  message_throw,
  message_condition,
  message_crash,
  message_add,
  has_question_dot,
  has_and,
  has_or,
  has_nullish,
  has_if,
  has_return,
  has_await,
  has_isset,
  has_try,
  has_null,
  has_not,
  has_equals,
  has_call,
  has_assign,
  first_word,
  line_head,
  topic_affinity,
  semicolons_habit,
  right_semicolons,
  right_braces,
  equality_mismatch,
  filling_assigned,
  removed_uses,
  removed_common,
  crowd,
  count_
};
inline constexpr std::size_t feature_count = static_cast<std::size_t>(Feature::count_);
using Features = std::array<float, feature_count>;

/// Higher is better; cheap, of the evidence alone: it chooses whom the trees judge.
[[nodiscard]] double first_score_of(const Features& features) noexcept;
/// Higher is better. The odds, as a logarithm, that the candidate is what a developer would do.
[[nodiscard]] double score_of(const Features& features) noexcept;
[[nodiscard]] double confidence_of_score(double score) noexcept;
/// One line: the terms that a person can check.
[[nodiscard]] std::string why_of(const Features& features);

}  // namespace homeostat::pattern
