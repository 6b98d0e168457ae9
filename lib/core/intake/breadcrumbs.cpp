#include "core/intake/breadcrumbs.hpp"

#include <algorithm>

#include "core/base/text.hpp"
#include "core/base/utf8.hpp"

namespace homeostat::intake {
namespace {

constexpr std::size_t context_units_max = 100;  // UTF-16 units, as the reporters count

// "12. text", "12) text"
std::string_view without_number(std::string_view line) {
  const std::size_t end = line.find_first_not_of("0123456789");
  if (end == 0 || end == line.npos || (line[end] != '.' && line[end] != ')')) return line;
  const std::string_view rest = line.substr(end + 1);
  return !rest.empty() && base::is_blank(rest.front()) ? base::trim(rest) : line;
}

// The first 100 UTF-16 units, with "..." if there are more.
std::string preview(std::string_view text) {
  std::size_t units = 0;
  std::size_t at = 0;
  while (at < text.size()) {
    const base::CodePoint point = base::decode_utf8(text, at);
    const std::size_t size = point.value > 0xFFFF ? 2 : 1;
    if (units + size > context_units_max) return std::string(text.substr(0, at)) + "...";
    units += size;
    at += point.size;
  }
  return std::string(text);
}

void add(std::vector<Field>& list, std::string_view label, std::string_view value) {
  if (!value.empty()) {
    list.push_back({std::string(label) + ": " + std::string(value), Provenance::derived});
  }
}

}  // namespace

std::vector<Field> read_breadcrumbs(std::span<const BodyLine> lines) {
  std::vector<Field> list;
  for (const BodyLine& line : lines) {
    if (line.kind == BodyLineKind::fence) continue;
    const std::string_view text = without_number(without_bullet(line.text));
    if (!text.empty()) list.push_back({std::string(text), Provenance::reporter});
  }
  const std::size_t extra = list.size() - std::min(list.size(), breadcrumbs_max);
  list.erase(list.begin(), list.begin() + static_cast<std::ptrdiff_t>(extra));
  return list;
}

std::vector<Field> make_breadcrumbs(const Circumstances& known) {
  std::vector<Field> list;
  add(list, "Cron job started", known.job);
  if (!known.location.empty()) {
    list.push_back({"Error in " + std::string(known.location), Provenance::derived});
  }
  add(list, "Context", preview(known.context));
  add(list, "Error thrown", known.error_type);
  if (list.empty()) list.push_back({"No trail: the error arose on a server", Provenance::derived});
  return list;
}

}  // namespace homeostat::intake
