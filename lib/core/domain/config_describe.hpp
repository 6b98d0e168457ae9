// Every key of the configuration, once.
#pragma once

#include <homeostat/config.hpp>

#include "core/domain/config_nodes.hpp"

namespace homeostat::config_nodes {

/// The whole configuration. The node borrows `config`.
[[nodiscard]] Node describe(Config& config);
/// One repository. The node borrows `repo`.
[[nodiscard]] Node describe_repository(RepositoryConfig& repo);
/// A catalogue of models. The node borrows `models`.
[[nodiscard]] Node describe_models(std::vector<ModelConfig>& models);
/// The JSON Schema of the configuration: the text of config.schema.json.
[[nodiscard]] std::string config_schema();

}  // namespace homeostat::config_nodes
