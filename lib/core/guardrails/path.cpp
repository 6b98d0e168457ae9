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

/// CON, NUL, COM1 …, with any ending: Windows opens the device.
bool names_device(std::string_view component) {
  const std::string_view name = base::trim(component.substr(0, component.find('.')));
  for (const std::string_view one : {"con", "prn", "aux", "nul", "conin$", "conout$"}) {
    if (base::iequals(name, one)) return true;
  }
  return name.size() == 4 && base::is_digit(name[3]) &&
         (base::istarts_with(name, "com") || base::istarts_with(name, "lpt"));
}

/// "PACKAG~1.JSO", which Windows takes for package.json.
bool is_short_name(std::string_view component) {
  const std::string_view stem = component.substr(0, component.find('.'));
  const std::size_t tilde = stem.find('~');
  return tilde != stem.npos && tilde > 0 && tilde <= 6 && tilde + 1 < stem.size() &&
         stem.size() <= 8 && base::is_digits(stem.substr(tilde + 1));
}

/// %2e, %2f, %5c, %00: what decodes it once more walks elsewhere.
bool has_encoded_step(std::string_view component) {
  for (std::size_t at = component.find('%'); at != component.npos;
       at = component.find('%', at + 1)) {
    const std::string_view code = component.substr(at + 1, 2);
    for (const std::string_view one : {"2e", "2f", "5c", "00", "25"}) {
      if (base::iequals(code, one)) return true;
    }
  }
  return false;
}

Status check_component(std::string_view component) {
  if (component == "..") return bad_path("path leaves its folder by ..");
  if (guardrails::names_git_folder(component)) return bad_path("path enters the .git folder");
  if (component.back() == '.') return bad_path("path has a component that ends in a dot");
  if (component.back() == ' ') return bad_path("path has a component that ends in a space");
  if (component.find(':') != component.npos) return bad_path("path contains a colon");
  if (names_device(component)) return bad_path("path names a device of Windows");
  if (is_short_name(component)) return bad_path("path has a short name of Windows");
  if (has_encoded_step(component)) return bad_path("path contains an encoded dot or slash");
  if (guardrails::mixes_scripts(component)) {
    return bad_path("path has a word of letters that look alike in two scripts");
  }
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
