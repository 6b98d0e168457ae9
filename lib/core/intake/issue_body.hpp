// The Markdown of an issue as far as error reports use it: headings, fenced code, fields.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace homeostat::intake {

enum class BodyLineKind : unsigned char { text, fence, code };

struct BodyLine {
  std::string_view text;
  BodyLineKind kind = BodyLineKind::text;
};

/// From the line below a heading to the next heading. Headings of any level count, and so do
/// lines like "**Stack Trace:**" and "<summary>Stack Trace</summary>" for the names we know.
struct Section {
  std::string name;  ///< lower case, without "#", "*" and ":"; empty before the first heading
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// "Name: value" of a list in the details, or "**Name:** value" anywhere.
struct BodyField {
  std::string name;  ///< lower case
  std::string value;
  std::string_view section;  ///< name of the section it stands in
};

/// A fence that is never closed is a line like others. Linear in the body's size; what is
/// returned views into `body`.
class IssueBody {
 public:
  explicit IssueBody(std::string_view body);
  IssueBody(const IssueBody&) = delete;
  IssueBody& operator=(const IssueBody&) = delete;

  /// The first section of one of these names; null if there is none.
  [[nodiscard]] const Section* find_section(std::span<const std::string_view> names) const;
  [[nodiscard]] std::span<const BodyLine> lines_of(const Section& section) const;
  /// The first field of one of these names, the earlier name first; empty if there is none.
  [[nodiscard]] std::string_view find_field(std::span<const std::string_view> names) const;
  /// The same in one section only.
  [[nodiscard]] std::string_view find_field_in(std::string_view section,
                                               std::string_view name) const;

 private:
  void mark_code();
  void find_sections();
  void find_fields();
  void add_bold_fields(std::string_view line, std::string_view section);

  std::vector<BodyLine> lines_;
  std::vector<Section> sections_;
  std::vector<BodyField> fields_;
};

/// The lines joined by "\n", trimmed; of a section with a fence only the first code block.
[[nodiscard]] std::string code_or_text(std::span<const BodyLine> lines);
[[nodiscard]] std::string text_of(std::span<const BodyLine> lines);

/// The line without the mark of a list ("-", "*", "+", "•"); the same line if it has none.
[[nodiscard]] std::string_view without_bullet(std::string_view line);

}  // namespace homeostat::intake
