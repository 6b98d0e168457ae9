// Library files: the mission's shared/patterns/library.json.
#include <set>

#include <homeostat/pattern.hpp>
#include <homeostat/privacy.hpp>

#include "core/base/format.hpp"
#include "core/base/json_print.hpp"
#include "core/base/json_strict.hpp"
#include "core/pattern/record.hpp"

namespace homeostat {
namespace {

namespace json = boost::json;

constexpr std::size_t library_bytes_max = 256 * 1024 * 1024;
constexpr std::size_t patterns_max = 1'000'000;
constexpr std::size_t refused_named_max = 10;

Error wrong(std::string message) { return {ErrorCode::invalid_argument, std::move(message)}; }

Result<Pattern> read_entry(const json::value& value) {
  if (!value.is_object()) return wrong("not an object");
  const json::object& object = value.get_object();
  return object.contains("edit") ? pattern::from_object(object) : pattern::from_stored_diff(object);
}

std::string name_of(const json::value& value, std::size_t index) {
  if (value.is_object()) {
    const json::value* id = value.get_object().if_contains("id");
    if (id != nullptr && id->is_string() && id->get_string().size() <= 64) {
      return strip_invisible(std::string_view(id->get_string()));
    }
  }
  return base::format("#{}", index);
}

Result<std::vector<Pattern>> read_entries(const json::array& entries) {
  if (entries.size() > patterns_max) {
    return wrong(base::format("library: {} patterns, limit is {}", entries.size(), patterns_max));
  }
  std::vector<Pattern> library;
  std::set<std::string> known;
  std::string refused;
  std::size_t refusals = 0;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    auto entry = read_entry(entries[i]);
    if (!entry) {
      if (++refusals <= refused_named_max) {
        refused += base::format("{}pattern {}: {}", refused.empty() ? "" : "; ",
                                name_of(entries[i], i), entry.error().message);
      }
      continue;
    }
    if (known.insert(entry->id.str()).second) library.push_back(*std::move(entry));
  }
  if (refusals > refused_named_max)
    refused += base::format("; and {} more", refusals - refused_named_max);
  if (refusals > 0) return wrong("library: " + refused);
  return library;
}

}  // namespace

Result<std::vector<Pattern>> parse_library(std::string_view text) {
  if (text.size() > library_bytes_max) {
    return wrong(base::format("library: {} bytes, limit is {}", text.size(), library_bytes_max));
  }
  const auto parsed = base::parse_json_strict(text, 16);
  if (parsed.fault) {
    return wrong(base::format("library: {}: {}", parsed.fault->pointer, parsed.fault->message));
  }
  if (!parsed.value.is_object()) return wrong("library: not an object");
  const json::object& object = parsed.value.get_object();
  const json::value* version = object.if_contains("version");
  if (version == nullptr || !version->is_int64() || version->get_int64() != 1) {
    return wrong("library: version is not 1");
  }
  const json::value* entries = object.if_contains("patterns");
  if (entries == nullptr || !entries->is_array()) return wrong("library: patterns is not a list");
  return read_entries(entries->get_array());
}

std::string print_library(const std::vector<Pattern>& library, Time now) {
  json::array patterns;
  for (const Pattern& learned : library)
    patterns.push_back(pattern::to_object(learned));
  json::object metadata;
  metadata["lastUpdated"] = format_time(now);
  metadata["totalPatterns"] = library.size();
  json::object out;
  out["version"] = 1;
  out["patterns"] = std::move(patterns);
  out["metadata"] = std::move(metadata);
  return base::print_json(out, base::JsonLayout::indented);
}

}  // namespace homeostat
