#include "core/evidence/reader.hpp"

#include <algorithm>

#include "core/base/text.hpp"
#include "core/base/utf8.hpp"

namespace homeostat::evidence {
namespace {

/// Cut first: a text of any length costs no more than the limit.
std::string cleaned(std::string_view text, std::size_t bytes_max) {
  std::string out = base::replace_invalid_utf8(base::truncate_utf8(text, bytes_max));
  std::replace_if(out.begin(), out.end(), base::is_control, ' ');
  return out;
}

/// A plain decimal number times `scale`, in whole milliseconds.
Milliseconds duration_of(std::string_view text, std::int64_t scale) {
  constexpr std::size_t digits_max = 9;
  const std::size_t point = std::min(text.find('.'), text.size());
  const std::string_view whole = text.substr(0, point);
  if (whole.empty() || whole.size() > digits_max || !base::is_digits(whole)) {
    return Milliseconds{-1};
  }
  std::int64_t value = *base::parse_int(whole) * scale;
  std::int64_t unit = scale;
  for (const char c : text.substr(std::min(point + 1, text.size()))) {
    if (!base::is_digit(c)) return Milliseconds{-1};
    unit /= 10;
    value += (c - '0') * unit;
  }
  return Milliseconds{value};
}

}  // namespace

std::string ReportBuilder::name_of(std::string_view text) const {
  return cleaned(base::trim(text), limits_.name_bytes_max);
}

std::string ReportBuilder::message_of(std::string_view text) const {
  return cleaned(base::trim(text), limits_.message_bytes_max);
}

void ReportBuilder::add(std::string_view suite, std::string_view name, TestOutcome outcome,
                        std::string_view message, Milliseconds duration) {
  if (report_.tests.size() >= limits_.tests_max) {
    report_.whole = false;
    return;
  }
  report_.tests.push_back({name_of(suite), name_of(name), outcome, message_of(message), duration});
}

void ReportBuilder::add_message(std::string_view line) {
  if (report_.tests.empty()) return;
  std::string& message = report_.tests.back().message;
  if (message.size() >= limits_.message_bytes_max) return;
  if (!message.empty()) message += ' ';
  message += cleaned(base::trim(line), limits_.message_bytes_max - message.size());
}

TestCase* ReportBuilder::last() { return report_.tests.empty() ? nullptr : &report_.tests.back(); }

TestCase* ReportBuilder::at(std::size_t index) {
  return index < report_.tests.size() ? &report_.tests[index] : nullptr;
}

void ReportBuilder::set_totals(std::int64_t passed, std::int64_t failed, std::int64_t skipped) {
  report_.passed = passed;
  report_.failed = failed;
  report_.skipped = skipped;
  has_totals_ = true;
}

TestReport ReportBuilder::finish(TestFormat format) && {
  if (report_.tests.empty() && !has_totals_) return {};
  report_.format = format;
  if (!has_totals_) {
    const auto count = [this](TestOutcome outcome) {
      return std::count_if(report_.tests.begin(), report_.tests.end(),
                           [outcome](const TestCase& test) { return test.outcome == outcome; });
    };
    set_totals(count(TestOutcome::passed), count(TestOutcome::failed) + count(TestOutcome::error),
               count(TestOutcome::skipped));
  }
  return std::move(report_);
}

bool Lines::next(std::string_view& line) {
  if (rest_.empty()) return false;
  const std::size_t end = rest_.find('\n');
  line = rest_.substr(0, end);
  rest_.remove_prefix(end == rest_.npos ? rest_.size() : end + 1);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return true;
}

std::size_t indent_of(std::string_view line) {
  return std::min(line.find_first_not_of(' '), line.size());
}

Milliseconds seconds_of(std::string_view text) { return duration_of(text, 1000); }
Milliseconds milliseconds_of(std::string_view text) { return duration_of(text, 1); }

std::optional<std::int64_t> count_before(std::string_view text, std::string_view word) {
  const std::size_t at = text.find(word);
  if (at == text.npos || at == 0) return std::nullopt;
  std::string_view before = base::trim_right(text.substr(0, at));
  std::size_t start = before.size();
  while (start > 0 && base::is_digit(before[start - 1]))
    --start;
  return base::parse_int(before.substr(start));
}

}  // namespace homeostat::evidence
