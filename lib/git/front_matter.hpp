// The lines between two "---" at the top of a Markdown file. No YAML: one `key: value` a line, a
// value in double quotes is a JSON string, and lists are separated by commas.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <homeostat/result.hpp>

namespace homeostat::git {

struct FrontMatter {
  struct Line {
    std::string key;  ///< empty: a comment or an empty line, kept as it is in `value`
    std::string value;
    int number = 0;  ///< of the line, 1-based
  };
  std::vector<Line> lines;
  std::string body;

  [[nodiscard]] const Line* find(std::string_view key) const;
  /// Replaces the value, or adds a line.
  void set(std::string_view key, std::string value);
  [[nodiscard]] std::string print() const;
};

[[nodiscard]] bool has_front_matter(std::string_view text);

/// One empty line between the front matter and the body is left out. invalid_argument:
/// "<line>: <what is wrong>". Precondition: has_front_matter(text).
Result<FrontMatter> parse_front_matter(std::string_view text);

/// The text that a value stands for; none: a broken string.
[[nodiscard]] std::optional<std::string> text_of(std::string_view value);
[[nodiscard]] std::optional<std::vector<std::string>> list_of(std::string_view value);

/// As a value that reads back as the same text: plain where it can be, else quoted.
[[nodiscard]] std::string value_of(std::string_view text);
[[nodiscard]] std::string value_of(const std::vector<std::string>& list);

}  // namespace homeostat::git
