#include <sys/stat.h>

#include <atomic>
#include <thread>

#include "git/support.hpp"

using namespace homeostat;
using namespace git_test;

namespace {

void install_hook(const support::GitRepository& origin, const std::string& name,
                  const std::string& proof) {
  const auto path = origin / (".git/hooks/" + name);
  support::write_file(path, "#!/bin/sh\ntouch " + proof + "\nexit 1\n");
  ::chmod(path.c_str(), 0755);
}

}  // namespace

TEST_CASE("a head is the branch's commit over there, now") {
  World world;
  world.origin.write("a", "1");
  const auto first = world.origin.commit();
  CHECK(world.head().str() == first);
  world.origin.write("a", "2");
  const auto second = world.origin.commit();
  CHECK(world.head().str() == second);
  // Moved back, and to another history.
  world.origin.git("reset --quiet --hard " + first);
  CHECK(world.head().str() == first);
  world.origin.git("commit --quiet --amend -m other");
  CHECK(world.head().str() == world.origin.head());
  // The earlier commits stay readable.
  CHECK(world.workspace->tree_of(repo, CommitId(second), {}));
}

TEST_CASE("a branch that does not exist is none") {
  World world;
  CHECK_FALSE(value_of(world.workspace->head(repo, "main", {})));
  world.origin.write("a", "1");
  world.origin.commit();
  CHECK_FALSE(value_of(world.workspace->head(repo, "other", {})));
  // A name that ends like a ref of another branch is no match.
  world.origin.git("branch refs/heads/main2");
  CHECK_FALSE(value_of(world.workspace->head(repo, "main2", {})));
  world.origin.git("tag main3");
  CHECK_FALSE(value_of(world.workspace->head(repo, "main3", {})));
}

TEST_CASE("branches whose names lie within each other follow each other") {
  World world;
  world.origin.write("a", "1");
  world.origin.commit();
  world.origin.git("branch x");
  CHECK(value_of(world.workspace->head(repo, "x", {})));
  world.origin.git("branch -D x -q");
  world.origin.git("checkout -q -b x/y");
  world.origin.write("a", "2");
  world.origin.commit();
  CHECK(world.head("x/y").str() == world.origin.head("x/y"));
}

TEST_CASE("a wrong branch name never reaches git") {
  World world;
  for (const std::string branch :
       {"", "--upload-pack=touch /tmp/x", "a..b", "main:other", "HEAD"}) {
    INFO(branch);
    CHECK(error_of(world.workspace->head(repo, branch, {})).code == ErrorCode::invalid_argument);
    CHECK(error_of(world.workspace->push(repo, {branch, CommitId(std::string(40, 'a')), {}}, {}))
              .code == ErrorCode::invalid_argument);
  }
}

TEST_CASE("a push makes the branch, moves it on, and only from where it was expected") {
  World world;
  world.origin.write("a", "1");
  world.origin.commit();
  const auto base = world.head();
  const auto one = world.make_commit(base, "a", "2");
  const auto two = world.make_commit(one, "a", "3");
  const auto aside = world.make_commit(base, "a", "4");
  const std::string branch = "homeostat/fix-0123456789ab";
  const auto push = [&](const CommitId& commit, const CommitId& expected) {
    return world.workspace->push(repo, {branch, commit, expected}, {});
  };
  const Error moved{ErrorCode::conflict,
                    "branch " + branch + " has another head than was expected"};
  CHECK(error_of(push(one, base)) == moved);
  CHECK(world.origin.head(branch).empty());
  CHECK(push(one, {}));
  CHECK(world.origin.head(branch) == one.str());
  CHECK(error_of(push(one, {})) == moved);  // there already, but not by this call
  CHECK(error_of(push(two, {})) == moved);
  CHECK(error_of(push(two, base)) == moved);
  CHECK(push(two, one));
  CHECK(push(two, two));
  CHECK(push(aside, two));  // not a descendant
  CHECK(world.origin.head(branch) == aside.str());
  CHECK(world.head(branch) == aside);
  CHECK(world.origin.head() == base.str());
  CHECK(world.origin.git("tag").empty());
}

