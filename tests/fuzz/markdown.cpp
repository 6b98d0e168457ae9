// Escaped text is one line of valid UTF-8 in which nothing is live, a fence holds its text, and
// stripping twice is stripping once.

#include <cstdint>
#include <cstdlib>
#include <homeostat/privacy.hpp>
#include <string>

#include "core/base/utf8.hpp"
#include "hostile/live.hpp"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(data, data + size);
  const std::string visible = homeostat::strip_invisible(text);
  require(homeostat::base::is_valid_utf8(visible));
  require(homeostat::strip_invisible(visible) == visible);
  require(visible.find("<!--") == visible.npos);
  const std::string escaped = homeostat::escape_markdown(text);
  require(homeostat::base::is_valid_utf8(escaped));
  require(escaped.find('\n') == escaped.npos);
  require(homeostat::test::live_elements(escaped).empty());
  const std::string fenced = homeostat::fence_markdown(visible, "text") + "after\n";
  require(homeostat::test::outside_of_code(fenced) == "after\n");
  return 0;
}
