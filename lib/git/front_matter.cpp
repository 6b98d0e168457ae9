#include "git/front_matter.hpp"

#include <algorithm>

#include "core/base/format.hpp"
#include "core/base/json.hpp"

namespace homeostat::git {
namespace {

namespace json = boost::json;

constexpr std::string_view fence = "---";
constexpr std::string_view blanks = " \t\r";

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(blanks);
  if (first == text.npos) return {};
  return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

/// Takes the first line off the text, without its line break.
std::string_view take_line(std::string_view& text) {
  const auto line = text.substr(0, text.find('\n'));
  text.remove_prefix(std::min(line.size() + 1, text.size()));
  return line;
}

bool is_key(std::string_view text) {
  return !text.empty() && text.size() <= 64 && std::ranges::all_of(text, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-';
  });
}

Error wrong(int line, std::string_view what) {
  return {ErrorCode::invalid_argument, base::format("{}: {}", line, what)};
}

/// The end of a JSON string that `text` begins with, behind its last quote.
std::size_t end_of_string(std::string_view text) {
  for (std::size_t i = 1; i < text.size(); ++i) {
    if (text[i] == '"') return i + 1;
    if (text[i] == '\\') ++i;
  }
  return text.size();
}

/// Plain in a line of its own, and in a list between commas.
bool is_plain(std::string_view text) {
  if (text.empty() || text != trimmed(text)) return false;
  if (text.find_first_of("\"[],#\\") != text.npos) return false;
  return std::ranges::none_of(
      text, [](char c) { return static_cast<unsigned char>(c) < 0x20U || c == 0x7F; });
}

}  // namespace

const FrontMatter::Line* FrontMatter::find(std::string_view key) const {
  const auto found = std::ranges::find(lines, key, &Line::key);
  return key.empty() || found == lines.end() ? nullptr : &*found;
}

void FrontMatter::set(std::string_view key, std::string value) {
  const auto found = std::ranges::find(lines, key, &Line::key);
  if (found != lines.end()) {
    found->value = std::move(value);
  } else {
    lines.push_back({std::string(key), std::move(value), 0});
  }
}

std::string FrontMatter::print() const {
  std::string text = "---\n";
  for (const auto& line : lines) {
    text += line.key.empty() ? line.value : line.key + ": " + line.value;
    text += '\n';
  }
  return text + "---\n\n" + body;
}

bool has_front_matter(std::string_view text) { return trimmed(take_line(text)) == fence; }

Result<FrontMatter> parse_front_matter(std::string_view text) {
  FrontMatter matter;
  take_line(text);
  for (int number = 2;; ++number) {
    if (text.empty()) return wrong(number, "the front matter has no end, a line of \"---\"");
    const auto line = trimmed(take_line(text));
    if (line == fence) break;
    if (line.empty() || line.starts_with('#')) {
      matter.lines.push_back({"", std::string(line), number});
      continue;
    }
    const auto colon = line.find(':');
    const auto key = trimmed(line.substr(0, colon));
    if (colon == line.npos || !is_key(key)) return wrong(number, "not a line of \"key: value\"");
    if (matter.find(key) != nullptr) {
      return wrong(number, base::format("a second \"{}\"", key));
    }
    matter.lines.push_back(
        {std::string(key), std::string(trimmed(line.substr(colon + 1))), number});
  }
  auto rest = text;
  if (trimmed(take_line(rest)).empty()) text = rest;
  matter.body = text;
  return matter;
}

std::optional<std::string> text_of(std::string_view value) {
  if (!value.starts_with('"')) return std::string(value);
  boost::system::error_code failed;
  const auto parsed = json::parse(value, failed);
  if (failed || !parsed.is_string()) return std::nullopt;
  return std::string(parsed.get_string());
}

std::optional<std::vector<std::string>> list_of(std::string_view value) {
  if (value.starts_with('[')) {
    if (!value.ends_with(']')) return std::nullopt;
    value = trimmed(value.substr(1, value.size() - 2));
  }
  std::vector<std::string> list;
  while (!value.empty()) {
    const auto quoted = value.starts_with('"') ? end_of_string(value) : 0;
    const auto comma = std::min(value.find(',', quoted), value.size());
    auto item = text_of(trimmed(value.substr(0, comma)));
    if (!item) return std::nullopt;
    if (!item->empty()) list.push_back(*std::move(item));
    value = trimmed(value.substr(std::min(comma + 1, value.size())));
  }
  return list;
}

std::string value_of(std::string_view text) {
  return is_plain(text) ? std::string(text) : json::serialize(json::string(text));
}

std::string value_of(const std::vector<std::string>& list) {
  std::string value;
  for (const auto& item : list)
    value += (value.empty() ? "" : ", ") + value_of(item);
  return value;
}

}  // namespace homeostat::git
