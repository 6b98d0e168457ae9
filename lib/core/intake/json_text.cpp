#include "core/intake/json_text.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include "core/base/format.hpp"

namespace homeostat::intake {

ParsedJson parse_json(std::string_view text) {
  boost::json::parse_options options;
  options.max_depth = json_depth_max;
  boost::json::stream_parser parser({}, options);
  boost::json::error_code error;
  const std::size_t read = parser.write_some(text.data(), text.size(), error);
  std::string_view rest = text.substr(read);
  if (!error && rest.find_first_not_of(" \t\r\n") != rest.npos) {
    error = boost::json::error::extra_data;
  }
  if (!error) parser.finish(error);
  if (!error) return {parser.release(), {}};
  const std::string_view before = text.substr(0, read);
  const auto line = std::count(before.begin(), before.end(), '\n') + 1;
  const std::size_t column = read - (before.rfind('\n') + 1) + 1;  // npos + 1 is 0
  return {std::nullopt,
          base::format("not JSON: {} in line {}, column {}", error.message(), line, column)};
}

const boost::json::value* find_member(const boost::json::value* value, std::string_view name) {
  const boost::json::object* object = value == nullptr ? nullptr : value->if_object();
  return object == nullptr ? nullptr : object->if_contains({name.data(), name.size()});
}

const boost::json::array* find_values(const boost::json::value* value) {
  if (value == nullptr) return nullptr;
  if (const boost::json::array* array = value->if_array()) return array;
  const boost::json::value* values = find_member(value, "values");
  return values == nullptr ? nullptr : values->if_array();
}

std::string text_of(const boost::json::value* value) {
  if (value == nullptr) return {};
  if (const boost::json::string* text = value->if_string()) return {text->data(), text->size()};
  if (value->is_int64() || value->is_uint64()) return boost::json::serialize(*value);
  if (const double* number = value->if_double()) return base::format("{:.3f}", *number);
  return {};
}

int number_of(const boost::json::value* value) {
  if (value == nullptr || !value->is_int64()) return 0;
  const std::int64_t number = value->get_int64();
  return number > 0 && number <= std::numeric_limits<int>::max() ? static_cast<int>(number) : 0;
}

}  // namespace homeostat::intake
