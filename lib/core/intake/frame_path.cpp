#include "core/intake/frame_path.hpp"

#include <algorithm>
#include <optional>

#include "core/base/text.hpp"

namespace homeostat::intake {
namespace {

constexpr std::size_t path_bytes_max = 1024;
constexpr std::size_t scheme_bytes_max = 64;

int hex_value(char c) { return base::is_digit(c) ? c - '0' : base::to_lower(c) - 'a' + 10; }

std::string decode_percent(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool coded = text[i] == '%' && i + 2 < text.size() && base::is_hex_digit(text[i + 1]) &&
                       base::is_hex_digit(text[i + 2]);
    const char value =
        coded ? static_cast<char>(hex_value(text[i + 1]) * 16 + hex_value(text[i + 2])) : text[i];
    const bool safe = !base::is_control(value) && value != '/' && value != '\\';
    if (coded && safe) i += 2;
    out += coded && !safe ? '%' : value;
  }
  return out;
}

// "blob:https://host/x" and "https://host/x" lose all before "x"; nothing if it is no URL.
std::optional<std::string> path_of_url(std::string_view text) {
  const std::size_t mark = text.substr(0, scheme_bytes_max).find("://");
  if (mark == text.npos || mark == 0) return std::nullopt;
  const std::string_view scheme = text.substr(0, mark);
  const bool plain = std::all_of(scheme.begin(), scheme.end(), [](char c) {
    return base::is_alnum(c) || c == '+' || c == '-' || c == '.' || c == ':';
  });
  if (!plain) return std::nullopt;
  std::string_view rest = text.substr(mark + 3);
  rest = rest.substr(0, rest.find('#'));
  const std::size_t slash = rest.find('/');
  if (base::iends_with(scheme, "file")) {
    return decode_percent(slash == rest.npos ? rest : rest.substr(slash));
  }
  rest = slash == rest.npos ? std::string_view{} : rest.substr(slash + 1);
  const std::size_t group = rest.find(")/");  // webpack's layer: "(rsc)/./src/a.js"
  if (rest.starts_with('(') && group != rest.npos) rest.remove_prefix(group + 2);
  return decode_percent(rest);
}

void drop_drive(std::string_view& path) {
  if (path.starts_with("//?/")) path.remove_prefix(4);
  const std::size_t letter = path.starts_with('/') ? 1 : 0;
  if (path.size() > letter + 2 && base::is_alpha(path[letter]) && path[letter + 1] == ':' &&
      path[letter + 2] == '/') {
    path.remove_prefix(letter + 2);
  }
}

// Without "." and empty components; "a/.." goes, a leading ".." stays.
std::string join_components(std::string_view path) {
  std::string out = path.starts_with('/') ? "/" : "";
  const std::size_t root = out.size();
  for (const std::string_view part : base::split(path, '/')) {
    if (part.empty() || part == ".") continue;
    const std::size_t slash = out.rfind('/');
    const std::size_t last = slash == out.npos ? 0 : slash + 1;
    if (part == ".." && out.size() > root && std::string_view(out).substr(last) != "..") {
      out.resize(last > root ? last - 1 : root);
      continue;
    }
    if (out.size() > root) out += '/';
    out += part;
  }
  return out;
}

}  // namespace

std::string clean_path(std::string_view written) {
  written = base::trim(written);
  if (written.size() > path_bytes_max) written.remove_prefix(written.size() - path_bytes_max);
  std::string text = path_of_url(written).value_or(std::string(written));
  std::replace(text.begin(), text.end(), '\\', '/');
  std::string_view path = text;
  drop_drive(path);
  const std::size_t query = path.find('?');
  if (query != path.npos && query > 0) path = path.substr(0, query);
  return join_components(path);
}

}  // namespace homeostat::intake
