#include "core/diff/lines.hpp"

#include <algorithm>

namespace homeostat::diff {

Lines split_lines(std::string_view text) {
  Lines lines;
  lines.text.reserve(static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')) + 1);
  while (!text.empty()) {
    const auto end = text.find('\n');
    lines.text.push_back(text.substr(0, end));
    if (end == text.npos) {
      lines.final_newline = false;
      break;
    }
    text.remove_prefix(end + 1);
  }
  return lines;
}

}  // namespace homeostat::diff
