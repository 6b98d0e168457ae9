#include <homeostat/testing/scripted_model.hpp>

#include <functional>

#include "contract/memory_world.hpp"
#include "support/contract_failures.hpp"

using namespace homeostat;

namespace {

class BrokenModel : public Model {
 public:
  BrokenModel(std::unique_ptr<Model> inner, std::function<void(ModelReply&)> spoil, bool obeys)
      : inner_(std::move(inner)), spoil_(std::move(spoil)), obeys_(obeys) {}
  Result<ModelReply> complete(const ModelRequest& request, const CallContext& context) override {
    auto reply = inner_->complete(request, obeys_ ? context : CallContext{});
    if (reply) spoil_(*reply);
    return reply;
  }

 private:
  std::unique_ptr<Model> inner_;
  std::function<void(ModelReply&)> spoil_;
  bool obeys_;
};

bool fails(const std::function<void(ModelReply&)>& spoil, const std::string& part,
           bool obeys = true) {
  const auto contract = testing::model_contract([&] {
    testing::ModelUnderTest test = scripted_model();
    test.model = std::make_unique<BrokenModel>(std::move(test.model), spoil, obeys);
    return test;
  });
  return !contract_failures(contract, part).empty();
}

}  // namespace

TEST_CASE("each broken model fails the case that is about it") {
  const std::string answer = "an answer has";
  CHECK_FALSE(fails([](ModelReply&) {}, ""));
  CHECK(fails([](ModelReply& reply) { reply.text.clear(); }, answer));
  CHECK(fails([](ModelReply& reply) { reply.finish_reason.clear(); }, answer));
  CHECK(fails([](ModelReply& reply) { reply.usage.cache_write = -1; }, answer));
  CHECK(fails([](ModelReply& reply) { reply.usage = {}; }, answer));
  CHECK(fails([](ModelReply& reply) { reply.usage.output = 101; }, answer));
  CHECK(fails([](ModelReply&) {}, "after a stop", false));
  CHECK(fails([](ModelReply&) {}, "no time is left", false));
}
