#include <sys/stat.h>

#include "git/support.hpp"

using namespace homeostat;
using namespace git_test;

TEST_CASE("a listing has every path with its mode and size, sorted") {
  World world;
  world.origin.write("src/app.js", "12345");
  world.origin.write("src-a", "");
  world.origin.write("run.sh", "#!/bin/sh\n");
  ::chmod((world.origin / "run.sh").c_str(), 0755);
  std::filesystem::create_symlink("../../etc/passwd", world.origin / "link");
  const std::string odd = "src/tab\tnew\nline \"q\" \xC3\xA4\xFF";
  world.origin.write(odd, "x");
  world.origin.commit();
  const auto listing = value_of(world.workspace->list(repo, world.head(), {}));
  CHECK(listing.commit == world.head());
  CHECK(listing.entries == std::vector<TreeEntry>{{"link", FileMode::symlink, 16},
                                                  {"run.sh", FileMode::executable, 10},
                                                  {"src-a", FileMode::regular, 0},
                                                  {"src/app.js", FileMode::regular, 5},
                                                  {odd, FileMode::regular, 1}});
}

TEST_CASE("an empty tree has an empty listing") {
  World world;
  world.origin.commit();
  CHECK(value_of(world.workspace->list(repo, world.head(), {})).entries.empty());
}

TEST_CASE("a file is read as bytes at its commit") {
  World world;
  const std::string bytes("a\r\n\0b\xFF", 6);
  world.origin.write("dir/file", bytes);
  world.origin.write(".gitattributes", "* text eol=crlf\n");
  std::filesystem::create_symlink("dir/file", world.origin / "link");
  world.origin.git("config core.autocrlf false");
  world.origin.git("-c core.attributesFile=/dev/null hash-object -w dir/file --no-filters");
  world.origin.git("add --all .");
  const auto blob = world.origin.git("hash-object -w --no-filters dir/file");
  world.origin.git("update-index --cacheinfo 100644," + blob + ",dir/file");
  world.origin.git("commit --quiet -m bytes");
  const auto commit = world.head();
  auto file = value_of(world.workspace->read(repo, commit, "dir/file", 100, {}));
  REQUIRE(file);
  CHECK(*file == FileContent{"dir/file", FileMode::regular, bytes});
  file = value_of(world.workspace->read(repo, commit, "link", 100, {}));
  REQUIRE(file);
  CHECK(*file == FileContent{"link", FileMode::symlink, "dir/file"});

  world.origin.write("dir/file", "later");
  world.origin.commit();
  CHECK(value_of(world.workspace->read(repo, commit, "dir/file", 100, {}))->content == bytes);
}

TEST_CASE("a path that is no file of the commit is none") {
  World world;
  world.origin.write("dir/file", "x");
  world.origin.commit();
  const auto commit = world.head();
  for (const std::string path :
       {"none", "dir", "dir/", "dir/file/", "dir/../dir/file", "/etc/passwd", "", "../x", "*",
        ":(top)dir/file", "dir//file", "-z"}) {
    INFO(path);
    CHECK_FALSE(value_of(world.workspace->read(repo, commit, path, 100, {})));
  }
  CHECK_FALSE(value_of(world.workspace->read(repo, commit, std::string("dir/file\0", 9), 100, {})));
}

TEST_CASE("a file above the limit is an error that names both") {
  World world;
  world.origin.write("big", std::string(1001, 'x'));
  world.origin.commit();
  CHECK(error_of(world.workspace->read(repo, world.head(), "big", 1000, {})) ==
        Error{ErrorCode::denied, "file big has 1001 bytes, limit is 1000"});
  CHECK(value_of(world.workspace->read(repo, world.head(), "big", 1001, {})));
}

TEST_CASE("a submodule is listed and read as the id of its commit") {
  World world;
  const std::string id(40, 'a');
  world.origin.write("x", "x");
  world.origin.commit();
  world.origin.git("update-index --add --cacheinfo 160000," + id + ",module");
  world.origin.git("commit --quiet -m module");
  const auto listing = value_of(world.workspace->list(repo, world.head(), {}));
  CHECK(listing.entries.front() == TreeEntry{"module", FileMode::submodule, -1});
  CHECK(value_of(world.workspace->read(repo, world.head(), "module", 10, {})) ==
        FileContent{"module", FileMode::submodule, id});
}

