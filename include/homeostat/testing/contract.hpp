#pragma once

/// What every implementation of a port must do, as cases that any test framework can run. An
/// adapter is done when its contract passes.
///
/// ```cpp
/// #include <homeostat/testing/contract.hpp>
/// #include <homeostat/testing/memory_store.hpp>
/// bool keeps_the_contract() {
///   bool kept = true;
///   const auto contract = homeostat::testing::state_store_contract(
///       [] { return std::make_unique<homeostat::testing::MemoryStore>(); });
///   for (const auto& one : contract) one.run([&](const std::string&) { kept = false; });
///   return kept;
/// }
/// ```

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include <homeostat/ports/clock.hpp>
#include <homeostat/ports/event_sink.hpp>
#include <homeostat/ports/forge.hpp>
#include <homeostat/ports/http_transport.hpp>
#include <homeostat/ports/model.hpp>
#include <homeostat/ports/signer.hpp>
#include <homeostat/ports/state_store.hpp>
#include <homeostat/ports/test_runner.hpp>
#include <homeostat/ports/workspace.hpp>

namespace homeostat::testing {

/// Told what did not hold; may be called several times by one case.
using ReportFailure = std::function<void(const std::string& what)>;

struct ContractCase {
  std::string name;  ///< a sentence
  std::function<void(const ReportFailure& fail)> run;
};

using Contract = std::vector<ContractCase>;

/// `make` gives a new, empty store each time.
[[nodiscard]] Contract state_store_contract(std::function<std::unique_ptr<StateStore>()> make);

[[nodiscard]] Contract clock_contract(std::function<std::unique_ptr<Clock>()> make);
[[nodiscard]] Contract entropy_contract(std::function<std::unique_ptr<Entropy>()> make);
[[nodiscard]] Contract event_sink_contract(std::function<std::unique_ptr<EventSink>()> make);

/// A model that answers, and a request that it answers (again and again).
struct ModelUnderTest {
  std::unique_ptr<Model> model;
  ModelRequest request;
};
[[nodiscard]] Contract model_contract(std::function<ModelUnderTest()> make);

/// A transport and a server that it reaches.
class HttpUnderTest {
 public:
  virtual ~HttpUnderTest() = default;
  virtual HttpTransport& transport() = 0;
  virtual std::string url() = 0;  ///< of the server: "https://localhost:8443", without a path
  /// The server's answer to the next request that has none yet; a 200 without a body at the end.
  virtual void answer(HttpResponse response) = 0;
  /// What the server was asked: method, url, headers and body.
  virtual std::vector<HttpRequest> received() = 0;
};
[[nodiscard]] Contract http_transport_contract(
    std::function<std::unique_ptr<HttpUnderTest>()> make);

struct KeyPair {
  std::string private_pem;
  std::string public_pem;
};
/// A signer and keys for it: two of each kind.
struct SignerUnderTest {
  std::unique_ptr<Signer> signer;
  std::vector<KeyPair> rsa;
  std::vector<KeyPair> ed25519;
};
[[nodiscard]] Contract signer_contract(std::function<SignerUnderTest()> make);

/// A runner and an empty, absolute folder for it. The contract runs `sh -c …` and `cat`.
class RunnerUnderTest {
 public:
  virtual ~RunnerUnderTest() = default;
  virtual TestRunner& runner() = 0;
  virtual std::string directory() = 0;
};
[[nodiscard]] Contract test_runner_contract(std::function<std::unique_ptr<RunnerUnderTest>()> make);

/// A forge with one repository without issues and pull requests, and what people do there.
class ForgeUnderTest {
 public:
  virtual ~ForgeUnderTest() = default;
  virtual Forge& forge() = 0;
  virtual RepoId repo() = 0;
  virtual std::string base() = 0;  ///< branch that pull requests may be made against
  /// Makes a branch with a commit beyond `base` and returns its name.
  virtual std::string make_branch(const std::string& suffix) = 0;
  /// Files an issue with the number, title, body, labels and state of `issue`.
  virtual void add_issue(const Issue& issue) = 0;
  virtual void set_state(PullNumber number, PullState state) = 0;
  /// The texts of an issue's comments, oldest first; a text may have more around it.
  virtual std::vector<std::string> comments(IssueNumber issue) = 0;
  /// Somebody else comments.
  virtual void add_comment(IssueNumber issue, const std::string& body) = 0;
};
[[nodiscard]] Contract forge_contract(std::function<std::unique_ptr<ForgeUnderTest>()> make);

/// A workspace whose repository has one branch with the files of `workspace_contract_files`.
class WorkspaceUnderTest {
 public:
  virtual ~WorkspaceUnderTest() = default;
  virtual Workspace& workspace() = 0;
  virtual RepoId repo() = 0;
  virtual std::string branch() = 0;
};
[[nodiscard]] std::vector<FileContent> workspace_contract_files();
[[nodiscard]] Contract workspace_contract(
    std::function<std::unique_ptr<WorkspaceUnderTest>()> make);

}  // namespace homeostat::testing
