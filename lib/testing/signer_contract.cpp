#include "testing/expect.hpp"

namespace homeostat::testing {
namespace {

struct Kind {
  SignatureAlgorithm algorithm;
  const std::vector<KeyPair>& keys;
  const std::vector<KeyPair>& other_kind;
  std::string name;
};

using RunOne = void (*)(Signer&, const Kind&, const Expect&);

/// What `signer` says of a signature; an error counts as what it is.
void expect_verdict(Signer& signer, const VerifyRequest& request, bool wanted,
                    const std::string& what, const Expect& expect) {
  auto verdict = signer.verify(request, {});
  if (expect.success(verdict, "verify: " + what)) expect.that(*verdict == wanted, what);
}

void holds(Signer& signer, const Kind& kind, const Expect& expect) {
  const std::string binary("a\0b\xff", 4);
  for (const std::string& message : {std::string(), binary, std::string(100'000, 'x')}) {
    auto made = signer.sign({kind.algorithm, kind.keys[0].private_pem, message}, {});
    if (!expect.success(made, "sign")) return;
    expect_verdict(signer, {kind.algorithm, kind.keys[0].public_pem, message, *made}, true,
                   kind.name + ": a signature holds", expect);
    auto again = signer.sign({kind.algorithm, kind.keys[0].private_pem, message}, {});
    expect.that(again && *again == *made, kind.name + ": the same signature again");
  }
}

void fails(Signer& signer, const Kind& kind, const Expect& expect) {
  const std::string message = "a message";
  auto made = signer.sign({kind.algorithm, kind.keys[0].private_pem, message}, {});
  if (!expect.success(made, "sign")) return;
  const std::string& key = kind.keys[0].public_pem;
  const std::string what = kind.name + ": not of this message by this key: ";
  expect_verdict(signer, {kind.algorithm, key, "a massage", *made}, false, what + "message",
                 expect);
  expect_verdict(signer, {kind.algorithm, kind.keys[1].public_pem, message, *made}, false,
                 what + "key", expect);
  for (std::size_t i = 0; i < made->size(); i += 7) {
    std::string spoilt = *made;
    spoilt[i] = static_cast<char>(spoilt[i] ^ 1);
    expect_verdict(signer, {kind.algorithm, key, message, spoilt}, false, what + "a bit", expect);
  }
  for (const std::string& other : {std::string(), made->substr(1), *made + "x"}) {
    expect_verdict(signer, {kind.algorithm, key, message, other}, false, what + "length", expect);
  }
}

void refuses_keys(Signer& signer, const Kind& kind, const Expect& expect) {
  const KeyPair& other = kind.other_kind[0];
  const KeyPair& own = kind.keys[0];
  for (const std::string& key :
       {std::string(), std::string("no key"), own.public_pem, other.private_pem,
        own.private_pem.substr(0, own.private_pem.size() / 2)}) {
    expect.error(signer.sign({kind.algorithm, key, "m"}, {}), ErrorCode::invalid_argument,
                 kind.name + ": sign with what is no such private key");
  }
  for (const std::string& key :
       {std::string(), std::string("no key"), own.private_pem, other.public_pem}) {
    expect.error(signer.verify({kind.algorithm, key, "m", "s"}, {}), ErrorCode::invalid_argument,
                 kind.name + ": verify with what is no such public key");
  }
}

void obeys(Signer& signer, const Kind& kind, const Expect& expect) {
  const SignRequest sign{kind.algorithm, kind.keys[0].private_pem, "m"};
  const VerifyRequest verify{kind.algorithm, kind.keys[0].public_pem, "m", "s"};
  const CallContext late{{}, Milliseconds{0}};
  expect.error(signer.sign(sign, stopped_context()), ErrorCode::cancelled, "sign after a stop");
  expect.error(signer.sign(sign, late), ErrorCode::timeout, "sign without time");
  expect.error(signer.verify(verify, stopped_context()), ErrorCode::cancelled,
               "verify after a stop");
  expect.error(signer.verify(verify, late), ErrorCode::timeout, "verify without time");
}

}  // namespace

Contract signer_contract(std::function<SignerUnderTest()> make) {
  const auto one = [&](std::string name, RunOne run) {
    return ContractCase{
        std::move(name), [make, run](const ReportFailure& fail) {
          const SignerUnderTest test = make();
          const Expect expect(fail);
          run(*test.signer, {SignatureAlgorithm::rs256, test.rsa, test.ed25519, "rs256"}, expect);
          run(*test.signer, {SignatureAlgorithm::ed25519, test.ed25519, test.rsa, "ed25519"},
              expect);
        }};
  };
  return {one("a signature holds for its message and key", holds),
          one("a signature of anything else does not hold", fails),
          one("a key that is none of its kind is refused", refuses_keys),
          one("nothing is signed or verified after a stop or without time", obeys)};
}

}  // namespace homeostat::testing
