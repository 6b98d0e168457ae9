#include "core/base/json_strict.hpp"

#include <boost/json/basic_parser_impl.hpp>
#include <unordered_set>
#include <vector>

#include "core/base/format.hpp"
#include "core/base/text.hpp"

namespace homeostat::base {
namespace {

namespace json = boost::json;
using Code = boost::system::error_code;

// Builds a value as Boost's own handler does, and remembers the keys of each open object.
struct Handler {
  static constexpr std::size_t max_object_size = 1'000'000;
  static constexpr std::size_t max_array_size = 1'000'000;
  static constexpr std::size_t max_key_size = 65'536;
  static constexpr std::size_t max_string_size = 16'777'216;

  struct Level {
    bool is_object = false;
    std::unordered_set<std::string> keys;
    std::string key;        ///< the one being read
    std::size_t items = 0;  ///< of an array
  };

  json::value_stack stack;
  std::vector<Level> levels;
  std::string key_part;
  bool duplicate = false;

  bool on_document_begin(Code&) {
    stack.reset();
    return true;
  }
  bool on_document_end(Code&) { return true; }
  bool on_object_begin(Code&) { return begin(true); }
  bool on_array_begin(Code&) { return begin(false); }
  bool on_object_end(std::size_t count, Code&) {
    stack.push_object(count);
    return end();
  }
  bool on_array_end(std::size_t count, Code&) {
    stack.push_array(count);
    return end();
  }
  bool on_key_part(json::string_view part, std::size_t, Code&) {
    key_part.append(part.data(), part.size());
    stack.push_chars(part);
    return true;
  }
  bool on_key(json::string_view part, std::size_t, Code& code) {
    key_part.append(part.data(), part.size());
    stack.push_key(part);
    levels.back().key = std::move(key_part);
    key_part.clear();
    duplicate = !levels.back().keys.insert(levels.back().key).second;
    if (duplicate) code = json::error::syntax;
    return !duplicate;
  }
  bool on_string_part(json::string_view part, std::size_t, Code&) {
    stack.push_chars(part);
    return true;
  }
  bool on_string(json::string_view part, std::size_t, Code&) {
    stack.push_string(part);
    return count_item();
  }
  bool on_number_part(json::string_view, Code&) { return true; }
  bool on_int64(std::int64_t value, json::string_view, Code&) {
    stack.push_int64(value);
    return count_item();
  }
  bool on_uint64(std::uint64_t value, json::string_view, Code&) {
    stack.push_uint64(value);
    return count_item();
  }
  bool on_double(double value, json::string_view, Code&) {
    stack.push_double(value);
    return count_item();
  }
  bool on_bool(bool value, Code&) {
    stack.push_bool(value);
    return count_item();
  }
  bool on_null(Code&) {
    stack.push_null();
    return count_item();
  }
  bool on_comment_part(json::string_view, Code&) { return true; }
  bool on_comment(json::string_view, Code&) { return true; }

  [[nodiscard]] std::string pointer() const {
    std::string out;
    for (const Level& level : levels) {
      out += level.is_object ? json_pointer_token(level.key) : format("/{}", level.items);
    }
    return out;
  }

 private:
  bool begin(bool is_object) {
    levels.emplace_back();
    levels.back().is_object = is_object;
    return true;
  }
  bool end() {
    levels.pop_back();
    return count_item();
  }
  bool count_item() {
    if (!levels.empty()) ++levels.back().items;
    return true;
  }
};

}  // namespace

std::string json_pointer_token(std::string_view key) {
  return "/" + replace_all(replace_all(key, "~", "~0"), "/", "~1");
}

JsonParsed parse_json_strict(std::string_view text, std::size_t depth_max) {
  json::parse_options options;
  options.max_depth = depth_max;
  json::basic_parser<Handler> parser(options);
  Code code;
  const std::size_t used = parser.write_some(false, text.data(), text.size(), code);
  Handler& handler = parser.handler();
  JsonParsed out;
  if (!code && used < text.size()) code = json::error::extra_data;
  if (!code) {
    out.value = handler.stack.release();
    return out;
  }
  std::string message = handler.duplicate ? "duplicate key" : "not valid JSON: " + code.message();
  if (code == json::error::too_deep) message = format("nested deeper than {} levels", depth_max);
  out.fault = JsonFault{handler.duplicate ? handler.pointer() : "", used, std::move(message)};
  return out;
}

}  // namespace homeostat::base
