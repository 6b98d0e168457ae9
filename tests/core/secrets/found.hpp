// What the tests of the scanner ask of it.
#pragma once

#include <homeostat/secrets.hpp>
#include <string>

namespace homeostat::test {

/// The text that is found first, or "" if nothing is.
inline std::string found_in(const std::string& text, SecretProfile profile = SecretProfile::guard) {
  const auto findings = find_secrets(text, profile);
  return findings.empty() ? "" : text.substr(findings[0].offset, findings[0].length);
}

/// The rule that finds first, or "".
inline std::string rule_in(const std::string& text, SecretProfile profile = SecretProfile::guard) {
  const auto findings = find_secrets(text, profile);
  return findings.empty() ? "" : findings[0].rule;
}

}  // namespace homeostat::test
