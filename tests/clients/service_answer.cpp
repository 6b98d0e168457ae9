#include "clients/service_answer.hpp"

#include <map>

#include "support/catch.hpp"

using namespace homeostat;
using clients::parse_wait;
using clients::read_refusal;
using clients::ServiceRefusal;

namespace {

const Time now = *parse_time("2026-11-22T12:00:00Z");

ServiceRefusal refusal(int status, const std::string& error = "",
                       std::vector<HttpHeader> headers = {}) {
  return read_refusal({status, std::move(headers), "{\"error\": {" + error + "}}", ""}, now);
}

ErrorCode code_of(int status, const std::string& error = "") {
  const ServiceRefusal read = refusal(status, error);
  CHECK_FALSE(read.may_retry);
  return read.error.code;
}

}  // namespace

TEST_CASE("spent credit is denied and never tried again, whatever its status") {
  for (const char* word : {"credit_balance_exhausted", "organization_spend_limit_exceeded",
                           "project_spend_limit_exceeded", "organization_usage_limit_exceeded",
                           "insufficient_quota", "billing_hard_limit_reached"}) {
    const std::string error =
        R"("type": "insufficient_quota", "code": ")" + std::string(word) + '"';
    const ServiceRefusal read = refusal(429, error, {{"Retry-After", "1"}});
    CHECK_FALSE(read.may_retry);
    CHECK(read.error == Error{ErrorCode::denied,
                              "the service's credit is spent: status 429, " + std::string(word)});
  }
  CHECK(code_of(402, R"("message": "Insufficient Balance")") == ErrorCode::denied);
  CHECK(code_of(402, R"("type": "billing_error")") == ErrorCode::denied);
  CHECK(code_of(429, R"("type": "insufficient_quota", "code": null)") == ErrorCode::denied);
  CHECK(code_of(429, R"("type": "rate_limit_error",
                        "details": {"error_code": "enforced_spend_limit_reached"})") ==
        ErrorCode::denied);
}

TEST_CASE("a reached rate is denied, and may be tried again") {
  for (const char* error : {R"("code": "rate_limit_exceeded")", R"("code": "slow_down")",
                            R"("type": "insufficient_quota", "code": "rate_limit_exceeded")",
                            R"("type": "rate_limit_error")", ""}) {
    const ServiceRefusal read = refusal(429, error);
    CHECK(read.may_retry);
    CHECK(read.error.code == ErrorCode::denied);
    CHECK_FALSE(read.wait);
  }
}

TEST_CASE("an overloaded service may be asked again, a broken one not") {
  CHECK(refusal(503).may_retry);
  CHECK(refusal(529, R"("type": "overloaded_error")").may_retry);
  CHECK(refusal(529).error.code == ErrorCode::transport);
  for (const int status : {500, 502, 504, 204})
    CHECK(code_of(status) == ErrorCode::transport);
}

TEST_CASE("keys, models, prompts and requests are told apart") {
  CHECK(code_of(401) == ErrorCode::denied);
  CHECK(code_of(403, R"("type": "permission_error")") == ErrorCode::denied);
  CHECK(code_of(404, R"("code": "model_not_found")") == ErrorCode::invalid_config);
  CHECK(code_of(404, R"("type": "not_found_error")") == ErrorCode::invalid_config);
  CHECK(code_of(400, R"("message": "Model Not Exist", "code": "invalid_request_error")") ==
        ErrorCode::invalid_config);
  CHECK(code_of(307) == ErrorCode::invalid_config);
  CHECK(code_of(422) == ErrorCode::invalid_argument);
  const std::string beyond = "the prompt is beyond the model's context: status 400, ";
  CHECK(refusal(400, R"("code": "context_length_exceeded")").error.message ==
        beyond + "context_length_exceeded");
  CHECK(refusal(400, R"("message": "This model's maximum context length is 8")").error.message ==
        beyond + "unknown");
  CHECK(refusal(400, R"("type": "invalid_request_error",
                        "message": "prompt is too long: 9 > 8")")
            .error.message == beyond + "invalid_request_error");
  CHECK(refusal(400).error.message == "the service does not take the request: status 400, unknown");
}

TEST_CASE("what a service says beside its code is shown nowhere") {
  const ServiceRefusal read =
      refusal(400, R"("message": "your prompt was: secret", "code": "A b")");
  CHECK(read.error.message == "the service does not take the request: status 400, unknown");
  CHECK(read_refusal({500, {}, "<html>secret</html>", ""}, now).error.message ==
        "the service failed: status 500, unknown");
  CHECK(read_refusal({500, {}, "[1]", ""}, now).error.code == ErrorCode::transport);
}

TEST_CASE("the wait is what the headers ask for") {
  const auto wait = [](std::vector<HttpHeader> headers) {
    return refusal(429, "", std::move(headers)).wait;
  };
  CHECK(wait({{"Retry-After", "2"}}) == Milliseconds{2000});
  CHECK(wait({{"retry-after-ms", "150"}, {"retry-after", "2"}}) == Milliseconds{150});
  CHECK(wait({{"Retry-After", "Sun, 22 Nov 2026 12:00:30 GMT"}}) == Milliseconds{30'000});
  CHECK(wait({{"Retry-After", "Sun, 22 Nov 2026 11:00:00 GMT"}}) == Milliseconds{0});
  CHECK_FALSE(wait({{"Retry-After", "Sun, 22 Nix 2026 11:00:00 GMT"}}));
  CHECK_FALSE(wait({{"Retry-After", "Sun, 99 Nov 2026 11:00:00 GMT"}}));
  CHECK_FALSE(wait({{"Retry-After", "soon"}}));
  CHECK(wait({{"x-ratelimit-remaining-requests", "0"},
              {"x-ratelimit-reset-requests", "1s"},
              {"x-ratelimit-remaining-tokens", "0"},
              {"x-ratelimit-reset-tokens", "6m0s"}}) == Milliseconds{360'000});
  CHECK(wait({{"x-ratelimit-remaining-requests", "5"},
              {"x-ratelimit-reset-requests", "9s"},
              {"x-ratelimit-remaining-tokens", "0"},
              {"x-ratelimit-reset-tokens", "20ms"}}) == Milliseconds{20});
  CHECK(refusal(529, "", {{"Retry-After", "3"}}).wait == Milliseconds{3000});
}

TEST_CASE("a wait is read from seconds or from units") {
  const std::map<std::string, std::int64_t> good = {
      {"0", 0},          {"2", 2000},           {"1.5s", 1500}, {"20ms", 20},
      {"6m0s", 360'000}, {"1h2m3s", 3'723'000}, {"0.5", 500},   {"0.0001s", 1}};
  for (const auto& [text, ms] : good) {
    INFO(text);
    REQUIRE(parse_wait(text));
    CHECK(parse_wait(text)->count() == ms);
  }
  for (const char* bad : {"", "s", "-1", "1d", "1..5s", "1.2.3", " 2", "25h", "1e9", "NaN",
                          "99999999999999999999s"}) {
    INFO(bad);
    CHECK_FALSE(parse_wait(bad));
  }
}
