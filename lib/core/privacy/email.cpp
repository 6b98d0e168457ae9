#include <algorithm>
#include <iterator>

#include "core/base/text.hpp"
#include "core/base/utf8.hpp"
#include "core/privacy/spans.hpp"

namespace homeostat::privacy {
namespace {

constexpr std::size_t local_bytes_max = 128;
constexpr std::size_t domain_bytes_max = 255;

// Last labels of things that have an @ and a dot and are no address: pictures at double size,
// units of systemd, files with a version.
constexpr std::string_view file_endings[] = {
    "png",    "jpg", "jpeg", "gif",     "svg",    "webp",  "avif",  "ico",    "css",   "scss",
    "less",   "js",  "mjs",  "cjs",     "ts",     "tsx",   "jsx",   "map",    "json",  "html",
    "vue",    "tgz", "zip",  "service", "socket", "timer", "mount", "target", "slice", "scope",
    "device", "pdf", "woff", "woff2",   "ttf",    "mp4",   "mp3",   "py",     "rb",    "php",
    "java",   "go",  "rs",   "cpp",     "hpp",    "yml",   "yaml",  "toml",   "lock",  "txt",
};

/// A letter, digit or mark beyond ASCII, as far as addresses go: no punctuation, no blanks.
bool is_letter(char32_t c) {
  if (c < 0x80) return base::is_alnum(static_cast<char>(c));
  const bool latin_sign = c < 0xc0 || c == 0xd7 || c == 0xf7;
  const bool general = c >= 0x2000 && c <= 0x2bff;
  const bool cjk = (c >= 0x3000 && c <= 0x3004) || (c >= 0x3008 && c <= 0x3020) || c == 0x30fb;
  const bool wide = (c >= 0xff00 && c <= 0xff0f) || (c >= 0xff1a && c <= 0xff20) ||
                    (c >= 0xff3b && c <= 0xff40) || (c >= 0xff5b && c <= 0xff65) || c >= 0xfff0;
  return !latin_sign && !general && !cjk && !wide;
}

/// Where the code point that ends before `at` begins.
std::size_t previous(std::string_view text, std::size_t at) {
  std::size_t begin = at - 1;
  while (begin > 0 && at - begin < 4 && (static_cast<unsigned char>(text[begin]) & 0xc0U) == 0x80) {
    --begin;
  }
  return begin;
}

bool is_local(std::string_view text, std::size_t at) {
  if (std::string_view("._+-").find(text[at]) != std::string_view::npos) return true;
  const base::CodePoint c = base::decode_utf8(text, at);
  return c.valid && is_letter(c.value);
}

std::size_t begin_of_local(std::string_view text, std::size_t at) {
  std::size_t begin = at;
  while (begin > 0 && at - begin < local_bytes_max) {
    const std::size_t before = previous(text, begin);
    if (!is_local(text, before)) break;
    begin = before;
  }
  while (begin < at && std::string_view(".-+").find(text[begin]) != std::string_view::npos)
    ++begin;
  return begin;
}

std::size_t end_of_domain(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && end - at < domain_bytes_max) {
    const base::CodePoint c = base::decode_utf8(text, end);
    if (text[end] != '.' && text[end] != '-' && !(c.valid && is_letter(c.value))) break;
    end += c.size;
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
  return std::none_of(std::begin(file_endings), std::end(file_endings),
                      [&](std::string_view ending) { return base::iequals(ending, last); });
}

/// `git@host:path` names a repository, `x@y.z(` is a call.
bool is_other_use(std::string_view text, std::size_t begin, std::size_t at, std::size_t end) {
  if (end >= text.size()) return false;
  if (text[end] == '(' || text[end] == '@') return true;
  const bool git = text.substr(begin, at - begin) == "git";
  return git && (text[end] == ':' || text[end] == '/');
}

}  // namespace

void find_emails(std::string_view text, Spans& spans) {
  for (std::size_t at = text.find_first_of("@%"); at != text.npos;
       at = text.find_first_of("@%", at + 1)) {
    const bool encoded = text[at] == '%';
    if (encoded && text.substr(at, 3) != "%40") continue;
    const std::size_t begin = begin_of_local(text, at);
    const std::size_t after = at + (encoded ? 3 : 1);
    if (begin == at) continue;
    const std::size_t end = end_of_domain(text, after);
    if (!is_domain(text.substr(after, end - after))) continue;
    if (is_other_use(text, begin, at, end)) continue;
    spans.push_back({Kind::email, begin, end - begin, {}});
    at = end - 1;
  }
}

}  // namespace homeostat::privacy
