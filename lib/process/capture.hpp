// What a process wrote, bounded: its head and its tail are kept, the middle is counted.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace homeostat::process {

class Capture {
 public:
  explicit Capture(std::int64_t bytes_max);
  void append(std::string_view bytes);

  [[nodiscard]] std::int64_t total_bytes() const { return total_; }
  [[nodiscard]] bool whole() const { return total_ <= head_max_ + tail_max_; }
  /// All of it, or the head, a line that says how many bytes were left out, and the tail. Neither
  /// cut leaves half a UTF-8 character.
  [[nodiscard]] std::string text() const;

 private:
  std::int64_t head_max_;
  std::int64_t tail_max_;
  std::int64_t total_ = 0;
  std::string head_;
  std::string tail_;  ///< between tail_max_ and twice that, cut when it grows above
};

}  // namespace homeostat::process
