#include <homeostat/config.hpp>

#include <sys/wait.h>
#include <unistd.h>

#include <random>

#include "support/catch.hpp"

using namespace homeostat;

namespace {

/// Whether one repository with this change passes validation.
template <class Change>
bool passes(Change change) {
  Config config;
  config.repositories.resize(1);
  config.repositories[0].slug = RepoId("a/b");
  change(config);
  return validate(config).has_value();
}

bool takes_slug(const std::string& slug) {
  return passes([&](Config& config) { config.repositories[0].slug = RepoId(slug); });
}
bool takes_branch(const std::string& branch) {
  return passes([&](Config& config) { config.repositories[0].branch = branch; });
}
bool takes_pattern(const std::string& pattern) {
  return passes([&](Config& config) { config.repositories[0].path_filters.exclude = {pattern}; });
}

/// What git itself says; -1 if there is no git.
int git_takes_branch(const std::string& branch) {
  const pid_t child = fork();
  if (child == 0) {
    close(1);
    close(2);
    execlp("git", "git", "check-ref-format", "--branch", branch.c_str(), nullptr);
    _exit(127);
  }
  int status = 0;
  waitpid(child, &status, 0);
  if (!WIFEXITED(status) || WEXITSTATUS(status) == 127) return -1;
  return WEXITSTATUS(status) == 0 ? 1 : 0;
}

}  // namespace

TEST_CASE("a slug is owner and name and nothing that a command or URL could misread") {
  for (const char* slug : {"acme/palette-kit", "a/b", "A1/x.y_z-0", "acme/.github"}) {
    INFO(slug);
    CHECK(takes_slug(slug));
  }
  for (const char* slug :
       {"",      "acme",    "acme/",  "/kit",  "a/b/c",  "a//b",       "a/..",  "../b",
        "a/.",   "-x/b",    "a/-x",   "a b/c", "a/b;id", "a/$(id)",    "a/b\n", "a/b?x",
        "a/b#1", "a/b.git", "a\\b/c", "ä/b",   "a/b%2e", "https://a/b"}) {
    INFO(slug);
    CHECK_FALSE(takes_slug(slug));
  }
}

TEST_CASE("a branch is one that git takes") {
  for (const char* branch :
       {"main", "release/1.x", "a-b_c", "v1.2", "für-uns", "x@y", "@x", "a.b"}) {
    INFO(branch);
    CHECK(takes_branch(branch));
  }
  for (const char* branch : {"",       "-x",       "--upload-pack=id",
                             "a..b",   ".a",       "a/.b",
                             "a.lock", "a.lock/b", "a b",
                             "a~1",    "a^",       "a:b",
                             "a?",     "a*",       "a[b",
                             "a\\b",   "/a",       "a/",
                             "a//b",   "a.",       "@",
                             "a@{1}",  "HEAD",     "a\x01z",
                             "a\x7F"}) {
    INFO(branch);
    CHECK_FALSE(takes_branch(branch));
  }
}

TEST_CASE("branches are judged as git judges them") {
  if (git_takes_branch("main") != 1) return;  // no git here: the lists above stand alone
  const auto seed = std::random_device{}();
  INFO("seed " << seed);
  std::mt19937 random(seed);
  const std::vector<std::string> parts = {"a",  "b",     ".", "..", "/", "-", "@", "{",
                                          "}",  ".lock", "~", "^",  ":", "?", "*", "[",
                                          "\\", "HEAD",  " ", "_",  "é", "x", "0", "lock"};
  for (int i = 0; i < 300; ++i) {
    std::string branch;
    const auto length = 1 + random() % 5;
    for (std::size_t k = 0; k < length; ++k)
      branch += parts[random() % parts.size()];
    INFO("branch '" << branch << "'");
    // git reads these as names of other branches, which is not what a configuration should hold.
    const bool is_shorthand = branch == "@" || branch.find("@{-") == 0;
    CHECK((is_shorthand || takes_branch(branch) == (git_takes_branch(branch) == 1)));
  }
}

TEST_CASE("a branch prefix makes a branch with hex digits behind it") {
  const auto takes = [](const std::string& prefix) {
    return passes([&](Config& config) { config.branch_prefix = prefix; });
  };
  CHECK(takes("homeostat/fix-"));
  CHECK(takes("fix/"));
  CHECK_FALSE(takes("-fix"));
  CHECK_FALSE(takes("a//"));
  CHECK_FALSE(takes("a b"));
  CHECK_FALSE(takes(""));
}

TEST_CASE("a path pattern stays inside the repository and is not negated") {
  for (const char* pattern : {"src/", "**/*.js", "/docs", "a b/", "[ab].c", "..x/"}) {
    INFO(pattern);
    CHECK(takes_pattern(pattern));
  }
  for (const char* pattern : {"", " ", "../x", "a/../b", "..", "!src/", "a\nb"}) {
    INFO(pattern);
    CHECK_FALSE(takes_pattern(pattern));
  }
}

TEST_CASE("a label is not blank and has no comma") {
  const auto takes = [](const std::string& label) {
    return passes([&](Config& config) { config.required_labels = {label}; });
  };
  CHECK(takes("robot"));
  CHECK(takes("needs review: fix"));
  CHECK_FALSE(takes(" "));
  CHECK_FALSE(takes("a,b"));
  CHECK_FALSE(takes(std::string(51, 'x')));
}

TEST_CASE("a model's name has no spaces and is no option") {
  const auto takes = [](const std::string& id) {
    return passes([&](Config& config) { config.tiers[0].model = ModelId(id); });
  };
  CHECK(takes("vendor/model-1.2:free@eu"));
  CHECK_FALSE(takes("-x"));
  CHECK_FALSE(takes("a b"));
  CHECK_FALSE(takes(""));
}
