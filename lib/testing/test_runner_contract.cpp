#include <algorithm>

#include "testing/expect.hpp"

namespace homeostat::testing {
namespace {

TestRequest shell(RunnerUnderTest& test, const std::string& script) {
  TestRequest request;
  request.directory = test.directory();
  request.argv = {"sh", "-c", script};
  request.limits.wall_ms = Milliseconds{60'000};
  return request;
}

/// The result of a command that should be run; an empty one after a failure (reported).
TestResult run(RunnerUnderTest& test, const TestRequest& request, const Expect& expect) {
  auto result = test.runner().run(request, {});
  if (!expect.success(result, "run")) return {};
  return std::move(*result);
}

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

void tells_how_it_ended(RunnerUnderTest& test, const Expect& expect) {
  const TestResult passed = run(test, shell(test, "exit 0"), expect);
  expect.that(passed.passed() && passed.exit_code == 0, "exit 0 passes");
  expect.that(!passed.layer.empty(), "a result says what held the command");
  const TestResult failed = run(test, shell(test, "exit 3"), expect);
  expect.that(!failed.passed() && failed.exit_code == 3 && failed.signal == 0,
              "exit 3 does not pass, with code 3");
  const TestResult killed = run(test, shell(test, "kill -KILL $$"), expect);
  expect.that(!killed.passed(), "a command that is killed does not pass");
  expect.that(killed.signal == 9 || killed.exit_code == 137, "and its signal is told");
}

void gives_output(RunnerUnderTest& test, const Expect& expect) {
  const TestResult result =
      run(test, shell(test, "printf out; printf err >&2; printf '\\377\\0end'"), expect);
  expect.that(contains(result.output, "out") && contains(result.output, "err") &&
                  contains(result.output, std::string("\xff\0end", 5)),
              "both outputs are given, as bytes");
  expect.that(result.output_bytes == 11, "and all their bytes are counted");
}

void bounds_output(RunnerUnderTest& test, const Expect& expect) {
  TestRequest request =
      shell(test,
            "echo begin; i=0; while [ $i -lt 2000 ]; do echo 0123456789012345678901234567890; "
            "i=$((i+1)); done; echo finish");
  request.limits.output_bytes_max = 4096;
  const TestResult result = run(test, request, expect);
  expect.that(result.passed(), "a command may say more than is kept");
  expect.that(result.output_bytes == 6 + 2000 * 32 + 7, "all that it said is counted");
  expect.that(result.output.size() < 6000, "not much more than the limit is kept");
  expect.that(contains(result.output, "begin") && contains(result.output, "finish"),
              "the head and the tail are kept");
}

void runs_where_told(RunnerUnderTest& test, const Expect& expect) {
  expect.that(run(test, shell(test, "pwd"), expect).output == test.directory() + "\n",
              "the working folder is the one that was given");
  const TestResult wrote = run(test, shell(test, "echo text > made.txt && cat made.txt"), expect);
  expect.that(wrote.passed() && contains(wrote.output, "text"), "the folder may be written to");
  const TestResult read = run(test, shell(test, "cat made.txt"), expect);
  expect.that(contains(read.output, "text"), "what was written there is there in the next run");
  TestRequest cat = shell(test, "");
  cat.argv = {"cat", "made.txt"};
  expect.that(contains(run(test, cat, expect).output, "text"), "no shell is needed");
  cat.argv = {"cat"};
  expect.that(run(test, cat, expect).passed(), "nothing can be read from the standard input");
}

void names_a_missing_program(RunnerUnderTest& test, const Expect& expect) {
  TestRequest request = shell(test, "");
  request.argv = {"no-such-program-of-homeostat"};
  expect.error(test.runner().run(request, {}), ErrorCode::unsupported,
               "run of a program that is not there");
}

void limits_time(RunnerUnderTest& test, const Expect& expect) {
  TestRequest request = shell(test, "echo begun; sleep 300 & sleep 300");
  request.limits.wall_ms = Milliseconds{700};
  const TestResult result = run(test, request, expect);
  expect.that(result.timed_out && !result.passed(), "the time limit is told");
  expect.that(contains(result.output, "begun"), "what was said before is given");
  expect.that(result.took >= Milliseconds{690} && result.took < Milliseconds{60'000},
              "the command and its children end at the limit");
}

void calls_back(RunnerUnderTest& test, const Expect& expect) {
  int calls = 0;
  TestRequest request = shell(test, "sleep 2");
  request.on_wait = [&]() -> Status {
    ++calls;
    return {};
  };
  expect.that(run(test, request, expect).passed(), "a command that is waited for passes");
  expect.that(calls >= 1, "waiting is announced at least every second");
  request = shell(test, "sleep 300");
  request.on_wait = []() -> Status { return Error{ErrorCode::conflict, "lease lost"}; };
  auto ended = test.runner().run(request, {});
  expect.error(ended, ErrorCode::conflict, "run that is called off");
  expect.that(!ended && ended.error().message == "lease lost", "the caller's error is returned");
}

void obeys_stop(RunnerUnderTest& test, const Expect& expect) {
  expect.error(test.runner().run(shell(test, "touch ran"), stopped_context()), ErrorCode::cancelled,
               "run after a stop");
  expect.that(!run(test, shell(test, "test -e ran"), expect).passed(), "nothing ran after a stop");
  std::stop_source source;
  TestRequest request = shell(test, "sleep 300");
  request.on_wait = [&]() -> Status {
    source.request_stop();
    return {};
  };
  expect.error(test.runner().run(request, {source.get_token(), Milliseconds{600'000}}),
               ErrorCode::cancelled, "run that is stopped");
}

}  // namespace

Contract test_runner_contract(std::function<std::unique_ptr<RunnerUnderTest>()> make) {
  return make_cases<RunnerUnderTest>(
      make, {{"a result tells how the command ended", tells_how_it_ended},
             {"standard output and error are given as bytes", gives_output},
             {"output is kept up to its limit, head and tail", bounds_output},
             {"a command runs in its folder, without a shell or an input", runs_where_told},
             {"a program that is not there is unsupported", names_a_missing_program},
             {"the time limit ends everything", limits_time},
             {"waiting calls back, and an error there ends the command", calls_back},
             {"a stop ends the command", obeys_stop}});
}

}  // namespace homeostat::testing
