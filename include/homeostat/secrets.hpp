#pragma once

/// Finds secrets in text. Findings are spans, never the secret itself.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <homeostat/patch.hpp>

namespace homeostat {

enum class SecretProfile {
  guard,   ///< what blocks a patch: precise
  redact,  ///< what is removed from text that leaves: broad
};

struct SecretFinding {
  std::string rule;        ///< "github-token"
  double confidence = 0;   ///< 0 to 1
  std::size_t offset = 0;  ///< bytes into the text that was scanned
  std::size_t length = 0;
  int line = 0;         ///< 1-based
  int column = 0;       ///< 1-based, bytes
  std::string preview;  ///< masked: "ghp_…(40)"
  friend bool operator==(const SecretFinding&, const SecretFinding&) = default;
};

/// In order of offset, not overlapping. Linear.
[[nodiscard]] std::vector<SecretFinding> find_secrets(std::string_view text, SecretProfile profile);

}  // namespace homeostat
