#include <homeostat/config.hpp>

#include <set>

#include "core/base/enum_names.hpp"
#include "core/base/format.hpp"
#include "core/base/json_print.hpp"
#include "core/base/json_strict.hpp"
#include "core/base/text.hpp"
#include "core/domain/config_describe.hpp"

namespace homeostat {
namespace {

using config_nodes::Fault;

constexpr base::EnumNames<3> environment_names = {"dev", "test", "production"};
static_assert(static_cast<std::size_t>(Environment::production) + 1 == environment_names.size());

// Enough for a thousand repositories with long lists.
constexpr std::size_t config_bytes_max = 4 * 1024 * 1024;

/// A key may hold anything; a message is one line.
std::string one_line(std::string_view text) {
  std::string out;
  for (const char c : text)
    out += base::is_control(c) ? '?' : c;
  return out;
}

Error error_of(const Fault& fault) {
  const std::string pointer = fault.pointer.empty() ? "/" : one_line(fault.pointer);
  return Error{ErrorCode::invalid_config, pointer + ": " + fault.message};
}

/// What no key can say alone.
std::optional<Fault> check_relations(const Config& config) {
  std::set<std::string> slugs;
  for (std::size_t i = 0; i < config.repositories.size(); ++i) {
    // Forges take "Acme/Kit" and "acme/kit" for one repository.
    if (!slugs.insert(base::to_lower(config.repositories[i].slug.str())).second) {
      return Fault{base::format("/repositories/{}/slug", i), "the repository is listed twice"};
    }
  }
  std::set<std::string> models;
  for (std::size_t i = 0; i < config.models.size(); ++i) {
    const ModelConfig& model = config.models[i];
    if (!models.insert(model.id.str()).second) {
      return Fault{base::format("/models/{}/id", i), "the model is listed twice"};
    }
    if (model.cached_input_per_million > model.input_per_million) {
      return Fault{base::format("/models/{}/cached_input_per_million", i),
                   base::format("expected at most input_per_million ({}), got {}",
                                model.input_per_million.to_string(),
                                model.cached_input_per_million.to_string())};
    }
    if (model.output_tokens_max >= model.context_tokens_max) {
      return Fault{base::format("/models/{}/output_tokens_max", i),
                   base::format("expected less than context_tokens_max ({}), got {}",
                                model.context_tokens_max, model.output_tokens_max)};
    }
  }
  return std::nullopt;
}

}  // namespace

std::string_view to_string(Environment environment) noexcept {
  return base::enum_name(environment_names, environment);
}

Result<Config> parse_config(std::string_view json) {
  if (json.size() > config_bytes_max) {
    return error_of({"", base::format("configuration has {} bytes, limit is {}", json.size(),
                                      config_bytes_max)});
  }
  const base::JsonParsed parsed = base::parse_json_strict(json);
  if (parsed.fault) return error_of({parsed.fault->pointer, parsed.fault->message});
  Config config;
  if (const auto fault = config_nodes::read(config_nodes::describe(config), parsed.value, "")) {
    return error_of(*fault);
  }
  if (const auto fault = check_relations(config)) return error_of(*fault);
  return config;
}

Status validate(const Config& config) {
  Config copy = config;
  if (const auto fault = config_nodes::check(config_nodes::describe(copy), "")) {
    return error_of(*fault);
  }
  if (const auto fault = check_relations(config)) return error_of(*fault);
  return {};
}

std::string to_json(const Config& config) {
  Config copy = config;
  return base::print_json(config_nodes::write(config_nodes::describe(copy)));
}

}  // namespace homeostat