TEST_CASE("of two pushes at once one wins") {
  World world;
  world.origin.write("a", "1");
  world.origin.commit();
  const auto base = world.head();
  std::vector<CommitId> commits;
  for (int i = 0; i < 4; ++i)
    commits.push_back(world.make_commit(base, "a", std::to_string(i)));
  for (int round = 0; round < 5; ++round) {
    const auto branch = "race-" + std::to_string(round);
    std::atomic<int> won{0};
    std::atomic<int> lost{0};
    std::string winner;
    {
      std::vector<std::jthread> threads;
      for (const auto& commit : commits) {
        threads.emplace_back([&] {
          const auto other = world.open();  // as another process would
          auto pushed = other->push(repo, {branch, commit, {}}, {});
          if (pushed) {
            ++won;
            winner = commit.str();
          } else if (pushed.error().code == ErrorCode::conflict) {
            ++lost;
          }
        });
      }
    }
    CHECK(won == 1);
    CHECK(lost == 3);
    CHECK(world.origin.head(branch) == winner);
  }
}

TEST_CASE("hooks of the repository are not run, its rules are kept") {
  World world;
  world.origin.write("a", "1");
  world.origin.commit();
  const auto proof = world.cache / "ran";
  for (const std::string hook : {"pre-receive", "update", "post-receive", "post-update", "pre-push",
                                 "reference-transaction", "post-checkout", "post-index-change"}) {
    install_hook(world.origin, hook, proof);
  }
  world.origin.git("config core.hooksPath " + (world.origin / ".git/hooks"));
  world.origin.git("config uploadpack.packObjectsHook 'touch " + proof + "; exit 1 #'");
  const auto base = world.head();
  const auto commit = world.make_commit(base, "a", "2");
  CHECK(world.workspace->push(repo, {"fix", commit, {}}, {}));
  auto checkout = value_of(
      world.workspace->checkout(repo, value_of(world.workspace->tree_of(repo, commit, {})), {}));
  CHECK_FALSE(std::filesystem::exists(proof));

  // The branch that is checked out over there is not pulled from under its user.
  auto denied = error_of(world.workspace->push(repo, {"main", commit, base}, {}));
  CHECK(denied.code == ErrorCode::denied);
  CHECK(denied.message.starts_with("branch main was not taken: [remote rejected]"));
  CHECK(world.origin.head() == base.str());
}

TEST_CASE("configuration and environment of the host change nothing") {
  World world;
  world.origin.write("a", "1");
  world.origin.commit();
  const auto proof = world.cache / "ran";
  support::write_file(world.cache / ".gitconfig",
                      "[core]\n\tfsmonitor = touch " + proof +
                          "\n[url \"/nowhere/\"]\n\tinsteadOf = /\n"
                          "[protocol]\n\tallow = never\n[user]\n\tname = Somebody\n");
  ::setenv("HOME", world.cache.path().c_str(), 1);
  ::setenv("GIT_DIR", "/nowhere", 1);
  ::setenv("GIT_CONFIG_GLOBAL", (world.cache / ".gitconfig").c_str(), 1);
  ::setenv("GIT_AUTHOR_NAME", "Somebody", 1);
  const auto commit = world.make_commit(world.head(), "a", "2");
  CHECK(world.workspace->push(repo, {"fix", commit, {}}, {}));
  for (const auto* name : {"GIT_DIR", "GIT_CONFIG_GLOBAL", "GIT_AUTHOR_NAME"})
    ::unsetenv(name);
  CHECK(world.origin.git("log -1 --format=%an fix") == "homeostat");
  CHECK_FALSE(std::filesystem::exists(proof));
}

TEST_CASE("a repository that is not there or not known is an error that says so") {
  World world;
  auto options = world.options();
  options.repositories[RepoId("acme/gone")].location = "/no/such/repository";
  options.repositories[RepoId("acme/far")].location = "http://127.0.0.1:9/x.git";
  auto workspace = value_of(GitWorkspace::make(options));
  auto error = error_of(workspace->head(RepoId("acme/gone"), "main", {}));
  CHECK(error.code == ErrorCode::store);
  CHECK(error.message.starts_with("git ls-remote: fatal: "));
  CHECK(error_of(workspace->head(RepoId("acme/far"), "main", {})).code == ErrorCode::transport);
  CHECK(error_of(workspace->head(RepoId("acme/none"), "main", {})) ==
        Error{ErrorCode::invalid_argument, "no repository acme/none"});
}

