#include <homeostat/guardrails.hpp>

#include "core/base/format.hpp"
#include "core/base/text.hpp"
#include "core/guardrails/fold.hpp"

namespace homeostat {
namespace {

constexpr std::size_t path_bytes_max = 4096;

Error bad_path(std::string message) {
  return Error{ErrorCode::invalid_argument, std::move(message)};
}

Status check_whole(std::string_view path) {
  if (path.empty()) return bad_path("path is empty");
  if (path.size() > path_bytes_max) {
    return bad_path(base::format("path has {} bytes, limit is {}", path.size(), path_bytes_max));
  }
  for (const char c : path) {
    if (c == '\0') return bad_path("path contains a NUL byte");
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) {
      return bad_path("path contains a control character");
    }
    if (c == '\\') return bad_path("path contains a backslash");
  }
  if (path.front() == '/') return bad_path("path is absolute");
  if (path.size() >= 2 && base::is_alpha(path[0]) && path[1] == ':') {
    return bad_path("path names a drive");
  }
  if (guardrails::has_invisible(path)) return bad_path("path contains an invisible character");
  return {};
}

Status check_component(std::string_view component) {
  if (component == "..") return bad_path("path leaves its folder by ..");
  if (guardrails::names_git_folder(component)) return bad_path("path enters the .git folder");
  if (component.back() == '.') return bad_path("path has a component that ends in a dot");
  if (component.back() == ' ') return bad_path("path has a component that ends in a space");
  return {};
}

}  // namespace

Result<std::string> normalize_path(std::string_view path) {
  if (Status whole = check_whole(path); !whole) return whole.error();
  std::string out;
  for (std::size_t at = 0; at <= path.size();) {
    const std::size_t end = std::min(path.find('/', at), path.size());
    const std::string_view component = path.substr(at, end - at);
    at = end + 1;
    if (component.empty() || component == ".") continue;
    if (Status one = check_component(component); !one) return one.error();
    if (!out.empty()) out += '/';
    out += component;
  }
  if (out.empty()) return bad_path("path names no file");
  return out;
}

}  // namespace homeostat
