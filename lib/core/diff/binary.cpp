#include "core/diff/binary.hpp"

namespace homeostat::diff {

namespace {

constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
constexpr std::string_view alphabet =
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~";

bool is_payload_header(std::string_view line) {
  if (!consume(line, "literal ") && !consume(line, "delta ")) return false;
  return !line.empty() && line.find_first_not_of("0123456789") == line.npos;
}

/// A letter for the number of bytes (A = 1 … z = 52), then five characters for every four bytes.
bool is_payload_line(std::string_view line) {
  if (line.empty()) return false;
  const auto bytes = letters.find(line.front());
  if (bytes == letters.npos) return false;
  line.remove_prefix(1);
  return line.size() == (bytes + 1 + 3) / 4 * 5 && line.find_first_not_of(alphabet) == line.npos;
}

Status skip_payload(Cursor& cursor) {
  cursor.advance();
  while (!without_cr(cursor.peek()).empty()) {
    if (!is_payload_line(without_cr(cursor.peek()))) {
      return cursor.error("not a line of a binary payload");
    }
    cursor.advance();
  }
  if (!cursor.complete()) return cursor.error("the text ends in a binary payload");
  cursor.advance();
  return {};
}

}  // namespace

Status skip_binary_patch(Cursor& cursor) {
  if (!is_payload_header(without_cr(cursor.peek()))) {
    return cursor.error("a binary patch goes on with \"literal\" or \"delta\" and a size");
  }
  for (int payloads = 0; payloads < 2; ++payloads) {
    if (!is_payload_header(without_cr(cursor.peek()))) break;
    if (auto status = skip_payload(cursor); !status) return status;
  }
  return {};
}

}  // namespace homeostat::diff
