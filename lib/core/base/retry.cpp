#include <homeostat/retry.hpp>

#include <algorithm>
#include <vector>

#include "core/base/text.hpp"

namespace homeostat {
namespace {

constexpr std::size_t compared_bytes_max = 2000;

}  // namespace

std::string failure_message(std::string_view output) {
  constexpr std::string_view word = "error: ";
  const std::size_t found = base::ifind(output, word);
  if (found == std::string_view::npos) return {};
  std::string_view rest = output.substr(found);
  rest.remove_prefix(word.size());
  rest = rest.substr(0, rest.find_first_of("\r\n"));
  return std::string(rest.substr(0, compared_bytes_max));
}

std::size_t bounded_edit_distance(std::string_view a, std::string_view b, std::size_t bound) {
  if (a.size() < b.size()) std::swap(a, b);
  const std::size_t beyond = bound + 1;
  if (a.size() - b.size() > bound) return beyond;
  std::vector<std::size_t> above(b.size() + 1, beyond);
  std::vector<std::size_t> row(b.size() + 1, beyond);
  for (std::size_t j = 0; j <= std::min(b.size(), bound); ++j)
    above[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    const std::size_t first = i > bound ? i - bound : 1;
    const std::size_t last = std::min(b.size(), i + bound);
    row[first - 1] = i <= bound && first == 1 ? i : beyond;
    for (std::size_t j = first; j <= last; ++j) {
      const std::size_t changed = above[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      const std::size_t removed = (j < i + bound ? above[j] : beyond) + 1;
      row[j] = std::min({changed, removed, row[j - 1] + 1, beyond});
    }
    std::swap(above, row);
  }
  return std::min(above[b.size()], beyond);
}

bool same_failure(std::string_view a, std::string_view b) {
  if (a.empty() || b.empty()) return false;
  a = a.substr(0, compared_bytes_max);
  b = b.substr(0, compared_bytes_max);
  const std::size_t bound = std::max(a.size(), b.size()) / 10;
  return bounded_edit_distance(a, b, bound) <= bound;
}

}  // namespace homeostat
