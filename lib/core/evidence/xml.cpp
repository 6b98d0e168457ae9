#include "core/evidence/xml.hpp"

#include <algorithm>
#include <charconv>

#include "core/base/text.hpp"
#include "core/base/utf8.hpp"

namespace homeostat::evidence {
namespace {

constexpr std::size_t attributes_max = 64;
constexpr std::size_t entity_bytes_max = 10;

bool is_name(char c) {
  return base::is_word(c) || c == '-' || c == '.' || c == ':' ||
         static_cast<unsigned char>(c) >= 0x80;
}

std::string_view take_name(std::string_view& rest) {
  const auto end = std::find_if_not(rest.begin(), rest.end(), is_name);
  const auto name = rest.substr(0, static_cast<std::size_t>(end - rest.begin()));
  rest.remove_prefix(name.size());
  return name;
}

/// Appends what `entity` (without & and ;) stands for; false: unknown.
bool append_entity(std::string& out, std::string_view entity) {
  constexpr std::pair<std::string_view, char> named[] = {
      {"lt", '<'}, {"gt", '>'}, {"amp", '&'}, {"quot", '"'}, {"apos", '\''}};
  for (const auto& [name, c] : named) {
    if (entity != name) continue;
    out += c;
    return true;
  }
  if (!entity.starts_with('#')) return false;
  entity.remove_prefix(1);
  const bool hex = entity.starts_with('x') || entity.starts_with('X');
  if (hex) entity.remove_prefix(1);
  std::uint32_t value = 0;
  const char* end = entity.data() + entity.size();
  const auto read = std::from_chars(entity.data(), end, value, hex ? 16 : 10);
  if (read.ec != std::errc() || read.ptr != end) return false;
  base::append_utf8(out, static_cast<char32_t>(value));
  return true;
}

/// Removes up to and with `end`; false: it is not there, and nothing is left.
bool skip_past(std::string_view& rest, std::string_view end) {
  const std::size_t at = rest.find(end);
  rest.remove_prefix(at == rest.npos ? rest.size() : at + end.size());
  return at != rest.npos;
}

}  // namespace

std::string decode_xml(std::string_view raw, std::size_t bytes_max) {
  std::string out;
  while (!raw.empty() && out.size() < bytes_max) {
    const std::size_t at = std::min({raw.find('&'), raw.size(), bytes_max - out.size()});
    out += raw.substr(0, at);
    raw.remove_prefix(at);
    if (raw.empty() || raw.front() != '&') continue;
    const std::size_t end = raw.substr(0, entity_bytes_max).find(';');
    if (end != raw.npos && append_entity(out, raw.substr(1, end - 1))) {
      raw.remove_prefix(end + 1);
    } else {
      out += '&';
      raw.remove_prefix(1);
    }
  }
  return out;
}

std::string XmlToken::attribute(std::string_view key, std::size_t bytes_max) const {
  for (const XmlAttribute& one : attributes) {
    if (one.name == key) return decode_xml(one.raw, bytes_max);
  }
  return {};
}

/// Comments, instructions and the document type, which may hold one in brackets.
bool XmlReader::skip_markup() {
  if (rest_.starts_with("<!--")) return skip_past(rest_, "-->"), true;
  if (rest_.starts_with("<?")) return skip_past(rest_, "?>"), true;
  if (!rest_.starts_with("<!")) return false;
  const std::size_t end = rest_.find('>');
  const std::size_t bracket = rest_.substr(0, end).find('[');
  skip_past(rest_, bracket != rest_.npos ? "]>" : ">");
  return true;
}

std::optional<XmlToken> XmlReader::next() {
  constexpr std::string_view cdata = "<![CDATA[";
  while (!rest_.empty()) {
    if (rest_.starts_with(cdata)) {
      rest_.remove_prefix(cdata.size());
      XmlToken token;
      token.verbatim = true;
      token.text = rest_.substr(0, rest_.find("]]>"));
      skip_past(rest_, "]]>");
      return token;
    }
    if (rest_.front() != '<') {
      XmlToken token;
      token.text = rest_.substr(0, rest_.find('<'));
      rest_.remove_prefix(token.text.size());
      return token;
    }
    if (skip_markup()) continue;
    return read_tag();
  }
  return std::nullopt;
}

std::optional<XmlToken> XmlReader::read_tag() {
  XmlToken token;
  token.kind = XmlToken::Kind::open;
  rest_.remove_prefix(1);
  if (rest_.starts_with('/')) {
    token.kind = XmlToken::Kind::close;
    rest_.remove_prefix(1);
  }
  token.name = take_name(rest_);
  while (true) {
    rest_ = base::trim_left(rest_);
    if (rest_.starts_with('>')) break;
    if (rest_.starts_with("/>")) {
      token.empty = true;
      rest_.remove_prefix(1);
      break;
    }
    const std::string_view name = take_name(rest_);
    rest_ = base::trim_left(rest_);
    if (name.empty() || !rest_.starts_with('=')) return std::nullopt;
    rest_ = base::trim_left(rest_.substr(1));
    const char quote = rest_.empty() ? '\0' : rest_.front();
    const std::size_t end = quote == '"' || quote == '\'' ? rest_.find(quote, 1) : rest_.npos;
    if (end == rest_.npos) return std::nullopt;
    if (token.attributes.size() < attributes_max) {
      token.attributes.push_back({name, rest_.substr(1, end - 1)});
    }
    rest_.remove_prefix(end + 1);
  }
  rest_.remove_prefix(1);
  return token;
}

}  // namespace homeostat::evidence
