#include "core/intake/issue_body.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "core/base/text.hpp"

namespace homeostat::intake {
namespace {

constexpr std::string_view dot = "\xE2\x80\xA2";  // •

// Headings that may be written in bold or as a summary, not with "#".
constexpr std::string_view section_names[] = {
    "error details", "details", "error message",   "stack trace", "stacktrace",
    "breadcrumbs",   "context", "php environment", "environment", "user actions"};

// Sections whose lists hold fields, and those that hold none even in bold.
constexpr std::string_view list_sections[] = {"error details", "details", "php environment",
                                              "environment"};
constexpr std::string_view fieldless_sections[] = {"stack trace", "stacktrace", "breadcrumbs",
                                                   "user actions"};

template <std::size_t N>
bool is_one_of(std::string_view text, const std::string_view (&names)[N]) {
  return std::find(std::begin(names), std::end(names), text) != std::end(names);
}

struct Fence {
  char mark = '`';
  std::size_t length = 0;
  bool may_close = false;  ///< nothing follows it
};

std::optional<Fence> read_fence(std::string_view line) {
  line = base::trim(line);
  if (line.empty() || (line.front() != '`' && line.front() != '~')) return std::nullopt;
  Fence fence{line.front(), 0, false};
  fence.length = std::min(line.find_first_not_of(fence.mark), line.size());
  if (fence.length < 3) return std::nullopt;
  const std::string_view rest = line.substr(fence.length);
  if (fence.mark == '`' && rest.find('`') != rest.npos) return std::nullopt;
  fence.may_close = rest.empty();
  return fence;
}

std::size_t index_of(char mark) { return mark == '`' ? 0 : 1; }

std::string heading_name(std::string_view text) {
  const auto is_mark = [](char c) {
    return base::is_space(c) || c == '#' || c == '*' || c == ':' || c == '_';
  };
  while (!text.empty() && is_mark(text.front()))
    text.remove_prefix(1);
  while (!text.empty() && is_mark(text.back()))
    text.remove_suffix(1);
  return base::to_lower(text);
}

// "## Name", "### Name ##", "**Stack Trace:**", "<summary>Stack Trace</summary>"
std::optional<std::string> read_heading(std::string_view line) {
  line = base::trim(line);
  const std::size_t level = std::min(line.find_first_not_of('#'), line.size());
  if (level > 0) {
    const bool heading = level <= 6 && (level == line.size() || base::is_blank(line[level]));
    return heading ? std::optional(heading_name(line.substr(level))) : std::nullopt;
  }
  constexpr std::string_view open = "<summary>";
  constexpr std::string_view close = "</summary>";
  if (line.starts_with("<details>")) line = base::trim(line.substr(9));
  const bool summary = line.starts_with(open) && line.ends_with(close);
  const bool bold = line.starts_with("**") && (line.ends_with("**") || line.ends_with("**:"));
  if (!summary && !bold) return std::nullopt;
  if (summary) line = line.substr(open.size(), line.size() - open.size() - close.size());
  std::string name = heading_name(line);
  if (!is_one_of(name, section_names)) return std::nullopt;
  return name;
}

std::string_view without_backticks(std::string_view value) {
  value = base::trim(value);
  const bool quoted = value.size() > 2 && value.front() == '`' && value.back() == '`';
  if (quoted && value.find('`', 1) == value.size() - 1) value = value.substr(1, value.size() - 2);
  return value;
}

// "Name: value", with a name of at most 40 letters, digits and blanks.
std::optional<std::pair<std::string_view, std::string_view>> read_plain_field(
    std::string_view line) {
  constexpr std::size_t name_bytes_max = 40;
  const std::size_t colon = line.substr(0, name_bytes_max + 1).find(':');
  if (colon == line.npos || colon == 0) return std::nullopt;
  const std::string_view name = line.substr(0, colon);
  const bool plain = std::all_of(name.begin(), name.end(), [](char c) {
    return base::is_word(c) || base::is_blank(c) || c == '-' || c == '(' || c == ')';
  });
  if (!plain || !base::is_alpha(name.front())) return std::nullopt;
  return std::pair{name, line.substr(colon + 1)};
}

}  // namespace

IssueBody::IssueBody(std::string_view body) {
  for (const std::string_view line : base::split_lines(body)) {
    lines_.push_back({line, BodyLineKind::text});
  }
  mark_code();
  find_sections();
  find_fields();
}

// Walks from the end first, so that an opening fence knows whether a closing one will come.
void IssueBody::mark_code() {
  std::vector<std::array<std::size_t, 2>> closable(lines_.size() + 1);
  for (std::size_t i = lines_.size(); i-- > 0;) {
    closable[i] = closable[i + 1];
    const std::optional<Fence> fence = read_fence(lines_[i].text);
    if (!fence || !fence->may_close) continue;
    std::size_t& longest = closable[i][index_of(fence->mark)];
    longest = std::max(longest, fence->length);
  }
  std::optional<Fence> open;
  for (std::size_t i = 0; i < lines_.size(); ++i) {
    const std::optional<Fence> fence = read_fence(lines_[i].text);
    if (!open) {
      if (!fence || closable[i + 1][index_of(fence->mark)] < fence->length) continue;
      lines_[i].kind = BodyLineKind::fence;
      open = fence;
      continue;
    }
    const bool closes =
        fence && fence->may_close && fence->mark == open->mark && fence->length >= open->length;
    lines_[i].kind = closes ? BodyLineKind::fence : BodyLineKind::code;
    if (closes) open.reset();
  }
}

void IssueBody::find_sections() {
  sections_.push_back({});
  for (std::size_t i = 0; i < lines_.size(); ++i) {
    if (lines_[i].kind != BodyLineKind::text) continue;
    std::optional<std::string> name = read_heading(lines_[i].text);
    if (!name) continue;
    sections_.back().end = i;
    sections_.push_back({*std::move(name), i + 1, i + 1});
  }
  sections_.back().end = lines_.size();
}

void IssueBody::find_fields() {
  for (const Section& section : sections_) {
    if (is_one_of(section.name, fieldless_sections)) continue;
    const bool list = is_one_of(section.name, list_sections);
    for (const BodyLine& body_line : lines_of(section)) {
      if (body_line.kind != BodyLineKind::text) continue;
      const std::string_view line = without_bullet(body_line.text);
      if (line.starts_with("**")) {
        add_bold_fields(line, section.name);
      } else if (const auto field = read_plain_field(line); list && field) {
        fields_.push_back({base::to_lower(base::trim(field->first)),
                           std::string(without_backticks(field->second)), section.name});
      }
    }
  }
}

// "**Name:** value • more • **Other:** value": a piece without a name adds nothing to the value,
// one with a name is a field of its own.
void IssueBody::add_bold_fields(std::string_view line, std::string_view section) {
  while (!line.empty()) {
    const std::size_t next = line.find(dot);
    std::string_view piece = base::trim(line.substr(0, next));
    line = next == line.npos ? std::string_view{} : line.substr(next + dot.size());
    if (!piece.starts_with("**")) {
      if (const auto field = read_plain_field(piece)) {
        fields_.push_back({base::to_lower(base::trim(field->first)),
                           std::string(without_backticks(field->second)), section});
      }
      continue;
    }
    const std::size_t close = piece.find("**", 2);
    if (close == piece.npos) continue;
    std::string_view name = base::trim(piece.substr(2, close - 2));
    std::string_view value = base::trim(piece.substr(close + 2));
    if (name.ends_with(':')) {
      name.remove_suffix(1);
    } else if (value.starts_with(':')) {
      value.remove_prefix(1);
    } else {
      continue;
    }
    fields_.push_back(
        {base::to_lower(base::trim(name)), std::string(without_backticks(value)), section});
  }
}

const Section* IssueBody::find_section(std::span<const std::string_view> names) const {
  for (const std::string_view name : names) {
    for (const Section& section : sections_) {
      if (section.name == name) return &section;
    }
  }
  return nullptr;
}

std::span<const BodyLine> IssueBody::lines_of(const Section& section) const {
  return std::span(lines_).subspan(section.begin, section.end - section.begin);
}

std::string_view IssueBody::find_field(std::span<const std::string_view> names) const {
  for (const std::string_view name : names) {
    for (const BodyField& field : fields_) {
      if (field.name == name && !field.value.empty()) return field.value;
    }
  }
  return {};
}

std::string_view IssueBody::find_field_in(std::string_view section, std::string_view name) const {
  for (const BodyField& field : fields_) {
    if (field.section == section && field.name == name) return field.value;
  }
  return {};
}

std::string text_of(std::span<const BodyLine> lines) {
  std::string text;
  for (const BodyLine& line : lines) {
    if (line.kind == BodyLineKind::fence) continue;
    text += line.text;
    text += '\n';
  }
  return std::string(base::trim(text));
}

std::string code_or_text(std::span<const BodyLine> lines) {
  const auto is_fence = [](const BodyLine& line) { return line.kind == BodyLineKind::fence; };
  const auto open = std::find_if(lines.begin(), lines.end(), is_fence);
  if (open == lines.end()) return text_of(lines);
  const auto close = std::find_if(open + 1, lines.end(), is_fence);
  const auto begin = static_cast<std::size_t>(open - lines.begin()) + 1;
  return text_of(lines.subspan(begin, static_cast<std::size_t>(close - lines.begin()) - begin));
}

std::string_view without_bullet(std::string_view line) {
  line = base::trim(line);
  const bool ascii = line.starts_with("- ") || line.starts_with("* ") || line.starts_with("+ ");
  if (ascii) return base::trim(line.substr(2));
  return line.starts_with(dot) ? base::trim(line.substr(dot.size())) : line;
}

}  // namespace homeostat::intake
