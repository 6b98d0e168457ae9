// Answers on one file, for tests of how they are read.
#pragma once

#include <string>
#include <string_view>

#include <homeostat/prompt.hpp>

namespace test_prompt {

/// The file after the answer, or the name of the reason why there is none.
inline std::string answered(std::string_view content, std::string_view answer,
                            const std::string& path = "src/a.py") {
  const homeostat::AnswerResult read =
      homeostat::parse_answer(answer, {{path, homeostat::FileMode::regular, std::string(content)}});
  if (read.refusal) return std::string(to_string(read.refusal->reason));
  return read.writes.at(0).content.value_or("-");
}

inline std::string block(std::string_view search, std::string_view replace,
                         const std::string& path = "src/a.py") {
  return path + "\n<<<<<<< SEARCH\n" + std::string(search) + "=======\n" + std::string(replace) +
         ">>>>>>> REPLACE\n";
}

}  // namespace test_prompt
