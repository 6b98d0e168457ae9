// TeamCity's service messages, as PHPUnit writes them.
#include <algorithm>
#include <vector>

#include "core/base/text.hpp"
#include "core/base/utf8.hpp"
#include "core/evidence/reader.hpp"

namespace homeostat::evidence {
namespace {

constexpr std::string_view mark = "##teamcity[";
constexpr std::size_t value_bytes_max = 4096;
constexpr std::size_t depth_max = 32;

/// "|'" and its like; "|0xABCD" is a code point.
std::string unescaped(std::string_view raw) {
  std::string out;
  for (std::size_t i = 0; i < raw.size() && out.size() < value_bytes_max; ++i) {
    if (raw[i] != '|' || i + 1 >= raw.size()) {
      out += raw[i];
      continue;
    }
    const char c = raw[++i];
    const auto code =
        raw.substr(i, 6).starts_with("0x") ? base::from_hex(raw.substr(i + 2, 4)) : std::nullopt;
    if (code && code->size() == 2) {
      const auto high = static_cast<unsigned char>((*code)[0]);
      const auto low = static_cast<unsigned char>((*code)[1]);
      base::append_utf8(out, static_cast<char32_t>(high * 256U + low));
      i += 5;
    } else {
      out += c == 'n' ? '\n' : c == 'r' ? '\r' : c;
    }
  }
  return out;
}

/// The value of `key='…'` in a message; empty: it has none.
std::string value_of(std::string_view message, std::string_view key) {
  std::string opening = " " + std::string(key) + "='";
  const std::size_t at = message.find(opening);
  if (at == message.npos) return {};
  const std::size_t start = at + opening.size();
  std::size_t end = start;
  while (end < message.size() && message[end] != '\'')
    end += message[end] == '|' ? 2U : 1U;
  return unescaped(message.substr(start, std::min(end, message.size()) - start));
}

class TeamcityReader {
 public:
  explicit TeamcityReader(ReportBuilder& out) : out_(out) {}

  void read(std::string_view text) {
    Lines lines(text);
    std::string_view line;
    while (lines.next(line)) {
      const std::size_t at = line.find(mark);
      if (at != line.npos) take(line.substr(at + mark.size()));
    }
    if (open_) out_.not_whole();
  }

 private:
  void take(std::string_view message) {
    const std::string_view kind = message.substr(0, message.find_first_of(" ]"));
    if (kind == "testSuiteStarted") {
      if (suites_.size() < depth_max) suites_.push_back(value_of(message, "name"));
    } else if (kind == "testSuiteFinished") {
      if (!suites_.empty()) suites_.pop_back();
    } else if (kind == "testStarted") {
      const std::size_t before = out_.size();
      out_.add(suites_.empty() ? std::string() : suites_.back(), value_of(message, "name"),
               TestOutcome::passed);
      open_ = out_.size() > before;
    } else if (open_) {
      take_of_test(kind, message);
    }
  }

  void take_of_test(std::string_view kind, std::string_view message) {
    TestCase& test = *out_.last();
    if (kind == "testFailed") {
      test.outcome = TestOutcome::failed;
      out_.add_message(value_of(message, "message"));
    } else if (kind == "testIgnored" && test.outcome == TestOutcome::passed) {
      test.outcome = TestOutcome::skipped;
    } else if (kind == "testFinished") {
      test.duration_ms = milliseconds_of(value_of(message, "duration"));
      open_ = false;
    }
  }

  ReportBuilder& out_;
  std::vector<std::string> suites_;
  bool open_ = false;
};

}  // namespace

void read_teamcity(std::string_view text, ReportBuilder& out) { TeamcityReader(out).read(text); }

}  // namespace homeostat::evidence
