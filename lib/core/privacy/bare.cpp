#include <cstring>

#include "core/privacy/spans.hpp"

namespace homeostat::privacy {
namespace {

/// The bytes of the zero-width character at `at`: U+00AD, U+200B to U+200D, U+2060, U+FEFF.
std::size_t zero_width(std::string_view text, std::size_t at) {
  const std::string_view two = text.substr(at, 2);
  const std::string_view three = text.substr(at, 3);
  if (two == "\xc2\xad") return 2;
  for (const std::string_view one :
       {"\xe2\x80\x8b", "\xe2\x80\x8c", "\xe2\x80\x8d", "\xe2\x81\xa0", "\xef\xbb\xbf"}) {
    if (three == one) return 3;
  }
  return 0;
}

}  // namespace

bool has_zero_width(std::string_view text) {
  for (const char lead : {'\xe2', '\xef', '\xc2'}) {
    for (std::size_t at = text.find(lead); at != text.npos; at = text.find(lead, at + 1)) {
      if (zero_width(text, at) > 0) return true;
    }
  }
  return false;
}

BareText without_zero_width(std::string_view text) {
  BareText bare;
  bare.text.reserve(text.size());
  bare.offsets.reserve(text.size() + 1);
  for (std::size_t at = 0; at < text.size();) {
    const bool high = static_cast<unsigned char>(text[at]) >= 0x80;
    if (const std::size_t length = high ? zero_width(text, at) : 0; length > 0) {
      at += length;
      continue;
    }
    bare.text += text[at];
    bare.offsets.push_back(at++);
  }
  bare.offsets.push_back(text.size());
  return bare;
}

}  // namespace homeostat::privacy
