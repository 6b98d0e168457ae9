#pragma once

/// Reads what test programs print: TAP, node's own reporter, JUnit XML (also of PHPUnit, pytest,
/// ctest, jest), the JSON of jest and vitest, pytest, unittest, go test (-json and -v), TeamCity
/// messages (PHPUnit), cargo test, ctest.
///
/// When not to use it: as proof. The tested code runs in the process that writes the report, and
/// can write what it likes; judgement.hpp weighs it against the exit status and the base run.
///
/// ```cpp
/// #include <homeostat/evidence.hpp>
/// auto report = homeostat::parse_test_report("TAP version 13\nok 1 - adds\n1..1\n");
/// // report.format == tap, report.tests[0].name == "adds"
/// ```

#include <cstddef>
#include <string_view>

#include <homeostat/test_report.hpp>

namespace homeostat {

struct ReportLimits {
  std::size_t tests_max = 50'000;  ///< more make the report not whole
  std::size_t name_bytes_max = 300;
  std::size_t message_bytes_max = 600;
};

/// Never fails: text that is no report gives format none and no tests. Escape sequences for
/// colours are passed over. Linear time, whatever the text.
[[nodiscard]] TestReport parse_test_report(std::string_view text,
                                           TestFormat format = TestFormat::automatic,
                                           const ReportLimits& limits = {});

/// What `text` looks like; none: nothing known.
[[nodiscard]] TestFormat detect_test_format(std::string_view text);

}  // namespace homeostat
