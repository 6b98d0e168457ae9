// What the readers of this folder share. Each reads one way of writing a report, in one pass.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <homeostat/evidence.hpp>

namespace homeostat::evidence {

/// Collects tests up to the limits. Names and messages are cut and made clean here.
class ReportBuilder {
 public:
  explicit ReportBuilder(const ReportLimits& limits) : limits_(limits) {}

  void add(std::string_view suite, std::string_view name, TestOutcome outcome,
           std::string_view message = {}, Milliseconds duration = Milliseconds{-1});
  /// Adds to the message of the test that was added last, if that has room.
  void add_message(std::string_view line);
  /// The last one that was added, if there is one.
  [[nodiscard]] TestCase* last();
  /// The test of that place (0-based); none: it is beyond what was kept.
  [[nodiscard]] TestCase* at(std::size_t index);
  [[nodiscard]] std::size_t size() const { return report_.tests.size(); }

  void set_totals(std::int64_t passed, std::int64_t failed, std::int64_t skipped);
  void only_failures_named() { report_.all_named = false; }
  void not_whole() { report_.whole = false; }
  /// Totals that were not set are counted.
  [[nodiscard]] TestReport finish(TestFormat format) &&;

  /// Cut and cleaned as a name.
  [[nodiscard]] std::string name_of(std::string_view text) const;

 private:
  [[nodiscard]] std::string message_of(std::string_view text) const;
  ReportLimits limits_;
  TestReport report_;
  bool has_totals_ = false;
};

/// The lines of a text, one after the other, without their ends.
class Lines {
 public:
  explicit Lines(std::string_view text) : rest_(text) {}
  /// False at the end.
  bool next(std::string_view& line);
  /// What was not given yet.
  [[nodiscard]] std::string_view rest() const { return rest_; }

 private:
  std::string_view rest_;
};

/// Blanks at the start of a line.
[[nodiscard]] std::size_t indent_of(std::string_view line);

/// "12.5" as seconds or milliseconds; -1 where it is no plain number below 10^9.
[[nodiscard]] Milliseconds seconds_of(std::string_view text);
[[nodiscard]] Milliseconds milliseconds_of(std::string_view text);

/// The number in front of `word` in "3 failed, 12 passed"; none: `word` is not there.
[[nodiscard]] std::optional<std::int64_t> count_before(std::string_view text,
                                                       std::string_view word);

void read_tap(std::string_view text, ReportBuilder& out);
void read_node_spec(std::string_view text, ReportBuilder& out);
void read_junit(std::string_view text, ReportBuilder& out);
void read_jest(std::string_view text, ReportBuilder& out);
void read_pytest(std::string_view text, ReportBuilder& out);
void read_unittest(std::string_view text, ReportBuilder& out);
void read_go(std::string_view text, ReportBuilder& out);
void read_teamcity(std::string_view text, ReportBuilder& out);
void read_cargo(std::string_view text, ReportBuilder& out);
void read_ctest(std::string_view text, ReportBuilder& out);

}  // namespace homeostat::evidence
