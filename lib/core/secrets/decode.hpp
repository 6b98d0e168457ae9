// One level of decoding: text that hides in base64, hex, percent and unicode escapes.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace homeostat::secrets {

/// What stands between `begin` and `end` of the text, decoded; empty: nothing readable.
struct Decoded {
  std::string text;
  std::size_t end = 0;
};

/// Base64 or hex that begins at `begin`: a run of word bytes does, and goes on to `run_end` at
/// least. Given up at the first byte that is not text.
[[nodiscard]] Decoded decode_run(std::string_view text, std::size_t begin, std::size_t run_end);

/// The whole value, if it is base64 of text; else empty.
[[nodiscard]] std::string decode_base64(std::string_view value);

/// `%67%68…`, `\u0067…`, `\x67…`: four escapes or more in a row, and what follows them.
[[nodiscard]] Decoded decode_escapes(std::string_view text, std::size_t begin);

}  // namespace homeostat::secrets
