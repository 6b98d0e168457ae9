#include <functional>

#include "contract/http_world.hpp"
#include "support/contract_failures.hpp"

using namespace homeostat;

namespace {

/// What a broken signer does otherwise.
struct Flaw {
  std::function<void(Result<std::string>&)> signature{};
  std::function<void(const VerifyRequest&, Result<bool>&)> verdict{};
  bool obeys = true;
};

class BrokenSigner : public Signer {
 public:
  explicit BrokenSigner(Flaw flaw) : flaw_(std::move(flaw)) {}
  Result<std::string> sign(const SignRequest& request, const CallContext& context) override {
    auto made = inner_.sign(request, flaw_.obeys ? context : CallContext{});
    if (flaw_.signature) flaw_.signature(made);
    return made;
  }
  Result<bool> verify(const VerifyRequest& request, const CallContext& context) override {
    auto verdict = inner_.verify(request, flaw_.obeys ? context : CallContext{});
    if (flaw_.verdict) flaw_.verdict(request, verdict);
    return verdict;
  }

 private:
  ToySigner inner_;
  Flaw flaw_;
};

bool fails(const Flaw& flaw, const std::string& part) {
  return !contract_failures(testing::signer_contract([&] {
                              testing::SignerUnderTest test = toy_signer();
                              test.signer = std::make_unique<BrokenSigner>(flaw);
                              return test;
                            }),
                            part)
              .empty();
}

}  // namespace

TEST_CASE("each broken signer fails the case that is about it") {
  const std::string held = "holds for its message";
  const std::string other = "of anything else";
  const std::string keys = "none of its kind";
  CHECK_FALSE(fails({}, ""));
  int count = 0;
  CHECK(fails({.signature =
                   [&](Result<std::string>& made) {
                     if (made) *made += std::to_string(++count);
                   }},
              held));
  CHECK(fails({.verdict = [](const VerifyRequest&, Result<bool>& verdict) { verdict = false; }},
              held));
  CHECK(fails({.verdict = [](const VerifyRequest&, Result<bool>& verdict) { verdict = true; }},
              other));
  CHECK(fails({.verdict =
                   [](const VerifyRequest& request, Result<bool>& verdict) {
                     if (request.signature.empty()) {
                       verdict = Error{ErrorCode::invalid_argument, "empty"};
                     }
                   }},
              other));
  CHECK(fails({.signature = [](Result<std::string>& made) { made = std::string("x"); }}, keys));
  CHECK(fails({.verdict =
                   [](const VerifyRequest&, Result<bool>& verdict) {
                     if (!verdict) verdict = false;
                   }},
              keys));
  CHECK(fails({.obeys = false}, "after a stop"));
}
