#include <vector>

#include <homeostat/privacy.hpp>

#include "core/base/text.hpp"
#include "core/base/utf8.hpp"

namespace homeostat {
namespace {

bool is_invisible(char32_t c) {
  return (c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7f && c <= 0x9f) || c == 0xad ||
         c == 0x34f || c == 0x61c || c == 0x115f || c == 0x1160 || c == 0x17b4 || c == 0x17b5 ||
         (c >= 0x180b && c <= 0x180f) || (c >= 0x200b && c <= 0x200f) ||
         (c >= 0x202a && c <= 0x202e) || (c >= 0x2060 && c <= 0x206f) || c == 0x3164 ||
         (c >= 0xfe00 && c <= 0xfe0f) || c == 0xfeff || c == 0xffa0 ||
         (c >= 0xfff0 && c <= 0xfffb) || (c >= 0x1d173 && c <= 0x1d17a) ||
         (c >= 0xe0000 && c <= 0xe0fff);
}

/// Takes HTML comments out of text while it is written.
class CommentFilter {
 public:
  void append(std::string_view bytes) {
    out_ += bytes;
    if (!open_ && out_.ends_with("<!--")) {
      open_ = true;
      begin_ = out_.size() - 4;
    } else if (open_ && out_.size() >= begin_ + 7 && out_.ends_with("-->")) {
      out_.resize(begin_);
      open_ = false;
    }
  }

  /// A comment that nobody closed becomes visible, and what began others inside of it.
  std::string finish() {
    if (!open_) return std::move(out_);
    return out_.substr(0, begin_) +
           base::replace_all(std::string_view(out_).substr(begin_), "<!--", "< !--");
  }

 private:
  std::string out_;
  bool open_ = false;
  std::size_t begin_ = 0;
};

}  // namespace

std::string strip_invisible(std::string_view text) {
  CommentFilter filter;
  for (std::size_t at = 0; at < text.size();) {
    const base::CodePoint c = base::decode_utf8(text, at);
    if (!c.valid) {
      filter.append("\xef\xbf\xbd");
    } else if (c.value == 0x2028 || c.value == 0x2029) {
      filter.append(" ");
    } else if (!is_invisible(c.value)) {
      filter.append(text.substr(at, c.size));
    }
    at += c.size;
  }
  return filter.finish();
}

}  // namespace homeostat
