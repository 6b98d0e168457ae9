#include <algorithm>
#include <cmath>
#include <homeostat/telemetry.hpp>

#include "core/base/format.hpp"
#include "core/base/json_strict.hpp"

namespace homeostat {
namespace {

namespace json = boost::json;

constexpr std::size_t line_bytes_max = 1024 * 1024;
constexpr double usd_max = 9'000'000;

/// Takes keys from a record and remembers the first that is missing or wrong.
class Reader {
 public:
  explicit Reader(const json::object& record) : record_(record) {}

  std::string text(std::string_view key, bool required = true) {
    const json::value* value = find(key, required);
    if (value == nullptr) return {};
    if (!value->is_string()) return fail(key, "a text"), std::string();
    return std::string(std::string_view(value->get_string()));
  }

  std::int64_t count(std::string_view key, bool required = true) {
    const json::value* value = find(key, required);
    if (value == nullptr) return 0;
    const bool fits = value->is_int64() && value->get_int64() >= 0;
    if (!fits) return fail(key, "a whole number from 0"), 0;
    return value->get_int64();
  }

  /// Milliseconds: whole here, with a fraction in records of others.
  Milliseconds latency(std::string_view key) {
    const double ms = number(key, 1e15);
    return Milliseconds{static_cast<std::int64_t>(std::llround(ms))};
  }

  /// `cost_micros` where it is given, for it is exact; else `cost`.
  Money cost() {
    const double usd = number("cost", usd_max);
    if (record_.contains("cost_micros")) return Money::from_micros(count("cost_micros"));
    return Money::from_micros(std::llround(usd * 1e6));
  }

  std::vector<std::string> texts(std::string_view key, bool required = true) {
    const json::value* value = find(key, required);
    if (value == nullptr) return {};
    if (!value->is_array()) return fail(key, "a list of texts"), std::vector<std::string>();
    std::vector<std::string> out;
    for (const json::value& item : value->get_array()) {
      if (!item.is_string()) return fail(key, "a list of texts"), out;
      out.emplace_back(std::string_view(item.get_string()));
    }
    return out;
  }

  Time timestamp() {
    const Result<Time> time = parse_time(text("timestamp"));
    if (!time) return fail("timestamp", "a time"), Time();
    return *time;
  }

  Usage tokens() {
    const json::value* value = find("tokens", true);
    if (value == nullptr) return {};
    if (!value->is_object()) return fail("tokens", "an object"), Usage();
    Reader inner(value->get_object());
    const Usage usage{inner.count("input"), inner.count("output"), inner.count("cacheRead"),
                      inner.count("cacheWrite")};
    if (inner.fault_) fail("tokens", "input, output, cacheRead and cacheWrite from 0");
    return usage;
  }

  void schema_version() {
    if (record_.contains("schema_version") && count("schema_version") != 1) {
      fail("schema_version", "1");
    }
  }

  [[nodiscard]] const std::optional<std::string>& fault() const { return fault_; }

 private:
  const json::value* find(std::string_view key, bool required) {
    const json::value* value = record_.if_contains(key);
    if (value == nullptr && required) fail(key, "a value");
    return value;
  }

  double number(std::string_view key, double max) {
    const json::value* value = find(key, true);
    double out = -1;
    if (value != nullptr && value->is_double()) out = value->get_double();
    if (value != nullptr && value->is_int64()) out = static_cast<double>(value->get_int64());
    const bool fits = out >= 0 && out <= max;
    if (!fits) return fail(key, "a number from 0"), 0;
    return out;
  }

  void fail(std::string_view key, std::string_view allowed) {
    if (!fault_) fault_ = base::format("{}: expected {}", key, allowed);
  }

  const json::object& record_;
  std::optional<std::string> fault_;
};

}  // namespace

Result<RunMetrics> parse_metrics(std::string_view line) {
  const auto malformed = [](std::string_view why) {
    return Error{ErrorCode::invalid_argument, base::format("malformed metrics record: {}", why)};
  };
  if (line.size() > line_bytes_max) {
    return malformed(base::format("{} bytes, limit is {}", line.size(), line_bytes_max));
  }
  const base::JsonParsed parsed = base::parse_json_strict(line, 8);
  if (parsed.fault) return malformed(parsed.fault->message);
  if (!parsed.value.is_object()) return malformed("not an object");

  Reader in(parsed.value.get_object());
  in.schema_version();
  RunMetrics out;
  out.timestamp = in.timestamp();
  out.run = RunId(in.text("run_id", false));
  out.repo = RepoId(in.text("repo"));
  out.issue = IssueNumber{in.count("issue", false)};
  out.fingerprints_processed = in.texts("fingerprintsProcessed");
  out.prs_created = in.count("prsCreated");
  out.prs_updated = in.count("prsUpdated");
  out.cooldowns = in.count("cooldowns");
  out.cost = in.cost();
  out.tokens = in.tokens();
  out.latency = in.latency("latency");
  out.errors = in.texts("errors");
  out.patterns_used = in.count("patternsUsed");
  out.zero_cost_fixes = in.count("zeroCostFixes");
  out.tier = static_cast<int>(std::min<std::int64_t>(in.count("tier", false), 3));
  out.outcome = in.text("outcome", false);
  out.reasons = in.texts("reasons", false);
  if (in.fault()) return malformed(*in.fault());
  return out;
}

}  // namespace homeostat
