// Whatever a text holds: what was taken out is in order and inside, every line stays a line,
// everything comes back byte for byte, and nothing that is read as a patch breaks the way back.

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <homeostat/diff.hpp>
#include <homeostat/privacy.hpp>
#include <string>
#include <vector>

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

void check(const std::string& text, const homeostat::SanitizeOptions& options) {
  homeostat::Pseudonyms names;
  const homeostat::Sanitized safe = homeostat::sanitize(text, names, options);
  std::size_t end = 0;
  std::size_t placed = 0;
  for (const homeostat::Redaction& one : safe.redactions) {
    require(one.offset >= end && one.length > 0 && one.placed_offset >= placed);
    end = one.offset + one.length;
    placed = one.placed_offset + one.placed_length;
  }
  require(end <= text.size() && placed <= safe.text.size());
  require(std::count(text.begin(), text.end(), '\n') ==
          std::count(safe.text.begin(), safe.text.end(), '\n'));
  require(homeostat::restore(safe, names) == text);

  const auto patch = homeostat::parse_patch(safe.text);
  if (!patch) return;
  const homeostat::FileContent file{.path = "a", .content = text};
  const std::vector<homeostat::ShownFile> shown{{file, safe}};
  const auto own = homeostat::deanonymize(*patch, shown, names);
  require(own.patch.files.size() == patch->files.size());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(data, data + size);
  check(text, {});
  check(text, {.compat = true});
  check(text, {.mode = homeostat::SanitizeMode::source});
  return 0;
}
