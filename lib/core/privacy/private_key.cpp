// Private keys in the armour of RFC 7468: whole, cut off, or with their line ends escaped.
#include <algorithm>
#include <iterator>

#include "core/privacy/scan.hpp"

namespace homeostat::privacy {
namespace {

constexpr std::size_t key_bytes_max = 64 * 1024;
constexpr std::size_t body_bytes_min = 16;

bool is_body_byte(char c) {
  return base::is_alnum(c) || base::is_space(c) || c == '+' || c == '/' || c == '=' || c == '\\';
}

/// The end of a line of headers in the armour ("Proc-Type: 4,ENCRYPTED"), or `at`.
std::size_t end_of_header_line(std::string_view text, std::size_t at) {
  constexpr std::string_view headers[] = {
      "Proc-Type:", "DEK-Info:", "Version:", "Comment:", "Hash:", "Charset:"};
  const bool header =
      std::any_of(std::begin(headers), std::end(headers),
                  [&](std::string_view one) { return text.substr(at).starts_with(one); });
  if (!header) return at;
  const std::string_view line = text.substr(at, 200);
  const std::size_t end = std::min(line.find('\n'), line.find("\\n"));
  return end == line.npos ? at : at + end;
}

/// What a string literal or a diff puts between two lines of a key: quotes, signs, bars.
std::size_t end_of_joint(std::string_view text, std::size_t at) {
  constexpr std::size_t joint_bytes_max = 32;
  std::size_t end = at;
  bool line_end = at > 0 && (text[at - 1] == '\n' || text[at - 1] == 'n' || text[at - 1] == 'r');
  while (end < text.size() && end - at < joint_bytes_max &&
         std::string_view("\"'`+,.> \t\r\n|*#;-").find(text[end]) != std::string_view::npos &&
         text.substr(end, 5) != "-----") {
    line_end = line_end || text[end] == '\n' || text[end] == '"' || text[end] == '\'';
    ++end;
  }
  return line_end && end < text.size() && base::is_alnum(text[end]) ? end : at;
}

struct Body {
  std::size_t end = 0;
  std::size_t bytes = 0;  ///< of base64
};

Body read_body(std::string_view text, std::size_t begin) {
  Body body{begin, 0};
  const std::size_t limit = std::min(text.size(), begin + key_bytes_max);
  std::size_t line = 0;  // bytes of base64 since the last joint
  for (std::size_t at = begin; at < limit;) {
    const std::size_t header = end_of_header_line(text, at);
    if (header > at) {
      at = header;
      continue;
    }
    if (is_body_byte(text[at])) {
      // A line of words behind a key that was cut off is no part of it.
      if (text[at] == ' ' && line > 0 && line < body_bytes_min) break;
      line = base::is_space(text[at]) ? 0 : line + 1;
      body.bytes += static_cast<std::size_t>(!base::is_space(text[at]));
      ++at;
      if (line >= body_bytes_min || body.bytes < body_bytes_min) body.end = at;
      continue;
    }
    const std::size_t joint = end_of_joint(text, at);
    if (joint == at) break;
    line = 0;
    at = joint;
  }
  return body;
}

}  // namespace

std::size_t find_private_key(Scan& scan, std::size_t at) {
  constexpr std::string_view armour = "-----BEGIN ";
  const std::string_view text = scan.text;
  if (text.substr(at, armour.size()) != armour) return 0;
  const std::string_view label = text.substr(at + armour.size(), 64);
  const std::size_t dashes = label.find("-----");
  if (dashes == label.npos) return 0;
  const std::string_view name = label.substr(0, dashes);
  if (!name.ends_with("PRIVATE KEY") && name != "PGP PRIVATE KEY BLOCK") return 0;
  const std::size_t begin = at + armour.size() + dashes + 5;
  const Body body = read_body(text, begin);
  if (body.bytes < body_bytes_min) return 0;
  std::size_t end = body.end;
  const std::string_view rest = text.substr(end, 256);
  const std::size_t closing = rest.find("-----END ");
  if (closing != rest.npos) {
    const std::size_t last = rest.find("-----", closing + 9);
    const std::string_view between = rest.substr(0, closing);
    const bool near = std::none_of(between.begin(), between.end(), base::is_alpha) ||
                      between.find('\n') == between.rfind('\n');
    if (near && last != rest.npos) end += last + 5;
  }
  while (end > begin && base::is_space(text[end - 1]))
    --end;
  scan.add(Kind::secret, at, end, "private-key");
  return end;
}

}  // namespace homeostat::privacy
