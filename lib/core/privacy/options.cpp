#include <homeostat/privacy.hpp>

#include "core/base/format.hpp"
#include "core/base/json_strict.hpp"
#include "core/base/text.hpp"

namespace homeostat {
namespace {

constexpr std::size_t values_max = 1000;
constexpr std::size_t value_bytes_max = 64 * 1024;

Error bad_option(std::string_view pointer, std::string_view message) {
  return Error{ErrorCode::invalid_argument,
               pointer.empty() ? std::string(message) : base::format("{}: {}", pointer, message)};
}

Status read_known_values(const boost::json::value& value, std::vector<std::string>& values) {
  const auto* list = value.if_array();
  if (list == nullptr || list->size() > values_max) {
    return bad_option("/known_values", base::format("a list of at most {} texts", values_max));
  }
  for (std::size_t i = 0; i < list->size(); ++i) {
    const auto* text = (*list)[i].if_string();
    if (text == nullptr || text->size() > value_bytes_max) {
      return bad_option(base::format("/known_values/{}", i),
                        base::format("a text of at most {} bytes", value_bytes_max));
    }
    values.emplace_back(*text);
  }
  return {};
}

}  // namespace

Result<SanitizeOptions> parse_sanitize_options(std::string_view json) {
  SanitizeOptions options;
  if (base::trim(json).empty()) return options;
  const base::JsonParsed parsed = base::parse_json_strict(json);
  if (parsed.fault) return bad_option(parsed.fault->pointer, parsed.fault->message);
  const auto* object = parsed.value.if_object();
  if (object == nullptr) return bad_option("", "options are a JSON object");
  for (const auto& [key, value] : *object) {
    if (key == "compat") {
      if (!value.is_bool()) return bad_option("/compat", "true or false");
      options.compat = value.as_bool();
    } else if (key == "mode") {
      const bool source = value.is_string() && value.as_string() == "source";
      if (!source && !(value.is_string() && value.as_string() == "text")) {
        return bad_option("/mode", "text or source");
      }
      options.mode = source ? SanitizeMode::source : SanitizeMode::text;
    } else if (key == "known_values") {
      if (Status status = read_known_values(value, options.known_values); !status) {
        return status.error();
      }
    } else {
      return bad_option(base::json_pointer_token(key),
                        "no such option; there are compat, mode and known_values");
    }
  }
  return options;
}

}  // namespace homeostat
