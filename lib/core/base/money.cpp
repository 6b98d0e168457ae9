#include <homeostat/money.hpp>

#include <algorithm>
#include <limits>

#include "core/base/format.hpp"
#include "core/base/saturating.hpp"
#include "core/base/text.hpp"

namespace homeostat {
namespace {

constexpr std::int64_t micros_per_usd = 1'000'000;
constexpr std::int64_t usd_max = 9'000'000;
constexpr std::size_t decimals_max = 6;

Error not_an_amount() {
  return Error{ErrorCode::invalid_argument,
               base::format("not an amount of USD: give digits with at most {} decimals, 0 to {}",
                            decimals_max, usd_max)};
}

}  // namespace

Money operator+(Money a, Money b) {
  return Money::from_micros(base::saturating_add(a.micros_, b.micros_));
}

Money operator-(Money a, Money b) {
  return Money::from_micros(base::saturating_subtract(a.micros_, b.micros_));
}

std::string Money::to_string() const {
  const bool negative = micros_ < 0;
  // Unsigned, because the lowest int64 has no positive twin.
  const auto bits = static_cast<std::uint64_t>(micros_);
  const std::uint64_t size = negative ? 0 - bits : bits;
  const auto unit = static_cast<std::uint64_t>(micros_per_usd);
  return base::format("{}{}.{:06}", negative ? "-" : "", size / unit, size % unit);
}

Result<Money> parse_money(std::string_view text) {
  const std::size_t dot = text.find('.');
  const std::string_view whole = text.substr(0, dot);
  const std::string_view decimals =
      dot == std::string_view::npos ? std::string_view() : text.substr(dot + 1);
  if (whole.empty() || !base::is_digits(whole)) return not_an_amount();
  if (dot != std::string_view::npos && decimals.empty()) return not_an_amount();
  if (decimals.size() > decimals_max || !base::is_digits(decimals)) return not_an_amount();

  std::int64_t usd = 0;
  for (const char c : whole) {
    usd = usd * 10 + (c - '0');
    if (usd > usd_max) return not_an_amount();
  }
  std::int64_t micros = 0;
  for (std::size_t i = 0; i < decimals_max; ++i) {
    micros = micros * 10 + (i < decimals.size() ? decimals[i] - '0' : 0);
  }
  if (usd == usd_max && micros > 0) return not_an_amount();
  return Money::from_micros(usd * micros_per_usd + micros);
}

Money cost_of(std::int64_t tokens, Money price_per_million) {
  __extension__ using Wide = __int128;
  const Wide product = Wide{std::max<std::int64_t>(tokens, 0)} *
                       Wide{std::max<std::int64_t>(price_per_million.micros(), 0)};
  const Wide micros = (product + 999'999) / 1'000'000;
  return Money::from_micros(
      static_cast<std::int64_t>(std::min<Wide>(micros, std::numeric_limits<std::int64_t>::max())));
}

}  // namespace homeostat
