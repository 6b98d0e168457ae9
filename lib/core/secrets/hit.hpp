// What the parts of the scanner report to each other.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include <homeostat/secrets.hpp>

namespace homeostat::secrets {

struct Hit {
  std::string_view rule;
  double confidence = 0;
  std::size_t offset = 0;
  std::size_t length = 0;
  std::string_view shown;  ///< the public beginning of the secret, for the preview
};

/// Tokens of rules.hpp.
void find_tokens(std::string_view text, SecretProfile profile, std::vector<Hit>& hits);

/// Values given to names that speak of secrets: `password = "…"`, `"apiKey": "…"`.
void find_assignments(std::string_view text, SecretProfile profile, std::vector<Hit>& hits);

/// Secrets by the shape around them: URL credentials, private keys, Authorization headers.
void find_structures(std::string_view text, SecretProfile profile, std::vector<Hit>& hits);

}  // namespace homeostat::secrets
