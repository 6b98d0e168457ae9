// A reader of XML tags, one after the other: enough for reports, and nothing that XML can do to
// its readers. No entities but the five and numbers, no external anything, no recursion.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace homeostat::evidence {

struct XmlAttribute {
  std::string_view name;
  std::string_view raw;  ///< with its entities
};

/// What came next: an opening tag, a closing one, or text between tags.
struct XmlToken {
  enum class Kind { open, close, text };
  Kind kind = Kind::text;
  std::string_view name;
  std::vector<XmlAttribute> attributes;
  bool empty = false;     ///< <name/>: no closing tag follows
  bool verbatim = false;  ///< text of a CDATA section: no entities
  std::string_view text;

  /// The attribute's value, decoded up to `bytes_max`; empty: it is not there.
  [[nodiscard]] std::string attribute(std::string_view key, std::size_t bytes_max) const;
};

/// Bytes of `raw` up to `bytes_max`, with entities replaced.
[[nodiscard]] std::string decode_xml(std::string_view raw, std::size_t bytes_max);

class XmlReader {
 public:
  explicit XmlReader(std::string_view text) : rest_(text) {}
  /// None at the end, or where no tag can be read any more.
  std::optional<XmlToken> next();

 private:
  std::optional<XmlToken> read_tag();
  bool skip_markup();
  std::string_view rest_;
};

}  // namespace homeostat::evidence
