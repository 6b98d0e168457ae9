// Findings lie inside the text, in order, apart from each other; the narrow profile's stand in
// what the broad one covers.

#include <cstdint>
#include <cstdlib>
#include <homeostat/secrets.hpp>
#include <string>

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(data, data + size);
  for (const auto profile : {homeostat::SecretProfile::guard, homeostat::SecretProfile::redact}) {
    std::size_t end = 0;
    for (const homeostat::SecretFinding& one : homeostat::find_secrets(text, profile)) {
      require(one.offset >= end && one.length > 0);
      end = one.offset + one.length;
      require(end <= text.size() && one.line >= 1 && one.column >= 1);
      require(one.confidence > 0 && one.confidence <= 1 && !one.rule.empty());
    }
  }
  homeostat::KnownValues known;
  known.add("head", text.substr(0, 64));
  std::size_t end = 0;
  for (const homeostat::KnownMatch& one : known.find(text)) {
    require(one.offset >= end && one.length > 0);
    end = one.offset + one.length;
    require(end <= text.size());
  }
  require(known.empty() || text.substr(0, 64).find("-----") != text.npos || end > 0);
  return 0;
}
