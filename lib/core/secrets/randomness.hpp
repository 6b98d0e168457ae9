// Is a value random, as keys are, or written by a person, as names and words are?
#pragma once

#include <cstddef>
#include <string_view>

namespace homeostat::secrets {

/// What a value is made of.
struct Makeup {
  std::size_t digits = 0;
  std::size_t lowers = 0;
  std::size_t uppers = 0;
  std::size_t others = 0;    ///< everything else
  std::size_t distinct = 0;  ///< different bytes
  double surprise = 0;       ///< 0 (words) to 1: neighbours that words do not have
  double order = 0;          ///< 0 to 1: neighbours that follow each other, as in "abcd", "1234"
  bool is_hex = false;       ///< only hex digits, of them at least one digit and one letter
  [[nodiscard]] int classes() const;
};
[[nodiscard]] Makeup makeup_of(std::string_view value) noexcept;

/// Long and irregular enough to be a key.
[[nodiscard]] bool looks_random(std::string_view value) noexcept;

/// Something is to be put in its place: "${TOKEN}", "<password>", "{{ key }}".
[[nodiscard]] bool is_template(std::string_view value) noexcept;

/// Stands for a secret instead of being one: "your-api-key", "${TOKEN}", "<password>", "xxxx",
/// "changeme", "process.env.KEY".
[[nodiscard]] bool is_placeholder(std::string_view value) noexcept;

}  // namespace homeostat::secrets
