#include "core/guardrails/fold.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "core/base/text.hpp"
#include "core/base/utf8.hpp"

namespace homeostat::guardrails {
namespace {

struct Letter {
  char32_t code;
  char ascii;
};

// Letters that look like an ASCII letter in the usual fonts, or that upper- and lower-casing
// turns into one. Sorted by code point.
constexpr std::array look_alikes = {
    Letter{0x0131, 'i'},  Letter{0x017f, 's'},  Letter{0x0251, 'a'}, Letter{0x0261, 'g'},
    Letter{0x0262, 'g'},  Letter{0x026a, 'i'},  Letter{0x0274, 'n'}, Letter{0x0280, 'r'},
    Letter{0x028f, 'y'},  Letter{0x0299, 'b'},  Letter{0x029c, 'h'}, Letter{0x029f, 'l'},
    Letter{0x02d0, ':'},  Letter{0x0391, 'a'},  Letter{0x0392, 'b'}, Letter{0x0395, 'e'},
    Letter{0x0396, 'z'},  Letter{0x0397, 'h'},  Letter{0x0399, 'i'}, Letter{0x039a, 'k'},
    Letter{0x039c, 'm'},  Letter{0x039d, 'n'},  Letter{0x039f, 'o'}, Letter{0x03a1, 'p'},
    Letter{0x03a4, 't'},  Letter{0x03a5, 'y'},  Letter{0x03a7, 'x'}, Letter{0x03b1, 'a'},
    Letter{0x03b3, 'y'},  Letter{0x03b5, 'e'},  Letter{0x03b7, 'n'}, Letter{0x03b9, 'i'},
    Letter{0x03ba, 'k'},  Letter{0x03bd, 'v'},  Letter{0x03bf, 'o'}, Letter{0x03c1, 'p'},
    Letter{0x03c3, 'o'},  Letter{0x03c4, 't'},  Letter{0x03c5, 'u'}, Letter{0x03c9, 'w'},
    Letter{0x03f2, 'c'},  Letter{0x0405, 's'},  Letter{0x0406, 'i'}, Letter{0x0408, 'j'},
    Letter{0x0410, 'a'},  Letter{0x0412, 'b'},  Letter{0x0415, 'e'}, Letter{0x041a, 'k'},
    Letter{0x041c, 'm'},  Letter{0x041d, 'h'},  Letter{0x041e, 'o'}, Letter{0x0420, 'p'},
    Letter{0x0421, 'c'},  Letter{0x0422, 't'},  Letter{0x0425, 'x'}, Letter{0x0430, 'a'},
    Letter{0x0432, 'b'},  Letter{0x0433, 'r'},  Letter{0x0435, 'e'}, Letter{0x043a, 'k'},
    Letter{0x043c, 'm'},  Letter{0x043d, 'h'},  Letter{0x043e, 'o'}, Letter{0x043f, 'n'},
    Letter{0x0440, 'p'},  Letter{0x0441, 'c'},  Letter{0x0442, 't'}, Letter{0x0443, 'y'},
    Letter{0x0445, 'x'},  Letter{0x044c, 'b'},  Letter{0x0455, 's'}, Letter{0x0456, 'i'},
    Letter{0x0458, 'j'},  Letter{0x0461, 'w'},  Letter{0x0475, 'v'}, Letter{0x04ae, 'y'},
    Letter{0x04af, 'y'},  Letter{0x04bb, 'h'},  Letter{0x04c0, 'i'}, Letter{0x04cf, 'l'},
    Letter{0x0501, 'd'},  Letter{0x050d, 'g'},  Letter{0x051b, 'q'}, Letter{0x051d, 'w'},
    Letter{0x0566, 'q'},  Letter{0x0570, 'h'},  Letter{0x0575, 'j'}, Letter{0x0578, 'n'},
    Letter{0x057d, 'u'},  Letter{0x0581, 'g'},  Letter{0x0585, 'o'}, Letter{0x13a0, 'd'},
    Letter{0x13a1, 'r'},  Letter{0x13a2, 'i'},  Letter{0x13aa, 'a'}, Letter{0x13ab, 'j'},
    Letter{0x13ac, 'e'},  Letter{0x13b3, 'w'},  Letter{0x13b7, 'm'}, Letter{0x13bb, 'h'},
    Letter{0x13c0, 'g'},  Letter{0x13c3, 'z'},  Letter{0x13d9, 'v'}, Letter{0x13da, 's'},
    Letter{0x13de, 'l'},  Letter{0x13df, 'c'},  Letter{0x13e2, 'p'}, Letter{0x13e6, 'k'},
    Letter{0x13f4, 'b'},  Letter{0x1d00, 'a'},  Letter{0x1d04, 'c'}, Letter{0x1d05, 'd'},
    Letter{0x1d07, 'e'},  Letter{0x1d0a, 'j'},  Letter{0x1d0b, 'k'}, Letter{0x1d0d, 'm'},
    Letter{0x1d0f, 'o'},  Letter{0x1d18, 'p'},  Letter{0x1d1b, 't'}, Letter{0x1d1c, 'u'},
    Letter{0x1d20, 'v'},  Letter{0x1d21, 'w'},  Letter{0x1d22, 'z'}, Letter{0x2010, '-'},
    Letter{0x2011, '-'},  Letter{0x2012, '-'},  Letter{0x2013, '-'}, Letter{0x2014, '-'},
    Letter{0x2015, '-'},  Letter{0x2024, '.'},  Letter{0x2044, '/'}, Letter{0x2053, '~'},
    Letter{0x210a, 'g'},  Letter{0x210e, 'h'},  Letter{0x2113, 'l'}, Letter{0x212a, 'k'},
    Letter{0x212f, 'e'},  Letter{0x2134, 'o'},  Letter{0x2139, 'i'}, Letter{0x2160, 'i'},
    Letter{0x2164, 'v'},  Letter{0x2169, 'x'},  Letter{0x216c, 'l'}, Letter{0x216d, 'c'},
    Letter{0x216e, 'd'},  Letter{0x216f, 'm'},  Letter{0x2170, 'i'}, Letter{0x2174, 'v'},
    Letter{0x2179, 'x'},  Letter{0x217c, 'l'},  Letter{0x217d, 'c'}, Letter{0x217e, 'd'},
    Letter{0x217f, 'm'},  Letter{0x2202, 'd'},  Letter{0x2212, '-'}, Letter{0x2215, '/'},
    Letter{0x2216, '\\'}, Letter{0x2236, ':'},  Letter{0x223c, '~'}, Letter{0x29f5, '\\'},
    Letter{0x29f8, '/'},  Letter{0x3002, '.'},  Letter{0xa4f8, '.'}, Letter{0xa731, 's'},
    Letter{0xa789, ':'},  Letter{0xfe4d, '_'},  Letter{0xfe52, '.'}, Letter{0xfe55, ':'},
    Letter{0xfe63, '-'},  Letter{0xfe68, '\\'}, Letter{0xff61, '.'},
};

/// A byte that begins no well-formed sequence stands for itself, with code 0.
base::CodePoint decode(std::string_view text, std::size_t at) {
  const base::CodePoint one = base::decode_utf8(text, at);
  return one.valid ? one : base::CodePoint{.value = 0, .size = one.size};
}

bool is_invisible(char32_t code) {
  return code == 0xad || code == 0x34f || code == 0x61c || (code >= 0x180b && code <= 0x180f) ||
         (code >= 0x200b && code <= 0x200f) || (code >= 0x202a && code <= 0x202e) ||
         (code >= 0x2060 && code <= 0x206f) || (code >= 0xfe00 && code <= 0xfe0f) ||
         code == 0xfeff || (code >= 0xe0000 && code <= 0xe0fff);
}

struct LetterRange {
  char32_t first;
  char32_t last;
  char32_t ascii;   // what the first one looks like
  char32_t period;  // the letters begin anew after so many
};

// Whole alphabets drawn in another way: circled, of mathematics, of full width.
constexpr LetterRange ranges[] = {
    {0x24b6, 0x24cf, 'a', 26},   {0x24d0, 0x24e9, 'a', 26},  {0x1d400, 0x1d6a3, 'a', 26},
    {0x1d7ce, 0x1d7ff, '0', 10}, {0xff01, 0xff5e, '!', 100},
};

/// Lower case, or none.
char ascii_of(char32_t code) {
  if (code < 0x80) return base::to_lower(static_cast<char>(code));
  for (const LetterRange& range : ranges) {
    if (code < range.first || code > range.last) continue;
    return base::to_lower(static_cast<char>(range.ascii + (code - range.first) % range.period));
  }
  const auto* found = std::lower_bound(look_alikes.begin(), look_alikes.end(), code,
                                       [](const Letter& l, char32_t c) { return l.code < c; });
  return found != look_alikes.end() && found->code == code ? found->ascii : '\0';
}

/// Characters that stand for several.
std::string_view several_of(char32_t code) {
  switch (code) {
    case 0x2025:
      return "..";
    case 0x2026:
      return "...";
    case 0xfb00:
      return "ff";
    case 0xfb01:
      return "fi";
    case 0xfb02:
      return "fl";
    case 0xfb05:
    case 0xfb06:
      return "st";
    default:
      return {};
  }
}

std::string_view as_windows_opens(std::string_view component) {
  component = component.substr(0, component.find(':'));
  while (!component.empty() && (component.back() == '.' || component.back() == ' ')) {
    component.remove_suffix(1);
  }
  return component;
}

}  // namespace

std::string fold_letters(std::string_view path) {
  std::string out;
  out.reserve(path.size());
  for (std::size_t at = 0; at < path.size();) {
    const base::CodePoint one = decode(path, at);
    const char ascii = ascii_of(one.value);
    const std::string_view several = several_of(one.value);
    if (ascii != '\0') {
      out += ascii;
    } else if (!several.empty()) {
      out += several;
    } else if (!is_invisible(one.value)) {
      out += path.substr(at, one.size);
    }
    at += one.size;
  }
  return out;
}

std::string fold_path(std::string_view path) {
  std::string letters = fold_letters(path);
  std::replace(letters.begin(), letters.end(), '\\', '/');
  std::vector<std::string_view> components;
  const std::string_view all = letters;
  for (std::size_t at = 0; at <= all.size();) {
    const std::size_t end = std::min(all.find('/', at), all.size());
    const std::string_view raw = all.substr(at, end - at);
    at = end + 1;
    if (raw == "..") {
      if (!components.empty()) components.pop_back();
      continue;
    }
    const std::string_view component = as_windows_opens(raw);
    if (!component.empty()) components.push_back(component);
  }
  std::string out;
  for (const std::string_view component : components) {
    if (!out.empty()) out += '/';
    out += component;
  }
  return out;
}

bool has_invisible(std::string_view path) {
  for (std::size_t at = 0; at < path.size();) {
    const base::CodePoint one = decode(path, at);
    if (is_invisible(one.value)) return true;
    at += one.size;
  }
  return false;
}

bool mixes_scripts(std::string_view text) {
  bool ascii = false;
  bool foreign = false;
  for (std::size_t at = 0; at < text.size();) {
    const base::CodePoint one = decode(text, at);
    at += one.size;
    const char looks_like = ascii_of(one.value);
    if (one.value < 0x80 && !base::is_alpha(looks_like)) {
      ascii = foreign = false;
      continue;
    }
    ascii = ascii || one.value < 0x80;
    // The dotless i is a letter of Turkish words.
    foreign = foreign || (one.value >= 0x80 && one.value != 0x131 && base::is_alpha(looks_like));
    if (ascii && foreign) return true;
  }
  return false;
}

bool names_git_folder(std::string_view component) {
  const std::string folded = fold_letters(component);
  const std::string_view opened = as_windows_opens(folded);
  return opened == ".git" || opened == "git~1";
}

}  // namespace homeostat::guardrails
