// Values given to names that speak of secrets: `password = "…"`, `"apiKey": "…"`, `Bearer …`.
#pragma once

#include <cstddef>
#include <string_view>

#include "core/secrets/connector.hpp"
#include "core/secrets/hit.hpp"
#include "core/secrets/names.hpp"

namespace homeostat::secrets {

class Assignments {
 public:
  explicit Assignments(const Input& input) : input_(input), connector_(input.text) {}

  /// A word of secrets stands at `at`, perhaps inside a name: the value given to that name.
  [[nodiscard]] Hit of_name(std::size_t at);

  /// The run looks like a key: is it given to a name that makes it one?
  [[nodiscard]] Hit of_value(const WordRun& run) const;

 private:
  struct Front {
    std::size_t name_end = 0;
    ValueForm form = ValueForm::spaced;
    bool comma = false;  ///< nothing but a comma stands between them
  };
  [[nodiscard]] Front in_front_of(const WordRun& run) const;
  [[nodiscard]] std::size_t value_end(const WordRun& run) const;
  [[nodiscard]] Hit inside_name(std::size_t begin, std::size_t at, std::size_t end) const;

  Input input_;
  Connector connector_;
  std::size_t seen_ = 0;  // names that end before this were looked at
};

}  // namespace homeostat::secrets
