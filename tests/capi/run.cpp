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

/// A host's model: answers what it was told to, or waits to be told.
struct Host {
  std::string answer;
  std::atomic<bool> called = false;
  std::atomic<bool> may_return = true;
  std::atomic<bool> saw_cancel = false;
  std::string request;
};

homeostat_status complete(void* user_data, const char* request, size_t size,
                          homeostat_exchange* exchange) {
  auto& host = *static_cast<Host*>(user_data);
  host.request.assign(request, size);
  host.called = true;
  while (!host.may_return)
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  host.saw_cancel = homeostat_exchange_cancelled(exchange) == 1;
  if (host.answer.empty()) return HOMEOSTAT_DENIED;
  return homeostat_exchange_answer(exchange, host.answer.data(), host.answer.size());
}

struct Engine {
  homeostat_engine* handle = nullptr;
  Engine(RealWorld& world, Host& host) {
    homeostat_model model;
    HOMEOSTAT_INIT(&model);
    model.user_data = &host;
    model.complete = complete;
    c::Error error;
    const auto status = homeostat_engine_new(homeostat::to_json(world.config).c_str(), &model,
                                             &handle, &error.handle);
    INFO(error.message());
    REQUIRE(status == HOMEOSTAT_OK);
  }
  ~Engine() { homeostat_engine_free(handle); }
};

std::string right_answer(const Bug& bug) {
  std::string text = e2e::edit(bug.file, e2e::wrong_line(bug), e2e::right_line(bug));
  std::string json = R"({"text": ")";
  for (const char c : text)
    json += c == '\n' ? std::string("\\n") : std::string(1, c);
  return json + R"(", "usage": {"input": 800, "output": 300}, "finish_reason": "stop"})";
}

}  // namespace

TEST_CASE("a run started from C asks the host's model and opens a pull request") {
  RealWorld world;
  const Bug bug;
  world.add_repository(slug, {bug});
  world.add_issue(slug, bug);
  Host host;
  host.answer = right_answer(bug);
  Engine engine(world, host);
  homeostat_run* run = nullptr;
  c::Error error;
  REQUIRE(homeostat_run_start(engine.handle, &run, &error.handle) == HOMEOSTAT_OK);
  homeostat_run* second = nullptr;
  CHECK(homeostat_run_start(engine.handle, &second, nullptr) == HOMEOSTAT_CONFLICT);
  REQUIRE(homeostat_run_wait(run, -1) == HOMEOSTAT_OK);
  c::Text report;
  REQUIRE(homeostat_run_report(run, &report.handle, nullptr) == HOMEOSTAT_OK);
  CHECK(report.str().find("pr_created") != std::string::npos);
  c::Text summary;
  REQUIRE(homeostat_run_summary(run, &summary.handle, nullptr) == HOMEOSTAT_OK);
  CHECK(summary.str().find(slug) != std::string::npos);
  CHECK(host.request.find("\"purpose\":\"draft\"") != std::string::npos);
  CHECK(world.pulls(slug).size() == 1);
  homeostat_run_free(run);
  CHECK(homeostat_run_start(engine.handle, &run, nullptr) == HOMEOSTAT_OK);
  homeostat_run_free(run);
}

TEST_CASE("cancelling does not wait for the host's call, freeing the engine does") {
  RealWorld world;
  const Bug bug;
  world.add_repository(slug, {bug});
  world.add_issue(slug, bug);
  Host host;
  host.may_return = false;
  auto engine = std::make_unique<Engine>(world, host);
  homeostat_run* run = nullptr;
  REQUIRE(homeostat_run_start(engine->handle, &run, nullptr) == HOMEOSTAT_OK);
  while (!host.called)
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  CHECK(homeostat_run_wait(run, 10) == HOMEOSTAT_TIMEOUT);
  c::Text none;
  CHECK(homeostat_run_report(run, &none.handle, nullptr) == HOMEOSTAT_CONFLICT);
  homeostat_run_cancel(run);
  CHECK(homeostat_run_wait(run, 30'000) == HOMEOSTAT_OK);
  c::Text report;
  REQUIRE(homeostat_run_report(run, &report.handle, nullptr) == HOMEOSTAT_OK);
  CHECK(report.str().find("cancelled") != std::string::npos);
  homeostat_run_free(run);
  std::thread later([&host] {
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    host.may_return = true;
  });
  engine.reset();
  CHECK(host.saw_cancel);
  later.join();
}

TEST_CASE("null runs are refused or ignored") {
  homeostat_run_cancel(nullptr);
  homeostat_run_free(nullptr);
  CHECK(homeostat_run_wait(nullptr, 0) == HOMEOSTAT_INVALID_ARGUMENT);
  homeostat_run* run = nullptr;
  CHECK(homeostat_run_start(nullptr, &run, nullptr) == HOMEOSTAT_INVALID_ARGUMENT);
  CHECK(homeostat_run_start(nullptr, nullptr, nullptr) == HOMEOSTAT_INVALID_ARGUMENT);
  c::Text out;
  CHECK(homeostat_run_report(nullptr, &out.handle, nullptr) == HOMEOSTAT_INVALID_ARGUMENT);
  CHECK(homeostat_run_report(nullptr, nullptr, nullptr) == HOMEOSTAT_INVALID_ARGUMENT);
}
