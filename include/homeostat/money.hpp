#pragma once

/// Money in integer micro-US-dollars: 1 USD = 1 000 000.
///
/// ```cpp
/// #include <homeostat/money.hpp>
/// constexpr homeostat::Money cap = homeostat::Money::from_micros(1'000'000);  // $1.00
/// static_assert(cap.micros() == 1'000'000);
/// ```

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include <homeostat/result.hpp>

namespace homeostat {

/// Regular value. Arithmetic saturates at the ends of int64, so no sum ever wraps.
class Money {
 public:
  constexpr Money() = default;
  [[nodiscard]] static constexpr Money from_micros(std::int64_t micros) {
    Money m;
    m.micros_ = micros;
    return m;
  }
  [[nodiscard]] constexpr std::int64_t micros() const { return micros_; }
  /// For the JSON fields of the mission that are plain numbers (`cost`). Never computed with.
  [[nodiscard]] constexpr double to_usd() const { return static_cast<double>(micros_) / 1e6; }
  /// "1.000000", "-0.000021": six decimals, no currency sign.
  [[nodiscard]] std::string to_string() const;

  friend constexpr auto operator<=>(Money, Money) = default;
  friend Money operator+(Money a, Money b);
  friend Money operator-(Money a, Money b);
  Money& operator+=(Money b) { return *this = *this + b; }
  Money& operator-=(Money b) { return *this = *this - b; }

 private:
  std::int64_t micros_ = 0;
};

/// Parses a decimal amount of USD ("1", "0.066", "12.5"), at most six decimals, no sign, no
/// exponent, at most 9 000 000. Empty text, "abc", "NaN", "-1" and "1e3" are invalid_argument.
Result<Money> parse_money(std::string_view text);

/// `tokens` at `price_per_million`, rounded up to a whole micro-dollar. Saturates.
[[nodiscard]] Money cost_of(std::int64_t tokens, Money price_per_million);

}  // namespace homeostat
