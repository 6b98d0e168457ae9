#include "lines.hpp"

#include <fstream>
#include <iostream>
#include <iterator>
#include <sstream>

namespace homeostat::cli {
namespace json = boost::json;

namespace {

json::object error_object(const Error& error) {
  return {{"code", to_string(error.code)}, {"message", error.message}};
}

/// Handles one line; true unless it gave an error.
bool answer_line(const std::string& line, std::size_t number, std::ostream& out,
                 const LineFunction& function) {
  json::object answer{{"id", nullptr}};
  boost::system::error_code bad;
  const json::value value = json::parse(line, bad);
  Result<json::object> members = Error{ErrorCode::invalid_argument, {}};
  if (bad || !value.is_object()) {
    members =
        Error{ErrorCode::invalid_argument, "line " + std::to_string(number) + " is no JSON object"};
  } else {
    if (const json::value* id = value.get_object().if_contains("id")) answer["id"] = *id;
    members = function(value.get_object());
  }
  if (members) {
    for (auto& member : *members)
      answer[member.key()] = std::move(member.value());
  } else {
    answer["error"] = error_object(members.error());
  }
  out << json::serialize(answer) << '\n';
  return members.has_value();
}

}  // namespace

int for_each_line(std::istream& in, std::ostream& out, const LineFunction& function) {
  int errors = 0;
  std::size_t number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
    if (!answer_line(line, number, out, function)) ++errors;
    out.flush();
  }
  return errors;
}

Result<std::string> text_member(const json::object& object, std::string_view key, bool required) {
  const json::value* value = object.if_contains(key);
  if (value == nullptr || value->is_null()) {
    if (!required) return std::string();
    return Error{ErrorCode::invalid_argument, "member \"" + std::string(key) + "\" is missing"};
  }
  if (!value->is_string()) {
    return Error{ErrorCode::invalid_argument,
                 "member \"" + std::string(key) + "\" is not a string"};
  }
  return std::string(value->get_string());
}

Result<std::string> read_all(const std::string& path) {
  if (path == "-") {
    return std::string(std::istreambuf_iterator<char>(std::cin), std::istreambuf_iterator<char>());
  }
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  if (!file || !(text << file.rdbuf() || file.peek() == std::char_traits<char>::eof())) {
    return Error{ErrorCode::store, "cannot read " + path};
  }
  return text.str();
}

}  // namespace homeostat::cli
