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
  std::string_view shown = {};  ///< the public beginning of the secret, for the preview
  [[nodiscard]] std::size_t end() const { return offset + length; }
};

/// What all parts need to know of a scan.
struct Input {
  std::string_view text;
  SecretProfile profile = SecretProfile::guard;
  [[nodiscard]] bool guard() const { return profile == SecretProfile::guard; }
};

/// A run of word bytes: letters, digits, - and _.
struct WordRun {
  std::size_t begin = 0;
  std::size_t end = 0;
  [[nodiscard]] std::size_t size() const { return end - begin; }
};

}  // namespace homeostat::secrets
