#include "core/telemetry/cell.hpp"

#include "core/base/text.hpp"
#include "core/base/utf8.hpp"

namespace homeostat::telemetry {
namespace {

constexpr std::size_t cell_bytes_max = 300;
constexpr std::string_view live = "\\`*_[]<>|#@~&";

}  // namespace

std::string cell(std::string_view text) {
  const std::string_view head = base::truncate_utf8(text, cell_bytes_max);
  std::string out;
  for (const char c : base::replace_invalid_utf8(head)) {
    if (live.find(c) != std::string_view::npos) out += '\\';
    out += base::is_control(c) ? ' ' : c;
  }
  return head.size() == text.size() ? out : out + "…";
}

}  // namespace homeostat::telemetry
