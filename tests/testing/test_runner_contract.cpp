// Over a real runner, whose results are spoiled one by one.
#include <homeostat/sandbox/sandbox_runner.hpp>

#include <functional>

#include "support/contract_failures.hpp"
#include "support/temporary_folder.hpp"

using namespace homeostat;

namespace {

using Spoil = std::function<Result<TestResult>(TestRunner&, TestRequest, const CallContext&)>;

class SpoiltRunner : public testing::RunnerUnderTest, public TestRunner {
 public:
  explicit SpoiltRunner(Spoil spoil) : spoil_(std::move(spoil)) {
    SandboxOptions options;
    options.strongest = SandboxLayer::none;
    auto made = SandboxRunner::make(options);
    REQUIRE(made.has_value());
    inner_ = std::move(*made);
  }
  TestRunner& runner() override { return *this; }
  std::string directory() override { return folder_.path(); }
  Result<TestResult> run(const TestRequest& request, const CallContext& context) override {
    return spoil_(*inner_, request, context);
  }

 private:
  support::TemporaryFolder folder_;
  std::unique_ptr<SandboxRunner> inner_;
  Spoil spoil_;
};

bool fails(const Spoil& spoil, const std::string& part) {
  const auto contract =
      testing::test_runner_contract([&] { return std::make_unique<SpoiltRunner>(spoil); });
  return !contract_failures(contract, part).empty();
}

bool fails_result(const std::function<void(TestResult&)>& change, const std::string& part) {
  return fails(
      [&](TestRunner& inner, const TestRequest& request, const CallContext& context) {
        auto result = inner.run(request, context);
        if (result) change(*result);
        return result;
      },
      part);
}

}  // namespace

TEST_CASE("each broken runner fails the case that is about it") {
  CHECK(fails_result([](TestResult& result) { result.exit_code = 0; }, "how the command ended"));
  CHECK(fails_result([](TestResult& result) { result.layer.clear(); }, "how the command ended"));
  CHECK(fails_result([](TestResult& result) { result.output.clear(); }, "as bytes"));
  CHECK(fails_result([](TestResult& result) { result.output_bytes = 0; }, "up to its limit"));
  CHECK(fails_result([](TestResult& result) { result.timed_out = false; }, "the time limit"));
  CHECK(fails(
      [](TestRunner& inner, TestRequest request, const CallContext& context) {
        request.limits.output_bytes_max = 1'000'000;
        return inner.run(request, context);
      },
      "up to its limit"));
  CHECK(fails(
      [](TestRunner& inner, TestRequest request, const CallContext& context) {
        request.on_wait = nullptr;
        if (request.argv.back() == "sleep 300") request.argv.back() = "true";
        return inner.run(request, context);
      },
      "calls back"));
  CHECK(fails(
      [](TestRunner& inner, TestRequest request, const CallContext&) {
        if (request.argv.back() == "sleep 300") request.argv.back() = "true";
        return inner.run(request, {});
      },
      "a stop ends"));
  CHECK(fails(
      [](TestRunner& inner, TestRequest request, const CallContext& context) {
        request.directory = std::filesystem::temp_directory_path();
        return inner.run(request, context);
      },
      "runs in its folder"));
  CHECK(fails(
      [](TestRunner& inner, const TestRequest& request,
         const CallContext& context) -> Result<TestResult> {
        auto result = inner.run(request, context);
        if (!result) return TestResult{};
        return result;
      },
      "is unsupported"));
}
