// What `jest --json` and `vitest --reporter=json` write.
#include "core/base/json_strict.hpp"
#include "core/base/text.hpp"
#include "core/evidence/reader.hpp"

namespace homeostat::evidence {
namespace {

namespace json = boost::json;

constexpr std::size_t depth_max = 32;

std::string_view text_of(const json::object& object, std::string_view key) {
  const json::value* value = object.if_contains(key);
  return value != nullptr && value->is_string() ? std::string_view(value->get_string())
                                                : std::string_view();
}

const json::array* array_of(const json::object& object, std::string_view key) {
  const json::value* value = object.if_contains(key);
  return value != nullptr ? value->if_array() : nullptr;
}

Milliseconds duration_of(const json::object& object) {
  const json::value* value = object.if_contains("duration");
  if (value == nullptr) return Milliseconds{-1};
  if (value->is_int64()) return Milliseconds{value->get_int64()};
  const bool sane = value->is_double() && value->get_double() >= 0 && value->get_double() < 1e12;
  return Milliseconds{sane ? static_cast<std::int64_t>(value->get_double()) : -1};
}

TestOutcome outcome_of(std::string_view status) {
  if (status == "passed") return TestOutcome::passed;
  if (status == "failed") return TestOutcome::failed;
  return TestOutcome::skipped;  // pending, skipped, todo, disabled
}

std::string suite_of(const json::object& assertion, std::string_view file) {
  std::string suite(file);
  const json::array* titles = array_of(assertion, "ancestorTitles");
  if (titles == nullptr) return suite;
  for (const json::value& title : *titles) {
    if (title.is_string()) suite += " > " + std::string(std::string_view(title.get_string()));
  }
  return suite;
}

std::string_view message_of(const json::object& assertion) {
  const json::array* messages = array_of(assertion, "failureMessages");
  if (messages == nullptr || messages->empty() || !messages->front().is_string()) return {};
  return messages->front().get_string();
}

void read_file(const json::object& file, ReportBuilder& out) {
  const std::string_view name = text_of(file, "name");
  const json::array* assertions = array_of(file, "assertionResults");
  const bool ran = assertions != nullptr && !assertions->empty();
  if (!ran && text_of(file, "status") == "failed") {
    out.add(name, "the file", TestOutcome::error, text_of(file, "message"));
  }
  if (!ran) return;
  for (const json::value& value : *assertions) {
    if (!value.is_object()) continue;
    const json::object& one = value.get_object();
    out.add(suite_of(one, name), text_of(one, "title"), outcome_of(text_of(one, "status")),
            message_of(one), duration_of(one));
  }
}

/// Where the object of the report begins: the first line that opens one and names its keys.
std::string_view find_report(std::string_view text) {
  const std::size_t key = text.find("\"numTotalTests\"");
  if (key == text.npos) return {};
  std::size_t start = text.rfind("\n{", key);
  start = start == text.npos ? 0 : start + 1;
  const std::size_t end = text.rfind('}');
  if (!text.substr(start).starts_with('{') || end == text.npos || end < start) return {};
  return text.substr(start, end + 1 - start);
}

}  // namespace

void read_jest(std::string_view text, ReportBuilder& out) {
  const base::JsonParsed parsed = base::parse_json_strict(find_report(text), depth_max);
  const json::object* report = parsed.value.if_object();
  const json::array* files = report != nullptr ? array_of(*report, "testResults") : nullptr;
  if (files == nullptr) return;
  for (const json::value& file : *files) {
    if (file.is_object()) read_file(file.get_object(), out);
  }
}

}  // namespace homeostat::evidence