TEST_CASE("commits are deterministic and say who, when and what") {
  World world;
  world.origin.write("a", "1");
  world.origin.commit();
  const auto parent = world.head();
  const auto tree =
      value_of(world.workspace->write_tree(repo, parent, {{"a", FileMode::regular, "2"}}, {}));
  const CommitRequest request{parent, tree, "fix: a\n\n# no comment\nü",
                              Time(Milliseconds(1'700'000'000'999))};
  const auto commit = value_of(world.workspace->commit(repo, request, {}));
  CHECK(value_of(world.workspace->commit(repo, request, {})) == commit);
  // Elsewhere and at another time: the same.
  World other;
  const auto text = support::shell("git --git-dir=" + world.cache.path() +
                                   "/git/acme%2Fpalette-kit.git cat-file commit " + commit.str());
  CHECK(text == "tree " + tree.str() + "\nparent " + parent.str() +
                    "\nauthor homeostat <homeostat@users.noreply.github.com> 1700000000 +0000"
                    "\ncommitter homeostat <homeostat@users.noreply.github.com> 1700000000 +0000"
                    "\n\nfix: a\n\n# no comment\nü");
  CHECK(value_of(world.workspace->tree_of(repo, commit, {})) == tree);
  auto later = request;
  later.time += std::chrono::seconds(1);
  CHECK(value_of(world.workspace->commit(repo, later, {})) != commit);
}

TEST_CASE("objects that are not there, or not of the kind, are errors that name them") {
  World world;
  world.origin.write("a", "1");
  world.origin.commit();
  const auto head = world.head();
  const CommitId unknown(std::string(40, '1'));
  const auto tree = value_of(world.workspace->tree_of(repo, head, {}));
  const Error no_commit{ErrorCode::invalid_argument, "no commit " + unknown.str()};
  CHECK(error_of(world.workspace->list(repo, unknown, {})) == no_commit);
  CHECK(error_of(world.workspace->read(repo, unknown, "a", 10, {})) == no_commit);
  CHECK(error_of(world.workspace->tree_of(repo, unknown, {})) == no_commit);
  CHECK(error_of(world.workspace->write_tree(repo, unknown, {}, {})) == no_commit);
  CHECK(error_of(world.workspace->commit(repo, {unknown, tree, "m", {}}, {})) == no_commit);
  CHECK(
      error_of(world.workspace->commit(repo, {head, TreeId(unknown.str()), "m", {}}, {})).message ==
      "no tree " + unknown.str());
  CHECK(error_of(world.workspace->commit(repo, {head, TreeId(head.str()), "m", {}}, {})).message ==
        "no tree " + head.str());
  CHECK(error_of(world.workspace->tree_of(repo, CommitId(tree.str()), {})).code ==
        ErrorCode::invalid_argument);
  for (const std::string bad : {"main", "HEAD", "--all", "", "refs/heads/main"}) {
    INFO(bad);
    CHECK(error_of(world.workspace->tree_of(repo, CommitId(bad), {})).code ==
          ErrorCode::invalid_argument);
    CHECK(error_of(world.workspace->checkout(repo, TreeId(bad), {})).code ==
          ErrorCode::invalid_argument);
  }
  CHECK(error_of(world.workspace->commit(repo, {head, tree, std::string("a\0b", 3), {}}, {})) ==
        Error{ErrorCode::invalid_argument, "a commit message holds a NUL byte"});
}

TEST_CASE("a listing above its limit is an error") {
  World world;
  world.origin.write("a", "1");
  world.origin.commit();
  auto options = world.options();
  options.listing_bytes_max = 10;
  auto small = value_of(GitWorkspace::make(options));
  CHECK(error_of(small->list(repo, world.head(), {})).message ==
        "git ls-tree wrote 63 bytes, limit is 10");
}
