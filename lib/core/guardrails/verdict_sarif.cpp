#include <algorithm>

#include <homeostat/guardrails.hpp>
#include <homeostat/version.hpp>

#include "core/base/json_print.hpp"
#include "core/base/text.hpp"

namespace homeostat {
namespace {

namespace json = boost::json;

/// A path as a relative URI reference.
std::string uri_of(std::string_view path) {
  constexpr std::string_view plain = "-._~/!$&'()*+,;=@";
  std::string out;
  for (const char c : path) {
    if (base::is_alnum(c) || plain.find(c) != plain.npos) {
      out += c;
    } else {
      out += '%' + base::to_upper(base::hex(std::string_view(&c, 1)));
    }
  }
  return out;
}

json::object result_of(const Refusal& refusal, std::string_view level) {
  json::object result{{"ruleId", to_string(refusal.reason)},
                      {"level", level},
                      {"message", {{"text", refusal.detail}}}};
  if (refusal.file.empty()) return result;
  json::object place{{"artifactLocation", {{"uri", uri_of(refusal.file)}}}};
  if (refusal.line > 0) place["region"] = {{"startLine", refusal.line}};
  result["locations"] = {json::object{{"physicalLocation", std::move(place)}}};
  return result;
}

/// Each reason that occurs, once, in order.
json::array rules_of(const Verdict& verdict) {
  std::vector<Reason> seen;
  for (const auto* list : {&verdict.refusals, &verdict.reviews}) {
    for (const Refusal& one : *list)
      seen.push_back(one.reason);
  }
  std::sort(seen.begin(), seen.end());
  seen.erase(std::unique(seen.begin(), seen.end()), seen.end());
  json::array rules;
  for (const Reason reason : seen) {
    rules.push_back({{"id", to_string(reason)}, {"help", {{"text", remedy(reason)}}}});
  }
  return rules;
}

}  // namespace

std::string to_sarif(const Verdict& verdict) {
  json::array results;
  for (const Refusal& one : verdict.refusals)
    results.push_back(result_of(one, "error"));
  for (const Refusal& one : verdict.reviews)
    results.push_back(result_of(one, "warning"));
  const json::object driver{
      {"name", "homeostat"}, {"version", version()}, {"rules", rules_of(verdict)}};
  const json::object run{{"tool", {{"driver", driver}}}, {"results", std::move(results)}};
  return base::print_json({{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
                           {"version", "2.1.0"},
                           {"runs", json::array{run}}});
}

}  // namespace homeostat
