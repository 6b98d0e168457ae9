#include <chrono>
#include <condition_variable>
#include <homeostat/telemetry.hpp>
#include <mutex>
#include <optional>
#include <thread>

#include "engine.hpp"
#include "handles.hpp"

/// A run on a thread of its own.
struct homeostat_run {
  explicit homeostat_run(homeostat_engine& e) : engine(e) {}

  homeostat_engine& engine;
  std::mutex mutex;
  std::condition_variable ended;
  std::optional<homeostat::Result<homeostat::RunReport>> result;
  std::jthread thread;  // joined first

  void work(const std::stop_token& stop) {
    auto report = run(stop);
    const std::lock_guard lock(mutex);
    result = std::move(report);
    ended.notify_all();
  }

 private:
  homeostat::Result<homeostat::RunReport> run(const std::stop_token& stop) {
    try {
      return engine.assembly->engine().run(stop);
    } catch (const std::exception& e) {
      return homeostat::Error{homeostat::ErrorCode::internal, e.what()};
    }
  }
};

namespace {

using homeostat::capi::fail;
using homeostat::capi::give;
using homeostat::capi::guard;

template <class Print>
homeostat_status report_of(homeostat_run* run, homeostat_text** out, homeostat_error** err,
                           Print print) {
  return guard(err, [&]() -> homeostat_status {
    if (out == nullptr) return fail(err, HOMEOSTAT_INVALID_ARGUMENT, "out is NULL");
    *out = nullptr;
    if (run == nullptr) return fail(err, HOMEOSTAT_INVALID_ARGUMENT, "run is NULL");
    const std::lock_guard lock(run->mutex);
    if (!run->result) return fail(err, HOMEOSTAT_CONFLICT, "the run has not ended");
    if (!*run->result) return fail(err, run->result->error());
    return give(out, print(**run->result));
  });
}

}  // namespace

extern "C" {

homeostat_status homeostat_run_start(homeostat_engine* engine, homeostat_run** out,
                                     homeostat_error** err) {
  return guard(err, [&]() -> homeostat_status {
    if (out == nullptr) return fail(err, HOMEOSTAT_INVALID_ARGUMENT, "out is NULL");
    *out = nullptr;
    if (engine == nullptr) return fail(err, HOMEOSTAT_INVALID_ARGUMENT, "engine is NULL");
    if (engine->running.exchange(true)) {
      return fail(err, HOMEOSTAT_CONFLICT, "the engine has a run that is not freed");
    }
    try {
      auto run = std::make_unique<homeostat_run>(*engine);
      run->thread = std::jthread([r = run.get()](const std::stop_token& stop) { r->work(stop); });
      *out = run.release();
    } catch (...) {
      engine->running = false;
      throw;
    }
    return HOMEOSTAT_OK;
  });
}

homeostat_status homeostat_run_wait(homeostat_run* run, int64_t timeout_ms) {
  if (run == nullptr) return HOMEOSTAT_INVALID_ARGUMENT;
  std::unique_lock lock(run->mutex);
  const auto is_over = [run] { return run->result.has_value(); };
  if (timeout_ms < 0) {
    run->ended.wait(lock, is_over);
    return HOMEOSTAT_OK;
  }
  // Longer than a year is without end: the clock's arithmetic must not overflow.
  constexpr int64_t year_ms = INT64_C(31'536'000'000);
  const std::chrono::milliseconds timeout{timeout_ms < year_ms ? timeout_ms : year_ms};
  return run->ended.wait_for(lock, timeout, is_over) ? HOMEOSTAT_OK : HOMEOSTAT_TIMEOUT;
}

void homeostat_run_cancel(homeostat_run* run) {
  if (run != nullptr) run->thread.request_stop();
}

homeostat_status homeostat_run_report(homeostat_run* run, homeostat_text** out,
                                      homeostat_error** err) {
  return report_of(run, out, err,
                   [](const homeostat::RunReport& report) { return to_json(report); });
}

homeostat_status homeostat_run_summary(homeostat_run* run, homeostat_text** out,
                                       homeostat_error** err) {
  return report_of(run, out, err, [run](const homeostat::RunReport& report) {
    return print_summary(report, run->engine.assembly->engine().config());
  });
}

void homeostat_run_free(homeostat_run* run) {
  if (run == nullptr) return;
  homeostat_engine& engine = run->engine;
  delete run;  // the thread is asked to stop and joined
  engine.running = false;
}

}  // extern "C"
