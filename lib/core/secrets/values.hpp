// Is the value given to a name of names.hpp a secret?
#pragma once

#include <cstddef>
#include <string_view>

#include <homeostat/secrets.hpp>

#include "core/secrets/names.hpp"

namespace homeostat::secrets {

enum class ValueForm {
  quoted,    ///< name = "value"
  assigned,  ///< name=value
  spaced,    ///< name value
};

struct Value {
  std::size_t offset = 0;
  std::size_t length = 0;
  ValueForm form = ValueForm::quoted;
};

/// The confidence that the value given to `name`, which is of `kind`, is a secret; 0: it is none.
[[nodiscard]] double judge_value(NameKind kind, std::string_view name, std::string_view value,
                                 ValueForm form, SecretProfile profile) noexcept;

}  // namespace homeostat::secrets
