#include <homeostat/testing/memory_workspace.hpp>

#include <functional>

#include "contract/memory_world.hpp"
#include "support/contract_failures.hpp"

using namespace homeostat;

namespace {

enum class Broken {
  nothing,
  listing,        // one file short
  unbounded,      // reading ignores its limit
  no_deletion,    // deletions are left out
  no_modes,       // every file is a regular one
  random_commit,  // the time of the call goes in
  any_path,       // paths are made harmless instead of being refused
  blind_push,     // does not compare
  moves_branch,   // a commit moves the default branch
  stop,           // ignored
};

class BrokenWorkspace : public Workspace {
 public:
  BrokenWorkspace(testing::MemoryWorkspace& inner, Broken broken)
      : inner_(inner), broken_(broken) {}

  Result<std::optional<CommitId>> head(const RepoId& repo, const std::string& branch,
                                       const CallContext& context) override {
    return inner_.head(repo, branch, given(context));
  }
  Result<TreeListing> list(const RepoId& repo, const CommitId& commit,
                           const CallContext& context) override {
    auto listing = inner_.list(repo, commit, given(context));
    if (listing && broken_ == Broken::listing) listing->entries.pop_back();
    return listing;
  }
  Result<std::optional<FileContent>> read(const RepoId& repo, const CommitId& commit,
                                          const std::string& path, std::int64_t bytes_max,
                                          const CallContext& context) override {
    const std::int64_t limit = broken_ == Broken::unbounded ? 1'000'000 : bytes_max;
    return inner_.read(repo, commit, path, limit, given(context));
  }
  Result<TreeId> write_tree(const RepoId& repo, const CommitId& base,
                            const std::vector<FileWrite>& writes,
                            const CallContext& context) override {
    std::vector<FileWrite> asked;
    for (FileWrite write : writes) {
      if (broken_ == Broken::no_deletion && !write.content) continue;
      if (broken_ == Broken::no_modes) write.mode = FileMode::regular;
      if (broken_ == Broken::any_path) write.path = "harmless";
      asked.push_back(write);
    }
    return inner_.write_tree(repo, base, asked, given(context));
  }
  Result<TreeId> tree_of(const RepoId& repo, const CommitId& commit,
                         const CallContext& context) override {
    return inner_.tree_of(repo, commit, given(context));
  }
  Result<std::unique_ptr<Checkout>> checkout(const RepoId& repo, const TreeId& tree,
                                             const CallContext& context) override {
    return inner_.checkout(repo, tree, given(context));
  }
  Result<CommitId> commit(const RepoId& repo, const CommitRequest& request,
                          const CallContext& context) override {
    CommitRequest asked = request;
    if (broken_ == Broken::random_commit) asked.time += Milliseconds{++calls_};
    auto made = inner_.commit(repo, asked, given(context));
    if (made && broken_ == Broken::moves_branch) {
      (void)inner_.push(repo, {"main", *made, inner_.head_of(repo, "main")}, {});
    }
    return made;
  }
  Status push(const RepoId& repo, const PushRequest& request, const CallContext& context) override {
    PushRequest asked = request;
    if (broken_ == Broken::blind_push) asked.expected_head = inner_.head_of(repo, asked.branch);
    return inner_.push(repo, asked, given(context));
  }

 private:
  [[nodiscard]] CallContext given(const CallContext& context) const {
    return broken_ == Broken::stop ? CallContext{} : context;
  }
  testing::MemoryWorkspace& inner_;
  Broken broken_;
  int calls_ = 0;
};

class BrokenWorkspaceUnderTest : public MemoryWorkspaceUnderTest {
 public:
  explicit BrokenWorkspaceUnderTest(Broken broken) : broken_(memory, broken) {}
  Workspace& workspace() override { return broken_; }

 private:
  BrokenWorkspace broken_;
};

bool fails(Broken broken, const std::string& part) {
  const auto contract = testing::workspace_contract(
      [&] { return std::make_unique<BrokenWorkspaceUnderTest>(broken); });
  return !contract_failures(contract, part).empty();
}

}  // namespace

TEST_CASE("each broken workspace fails the case that is about it") {
  CHECK_FALSE(fails(Broken::nothing, ""));
  CHECK(fails(Broken::listing, "listed and read"));
  CHECK(fails(Broken::unbounded, "reading is bounded"));
  CHECK(fails(Broken::no_deletion, "a tree is made"));
  CHECK(fails(Broken::no_modes, "a tree is made"));
  CHECK(fails(Broken::moves_branch, "a tree is made"));
  CHECK(fails(Broken::random_commit, "named by their content"));
  CHECK(fails(Broken::any_path, "leaves it"));
  CHECK(fails(Broken::blind_push, "compares and swaps"));
  CHECK(fails(Broken::stop, "a stop ends"));
}
