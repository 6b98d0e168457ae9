#include <homeostat/git/git_workspace.hpp>

#include "contract/contract.hpp"
#include "support/git_repository.hpp"

using namespace homeostat;

namespace {

class GitUnderTest : public testing::WorkspaceUnderTest {
 public:
  GitUnderTest() {
    for (const FileContent& file : testing::workspace_contract_files()) {
      origin_.write(file.path, file.content);
      if (file.mode == FileMode::executable) {
        std::filesystem::permissions(origin_ / file.path, std::filesystem::perms::owner_exec,
                                     std::filesystem::perm_options::add);
      }
    }
    origin_.commit();
    GitOptions options;
    options.cache_path = cache_ / "git";
    options.repositories[repo()].location = origin_.path();
    auto made = GitWorkspace::make(options);
    REQUIRE(made.has_value());
    workspace_ = std::move(*made);
  }
  Workspace& workspace() override { return *workspace_; }
  RepoId repo() override { return RepoId{"acme/palette-kit"}; }
  std::string branch() override { return "main"; }

 private:
  support::GitRepository origin_;
  support::TemporaryFolder cache_;
  std::unique_ptr<GitWorkspace> workspace_;
};

}  // namespace

TEST_CASE("the git workspace keeps the contract of a workspace") {
  run_contract(testing::workspace_contract([] { return std::make_unique<GitUnderTest>(); }));
}
