#include "core/prompt/indent.hpp"

#include <algorithm>

#include "core/base/text.hpp"

namespace homeostat::prompt {
namespace {

bool is_all(std::string_view text, char c) {
  return text.find_first_not_of(c) == std::string_view::npos;
}

}  // namespace

std::string_view indent_of(std::string_view line) {
  std::size_t end = 0;
  while (end < line.size() && base::is_blank(line[end]))
    ++end;
  return line.substr(0, end);
}

bool IndentMap::add(std::string_view from, std::string_view to) {
  return map_.emplace(std::string(from), std::string(to)).first->second == to;
}

bool IndentMap::is_identity() const {
  return std::all_of(map_.begin(), map_.end(),
                     [](const auto& entry) { return entry.first == entry.second; });
}

std::string IndentMap::apply(std::string_view line) const {
  const std::string_view indent = indent_of(line);
  if (base::trim(line).empty()) return {};
  if (map_.empty()) return std::string(line);
  const std::string_view rest = line.substr(indent.size());
  for (std::size_t size = indent.size() + 1; size-- > 0;) {
    const auto known = map_.find(std::string(indent.substr(0, size)));
    if (known == map_.end()) continue;
    return known->second + surplus(indent.substr(size)) + std::string(rest);
  }
  return shallower(indent) + std::string(rest);
}

// Shifted by as much everywhere, or scaled by as much: "  " for each tab.
bool IndentMap::is_regular() const {
  const auto& [from, to] = *map_.begin();
  const bool shifts =
      std::all_of(map_.begin(), map_.end(), [&, &a = from, &b = to](const auto& entry) {
        return entry.second.size() + a.size() == b.size() + entry.first.size();
      });
  return shifts || is_scaled();
}

bool IndentMap::is_scaled() const {
  const auto& [from, to] = *std::prev(map_.end());
  if (from.empty() || to.empty() || !is_all(from, from[0]) || !is_all(to, to[0])) return false;
  return std::all_of(map_.begin(), map_.end(), [&, &a = from, &b = to](const auto& entry) {
    return is_all(entry.first, a[0]) && is_all(entry.second, b[0]) &&
           entry.second.size() * a.size() == entry.first.size() * b.size();
  });
}

// What one more step of the answer is in the file.
std::string IndentMap::surplus(std::string_view extra) const {
  const auto& [from, to] = *std::prev(map_.end());
  const bool scales = is_scaled() && (map_.size() > 1 || from[0] != to[0]) && from != to;
  if (extra.empty() || !scales || !is_all(extra, from[0])) return std::string(extra);
  const std::size_t count = extra.size() * to.size() / from.size();
  return std::string(std::max<std::size_t>(count, 1), to[0]);
}

// Less deep than anything that was learned: the least deep one loses what it has more.
std::string IndentMap::shallower(std::string_view indent) const {
  const auto least = std::min_element(map_.begin(), map_.end(), [](const auto& a, const auto& b) {
    return a.first.size() < b.first.size();
  });
  if (least->first.size() < indent.size()) return std::string(indent);
  const std::size_t cut = surplus(std::string_view(least->first).substr(indent.size())).size();
  return least->second.substr(0, least->second.size() - std::min(cut, least->second.size()));
}

}  // namespace homeostat::prompt
