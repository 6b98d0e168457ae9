// What the name of a variable, field, option or header says about its value.
#pragma once

#include <string_view>

namespace homeostat::secrets {

enum class NameKind {
  none,      ///< nothing to hide, or a name of something about a secret (token_type)
  weak,      ///< may be secret: auth, access, credentials
  key,       ///< some key: many are none
  secret,    ///< token, secret, api key: long and random
  password,  ///< chosen by a person: short
  scheme,    ///< of an Authorization header: Bearer, Basic
};

/// `name` as written: "DB_PASSWORD", "apiKey", "x-api-key", "config.client_secret".
[[nodiscard]] NameKind kind_of_name(std::string_view name) noexcept;

/// Is it the name of a service that issues keys, with nothing beside it but words of secrets?
[[nodiscard]] bool is_service(std::string_view name) noexcept;

}  // namespace homeostat::secrets
