// A workspace over one real repository, for the tests of this folder.
#pragma once

#include <homeostat/git/git_workspace.hpp>

#include "support/catch.hpp"
#include "support/git_repository.hpp"

namespace git_test {

inline const homeostat::RepoId repo{"acme/palette-kit"};

/// Of a call that must succeed.
template <class T>
T value_of(homeostat::Result<T> result) {
  if (!result) FAIL(result.error().message);
  return std::move(*result);
}

template <class T>
homeostat::Error error_of(const homeostat::Result<T>& result) {
  REQUIRE_FALSE(result);
  return result.error();
}

struct World {
  support::GitRepository origin;
  support::TemporaryFolder cache;
  std::unique_ptr<homeostat::GitWorkspace> workspace = open();

  [[nodiscard]] homeostat::GitOptions options() const {
    homeostat::GitOptions made;
    made.cache_path = cache / "git";
    made.repositories[repo].location = origin.path();
    return made;
  }
  [[nodiscard]] std::unique_ptr<homeostat::GitWorkspace> open() const {
    return value_of(homeostat::GitWorkspace::make(options()));
  }
  [[nodiscard]] homeostat::CommitId head(const std::string& branch = "main") const {
    auto found = value_of(workspace->head(repo, branch, {}));
    REQUIRE(found);
    return *found;
  }
  /// A commit on `parent` in which `path` has this content.
  [[nodiscard]] homeostat::CommitId make_commit(const homeostat::CommitId& parent,
                                                const std::string& path,
                                                const std::string& content) const {
    auto tree = value_of(
        workspace->write_tree(repo, parent, {{path, homeostat::FileMode::regular, content}}, {}));
    return value_of(workspace->commit(repo, {parent, tree, "change " + path, {}}, {}));
  }
};

}  // namespace git_test
