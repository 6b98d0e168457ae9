#include <homeostat/sandbox/sandbox_runner.hpp>

#include "contract/contract.hpp"
#include "support/temporary_folder.hpp"

using namespace homeostat;

namespace {

class SandboxUnderTest : public testing::RunnerUnderTest {
 public:
  explicit SandboxUnderTest(std::unique_ptr<SandboxRunner> runner) : runner_(std::move(runner)) {}
  TestRunner& runner() override { return *runner_; }
  std::string directory() override { return folder_.path(); }

 private:
  support::TemporaryFolder folder_;
  std::unique_ptr<SandboxRunner> runner_;
};

}  // namespace

TEST_CASE("the sandbox runner keeps the contract of a test runner, held by nothing") {
  run_contract(testing::test_runner_contract([] {
    SandboxOptions options;
    options.strongest = SandboxLayer::none;
    auto runner = SandboxRunner::make(options);
    REQUIRE(runner.has_value());
    return std::make_unique<SandboxUnderTest>(std::move(*runner));
  }));
}

TEST_CASE("the sandbox runner keeps the contract at the strongest layer of this machine") {
  run_contract(testing::test_runner_contract([] {
    auto runner = SandboxRunner::make();
    REQUIRE(runner.has_value());
    return std::make_unique<SandboxUnderTest>(std::move(*runner));
  }));
}

TEST_CASE("the sandbox runner keeps the contract under landlock, where the machine has it") {
  SandboxOptions options;
  options.strongest = options.require = SandboxLayer::landlock;
  if (!SandboxRunner::make(options)) return;
  run_contract(testing::test_runner_contract([options] {
    auto runner = SandboxRunner::make(options);
    REQUIRE(runner.has_value());
    return std::make_unique<SandboxUnderTest>(std::move(*runner));
  }));
}
