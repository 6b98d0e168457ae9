#include <algorithm>
#include <iterator>

#include "core/base/utf8.hpp"
#include "core/privacy/scan.hpp"

namespace homeostat::privacy {
namespace {

constexpr std::size_t local_bytes_max = 128;
constexpr std::size_t domain_bytes_max = 255;

// Last labels of things that have an @ and a dot and are no address: pictures at double size,
// units of systemd, files with a version. None of them is a top-level domain in use for mail.
constexpr std::string_view file_endings[] = {
    "png",   "jpg",   "jpeg",   "gif", "svg",  "webp",    "avif",   "ico",   "css",   "scss",
    "less",  "js",    "mjs",    "cjs", "ts",   "tsx",     "jsx",    "map",   "json",  "html",
    "vue",   "tgz",   "gz",     "xz",  "bz2",  "service", "socket", "timer", "mount", "target",
    "slice", "scope", "device", "pdf", "woff", "woff2",   "ttf",    "mp4",   "mp3",   "rb",
    "php",   "java",  "go",     "cpp", "hpp",  "yml",     "yaml",   "toml",  "lock",  "txt",
    "xml",   "log",   "whl",    "jar", "snap", "plist",   "swift",  "kt",    "exe",   "dll",
};

// What stands in front of an @ in programs and addresses of repositories, and is nobody's name.
constexpr std::string_view other_locals[] = {"git",    "hg",    "this",    "super",
                                             "return", "break", "continue"};

/// A letter, digit or mark beyond ASCII, as far as addresses go: no punctuation, no blanks.
bool is_letter(char32_t c) {
  const bool latin_sign = c < 0xc0 || c == 0xd7 || c == 0xf7;
  const bool general = c >= 0x2000 && c <= 0x2bff;
  const bool cjk = (c >= 0x3000 && c <= 0x3004) || (c >= 0x3008 && c <= 0x3020) || c == 0x30fb;
  const bool wide = (c >= 0xff00 && c <= 0xff0f) || (c >= 0xff1a && c <= 0xff20) ||
                    (c >= 0xff3b && c <= 0xff40) || (c >= 0xff5b && c <= 0xff65) || c >= 0xfff0;
  return !latin_sign && !general && !cjk && !wide;
}

bool is_high(char c) { return static_cast<unsigned char>(c) >= 0x80; }

/// The bytes of the letter beyond ASCII that begins at `at`; 0 if there is none.
std::size_t high_letter(std::string_view text, std::size_t at) {
  const base::CodePoint c = base::decode_utf8(text, at);
  return c.valid && is_letter(c.value) ? c.size : 0;
}

/// Where the code point that ends before `at` begins.
std::size_t previous(std::string_view text, std::size_t at) {
  std::size_t begin = at - 1;
  while (begin > 0 && at - begin < 4 && (static_cast<unsigned char>(text[begin]) & 0xc0U) == 0x80) {
    --begin;
  }
  return begin;
}

bool is_local_byte(char c) {
  return base::is_alnum(c) || c == '.' || c == '_' || c == '+' || c == '-';
}

/// O'Neil: an apostrophe between letters.
bool is_inner_apostrophe(std::string_view text, std::size_t at) {
  return text[at] == '\'' && at > 0 && base::is_alpha(text[at - 1]) && base::is_alpha(text[at + 1]);
}

/// Where "john doe" of `"john doe"@host` begins; `at` itself: it is none.
std::size_t begin_of_quoted(std::string_view text, std::size_t at) {
  constexpr std::size_t quoted_bytes_max = 66;
  for (std::size_t i = at - 1; i > 0 && at - i < quoted_bytes_max;) {
    const char c = text[--i];
    if (c == '"') return i;
    if (!is_local_byte(c) && c != ' ' && !is_high(c)) break;
  }
  return at;
}

std::size_t begin_of_local(std::string_view text, std::size_t at) {
  if (at > 1 && text[at - 1] == '"') return begin_of_quoted(text, at);
  std::size_t begin = at;
  while (begin > 0 && at - begin < local_bytes_max) {
    const char c = text[begin - 1];
    if (is_local_byte(c) || (begin < at && is_inner_apostrophe(text, begin - 1))) {
      --begin;
      continue;
    }
    if (!is_high(c)) break;
    const std::size_t letter = previous(text, begin);
    if (high_letter(text, letter) != begin - letter) break;
    begin = letter;
  }
  if (begin < at && is_after_escape(text, begin + 1)) ++begin;
  while (begin < at && std::string_view(".-+").find(text[begin]) != std::string_view::npos)
    ++begin;
  return begin;
}

std::size_t end_of_domain(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && end - at < domain_bytes_max) {
    const char c = text[end];
    const std::size_t size =
        is_high(c) ? high_letter(text, end)
                   : static_cast<std::size_t>(base::is_alnum(c) || c == '.' || c == '-');
    if (size == 0) break;
    end += size;
  }
  while (end > at && (text[end - 1] == '.' || text[end - 1] == '-'))
    --end;
  return end;
}

bool is_domain(std::string_view domain) {
  const std::size_t dot = domain.rfind('.');
  if (dot == domain.npos || dot == 0 || domain.find("..") != domain.npos) return false;
  const std::string_view last = domain.substr(dot + 1);
  if (last.size() < 2 || std::any_of(last.begin(), last.end(), base::is_digit)) {
    return last.starts_with("xn--");
  }
  const char first = base::to_lower(last.front());
  return std::none_of(std::begin(file_endings), std::end(file_endings),
                      [&](std::string_view ending) {
                        return ending.front() == first && ending.size() == last.size() &&
                               base::iequals(ending, last);
                      });
}

/// "user@[203.0.113.7]": the end of the bracket, or 0.
std::size_t end_of_literal(std::string_view text, std::size_t at) {
  constexpr std::size_t literal_bytes_max = 48;
  if (at >= text.size() || text[at] != '[') return 0;
  std::size_t end = at + 1;
  while (end < text.size() && end - at < literal_bytes_max &&
         (base::is_hex_digit(text[end]) || text[end] == '.' || text[end] == ':'))
    ++end;
  const bool closed = end < text.size() && text[end] == ']' && end - at >= 8;
  return closed ? end + 1 : 0;
}

/// `git@host:path` names a repository, `x@y.z(` is a call, `this@Label` a label.
bool is_other_use(const Scan& scan, std::size_t begin, std::size_t at, std::size_t end) {
  const char after = scan.at(end);
  if (after == '(' || after == '@') return true;
  const std::string_view local = scan.text.substr(begin, at - begin);
  return std::find(std::begin(other_locals), std::end(other_locals), local) !=
         std::end(other_locals);
}

}  // namespace

std::size_t at_sign(Scan& scan, std::size_t at) {
  const std::size_t begin = begin_of_local(scan.text, at);
  if (begin == at) return at + 1;
  std::size_t end = end_of_literal(scan.text, at + 1);
  if (end == 0) {
    end = end_of_domain(scan.text, at + 1);
    if (!is_domain(scan.text.substr(at + 1, end - at - 1))) {
      const std::size_t prompt = find_prompt(scan, at);
      return std::max(prompt, at + 1);
    }
  }
  if (is_other_use(scan, begin, at, end)) return end;
  scan.add(Kind::email, begin, end);
  find_person(scan, begin, end);
  return end;
}

}  // namespace homeostat::privacy
