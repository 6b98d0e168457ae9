#include "process/capture.hpp"

#include <algorithm>

#include "core/base/format.hpp"

namespace homeostat::process {
namespace {

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

/// Bytes that a UTF-8 character beginning with `lead` has.
std::size_t length_of(char lead) {
  const auto byte = static_cast<unsigned char>(lead);
  if (byte >= 0xF0U) return 4;
  if (byte >= 0xE0U) return 3;
  return byte >= 0xC0U ? 2 : 1;
}

std::string_view without_cut_end(std::string_view text) {
  for (std::size_t back = 1; back <= std::min<std::size_t>(3, text.size()); ++back) {
    const char c = text[text.size() - back];
    if (is_continuation(c)) continue;
    return length_of(c) > back ? text.substr(0, text.size() - back) : text;
  }
  return text;
}

std::string_view without_cut_start(std::string_view text) {
  std::size_t skip = 0;
  while (skip < 3 && skip < text.size() && is_continuation(text[skip]))
    ++skip;
  return text.substr(skip);
}

}  // namespace

Capture::Capture(std::int64_t bytes_max)
    : head_max_(std::max<std::int64_t>(bytes_max, 0) / 2),
      tail_max_(std::max<std::int64_t>(bytes_max, 0) - head_max_) {}

void Capture::append(std::string_view bytes) {
  total_ += static_cast<std::int64_t>(bytes.size());
  const auto room = static_cast<std::size_t>(head_max_) - head_.size();
  head_ += bytes.substr(0, room);
  if (bytes.size() <= room) return;
  bytes.remove_prefix(room);
  const auto keep = static_cast<std::size_t>(tail_max_);
  if (bytes.size() >= keep) {
    tail_ = bytes.substr(bytes.size() - keep);
    return;
  }
  tail_ += bytes;
  if (tail_.size() > 2 * keep) tail_.erase(0, tail_.size() - keep);
}

std::string Capture::text() const {
  if (whole()) return head_ + tail_;
  const auto head = without_cut_end(head_);
  const auto keep = std::min(tail_.size(), static_cast<std::size_t>(tail_max_));
  const auto tail = without_cut_start(std::string_view(tail_).substr(tail_.size() - keep));
  const auto left_out = total_ - static_cast<std::int64_t>(head.size() + tail.size());
  return base::format("{}\n[… {} bytes left out …]\n{}", head, left_out, tail);
}

}  // namespace homeostat::process
