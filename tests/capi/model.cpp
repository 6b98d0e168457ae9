#include <homeostat.h>

#include <atomic>
#include <chrono>
#include <thread>

#include "capi/handles.hpp"
#include "e2e/real_world.hpp"
#include "support/catch.hpp"

using e2e::Bug;
using e2e::RealWorld;

namespace {

const std::string slug = "demo/palette-kit";

/// A host's model that answers each call in the same way.
struct Host {
  std::string answer;
  homeostat_status status = HOMEOSTAT_OK;
  std::chrono::milliseconds delay{0};
  std::atomic<int> calls = 0;
};

homeostat_status complete(void* user_data, const char*, size_t, homeostat_exchange* exchange) {
  auto& host = *static_cast<Host*>(user_data);
  ++host.calls;
  std::this_thread::sleep_for(host.delay);
  if (host.status != HOMEOSTAT_OK) return host.status;
  return homeostat_exchange_answer(exchange, host.answer.data(), host.answer.size());
}

/// The report of one run over one issue, whose model is the host's.
std::string report_with(Host& host,
                        homeostat::Milliseconds timeout = homeostat::Milliseconds{90'000}) {
  RealWorld world;
  const Bug bug;
  world.add_repository(slug, {bug});
  world.add_issue(slug, bug);
  world.config.limits.model_timeout_ms = timeout;
  homeostat_model model;
  HOMEOSTAT_INIT(&model);
  model.user_data = &host;
  model.complete = complete;
  homeostat_engine* engine = nullptr;
  c::Error error;
  const auto made = homeostat_engine_new(homeostat::to_json(world.config).c_str(), &model, &engine,
                                         &error.handle);
  INFO(error.message());
  REQUIRE(made == HOMEOSTAT_OK);
  homeostat_run* run = nullptr;
  REQUIRE(homeostat_run_start(engine, &run, nullptr) == HOMEOSTAT_OK);
  CHECK(homeostat_run_wait(run, -1) == HOMEOSTAT_OK);
  c::Text report;
  CHECK(homeostat_run_report(run, &report.handle, nullptr) == HOMEOSTAT_OK);
  homeostat_run_free(run);
  homeostat_engine_free(engine);
  CHECK(world.pulls(slug).empty());
  return report.str();
}

bool holds(const std::string& text, const char* part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE(
    "an answer of the host that is not as described is a model error that says what is wrong") {
  const struct {
    const char* answer;
    const char* said;
  } cases[] = {
      {"[]", "no JSON object"},
      {"{", "no JSON object"},
      {R"({"text": "x"})", "lacks text or usage"},
      {R"({"text": "x", "usage": {"input": 1}})", "usage.output"},
      {R"({"text": "x", "usage": {"input": -1, "output": 1}})", "usage.input"},
      {R"({"text": "x", "usage": {"input": 1, "output": 1, "cache_read": "y"}})", "cache_read"},
  };
  for (const auto& one : cases) {
    Host host;
    host.answer = one.answer;
    const std::string report = report_with(host);
    INFO(one.answer << "\n" << report);
    CHECK(holds(report, "model_error"));
    CHECK(holds(report, one.said));
    CHECK(host.calls > 0);
  }
}

TEST_CASE("a call that the host refuses is told with its status, also one that is not ours") {
  for (const homeostat_status status : {HOMEOSTAT_TRANSPORT, 12'345}) {
    Host host;
    host.status = status;
    const std::string report = report_with(host);
    CHECK(holds(report, "model_error"));
    CHECK(report.find("status " + std::to_string(status)) != std::string::npos);
  }
}

TEST_CASE("a host that answers too late is not waited for, and freeing waits for its call") {
  Host host;
  host.answer = R"({"text": "x", "usage": {"input": 1, "output": 1}})";
  host.delay = std::chrono::milliseconds(400);
  const std::string report = report_with(host, homeostat::Milliseconds{20});
  CHECK(holds(report, "did not answer within"));
}
