// How git is called, seen through a program that takes its place.
#include <sys/stat.h>

#include "git/support.hpp"

using namespace homeostat;
using namespace git_test;

namespace {

/// A workspace over a "git" that is this shell script.
struct Fake {
  support::TemporaryFolder folder;
  std::unique_ptr<GitWorkspace> workspace;
  explicit Fake(const std::string& script) {
    support::write_file(folder / "git", "#!/bin/sh\n" + script + "\n");
    ::chmod((folder / "git").c_str(), 0755);
    GitOptions options;
    options.git_path = folder / "git";
    options.cache_path = folder / "cache";
    options.environment = {"EXTRA=1"};
    options.repositories[repo].location = "/srv/palette-kit";
    workspace = value_of(GitWorkspace::make(options));
  }
  Error head_error(const CallContext& context = {}) const {
    return error_of(workspace->head(repo, "main", context));
  }
};

}  // namespace

TEST_CASE("git gets a fixed environment and nothing of the host") {
  ::setenv("HOMEOSTAT_TEST_SECRET", "s3cret", 1);
  const Fake fake("env > ${0%/*}/seen; exit 1");
  CHECK(fake.head_error().code == ErrorCode::store);
  const auto seen = support::read_file(fake.folder / "seen");
  for (const std::string line :
       {"GIT_CONFIG_NOSYSTEM=1", "GIT_CONFIG_GLOBAL=/dev/null", "GIT_TERMINAL_PROMPT=0", "LC_ALL=C",
        "EXTRA=1", "PATH=/usr/local/bin:/usr/bin:/bin", "HOME=/nonexistent"}) {
    INFO(line);
    CHECK(seen.find(line + "\n") != seen.npos);
  }
  CHECK(seen.find("s3cret") == seen.npos);
  ::unsetenv("HOMEOSTAT_TEST_SECRET");
}

TEST_CASE("what git says becomes one line of the error") {
  CHECK(Fake("echo 'fatal: broken' >&2; echo more >&2; exit 128").head_error() ==
        Error{ErrorCode::store, "git init: fatal: broken"});
  CHECK(Fake("kill -9 $$").head_error() ==
        Error{ErrorCode::store, "git init was ended by signal 9"});
}

TEST_CASE("a git that hangs is ended by the deadline or the stop") {
  const Fake fake("sleep 100");
  CallContext context;
  context.timeout = Milliseconds(100);
  CHECK(fake.head_error(context).code == ErrorCode::timeout);
  std::stop_source stopped;
  stopped.request_stop();
  context.stop = stopped.get_token();
  CHECK(fake.head_error(context).code == ErrorCode::cancelled);
}

TEST_CASE("a machine without git says so") {
  const World world;
  auto options = world.options();
  options.git_path = "/no/such/git";
  auto workspace = value_of(GitWorkspace::make(options));
  const auto error = error_of(workspace->head(repo, "main", {}));
  CHECK(error.code == ErrorCode::unsupported);
  CHECK(error.message.starts_with("git init: cannot start /no/such/git"));
}

TEST_CASE("output that cannot be understood is an error, not a guess") {
  const std::string id(40, 'a');
  const std::string answers = "case \"$*\" in *rev-parse*) echo " + id + ";; ";
  for (const std::string& line : std::vector<std::string>{
           "nonsense", "100644 blob " + id + " x\tpath", "100644 blob " + id + " 1"}) {
    INFO(line);
    const Fake fake(answers + "*ls-tree*) printf '" + line + "';; esac");
    CHECK(error_of(fake.workspace->list(repo, CommitId(id), {})).code == ErrorCode::store);
    CHECK(error_of(fake.workspace->read(repo, CommitId(id), "path", 10, {})).code ==
          ErrorCode::store);
  }
}
