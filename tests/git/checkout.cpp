#include <sys/stat.h>
#include <utime.h>

#include <ctime>

#include "git/support.hpp"

using namespace homeostat;
using namespace git_test;
namespace fs = std::filesystem;

TEST_CASE("a checkout is the tree as files, without .git, and goes with its object") {
  World world;
  world.origin.write("src/a.js", "a\r\n");
  world.origin.write("run.sh", "#!/bin/sh\n");
  ::chmod((world.origin / "run.sh").c_str(), 0755);
  fs::create_symlink("src/a.js", world.origin / "link");
  const std::string odd = "new\nline \xFF";
  world.origin.write(odd, "x");
  world.origin.commit();
  const auto tree = value_of(world.workspace->tree_of(repo, world.head(), {}));
  std::string directory;
  {
    auto checkout = value_of(world.workspace->checkout(repo, tree, {}));
    directory = checkout->directory();
    CHECK(directory.starts_with('/'));
    CHECK(support::read_file(directory + "/src/a.js") == "a\r\n");
    CHECK(support::read_file(directory + "/" + odd) == "x");
    CHECK(fs::read_symlink(directory + "/link") == "src/a.js");
    CHECK((fs::status(directory + "/run.sh").permissions() & fs::perms::owner_exec) !=
          fs::perms::none);
    CHECK((fs::status(directory + "/src/a.js").permissions() & fs::perms::owner_exec) ==
          fs::perms::none);
    CHECK_FALSE(fs::exists(directory + "/.git"));
    CHECK(std::distance(fs::directory_iterator(directory), {}) == 4);
    // Two at once are apart.
    auto other = value_of(world.workspace->checkout(repo, tree, {}));
    CHECK(other->directory() != directory);
    support::write_file(directory + "/deep/er/made-by-tests", "x");
    fs::create_directory(directory + "/locked");
    ::chmod((directory + "/locked").c_str(), 0500);
  }
  CHECK_FALSE(fs::exists(directory));
  CHECK(fs::is_empty(world.cache / "git/tmp"));
}

TEST_CASE("symlinks lead nowhere while a tree is written") {
  World world;
  support::TemporaryFolder outside;
  // A tree with the name "a" twice, as a link out of it and as a folder: git makes none such.
  world.origin.write("payload", "evil");
  world.origin.commit();
  const auto link = support::shell("cd " + world.origin.path() + " && printf %s " + outside.path() +
                                   " | git hash-object -w --stdin");
  const auto payload = world.origin.git("rev-parse HEAD:payload");
  const auto script = world.cache / "tree.py";
  support::write_file(script,
                      "import sys\nout = sys.stdout.buffer\n"
                      "for mode, name, oid in zip(*[iter(sys.argv[1:])] * 3):\n"
                      "  out.write(f'{mode} {name}'.encode() + b'\\0' + bytes.fromhex(oid))\n");
  const auto make = [&](const std::string& entries) {
    return support::shell("cd " + world.origin.path() + " && /usr/bin/python3 " + script + " " +
                          entries + " | git hash-object -t tree -w --stdin --literally");
  };
  const auto folder = make("100644 planted " + payload);
  for (const auto& entries :
       {"120000 a " + link + " 40000 a " + folder, "40000 a " + folder + " 120000 a " + link,
        "40000 .. " + folder, "40000 .git " + folder, "100644 ../planted " + payload,
        "40000 .GIT " + folder}) {
    INFO(entries);
    const auto tree = make(entries);
    const auto commit = world.origin.git("commit-tree -m evil " + tree);
    world.origin.git("update-ref refs/heads/main " + commit);
    const auto head = world.workspace->head(repo, "main", {});
    if (!head) continue;  // not even fetched
    auto checkout = world.workspace->checkout(repo, TreeId(tree), {});
    CHECK_FALSE(fs::exists(outside / "planted"));
    CHECK_FALSE(fs::exists(world.cache / "git/tmp/planted"));
    if (checkout) CHECK_FALSE(fs::exists((*checkout)->directory() + "/../planted"));
  }
}

TEST_CASE("attributes of a tree run no programs") {
  World world;
  world.origin.write(".gitattributes", "* filter=evil diff=evil merge=evil text\n");
  world.origin.write("a", "x\n");
  world.origin.commit();
  const auto proof = world.cache / "ran";
  // The repository itself names the programs of the filter: only its own configuration, not ours.
  world.origin.git("config filter.evil.smudge 'touch " + proof + "; cat'");
  world.origin.git("config filter.evil.clean 'touch " + proof + "; cat'");
  world.origin.git("config filter.evil.required true");
  const auto tree = value_of(world.workspace->tree_of(repo, world.head(), {}));
  auto checkout = value_of(world.workspace->checkout(repo, tree, {}));
  CHECK(support::read_file(checkout->directory() + "/a") == "x\n");
  CHECK_FALSE(fs::exists(proof));
}

TEST_CASE("folders that a dead process left are removed, those in use stay") {
  World world;
  world.origin.write("a", "x");
  world.origin.commit();
  const auto tree = value_of(world.workspace->tree_of(repo, world.head(), {}));
  auto used = value_of(world.workspace->checkout(repo, tree, {}));
  const auto tmp = world.cache / "git/tmp";
  fs::create_directories(tmp + "/checkout-left/tree/sub");
  fs::create_directories(tmp + "/checkout-young");
  const auto used_folder = fs::path(used->directory()).parent_path().string();
  const utimbuf old{::time(nullptr) - 7200, ::time(nullptr) - 7200};
  for (const auto& folder : {tmp + "/checkout-left", used_folder}) {
    REQUIRE(::utime(folder.c_str(), &old) == 0);
  }
  auto again = world.open();
  CHECK_FALSE(fs::exists(tmp + "/checkout-left"));
  CHECK(fs::exists(tmp + "/checkout-young"));
  CHECK(fs::exists(used->directory() + "/a"));
}
