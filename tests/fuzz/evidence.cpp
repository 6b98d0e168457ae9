// Every reader stays within its limits on any text, and gives texts that may be shown.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <homeostat/evidence.hpp>
#include <string>

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

bool is_clean(const std::string& text, std::size_t bytes_max) {
  // An invalid byte becomes a character of three.
  return text.size() <= 3 * bytes_max + 3 &&
         std::none_of(text.begin(), text.end(), [](char c) { return c >= 0 && c < ' '; });
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  constexpr int formats = static_cast<int>(homeostat::TestFormat::ctest) + 1;
  const auto format = static_cast<homeostat::TestFormat>(data[0] % formats);
  const std::string text(data + 1, data + size);
  const homeostat::ReportLimits limits{50, 80, 120};
  const homeostat::TestReport report = homeostat::parse_test_report(text, format, limits);
  require(report.tests.size() <= limits.tests_max);
  require(report.passed >= -1 && report.failed >= -1 && report.skipped >= -1);
  for (const homeostat::TestCase& test : report.tests) {
    require(is_clean(test.suite, limits.name_bytes_max));
    require(is_clean(test.name, limits.name_bytes_max));
    require(is_clean(test.message, limits.message_bytes_max * 6));
  }
  return 0;
}
