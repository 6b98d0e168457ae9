// YAML to JSON by yaml-cpp's events, which are read before anything is merged or expanded.
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <homeostat/runtime/config_file.hpp>
#include <sstream>

#include "core/base/format.hpp"
#include "core/base/json_print.hpp"
#include "core/base/json_strict.hpp"
#include "core/base/text.hpp"
#include "core/base/utf8.hpp"
#include "runtime/read_file.hpp"
#include "runtime/yaml_scalar.hpp"

namespace homeostat {
namespace {

constexpr std::size_t depth_max = 32;

/// Ends the parser's walk; never leaves this file.
struct Refused {
  FilePosition at;
  std::string message;
};

FilePosition position_of(const YAML::Mark& mark) { return {mark.line + 1, mark.column + 1}; }

std::string shown(std::string_view key) { return base::quote_json(base::truncate_utf8(key, 60)); }

/// Whether the quoted text at the beginning of `rest` has its closing quote on the same line.
bool ends_on_line(std::string_view rest) {
  const char quote = rest.front();
  std::size_t at = 1;
  while (at < rest.size() && rest[at] != '\n') {
    const bool is_pair = quote == '"' ? rest[at] == '\\' : rest.substr(at, 2) == "''";
    if (rest[at] == quote && !is_pair) return true;
    at += is_pair ? 2U : 1U;
  }
  return false;
}

class Handler : public YAML::EventHandler {
 public:
  Handler(std::string_view yaml, ConfigText& out) : yaml_(yaml), out_(out) {}

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (++documents_ > 1) throw Refused{position_of(mark), "more than one YAML document"};
  }
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t) override {
    begin_value(mark, "a null");
    out_.json += "null";
  }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    throw Refused{position_of(mark), "aliases are not allowed here: write the value out"};
  }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    check_properties(mark, tag, anchor);
    check_quotes(mark);
    if (expects_key()) return take_key(mark, value);
    begin_value(mark, "a scalar");
    if (tag == "!") {  // quoted
      out_.json += base::quote_json(value);
      return;
    }
    runtime::ScalarMeaning meaning = runtime::meaning_of_plain(value);
    if (meaning.fault) throw Refused{position_of(mark), *meaning.fault};
    out_.json += meaning.json;
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    check_properties(mark, tag, anchor);
    begin_value(mark, "a list");
    open(mark, false);
  }
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    check_properties(mark, tag, anchor);
    begin_value(mark, "an object");
    open(mark, true);
  }
  void OnMapEnd() override { close(); }

 private:
  struct Level {
    bool is_map = false;
    bool has_key = false;  ///< of a map: its value comes next
    std::size_t items = 0;
    std::string pointer;
    std::map<std::string, FilePosition> keys;
  };

  [[nodiscard]] bool expects_key() const {
    return !levels_.empty() && levels_.back().is_map && !levels_.back().has_key;
  }

  static void check_properties(const YAML::Mark& mark, const std::string& tag,
                               YAML::anchor_t anchor) {
    if (!tag.empty() && tag != "?" && tag != "!") {
      throw Refused{position_of(mark), "tags are not allowed here: " + shown(tag)};
    }
    if (anchor != YAML::NullAnchor) {
      throw Refused{position_of(mark), "anchors are not allowed here"};
    }
  }

  /// yaml-cpp lets the end of the file close a quote, and everything up to there be its text.
  void check_quotes(const YAML::Mark& mark) const {
    const std::string_view rest = yaml_.substr(static_cast<std::size_t>(mark.pos));
    if (!rest.empty() && (rest.front() == '"' || rest.front() == '\'') && !ends_on_line(rest)) {
      throw Refused{position_of(mark), "quoted text must end on its line"};
    }
  }

  void take_key(const YAML::Mark& mark, const std::string& key) {
    Level& level = levels_.back();
    const FilePosition at = position_of(mark);
    const auto [first, is_new] = level.keys.emplace(key, at);
    if (!is_new) {
      throw Refused{
          at, base::format("duplicate key {}, first at line {}", shown(key), first->second.line)};
    }
    if (level.items++ > 0) out_.json += ',';
    out_.json += base::quote_json(key) + ":";
    level.has_key = true;
    pointer_ = level.pointer + base::json_pointer_token(key);
    out_.positions[pointer_] = at;
  }

  void begin_value(const YAML::Mark& mark, std::string_view kind) {
    if (expects_key()) {
      throw Refused{position_of(mark), base::format("a key must be text, got {}", kind)};
    }
    if (levels_.empty()) {
      out_.positions[""] = position_of(mark);
      return;
    }
    Level& level = levels_.back();
    level.has_key = false;
    if (level.is_map) return;
    pointer_ = base::format("{}/{}", level.pointer, level.items);
    out_.positions[pointer_] = position_of(mark);
    if (level.items++ > 0) out_.json += ',';
  }

  void open(const YAML::Mark& mark, bool is_map) {
    if (levels_.size() == depth_max) {
      throw Refused{position_of(mark), base::format("nested deeper than {} levels", depth_max)};
    }
    levels_.emplace_back();
    levels_.back().is_map = is_map;
    levels_.back().pointer = pointer_;
    out_.json += is_map ? '{' : '[';
  }

  void close() {
    out_.json += levels_.back().is_map ? '}' : ']';
    levels_.pop_back();
  }

  std::string_view yaml_;
  ConfigText& out_;
  std::vector<Level> levels_;
  std::string pointer_;  ///< of the value that comes next, or came last
  int documents_ = 0;
};

/// yaml-cpp takes some tabs and reports others obscurely.
void refuse_tabs(std::string_view yaml) {
  int line_number = 0;
  for (const std::string_view line : base::split_lines(yaml)) {
    ++line_number;
    const std::size_t text = line.find_first_not_of(" \t");
    const std::size_t tab = line.substr(0, text).find('\t');
    if (tab == std::string_view::npos) continue;
    throw Refused{{line_number, static_cast<int>(tab) + 1},
                  "tab in the indentation: YAML takes spaces"};
  }
}

void refuse_bytes(std::string_view yaml) {
  const std::size_t valid = base::valid_utf8_prefix(yaml);
  const std::size_t bad = std::min(valid, yaml.find('\0'));
  if (bad >= yaml.size()) return;
  const std::string_view before = yaml.substr(0, bad);
  const auto lines = static_cast<int>(std::count(before.begin(), before.end(), '\n'));
  throw Refused{{lines + 1, static_cast<int>(bad - (before.rfind('\n') + 1)) + 1},
                "not a text in UTF-8"};
}

ConfigText parse(std::string_view yaml, const std::string& name) {
  refuse_bytes(yaml);
  refuse_tabs(yaml);
  ConfigText out;
  out.name = name;
  Handler handler(yaml, out);
  std::istringstream stream{std::string(yaml)};
  YAML::Parser parser(stream);
  while (parser.HandleNextDocument(handler)) {
  }
  if (out.json.empty()) throw Refused{{1, 1}, "the file is empty"};
  return out;
}

Error error_at(const std::string& name, FilePosition at, std::string_view message) {
  return Error{ErrorCode::invalid_config,
               base::format("{}:{}:{}: {}", name, at.line, at.column, message)};
}

}  // namespace

Result<ConfigText> read_yaml(std::string_view yaml, const std::string& name) {
  try {
    return parse(runtime::without_byte_order_mark(yaml), name);
  } catch (const Refused& refused) {
    return error_at(name, refused.at, refused.message);
  } catch (const YAML::Exception& error) {
    return error_at(name, position_of(error.mark), "not valid YAML: " + error.msg);
  }
}

}  // namespace homeostat
