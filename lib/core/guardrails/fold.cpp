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
    Letter{0x0131, 'i'}, Letter{0x017f, 's'}, Letter{0x0251, 'a'}, Letter{0x0261, 'g'},
    Letter{0x0391, 'a'}, Letter{0x0392, 'b'}, Letter{0x0395, 'e'}, Letter{0x0397, 'h'},
    Letter{0x0399, 'i'}, Letter{0x039a, 'k'}, Letter{0x039c, 'm'}, Letter{0x039d, 'n'},
    Letter{0x039f, 'o'}, Letter{0x03a1, 'p'}, Letter{0x03a4, 't'}, Letter{0x03a5, 'y'},
    Letter{0x03a7, 'x'}, Letter{0x03b1, 'a'}, Letter{0x03b9, 'i'}, Letter{0x03bd, 'v'},
    Letter{0x03bf, 'o'}, Letter{0x03c1, 'p'}, Letter{0x03f2, 'c'}, Letter{0x0405, 's'},
    Letter{0x0406, 'i'}, Letter{0x0408, 'j'}, Letter{0x0410, 'a'}, Letter{0x0412, 'b'},
    Letter{0x0415, 'e'}, Letter{0x041a, 'k'}, Letter{0x041c, 'm'}, Letter{0x041d, 'h'},
    Letter{0x041e, 'o'}, Letter{0x0420, 'p'}, Letter{0x0421, 'c'}, Letter{0x0422, 't'},
    Letter{0x0425, 'x'}, Letter{0x0430, 'a'}, Letter{0x0435, 'e'}, Letter{0x043a, 'k'},
    Letter{0x043e, 'o'}, Letter{0x0440, 'p'}, Letter{0x0441, 'c'}, Letter{0x0443, 'y'},
    Letter{0x0445, 'x'}, Letter{0x0455, 's'}, Letter{0x0456, 'i'}, Letter{0x0458, 'j'},
    Letter{0x04bb, 'h'}, Letter{0x0501, 'd'}, Letter{0x051b, 'q'}, Letter{0x051d, 'w'},
    Letter{0x2010, '-'}, Letter{0x2011, '-'}, Letter{0x2012, '-'}, Letter{0x2013, '-'},
    Letter{0x2024, '.'}, Letter{0x2044, '/'}, Letter{0x212a, 'k'}, Letter{0x2215, '/'},
    Letter{0x3002, '.'},
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

/// Lower case, or none.
char ascii_of(char32_t code) {
  if (code < 0x80) return base::to_lower(static_cast<char>(code));
  if (code >= 0xff01 && code <= 0xff5e) return base::to_lower(static_cast<char>(code - 0xfee0));
  const auto* found = std::lower_bound(look_alikes.begin(), look_alikes.end(), code,
                                       [](const Letter& l, char32_t c) { return l.code < c; });
  return found != look_alikes.end() && found->code == code ? found->ascii : '\0';
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
    if (ascii != '\0') {
      out += ascii;
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

bool names_git_folder(std::string_view component) {
  const std::string folded = fold_letters(component);
  const std::string_view opened = as_windows_opens(folded);
  return opened == ".git" || opened == "git~1";
}

}  // namespace homeostat::guardrails
