#include "core/telemetry/cell.hpp"

#include <homeostat/privacy.hpp>

#include "core/base/utf8.hpp"

namespace homeostat::telemetry {
namespace {

constexpr std::size_t cell_bytes_max = 300;

}  // namespace

std::string cell(std::string_view text) {
  const std::string_view head = base::truncate_utf8(text, cell_bytes_max);
  const std::string out = escape_markdown(head);
  return head.size() == text.size() ? out : out + "…";
}

}  // namespace homeostat::telemetry
