#include "core/diff/line_ids.hpp"

#include <algorithm>
#include <numeric>

namespace homeostat::diff {

std::vector<std::uint32_t> number_lines(const std::vector<std::string_view>& lines) {
  std::vector<std::uint32_t> order(lines.size());
  std::iota(order.begin(), order.end(), 0U);
  // By length first: most comparisons are over before they look at a byte.
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    if (lines[a].size() != lines[b].size()) return lines[a].size() < lines[b].size();
    return lines[a] < lines[b];
  });
  std::vector<std::uint32_t> ids(lines.size());
  std::uint32_t id = 0;
  for (std::size_t i = 0; i < order.size(); ++i) {
    if (i > 0 && lines[order[i]] != lines[order[i - 1]]) ++id;
    ids[order[i]] = id;
  }
  return ids;
}

}  // namespace homeostat::diff
