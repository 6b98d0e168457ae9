// The cases of tests/data/hostile. See its README.md.
#pragma once

#include <fstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/json.hpp"
#include "core/base/text.hpp"
#include "support/synthetic.hpp"

namespace homeostat::test {

/// Names in braces stand for what may not be committed or is known only here.
inline std::string with_values(std::string text) {
  text = base::replace_all(text, "{{github}}", "ghp_" + random_text(36));
  text = base::replace_all(text, "{{aws}}", "AKIA" + random_text(16, upper36));
  return base::replace_all(text, "{{nonce}}", "n0nce7");
}

inline std::vector<boost::json::object> read_cases(const std::string& name) {
  std::ifstream file(HOMEOSTAT_TEST_DATA "/hostile/" + name);
  std::vector<boost::json::object> cases;
  for (std::string line; std::getline(file, line);) {
    cases.push_back(boost::json::parse(with_values(line)).as_object());
  }
  if (cases.empty()) throw std::runtime_error("no cases in " + name);
  return cases;
}

inline std::string text_of(const boost::json::object& one, std::string_view key) {
  const auto* value = one.if_contains(key);
  return value == nullptr ? std::string() : std::string(value->as_string());
}

}  // namespace homeostat::test
