// Which lines of the files a model sees: the functions around the frames first, then what is
// above and around them, as far as the budget goes.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace homeostat::prompt {

/// Lines [first, last], 1-based.
struct LineRange {
  int first = 0;
  int last = 0;
  friend bool operator==(const LineRange&, const LineRange&) = default;
};

/// The function that holds `line`, by its indentation: from its head to its end; none longer
/// than 150 lines. Without one the lines around.
[[nodiscard]] LineRange enclosing_function(const std::vector<std::string_view>& lines, int line);

/// The lines at the top that import.
[[nodiscard]] LineRange import_lines(const std::vector<std::string_view>& lines);

/// One file and the lines of it that are wanted.
class CodeView {
 public:
  CodeView(std::string path, std::string text);
  CodeView(const CodeView&) = delete;  ///< its lines point into itself
  CodeView& operator=(const CodeView&) = delete;

  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] const std::vector<std::string_view>& lines() const { return lines_; }
  /// What showing these lines too would add, in bytes.
  [[nodiscard]] std::size_t cost_of(LineRange range) const;
  void show(LineRange range);
  [[nodiscard]] bool shows_any() const { return shown_count_ > 0; }
  /// The shown lines under a head with path and numbers.
  [[nodiscard]] std::string print() const;

 private:
  [[nodiscard]] LineRange clipped(LineRange range) const;

  std::string path_;
  std::string text_;
  std::vector<std::string_view> lines_;
  std::vector<bool> shown_;
  std::size_t shown_count_ = 0;
  std::size_t piece_overhead_ = 0;  ///< head and fences of one more piece
};

}  // namespace homeostat::prompt
