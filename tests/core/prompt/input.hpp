// A prompt's input that a test may change.
#pragma once

#include <string>
#include <vector>

#include <homeostat/prompt.hpp>

namespace homeostat::test {

struct Ask {
  Diagnosis diagnosis;
  std::vector<FileContent> files;
  Config config;
  RepositoryConfig repository;
  std::vector<std::string> failures;
  std::int64_t tokens_max = 16'000;

  Ask() {
    diagnosis.language = Language::javascript;
    diagnosis.report.error_type = {"TypeError", Provenance::reporter};
    diagnosis.report.message = {"x is not a function", Provenance::reporter};
    diagnosis.locations.push_back({"src/a.js", 2, 0, "f"});
    files.push_back({"src/a.js", FileMode::regular, "function f(x) {\n  return x();\n}\n"});
  }

  [[nodiscard]] PromptInput input() const {
    return {.diagnosis = diagnosis,
            .files = files,
            .config = config,
            .repository = repository,
            .nonce = "n0nce7",
            .previous_failures = failures,
            .tokens_max = tokens_max};
  }
  [[nodiscard]] Prompt prompt() const { return make_prompt(input()); }
  [[nodiscard]] std::string system() const { return prompt().messages.at(0).text; }
  [[nodiscard]] std::string user() const { return prompt().messages.at(1).text; }
};

inline bool contains(std::string_view text, std::string_view part) {
  return text.find(part) != std::string_view::npos;
}

}  // namespace homeostat::test
