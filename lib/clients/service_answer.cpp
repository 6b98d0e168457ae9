#include "clients/service_answer.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "clients/protocol.hpp"
#include "core/base/format.hpp"
#include "core/base/json.hpp"
#include "core/base/text.hpp"

namespace homeostat::clients {
namespace {

namespace json = boost::json;

constexpr Milliseconds wait_max{24 * 3600 * 1000};

/// What a service says of its refusal: {"error": {"type", "code", "message", "details"}}.
struct Details {
  std::string type;
  std::string code;
  std::string message;  ///< lower case; only looked at, never shown
};

Details read_details(const std::string& body) {
  boost::system::error_code failed;
  const json::value value = json::parse(body, failed);
  const json::object* answer = failed ? nullptr : value.if_object();
  const json::object* error = answer == nullptr ? nullptr : find_object(*answer, "error");
  if (error == nullptr) return {};
  Details details{std::string(find_text(*error, "type")), std::string(find_text(*error, "code")),
                  base::to_lower(find_text(*error, "message"))};
  const json::object* more = find_object(*error, "details");
  if (more != nullptr && details.code.empty()) details.code = find_text(*more, "error_code");
  return details;
}

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> all) {
  return std::find(all.begin(), all.end(), word) != all.end();
}

/// The code decides where there is one: the type of a mere rate limit may be insufficient_quota.
bool is_spent(const Details& details) {
  if (is_one_of(details.code, {"rate_limit_exceeded", "slow_down"})) return false;
  return is_one_of(details.code, {"credit_balance_exhausted", "organization_spend_limit_exceeded",
                                  "project_spend_limit_exceeded",
                                  "organization_usage_limit_exceeded", "insufficient_quota",
                                  "billing_hard_limit_reached", "enforced_spend_limit_reached"}) ||
         is_one_of(details.type, {"insufficient_quota", "billing_error"});
}

bool is_unknown_model(int status, const Details& details) {
  return status == 404 || details.code == "model_not_found" ||
         base::contains(details.message, "model not exist");
}

bool is_too_long(const Details& details) {
  return details.code == "context_length_exceeded" ||
         base::contains(details.message, "maximum context length") ||
         base::contains(details.message, "prompt is too long");
}

std::optional<Milliseconds> wait_of_limits(const HttpResponse& response) {
  std::optional<Milliseconds> longest;
  for (const std::string kind : {"requests", "tokens"}) {
    const auto left = find_header(response.headers, "x-ratelimit-remaining-" + kind);
    const auto reset = find_header(response.headers, "x-ratelimit-reset-" + kind);
    if (!left || *left != "0" || !reset) continue;
    const auto wait = parse_wait(*reset);
    if (wait) longest = std::max(longest.value_or(*wait), *wait);
  }
  return longest;
}

/// "Sun, 06 Nov 1994 08:49:37 GMT" (RFC 9110, 5.6.7).
std::optional<Time> parse_http_date(std::string_view text) {
  constexpr std::array<std::string_view, 12> months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                       "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  if (text.size() != 29) return std::nullopt;
  const auto month = std::find(months.begin(), months.end(), text.substr(8, 3));
  if (month == months.end()) return std::nullopt;
  const auto time =
      parse_time(base::format("{}-{:02}-{}T{}Z", text.substr(12, 4), month - months.begin() + 1,
                              text.substr(5, 2), text.substr(17, 8)));
  return time ? std::optional<Time>(*time) : std::nullopt;
}

std::optional<Milliseconds> wait_of(const HttpResponse& response, Time now) {
  if (const auto exact = find_header(response.headers, "retry-after-ms")) {
    if (const auto wait = parse_wait(std::string(*exact) + "ms")) return wait;
  }
  if (const auto after = find_header(response.headers, "retry-after")) {
    if (const auto wait = parse_wait(*after)) return wait;
    if (const auto date = parse_http_date(*after)) {
      return std::clamp(Milliseconds(*date - now), Milliseconds{0}, wait_max);
    }
  }
  return wait_of_limits(response);
}

}  // namespace

std::optional<Milliseconds> parse_wait(std::string_view text) {
  double all_ms = 0;
  if (text.empty()) return std::nullopt;
  while (!text.empty()) {
    std::size_t end = 0;
    double number = 0;
    double place = 0;
    for (; end < text.size() && (base::is_digit(text[end]) || text[end] == '.'); ++end) {
      if (text[end] == '.') {
        if (place != 0) return std::nullopt;
        place = 1;
      } else {
        number = number * 10 + (text[end] - '0');
        place *= 10;
      }
    }
    if (end == 0 || end > 15) return std::nullopt;
    if (place > 1) number /= place;
    const std::size_t unit_end = std::min(text.find_first_of("0123456789.", end), text.size());
    const std::string_view unit = text.substr(end, unit_end - end);
    if (unit == "ms") {
      all_ms += number;
    } else if (unit == "s" || unit.empty()) {
      all_ms += number * 1000;
    } else if (unit == "m") {
      all_ms += number * 60'000;
    } else if (unit == "h") {
      all_ms += number * 3'600'000;
    } else {
      return std::nullopt;
    }
    text.remove_prefix(unit_end);
  }
  if (all_ms > static_cast<double>(wait_max.count())) return std::nullopt;
  return Milliseconds(static_cast<std::int64_t>(std::ceil(all_ms)));
}

ServiceRefusal read_refusal(const HttpResponse& response, Time now) {
  const Details details = read_details(response.body);
  const std::string_view word = details.code.empty() ? details.type : details.code;
  const int status = response.status;
  const auto refusal = [&](ErrorCode code, std::string_view what) {
    return ServiceRefusal{
        Error{code, base::format("{}: status {}, {}", what, status, safe_word(word))}};
  };
  if (status == 402 || is_spent(details)) {
    return refusal(ErrorCode::denied, "the service's credit is spent");
  }
  if (status == 429) {
    ServiceRefusal limited = refusal(ErrorCode::denied, "the service's rate is reached");
    limited.may_retry = true;
    limited.wait = wait_of(response, now);
    return limited;
  }
  if (status == 503 || status == 529) {
    ServiceRefusal busy = refusal(ErrorCode::transport, "the service is overloaded");
    busy.may_retry = true;
    busy.wait = wait_of(response, now);
    return busy;
  }
  if (status == 401 || status == 403) {
    return refusal(ErrorCode::denied, "the service does not take the key");
  }
  if (status / 100 == 3) {
    return refusal(ErrorCode::invalid_config, "the service is elsewhere");
  }
  if (is_unknown_model(status, details)) {
    return refusal(ErrorCode::invalid_config, "the service does not know the model or the path");
  }
  if (status / 100 == 4 && is_too_long(details)) {
    return refusal(ErrorCode::invalid_argument, "the prompt is beyond the model's context");
  }
  if (status / 100 == 4) {
    return refusal(ErrorCode::invalid_argument, "the service does not take the request");
  }
  return refusal(ErrorCode::transport, "the service failed");
}

}  // namespace homeostat::clients
