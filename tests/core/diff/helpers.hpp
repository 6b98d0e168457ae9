// Short forms for the tests of patches.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <homeostat/diff.hpp>

#include "support/catch.hpp"

namespace helpers {

/// The patch that `text` is; a failure if it is none.
inline homeostat::Patch parsed(std::string_view text) {
  auto patch = homeostat::parse_patch(text);
  if (!patch) FAIL(patch.error().message << '\n' << text);
  return *std::move(patch);
}

/// Its one file.
inline homeostat::FilePatch parsed_file(std::string_view text) {
  auto patch = parsed(text);
  REQUIRE(patch.files.size() == 1);
  return std::move(patch.files.front());
}

/// Why `text` is no patch.
inline std::string refusal(std::string_view text) {
  const auto patch = homeostat::parse_patch(text);
  if (patch) FAIL("taken for a patch:\n" << text);
  CHECK(patch.error().code == homeostat::ErrorCode::invalid_argument);
  CHECK(patch.error().message.find('\n') == std::string::npos);
  return patch.error().message;
}

/// A header for hunks of the file x.
inline std::string with_header(std::string_view hunks) {
  return "diff --git a/x b/x\n--- a/x\n+++ b/x\n" + std::string(hunks);
}

inline homeostat::FileContent file(std::string path, std::string content,
                                   homeostat::FileMode mode = homeostat::FileMode::regular) {
  return {std::move(path), mode, std::move(content)};
}

/// The content of x after a patch with these hunks; "error: …" if it does not apply.
inline std::string applied(std::string_view hunks, const std::string& content,
                           bool lenient = false) {
  const std::vector<homeostat::FileContent> files{file("x", content)};
  const auto result =
      homeostat::apply_patch(parsed(with_header(hunks)), files, {.lenient = lenient});
  if (!result) return "error: " + result.error().message;
  REQUIRE(result->writes.size() <= 1);
  return result->writes.empty() ? content : result->writes.front().content.value_or("(deleted)");
}

/// "3" becomes "1\n2\n3\n".
inline std::string numbers(int last, int first = 1) {
  std::string text;
  for (int i = first; i <= last; ++i) {
    text += std::to_string(i) + "\n";
  }
  return text;
}

}  // namespace helpers