TEST_CASE("a shallow repository and one of another owner are mirrored too") {
  World world;
  world.origin.write("a", "1");
  world.origin.commit();
  world.origin.write("a", "2");
  world.origin.commit();
  const auto shallow = world.cache / "shallow";
  support::shell("git clone --quiet --depth 1 file://" + world.origin.path() + " " + shallow);
  if (::geteuid() == 0) support::shell("chown -R 65534 " + shallow);
  auto options = world.options();
  options.repositories[repo].location = shallow;
  options.cache_path = world.cache / "other";
  auto workspace = value_of(GitWorkspace::make(options));
  const auto head = value_of(workspace->head(repo, "main", {}));
  REQUIRE(head);
  CHECK(head->str() == world.origin.head());
  const auto tree =
      value_of(workspace->write_tree(repo, *head, {{"a", FileMode::regular, "3"}}, {}));
  const auto commit = value_of(workspace->commit(repo, {*head, tree, "m", {}}, {}));
  CHECK(workspace->push(repo, {"fix", commit, {}}, {}));
}

TEST_CASE("several workspaces and threads share one cache") {
  World world;
  world.origin.write("a", "1");
  world.origin.commit();
  std::filesystem::remove_all(world.cache / "git");
  std::atomic<int> good{0};
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 4; ++i) {
      threads.emplace_back([&, i] {
        const auto workspace = world.open();
        for (int round = 0; round < 3; ++round) {
          auto head = workspace->head(repo, "main", {});
          if (!head || !*head) continue;
          const auto text = std::to_string(i * 10 + round);
          auto tree = workspace->write_tree(repo, **head, {{"a", FileMode::regular, text}}, {});
          if (!tree) continue;
          auto commit = workspace->commit(repo, {**head, *tree, text, {}}, {});
          if (!commit) continue;
          auto file = workspace->read(repo, *commit, "a", 100, {});
          if (file && *file && (*file)->content == text) ++good;
        }
      });
    }
  }
  CHECK(good == 12);
}

TEST_CASE("a password header goes by the environment, to the named place alone") {
  World world;
  world.origin.write("a", "1");
  world.origin.commit();
  // A server that records what it is sent and answers nothing of use.
  const auto log = world.cache / "log";
  support::write_file(world.cache / "server.py",
                      "import http.server, sys\n"
                      "class H(http.server.BaseHTTPRequestHandler):\n"
                      "  def do_GET(self):\n"
                      "    open(sys.argv[1], 'a').write(self.path + ' ' + "
                      "str(self.headers.get('Authorization')) + '\\n')\n"
                      "    self.send_response(404); self.end_headers()\n"
                      "s = http.server.HTTPServer(('127.0.0.1', 0), H)\n"
                      "open(sys.argv[1] + '.port', 'w').write(str(s.server_port) + '\\n')\n"
                      "s.handle_request()\n");
  support::shell("/usr/bin/python3 " + (world.cache / "server.py") + " " + log +
                 " >/dev/null 2>&1 & for i in $(seq 100); do [ -s " + log +
                 ".port ] && break; sleep 0.05; done");
  auto port = support::read_file(log + ".port");
  port.pop_back();
  auto options = world.options();
  options.repositories[repo].location = "http://127.0.0.1:" + port + "/x.git";
  options.repositories[repo].http_header = "Authorization: Bearer s3cret";
  auto workspace = value_of(GitWorkspace::make(options));
  auto error = error_of(workspace->head(repo, "main", {}));
  CHECK(error.code == ErrorCode::transport);
  CHECK(error.message.find("s3cret") == std::string::npos);
  CHECK(support::read_file(log) == "/x.git/info/refs?service=git-upload-pack Bearer s3cret\n");
}
