// The built-in catalogue of models and the tiers that ask them. Prices are in USD per million
// tokens and change within months: a configuration with its own `models` replaces all of this.
#include <homeostat/config.hpp>

namespace homeostat {
namespace {

constexpr Money usd(std::int64_t micros) { return Money::from_micros(micros); }

ModelConfig model(const char* id, bool trusted, Money cached_input, Money input, Money output) {
  ModelConfig out;
  out.id = ModelId(id);
  out.trusted = trusted;
  out.cached_input_per_million = cached_input;
  out.input_per_million = input;
  out.output_per_million = output;
  return out;
}

}  // namespace

std::vector<ModelConfig> default_models() {
  return {
      // DeepSeek's price page of 2026-11-15, at peak hours (twice the rest): a reservation must
      // hold at any time of the day.
      model("deepseek-flash", false, usd(6'000), usd(300'000), usd(1'200'000)),
      model("deepseek-v4-pro", false, usd(44'000), usd(1'320'000), usd(3'960'000)),
      // OpenAI's prices for the GPT-6 family, September to November 2026. Above 272 000 tokens of
      // input a request costs twice as much, which the default context_tokens_max keeps away.
      model("gpt-6.1-sol", true, usd(100'000), usd(2'000'000), usd(10'000'000)),
      model("gpt-6.1-terra", true, usd(50'000), usd(1'000'000), usd(5'000'000)),
      model("gpt-6-luna", true, usd(10'000), usd(100'000), usd(500'000)),
      // OpenAI's model pages, November 2026. Shut down on 2026-12-11.
      model("gpt-5", true, usd(125'000), usd(1'250'000), usd(10'000'000)),
      model("gpt-5-mini", true, usd(25'000), usd(250'000), usd(2'000'000)),
      model("gpt-5-nano", true, usd(5'000), usd(50'000), usd(400'000)),
  };
}

std::vector<TierConfig> default_tiers() {
  const ModelId drafter("deepseek-flash");
  const ModelId strong("gpt-6.1-sol");
  return {TierConfig{drafter, ModelId(), 2}, TierConfig{drafter, strong, 2},
          TierConfig{strong, ModelId(), 1}};
}

}  // namespace homeostat
