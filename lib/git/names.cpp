#include "git/names.hpp"

#include <algorithm>
#include <array>

#include "core/base/format.hpp"

namespace homeostat::git {
namespace {

constexpr std::size_t branch_bytes_max = 200;
constexpr std::size_t line_bytes_max = 300;

bool is_hex(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); }

bool is_alphanumeric(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20U || c == 0x7F; }

bool is_branch_part(std::string_view part) {
  return !part.empty() && !part.starts_with('.') && !part.ends_with('.') &&
         !part.ends_with(".lock");
}

}  // namespace

bool is_object_id(std::string_view text) {
  return (text.size() == 40 || text.size() == 64) && std::ranges::all_of(text, is_hex);
}

bool is_branch_name(std::string_view text) {
  if (text.size() > branch_bytes_max || text.starts_with('-') || text == "@" || text == "HEAD") {
    return false;
  }
  if (std::ranges::any_of(text, is_control)) return false;
  if (text.find_first_of(" ~^:?*[\\") != text.npos) return false;
  if (text.find("..") != text.npos || text.find("@{") != text.npos) return false;
  for (auto rest = text;;) {
    const auto slash = rest.find('/');
    if (!is_branch_part(rest.substr(0, slash))) return false;
    if (slash == rest.npos) return true;
    rest.remove_prefix(slash + 1);
  }
}

std::string encode_name(std::string_view text) {
  std::string name;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    const bool inner = i > 0 && i + 1 < text.size();
    if (is_alphanumeric(c) || c == '-' || c == '_' || (c == '.' && inner && text[i - 1] != '.')) {
      name += c;
    } else {
      name += base::format("%{:02X}", static_cast<unsigned char>(c));
    }
  }
  return name;
}

Result<std::string> protocol_of(const std::string& location) {
  const auto invalid = [&](std::string_view why) {
    return Error{ErrorCode::invalid_config, base::format("repository location {}", why)};
  };
  if (std::ranges::any_of(location, is_control)) return invalid("holds a control character");
  if (location.starts_with('/')) return std::string("file");
  for (const std::string protocol : {"file", "https", "http", "ssh"}) {
    if (!location.starts_with(protocol + "://")) continue;
    const auto rest = std::string_view(location).substr(protocol.size() + 3);
    const auto user = rest.substr(0, rest.find('/'));
    if (user.starts_with('-')) return invalid("has a host that begins with '-'");
    const auto at = user.find('@');
    if (at != user.npos && user.substr(0, at).find(':') != user.npos) {
      return invalid("holds a password: give it as http_header");
    }
    return protocol;
  }
  return invalid(base::format("\"{}\" is no absolute path and no URL of file, https, http or ssh",
                              first_line(location)));
}

bool is_local(const std::string& location) {
  return location.starts_with('/') || location.starts_with("file://");
}

std::string first_line(std::string_view text) {
  text = text.substr(0, std::min(text.find('\n'), line_bytes_max));
  std::string line(text);
  std::ranges::replace_if(line, is_control, ' ');
  return line;
}

}  // namespace homeostat::git
