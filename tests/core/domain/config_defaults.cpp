#include <homeostat/config.hpp>

#include <algorithm>

#include "support/catch.hpp"

using namespace homeostat;

namespace {
const ModelConfig* find(const std::vector<ModelConfig>& models, const ModelId& id) {
  const auto at = std::find_if(models.begin(), models.end(),
                               [&id](const ModelConfig& model) { return model.id == id; });
  return at == models.end() ? nullptr : &*at;
}
}  // namespace

TEST_CASE("every model that a default tier asks is in the catalogue with its prices") {
  const auto models = default_models();
  const auto tiers = default_tiers();
  REQUIRE(tiers.size() == 3);
  for (const TierConfig& tier : tiers) {
    for (const ModelId& id : {tier.model, tier.reviewer}) {
      if (id.empty()) continue;
      INFO(id.str());
      const auto* model = find(models, id);
      REQUIRE(model != nullptr);
      CHECK(model->input_per_million > Money());
      CHECK(model->output_per_million > Money());
    }
  }
}

TEST_CASE("the tiers draft twice, draft twice with a review, and ask a trusted model once") {
  const auto tiers = default_tiers();
  CHECK(tiers[0].tries == 2);
  CHECK(tiers[0].reviewer.empty());
  CHECK(tiers[1].tries == 2);
  CHECK(tiers[1].model == tiers[0].model);
  CHECK_FALSE(tiers[1].reviewer.empty());
  CHECK(tiers[2].tries == 1);
  CHECK(find(default_models(), tiers[2].model)->trusted);
}

TEST_CASE("the catalogue passes its own validation") { CHECK(validate(Config())); }

TEST_CASE("names that no service answers to any more are not in the catalogue") {
  for (const char* gone : {"deepseek-chat", "deepseek-reasoner", "deepseek-v3.2-exp"}) {
    CHECK(find(default_models(), ModelId(gone)) == nullptr);
  }
}

TEST_CASE("prices are those of the sources, DeepSeek's at peak hours") {
  const auto models = default_models();
  const auto* flash = find(models, ModelId("deepseek-flash"));
  REQUIRE(flash != nullptr);
  CHECK(flash->input_per_million == *parse_money("0.30"));
  CHECK(flash->cached_input_per_million == *parse_money("0.006"));
  CHECK(flash->output_per_million == *parse_money("1.20"));
  CHECK_FALSE(flash->trusted);
  const auto* sol = find(models, ModelId("gpt-6.1-sol"));
  REQUIRE(sol != nullptr);
  CHECK(sol->input_per_million == *parse_money("2"));
  CHECK(sol->output_per_million == *parse_money("10"));
}

TEST_CASE("rows of prices, cache writes and days of retirement are data") {
  const auto models = default_models();
  const auto* luna = find(models, ModelId("gpt-6-luna"));
  REQUIRE(luna != nullptr);
  CHECK(luna->provider == "openai");
  CHECK(luna->cache_write_per_million == *parse_money("0.125"));
  REQUIRE(luna->prices.size() == 1);
  CHECK(luna->prices[0].prompt_tokens_above == 272'000);
  CHECK(find(models, ModelId("gpt-5"))->retires == "2026-12-11");
  CHECK(find(models, ModelId("claude-haiku-5.5"))->prices.at(0).output_per_million ==
        *parse_money("2.50"));
}
