// A place in the text of a patch, moved line by line.
#pragma once

#include <string>
#include <string_view>

#include <homeostat/result.hpp>

#include "core/base/format.hpp"

namespace homeostat::diff {

class Cursor {
 public:
  explicit Cursor(std::string_view text) : rest_(text) { find_end(); }

  [[nodiscard]] bool done() const { return rest_.empty(); }
  /// 1-based number of the line that peek() shows.
  [[nodiscard]] int line() const { return line_; }
  /// The line without its "\n"; empty at the end of the text.
  [[nodiscard]] std::string_view peek() const { return rest_.substr(0, end_); }
  /// The line after it.
  [[nodiscard]] std::string_view peek_next() const {
    if (!complete()) return {};
    const auto after = rest_.substr(end_ + 1);
    return after.substr(0, after.find('\n'));
  }
  /// The line ends in "\n".
  [[nodiscard]] bool complete() const { return end_ != rest_.npos; }
  void advance() {
    rest_.remove_prefix(complete() ? end_ + 1 : rest_.size());
    ++line_;
    find_end();
  }
  [[nodiscard]] Error error(std::string_view what) const { return error_at(line_, what); }
  [[nodiscard]] static Error error_at(int line, std::string_view what) {
    return Error{ErrorCode::invalid_argument, base::format("line {}: {}", line, what)};
  }

 private:
  void find_end() { end_ = rest_.find('\n'); }

  std::string_view rest_;
  std::size_t end_ = 0;
  int line_ = 1;
};

/// A line of a header without the "\r" that a CRLF text leaves at its end. Git quotes a path that
/// ends in "\r", so nothing is lost.
[[nodiscard]] inline std::string_view without_cr(std::string_view line) {
  return line.substr(0, line.find_last_not_of('\r') + 1);
}

/// What stands behind `prefix`, if the line begins with it.
[[nodiscard]] inline bool consume(std::string_view& text, std::string_view prefix) {
  if (!text.starts_with(prefix)) return false;
  text.remove_prefix(prefix.size());
  return true;
}

}  // namespace homeostat::diff
