#include <algorithm>

#include "core/base/text.hpp"
#include "core/base/utf8.hpp"
#include "core/guardrails/added_text.hpp"
#include "core/guardrails/fold.hpp"

namespace homeostat::guardrails {
namespace {

bool turns_direction(char32_t c) {
  return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

/// Between letters of scripts that need them these two are spelling.
bool is_joiner(char32_t c) { return c == 0x200c || c == 0x200d; }

/// Behind a character that is not ASCII it chooses a picture for it.
bool chooses_picture(char32_t c) { return c == 0xfe0e || c == 0xfe0f; }

bool has_no_width(char32_t c) {
  return c == 0xad || c == 0x34f || c == 0x115f || c == 0x1160 || c == 0x180e || c == 0x200b ||
         c == 0x2028 || c == 0x2029 || (c >= 0x2060 && c <= 0x2064) || c == 0x3164 ||
         (c >= 0xfe00 && c <= 0xfe0d) || c == 0xfeff || c == 0xffa0 ||
         (c >= 0xe0000 && c <= 0xe01ef);
}

/// NUL makes a file binary, which has a policy of its own.
bool is_plain(char c) {
  if (c == '\0') return true;
  const auto byte = static_cast<unsigned char>(c);
  return (byte >= 0x20 && byte < 0x7f) || c == '\t' || c == '\f';
}

/// What is hidden in the line, or "".
std::string_view hidden_in(std::string_view line, bool is_code) {
  if (line.ends_with('\r')) line.remove_suffix(1);
  if (std::all_of(line.begin(), line.end(), is_plain)) return {};
  bool foreign = false;  // the character before is not ASCII
  for (std::size_t at = 0; at < line.size();) {
    const base::CodePoint one = base::decode_utf8(line, at);
    const char32_t c = one.valid ? one.value : 'x';
    const bool next_is_ascii =
        at + one.size >= line.size() || static_cast<unsigned char>(line[at + one.size]) < 0x80;
    if (c < 0x80 && !is_plain(static_cast<char>(c))) return "a control character";
    if (turns_direction(c)) return "a character that turns the direction of text";
    if (has_no_width(c) || (is_joiner(c) && (!foreign || next_is_ascii)) ||
        (chooses_picture(c) && !foreign)) {
      return "an invisible character";
    }
    foreign = c >= 0x80 && !chooses_picture(c);
    at += one.size;
  }
  if (is_code && mixes_scripts(line)) return "a word of letters that look alike in two scripts";
  return {};
}

}  // namespace

void find_hidden_text(const FilePatch& file, unsigned families,
                      std::vector<CodeFinding>& findings) {
  for (const Hunk& hunk : file.hunks) {
    for (const NewLine& line : new_side(hunk)) {
      if (!line.added) continue;
      std::string_view text = line.text;
      // A mark of the byte order may stand where a file begins.
      if (line.number == 1 && text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
      const std::string_view what = hidden_in(text, families != 0);
      if (!what.empty()) findings.push_back({ChangeClass::hidden_text, line.number, what});
    }
  }
}

}  // namespace homeostat::guardrails
