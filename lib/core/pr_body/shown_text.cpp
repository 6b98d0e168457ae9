#include "core/pr_body/shown_text.hpp"

#include <algorithm>
#include <homeostat/privacy.hpp>

#include "core/base/text.hpp"
#include "core/base/utf8.hpp"

namespace homeostat::pr_body {
namespace {

/// How much more than what is shown is looked at: a secret must not be cut out of recognition
/// before the sanitizer has seen it, and the work stays bounded.
constexpr std::size_t margin_bytes = 16 * 1024;

std::string cut(std::string text, std::size_t bytes_max) {
  if (text.size() <= bytes_max) return text;
  return std::string(base::truncate_utf8(text, bytes_max)) + "…";
}

}  // namespace

std::string shown_text(std::string_view text, std::size_t bytes_max) {
  const std::string visible = strip_invisible(base::truncate_utf8(text, bytes_max + margin_bytes));
  return cut(sanitize(visible).text, bytes_max);
}

std::string shown_line(std::string_view text, std::size_t bytes_max) {
  std::string line = shown_text(text, bytes_max);
  std::replace_if(line.begin(), line.end(), base::is_space, ' ');
  return std::string(base::trim(line));
}

std::string shown_markdown(std::string_view text, std::size_t bytes_max) {
  return escape_markdown(shown_line(text, bytes_max));
}

std::string shown_code(std::string_view text, std::size_t bytes_max) {
  std::string line = shown_line(text, bytes_max);
  std::replace(line.begin(), line.end(), '`', '\'');
  // A table ends its cell at a bar even inside code.
  std::replace(line.begin(), line.end(), '|', '/');
  return "`" + (line.empty() ? std::string("-") : line) + "`";
}

std::string shown_name(std::string_view text, std::size_t bytes_max) {
  std::string name = shown_line(text, bytes_max + margin_bytes);
  std::erase_if(name, [](char c) {
    return !base::is_word(c) && std::string_view(".:/\\-<>$").find(c) == std::string_view::npos;
  });
  return name.substr(0, bytes_max);
}

}  // namespace homeostat::pr_body
