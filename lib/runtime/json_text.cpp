// JSON text with the places of its parts.
#include <algorithm>
#include <homeostat/runtime/config_file.hpp>

#include "core/base/format.hpp"
#include "core/base/json_strict.hpp"
#include "core/base/text.hpp"
#include "runtime/read_file.hpp"

namespace homeostat {
namespace {

FilePosition position_at(std::string_view text, std::size_t offset) {
  const std::string_view before = text.substr(0, offset);
  const auto lines = static_cast<int>(std::count(before.begin(), before.end(), '\n'));
  return {lines + 1, static_cast<int>(offset - (before.rfind('\n') + 1)) + 1};
}

/// Walks text that is known to be valid JSON.
class Scanner {
 public:
  Scanner(std::string_view text, ConfigText& out) : text_(text), out_(out) {}

  void value(const std::string& pointer) {
    skip_space();
    out_.positions.try_emplace(pointer, here());
    if (text_[at_] == '{') return object(pointer);
    if (text_[at_] == '[') return array(pointer);
    if (text_[at_] == '"') {
      string();
      return;
    }
    while (at_ < text_.size() &&
           std::string_view(",]} \t\r\n").find(text_[at_]) == std::string_view::npos) {
      ++at_;
    }
  }

 private:
  void object(const std::string& pointer) {
    ++at_;
    while (next_part('}')) {
      const FilePosition place = here();
      const std::string below = pointer + base::json_pointer_token(string());
      out_.positions[below] = place;
      skip_space();
      ++at_;  // the colon
      value(below);
    }
  }

  void array(const std::string& pointer) {
    ++at_;
    for (std::size_t i = 0; next_part(']'); ++i)
      value(base::format("{}/{}", pointer, i));
  }

  /// Goes to the next key or item, or behind the end.
  bool next_part(char end) {
    skip_space();
    if (text_[at_] == ',') ++at_;
    skip_space();
    if (text_[at_] != end) return true;
    ++at_;
    return false;
  }

  std::string string() {
    const std::size_t begin = at_++;
    while (text_[at_] != '"')
      at_ += text_[at_] == '\\' ? 2U : 1U;
    ++at_;
    const auto parsed = base::parse_json_strict(text_.substr(begin, at_ - begin));
    return std::string(std::string_view(parsed.value.as_string()));
  }

  void skip_space() {
    for (; base::is_space(text_[at_]); ++at_) {
      if (text_[at_] != '\n') continue;
      ++line_;
      line_start_ = at_ + 1;
    }
  }
  [[nodiscard]] FilePosition here() const {
    return {line_, static_cast<int>(at_ - line_start_) + 1};
  }

  std::string_view text_;
  ConfigText& out_;
  std::size_t at_ = 0;
  int line_ = 1;
  std::size_t line_start_ = 0;
};

}  // namespace

Result<ConfigText> read_json(std::string_view text, const std::string& name) {
  const std::string_view json = runtime::without_byte_order_mark(text);
  const base::JsonParsed parsed = base::parse_json_strict(json);
  if (parsed.fault) {
    const FilePosition at = position_at(json, parsed.fault->offset);
    const std::string pointer = parsed.fault->pointer.empty() ? "" : parsed.fault->pointer + ": ";
    return Error{ErrorCode::invalid_config, base::format("{}:{}:{}: {}{}", name, at.line, at.column,
                                                         pointer, parsed.fault->message)};
  }
  ConfigText out;
  out.name = name;
  out.json = json;
  Scanner(json, out).value("");
  return out;
}

}  // namespace homeostat
