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

/// A row of a later day replaces a price; one of the same day may only raise it: a longer prompt
/// never costs less.
void take(Money& price, Money other, bool newer) { price = newer ? other : std::max(price, other); }

Money times_percent(Money price, int percent) {
  const Wide exact = Wide{price.micros()} * percent;
  return Money::from_micros(static_cast<std::int64_t>(std::min((exact + 99) / 100, micros_max)));
}

}  // namespace

ModelConfig priced_at(const ModelConfig& model, Time now, std::int64_t prompt_tokens) {
  const std::string today = format_time(now).substr(0, 10);
  ModelConfig priced = model;
  std::string from;
  for (const PriceRow& row : model.prices) {
    if (row.from > today || row.from < from) continue;
    if (row.prompt_tokens_above > 0 && prompt_tokens <= row.prompt_tokens_above) continue;
    const bool newer = row.from > from;
    from = row.from;
    take(priced.input_per_million, row.input_per_million, newer);
    take(priced.cached_input_per_million, row.cached_input_per_million, newer);
    take(priced.cache_write_per_million, row.cache_write_per_million, newer);
    take(priced.output_per_million, row.output_per_million, newer);
  }
  for (Money* price : {&priced.input_per_million, &priced.cached_input_per_million,
                       &priced.cache_write_per_million, &priced.output_per_million}) {
    *price = times_percent(*price, model.service_percent);
  }
  priced.prices.clear();
  priced.service_percent = 100;
  return priced;
}

bool is_retired(const ModelConfig& model, Time now) {
  return !model.retires.empty() && format_time(now).substr(0, 10) >= model.retires;
}

Money worst_case_cost(const ModelConfig& model, std::int64_t prompt_tokens) {
  const Money dearest = std::max(
      {model.input_per_million, model.cached_input_per_million, model.cache_write_per_million});
  return round_up(exact_cost(prompt_tokens, dearest) +
                  exact_cost(model.output_tokens_max, model.output_per_million));
}

Money cost_of_usage(const ModelConfig& model, const Usage& usage) {
  const Money written = model.cache_write_per_million == Money() ? model.input_per_million
                                                                 : model.cache_write_per_million;
  return round_up(exact_cost(usage.input, model.input_per_million) +
                  exact_cost(usage.cache_write, written) +
                  exact_cost(usage.cache_read, model.cached_input_per_million) +
                  exact_cost(usage.output, model.output_per_million));
}

}  // namespace homeostat
