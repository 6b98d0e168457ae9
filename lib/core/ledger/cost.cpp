#include <algorithm>
#include <limits>

#include <homeostat/ledger.hpp>

namespace homeostat {
namespace {

__extension__ using Wide = __int128;

constexpr Wide tokens_per_price = 1'000'000;
constexpr Wide micros_max = std::numeric_limits<std::int64_t>::max();

/// In millionths of a micro-dollar, so that nothing is rounded before the sum is known. Negative
/// counts and prices count as none; each part is bounded so that the sum of four fits.
Wide exact_cost(std::int64_t tokens, Money price_per_million) {
  const Wide cost = Wide{std::max<std::int64_t>(tokens, 0)} *
                    Wide{std::max<std::int64_t>(price_per_million.micros(), 0)};
  return std::min(cost, micros_max * tokens_per_price);
}

Money round_up(Wide exact) {
  const Wide micros = (exact + tokens_per_price - 1) / tokens_per_price;
  return Money::from_micros(static_cast<std::int64_t>(std::min(micros, micros_max)));
}

}  // namespace

Money worst_case_cost(const ModelConfig& model, std::int64_t prompt_tokens) {
  const Money dearest = std::max(model.input_per_million, model.cached_input_per_million);
  return round_up(exact_cost(prompt_tokens, dearest) +
                  exact_cost(model.output_tokens_max, model.output_per_million));
}

Money cost_of_usage(const ModelConfig& model, const Usage& usage) {
  return round_up(exact_cost(usage.input, model.input_per_million) +
                  exact_cost(usage.cache_write, model.input_per_million) +
                  exact_cost(usage.cache_read, model.cached_input_per_million) +
                  exact_cost(usage.output, model.output_per_million));
}

}  // namespace homeostat
