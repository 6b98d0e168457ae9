#include <homeostat/evidence.hpp>

#include "core/base/text.hpp"
#include "core/evidence/reader.hpp"

namespace homeostat {
namespace {

/// Without the escape sequences of terminals (CSI … letter, and two-byte ones).
std::string without_colours(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\x1b') {
      out += text[i];
      continue;
    }
    if (i + 1 >= text.size() || text[++i] != '[') continue;
    while (i + 1 < text.size() && (text[i + 1] < '@' || text[i + 1] > '~') && text[i + 1] != '\n')
      ++i;
    if (i + 1 < text.size() && text[i + 1] != '\n') ++i;
  }
  return out;
}

/// What stands in the lines of a text, for telling its format.
struct Marks {
  bool tap_version = false;
  bool tap_plan = false;
  bool tap_point = false;
  bool spec = false;
  bool pytest = false;
  bool unittest = false;
  bool go_event = false;
  bool go_text = false;
  bool teamcity = false;
  bool cargo = false;
  bool ctest = false;
};

bool is_pytest_total(std::string_view line) {
  return !line.empty() && base::is_digit(line.front()) && base::contains(line, " in ") &&
         line.ends_with('s') &&
         (base::contains(line, " passed") || base::contains(line, " failed") ||
          base::contains(line, " error"));
}

void look_at(std::string_view line, Marks& marks) {
  const auto starts = [line](std::string_view prefix) { return line.starts_with(prefix); };
  marks.tap_version = marks.tap_version || starts("TAP version 1");
  marks.tap_plan = marks.tap_plan || (starts("1..") && line.size() > 3 && base::is_digit(line[3]));
  marks.tap_point = marks.tap_point || starts("ok ") || starts("not ok ");
  marks.spec = marks.spec || starts("ℹ tests ");
  marks.pytest = marks.pytest || is_pytest_total(line) ||
                 (starts("=") && base::contains(line, " test session starts "));
  marks.unittest = marks.unittest || (starts("Ran ") && base::contains(line, " test"));
  marks.go_event = marks.go_event || (starts("{") && base::contains(line, "\"Action\":\"") &&
                                      base::contains(line, "\"Package\":\""));
  marks.go_text = marks.go_text || starts("ok  \t") || starts("FAIL\t");
  marks.teamcity = marks.teamcity || base::contains(line, "##teamcity[test");
  marks.cargo = marks.cargo || starts("test result: ");
  marks.ctest = marks.ctest || (base::contains(line, "Test ") && base::contains(line, "#") &&
                                line.ends_with(" sec"));
}

using Reader = void (*)(std::string_view, evidence::ReportBuilder&);

Reader reader_of(TestFormat format) {
  switch (format) {
    case TestFormat::tap:
      return evidence::read_tap;
    case TestFormat::node_spec:
      return evidence::read_node_spec;
    case TestFormat::junit:
      return evidence::read_junit;
    case TestFormat::jest:
      return evidence::read_jest;
    case TestFormat::pytest:
      return evidence::read_pytest;
    case TestFormat::unittest:
      return evidence::read_unittest;
    case TestFormat::go:
      return evidence::read_go;
    case TestFormat::teamcity:
      return evidence::read_teamcity;
    case TestFormat::cargo:
      return evidence::read_cargo;
    case TestFormat::ctest:
      return evidence::read_ctest;
    case TestFormat::none:
    case TestFormat::automatic:
      break;
  }
  return nullptr;
}

}  // namespace

TestFormat detect_test_format(std::string_view text) {
  Marks marks;
  evidence::Lines lines(text);
  std::string_view line;
  while (lines.next(line))
    look_at(line, marks);
  // What a program prints for other programs comes before what it prints for people, and what
  // cannot stand there by chance before what can.
  if (marks.go_event) return TestFormat::go;
  if (marks.teamcity) return TestFormat::teamcity;
  if (marks.tap_version) return TestFormat::tap;
  if (marks.spec) return TestFormat::node_spec;
  if (base::contains(text, "<testsuite")) return TestFormat::junit;
  if (base::contains(text, "\"numTotalTests\"")) return TestFormat::jest;
  if (marks.pytest) return TestFormat::pytest;
  if (marks.unittest) return TestFormat::unittest;
  if (marks.cargo) return TestFormat::cargo;
  if (marks.ctest) return TestFormat::ctest;
  if (marks.tap_plan && marks.tap_point) return TestFormat::tap;
  if (marks.go_text) return TestFormat::go;
  return TestFormat::none;
}

TestReport parse_test_report(std::string_view text, TestFormat format, const ReportLimits& limits) {
  const std::string plain = without_colours(text);
  if (format == TestFormat::automatic) format = detect_test_format(plain);
  const Reader read = reader_of(format);
  if (read == nullptr) return {};
  evidence::ReportBuilder builder(limits);
  read(plain, builder);
  return std::move(builder).finish(format);
}

}  // namespace homeostat
