#include "git/support.hpp"

using namespace homeostat;
using namespace git_test;

TEST_CASE("wrong options are errors that name them") {
  const World world;
  const auto error = [&](auto change) {
    auto options = world.options();
    change(options);
    return error_of(GitWorkspace::make(options));
  };
  CHECK(error([](auto& o) { o.cache_path = "relative"; }) ==
        Error{ErrorCode::invalid_config, "git cache \"relative\" is not an absolute path"});
  CHECK(error([](auto& o) { o.name = "a <b>"; }).code == ErrorCode::invalid_config);
  CHECK(error([](auto& o) { o.email = ""; }).code == ErrorCode::invalid_config);
  CHECK(error([](auto& o) { o.listing_bytes_max = 0; }).code == ErrorCode::invalid_config);
  CHECK(error([](auto& o) {
          o.repositories[repo].location = "ext::x";
        }).message.starts_with("acme/palette-kit: repository location \"ext::x\" is no"));
  CHECK(error([](auto& o) { o.repositories[repo].http_header = "a\nb"; }).message ==
        "acme/palette-kit: http_header is more than one line");
  CHECK(error([](auto& o) { o.repositories[repo].http_header = "a: b"; }).message ==
        "acme/palette-kit: http_header is for http and https");
  CHECK(error([](auto& o) { o.cache_path = "/proc/cache"; }).code == ErrorCode::store);
}

TEST_CASE("every call on an unknown repository is the same error") {
  const World world;
  const RepoId unknown("acme/none");
  const CommitId id(std::string(40, 'a'));
  const TreeId tree(id.str());
  auto& workspace = *world.workspace;
  const Error expected{ErrorCode::invalid_argument, "no repository acme/none"};
  CHECK(error_of(workspace.head(unknown, "main", {})) == expected);
  CHECK(error_of(workspace.list(unknown, id, {})) == expected);
  CHECK(error_of(workspace.read(unknown, id, "a", 1, {})) == expected);
  CHECK(error_of(workspace.write_tree(unknown, id, {}, {})) == expected);
  CHECK(error_of(workspace.tree_of(unknown, id, {})) == expected);
  CHECK(error_of(workspace.checkout(unknown, tree, {})) == expected);
  CHECK(error_of(workspace.commit(unknown, {id, tree, "m", {}}, {})) == expected);
  CHECK(error_of(workspace.push(unknown, {"b", id, {}}, {})) == expected);
}

TEST_CASE("a repository's name is no path") {
  World world;
  world.origin.write("a", "1");
  world.origin.commit();
  auto options = world.options();
  const RepoId odd("../../../etc/x y");
  options.repositories[odd].location = world.origin.path();
  auto workspace = value_of(GitWorkspace::make(options));
  CHECK(value_of(workspace->head(odd, "main", {})));
  std::size_t names = 0;
  for (const auto& entry : std::filesystem::directory_iterator(world.cache / "git")) {
    if (entry.path().filename().string().starts_with("%2E%2E%2F")) ++names;
  }
  CHECK(names == 2);  // the mirror and its lock
}

TEST_CASE("a patch's walk: head, tree, checkout, commit, push") {
  World world;
  world.origin.write("src/app.js", "old\n");
  world.origin.commit();
  const auto base = world.head();
  const auto tree = value_of(
      world.workspace->write_tree(repo, base, {{"src/app.js", FileMode::regular, "new\n"}}, {}));
  {
    auto checkout = value_of(world.workspace->checkout(repo, tree, {}));
    CHECK(support::read_file(checkout->directory() + "/src/app.js") == "new\n");
  }
  const auto commit = value_of(world.workspace->commit(repo, {base, tree, "fix\n", {}}, {}));
  CHECK(world.workspace->push(repo, {"homeostat/fix-1", commit, {}}, {}));
  CHECK(world.origin.git("diff --stat --format= main homeostat/fix-1").find("1 file changed") !=
        std::string::npos);
  CHECK(world.origin.git("fsck --full --strict 2>&1").empty());
}
