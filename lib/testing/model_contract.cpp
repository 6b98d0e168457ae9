#include "testing/expect.hpp"

namespace homeostat::testing {
namespace {

void answers(const ModelUnderTest& test, const Expect& expect) {
  auto reply = test.model->complete(test.request, {});
  if (!expect.success(reply, "complete")) return;
  expect.that(!reply->text.empty(), "an answer has a text");
  expect.that(!reply->finish_reason.empty(), "an answer says why it ended");
  const Usage& usage = reply->usage;
  expect.that(
      usage.input >= 0 && usage.output >= 0 && usage.cache_read >= 0 && usage.cache_write >= 0,
      "no count of tokens is negative");
  expect.that(usage.input + usage.cache_read + usage.cache_write > 0 && usage.output > 0,
              "an answer says what it used");
  expect.that(usage.output <= test.request.output_tokens_max,
              "an answer is not longer than was allowed");
}

void obeys_stop(const ModelUnderTest& test, const Expect& expect) {
  expect.error(test.model->complete(test.request, stopped_context()), ErrorCode::cancelled,
               "complete after a stop");
}

void obeys_deadline(const ModelUnderTest& test, const Expect& expect) {
  expect.error(test.model->complete(test.request, {{}, Milliseconds{0}}), ErrorCode::timeout,
               "complete without time");
}

}  // namespace

Contract model_contract(std::function<ModelUnderTest()> make) {
  const auto one = [&](std::string name, void (*run)(const ModelUnderTest&, const Expect&)) {
    return ContractCase{std::move(name),
                        [make, run](const ReportFailure& fail) { run(make(), Expect(fail)); }};
  };
  return {one("an answer has a text, a reason and its usage", answers),
          one("nothing is asked after a stop", obeys_stop),
          one("nothing is asked when no time is left", obeys_deadline)};
}

}  // namespace homeostat::testing
