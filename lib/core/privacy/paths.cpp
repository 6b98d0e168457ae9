#include <algorithm>

#include "core/base/text.hpp"
#include "core/privacy/spans.hpp"

namespace homeostat::privacy {
namespace {

constexpr std::size_t name_bytes_max = 64;

// Folders whose next component is a person's name.
constexpr std::string_view home_folders[] = {"Users", "home", "Documents and Settings"};

/// The separator that begins at `at`: "/", "\", "\\", "%2F"; its length, or 0.
std::size_t separator(std::string_view text, std::size_t at) {
  if (at >= text.size()) return 0;
  if (text[at] == '/') return 1;
  if (text[at] == '\\') return text.substr(at, 2) == "\\\\" ? 2 : 1;
  return base::iequals(text.substr(at, 3), "%2f") ? 3 : 0;
}

/// May a path of an operating system begin where this separator stands, or is it inside a URL?
bool begins_path(std::string_view text, std::size_t at) {
  if (at == 0) return true;
  const char before = text[at - 1];
  // A drive ("C:"), "/c" of a shell on Windows, "/mnt/c".
  if (before == ':') return true;
  const bool drive =
      base::is_alpha(before) && at >= 2 && (text[at - 2] == '/' || text[at - 2] == '\\');
  if (drive && (at == 2 || !base::is_word(text[at - 3]))) return true;
  if (drive && at >= 6 && text.substr(at - 6, 6).starts_with("/mnt/")) return true;
  return !base::is_word(before) && before != '.' && before != '-' && before != '}' &&
         before != ')' && before != ']' && static_cast<unsigned char>(before) < 0x80;
}

bool ends_name(char c) {
  return c == '\n' || c == '\r' || c == '\t' ||
         std::string_view("/\\:\"'`<>|?*(){}[],;$%&=").find(c) != std::string_view::npos;
}

/// The name behind the folder: up to the next separator. With blanks only where a separator
/// follows soon, as in "C:\Users\John Smith\src".
std::size_t name_length(std::string_view text, std::size_t at, bool windows) {
  std::size_t end = at;
  std::size_t blank = std::string_view::npos;
  while (end < text.size() && end - at < name_bytes_max && !ends_name(text[end])) {
    if (text[end] == ' ') {
      if (!windows) break;
      blank = std::min(blank, end);
    }
    ++end;
  }
  if (blank != std::string_view::npos && separator(text, end) == 0) end = blank;
  while (end > at && (text[end - 1] == '.' || text[end - 1] == ' '))
    --end;
  return end - at;
}

/// The whole "/Users/name" or only the name, as the mode wants it.
void add(std::string_view text, std::size_t root, std::size_t name, std::size_t length,
         const FindOptions& options, Spans& spans) {
  if (!options.compat) {
    spans.push_back({Kind::user_path, name, length, {}});
    return;
  }
  const bool drive = root >= 2 && text[root - 1] == ':' && base::is_alpha(text[root - 2]) &&
                     (root == 2 || !base::is_alnum(text[root - 3]));
  const std::size_t begin = drive ? root - 2 : root;
  spans.push_back({Kind::user_path, begin, name + length - begin, drive ? "windows" : ""});
}

}  // namespace

void find_user_paths(std::string_view text, const FindOptions& options, Spans& spans) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    const std::size_t first = separator(text, at);
    if (first == 0) continue;
    const std::size_t root = at;
    at += first - 1;
    for (const std::string_view folder : home_folders) {
      const std::size_t begin = root + first;
      if (!text.substr(begin).starts_with(folder)) continue;
      const std::size_t second = separator(text, begin + folder.size());
      if (second == 0 || !begins_path(text, root)) continue;
      const std::size_t name = begin + folder.size() + second;
      const bool windows = text[root] == '\\' || (root > 0 && text[root - 1] == ':');
      const std::size_t length = name_length(text, name, windows);
      if (length == 0) continue;
      add(text, root, name, length, options, spans);
      at = name + length - 1;
      break;
    }
  }
}

}  // namespace homeostat::privacy
