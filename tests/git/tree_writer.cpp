#include "git/support.hpp"

using namespace homeostat;
using namespace git_test;

namespace {

struct Written : World {
  CommitId base;
  Written() {
    origin.write("src/a.js", "a");
    origin.write("src/b.js", "b");
    std::filesystem::create_symlink("src", origin / "link");
    origin.commit();
    base = head();
  }
  Result<TreeId> write(const std::vector<FileWrite>& writes) const {
    return workspace->write_tree(repo, base, writes, {});
  }
  /// "mode path=content" of each file.
  std::vector<std::string> files(const std::vector<FileWrite>& writes) const {
    const auto commit =
        value_of(workspace->commit(repo, {base, value_of(write(writes)), "m", {}}, {}));
    std::vector<std::string> lines;
    for (const auto& entry : value_of(workspace->list(repo, commit, {})).entries) {
      auto file = value_of(workspace->read(repo, commit, entry.path, 10'000'000, {}));
      REQUIRE(file);
      lines.push_back(entry.path + "=" + file->content);
      if (entry.mode == FileMode::executable) lines.back() += " executable";
    }
    return lines;
  }
  std::string refusal(const std::vector<FileWrite>& writes) const {
    auto error = error_of(write(writes));
    CHECK(error.code == ErrorCode::invalid_argument);
    return error.message;
  }
};

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("a written tree is the base with the writes over it") {
  const Written world;
  CHECK(world.files({}) == Lines{"link=src", "src/a.js=a", "src/b.js=b"});
  CHECK(world.files({{"src/a.js", FileMode::regular, "A"},
                     {"src/b.js", FileMode::regular, std::nullopt},
                     {"new/deep/c", FileMode::executable, "c"},
                     {"ln", FileMode::symlink, "src/a.js"}}) ==
        Lines{"link=src", "ln=src/a.js", "new/deep/c=c executable", "src/a.js=A"});
  CHECK(world.files({{"none", FileMode::regular, std::nullopt}}) ==
        Lines{"link=src", "src/a.js=a", "src/b.js=b"});
}

TEST_CASE("contents are bytes and names are what they are") {
  const Written world;
  const std::string bytes("\r\n\0\xFF", 4);
  const std::string odd = "src/new\nline\ttab \"\\ \xC3\xA4\xFF -x";
  CHECK(world.files({{odd, FileMode::regular, bytes}, {"-rf", FileMode::regular, ""}}) ==
        Lines{"-rf=", "link=src", "src/a.js=a", "src/b.js=b", odd + "=" + bytes});
}

TEST_CASE("a file may make room for a folder of its name, and the other way round") {
  const Written world;
  CHECK(world.files({{"src/a.js", FileMode::regular, std::nullopt},
                     {"src/a.js/index", FileMode::regular, "i"}}) ==
        Lines{"link=src", "src/a.js/index=i", "src/b.js=b"});
  CHECK(world.files({{"src", FileMode::regular, "file"},
                     {"src/a.js", FileMode::regular, std::nullopt},
                     {"src/b.js", FileMode::regular, std::nullopt}}) ==
        Lines{"link=src", "src=file"});
}

TEST_CASE("a write that would remove another path is refused") {
  const Written world;
  CHECK(world.refusal({{"src/a.js/x", FileMode::regular, "x"}}) ==
        "not a write that a tree can take: src/a.js: another write takes its place");
  CHECK(world.refusal({{"link/x", FileMode::regular, "x"}}) ==
        "not a write that a tree can take: link: another write takes its place");
  CHECK(world.refusal({{"src", FileMode::regular, "x"}}).find("another write takes its place") !=
        std::string::npos);
}

TEST_CASE("paths and modes that a tree cannot have are refused") {
  const Written world;
  for (const std::string path : {"../x", "/x", "a/../b", ".git/config", "a/.git/hooks/x", ".GIT/x",
                                 "a//b", "a/", "./a", "a/./b", "git~1/x", "."}) {
    INFO(path);
    CHECK_FALSE(world.refusal({{path, FileMode::regular, "x"}}).empty());
  }
  CHECK(world.refusal({{"", FileMode::regular, "x"}}) ==
        "not a write that a tree can take: : the path is empty");
  CHECK(world.refusal({{std::string("a\0b", 3), FileMode::regular, "x"}}).find("a NUL byte") !=
        std::string::npos);
  CHECK(world.refusal({{"m", FileMode::submodule, "x"}}) ==
        "not a write that a tree can take: m: mode 160000");
  CHECK(world.refusal({{"m", FileMode::unknown, "x"}}).find("mode 0") != std::string::npos);
}

TEST_CASE("nothing of the making of a tree is left behind") {
  const Written world;
  CHECK(world.write({{"x", FileMode::regular, "x"}}));
  CHECK_FALSE(world.refusal({{"src/a.js/x", FileMode::regular, "x"}}).empty());
  CHECK(std::filesystem::is_empty(world.cache / "git/tmp"));
}
