// The built-in catalogue of models and the tiers that ask them. Prices change within months: a
// configuration with its own `models` replaces all of them.
#include <cassert>

#include <homeostat/config.hpp>

#include "core/base/json_strict.hpp"
#include "core/domain/config_describe.hpp"
#include "models_json.hpp"

namespace homeostat {

std::vector<ModelConfig> default_models() {
  std::vector<ModelConfig> models;
  const base::JsonParsed parsed = base::parse_json_strict(domain::models_json);
  assert(!parsed.fault);
  const auto fault = config_nodes::read(config_nodes::describe_models(models),
                                        parsed.value.at("models"), "/models");
  assert(!fault);
  (void)fault;
  return models;
}

std::vector<TierConfig> default_tiers() {
  const ModelId drafter("deepseek-flash");
  const ModelId strong("gpt-6.1-sol");
  return {TierConfig{drafter, ModelId(), 2}, TierConfig{drafter, strong, 2},
          TierConfig{strong, ModelId(), 1}};
}

}  // namespace homeostat
