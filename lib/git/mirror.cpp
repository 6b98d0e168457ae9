#include "git/mirror.hpp"

#include <algorithm>

#include "core/base/format.hpp"
#include "git/file_lock.hpp"
#include "git/names.hpp"

namespace homeostat::git {
namespace {

constexpr std::int64_t refs_bytes_max = 1024 * 1024;

Error not_a_branch(const std::string& branch) {
  return {ErrorCode::invalid_argument,
          base::format("\"{}\" is not the name of a branch", first_line(branch))};
}

/// The id before exactly this ref in lines of "<id>\t<ref>".
std::optional<CommitId> find_ref(std::string_view lines, std::string_view ref) {
  while (!lines.empty()) {
    const auto line = lines.substr(0, lines.find('\n'));
    lines.remove_prefix(std::min(line.size() + 1, lines.size()));
    const auto tab = line.find('\t');
    if (tab != line.npos && line.substr(tab + 1) == ref && is_object_id(line.substr(0, tab))) {
      return CommitId(std::string(line.substr(0, tab)));
    }
  }
  return std::nullopt;
}

/// The line of `push --porcelain` about the one ref: "<flag>\t<from>:<to>\t<summary>".
std::string_view ref_line(std::string_view output) {
  while (!output.empty()) {
    const auto line = output.substr(0, output.find('\n'));
    if (line.size() > 1 && line[1] == '\t') return line;
    output.remove_prefix(std::min(line.size() + 1, output.size()));
  }
  return {};
}

/// Somebody else moved the branch between the look and the write.
bool lost_race(std::string_view line, std::string_view error) {
  for (const auto* sign : {"cannot lock ref", "failed to update ref", "reference already exists",
                           "incorrect old value", "stale info", "fetch first"}) {
    if (line.find(sign) != line.npos || error.find(sign) != error.npos) return true;
  }
  return false;
}

}  // namespace

GitCall Mirror::remote_call(std::vector<std::string> arguments) const {
  auto call = objects.call(std::move(arguments));
  const auto protocol = protocol_of(remote.location);
  call.environment = {"GIT_ALLOW_PROTOCOL=" + (protocol ? *protocol : std::string("none"))};
  if (!remote.http_header.empty()) {
    call.environment.insert(
        call.environment.end(),
        {"GIT_CONFIG_COUNT=1", "GIT_CONFIG_KEY_0=http." + remote.location + ".extraHeader",
         "GIT_CONFIG_VALUE_0=" + remote.http_header});
  }
  call.output_bytes_max = refs_bytes_max;
  return call;
}

Error Mirror::remote_error(const GitCall& call, const GitAnswer& answer) const {
  return git_error(is_local(remote.location) ? ErrorCode::store : ErrorCode::transport, call,
                   answer);
}

Result<std::optional<CommitId>> Mirror::head(const std::string& branch,
                                             const Deadline& deadline) const {
  if (!is_branch_name(branch)) return not_a_branch(branch);
  const auto ref = "refs/heads/" + branch;
  const auto ask =
      remote_call({"ls-remote", "--quiet", objects.git.upload_pack(), "--", remote.location, ref});
  auto answer = objects.git.run(ask, deadline.rest());
  if (!answer) return answer.error();
  if (answer->exit_code != 0) return remote_error(ask, *answer);
  const auto there = find_ref(answer->output, ref);
  if (!there) return std::optional<CommitId>();
  if (objects.require("commit", there->str(), deadline)) return there;
  auto fetched = fetch(branch, deadline);
  if (!fetched) return fetched.error();
  return std::optional(*std::move(fetched));
}

Result<CommitId> Mirror::fetch(const std::string& branch, const Deadline& deadline) const {
  const auto lock = FileLock::acquire(lock_path, deadline.rest());
  if (!lock) return lock.error();
  // A flat name: branches a and a/b may follow each other here.
  const auto ref = "refs/homeostat/" + encode_name(branch);
  const auto call =
      remote_call({"fetch", "--quiet", "--force", "--no-tags", "--update-shallow",
                   "--no-write-fetch-head", "--no-recurse-submodules", objects.git.upload_pack(),
                   "--", remote.location, "+refs/heads/" + branch + ":" + ref});
  auto answer = objects.git.run(call, deadline.rest());
  if (!answer) return answer.error();
  if (answer->exit_code != 0) return remote_error(call, *answer);
  auto id =
      objects.git.output(objects.call({"rev-parse", "--verify", "--quiet", ref}), deadline.rest());
  if (!id) return id.error();
  id->erase(std::min(id->find('\n'), id->size()));
  return CommitId(*std::move(id));
}

Status Mirror::push(const PushRequest& request, const Deadline& deadline) const {
  if (!is_branch_name(request.branch)) return not_a_branch(request.branch);
  if (!request.expected_head.empty() && !is_object_id(request.expected_head.str())) {
    return Error{ErrorCode::invalid_argument, "the expected head is not the id of a commit"};
  }
  if (auto known = objects.require("commit", request.commit.str(), deadline); !known) return known;
  const auto ref = "refs/heads/" + request.branch;
  const auto call = remote_call(
      {"push", "--porcelain", "--no-verify", "--no-follow-tags", "--no-recurse-submodules",
       "--no-signed", "--force-with-lease=" + ref + ":" + request.expected_head.str(),
       objects.git.receive_pack(), "--", remote.location, request.commit.str() + ":" + ref});
  auto answer = objects.git.run(call, deadline.rest());
  if (!answer) return answer.error();
  const auto line = ref_line(answer->output);
  // Up to date whatever was expected: git looks at the lease only where it would write.
  const bool unexpected = line.starts_with('=') && request.expected_head != request.commit;
  if (answer->exit_code == 0 && !unexpected) return {};
  if (unexpected || lost_race(line, answer->error)) {
    return Error{ErrorCode::conflict,
                 base::format("branch {} has another head than was expected", request.branch)};
  }
  if (line.starts_with('!')) {
    return Error{ErrorCode::denied, base::format("branch {} was not taken: {}", request.branch,
                                                 first_line(line.substr(line.rfind('\t') + 1)))};
  }
  return remote_error(call, *answer);
}

Result<Mirror> Mirrors::open(const RepoId& repo, const Deadline& deadline) {
  const auto found = options_.repositories.find(repo);
  if (found == options_.repositories.end()) {
    return Error{ErrorCode::invalid_argument, base::format("no repository {}", repo.str())};
  }
  const auto path = options_.cache_path + "/" + encode_name(repo.str());
  Mirror mirror{{git_, path + ".git"}, found->second, path + ".lock"};
  {
    const std::scoped_lock guard(mutex_);
    if (ready_.contains(repo)) return mirror;
  }
  const auto lock = FileLock::acquire(mirror.lock_path, deadline.rest());
  if (!lock) return lock.error();
  // Harmless where it exists, and it mends one whose making was interrupted.
  auto made =
      git_.output({.arguments = {"init", "--quiet", "--bare",
                                 "--template=", "--initial-branch=none", "--", path + ".git"}},
                  deadline.rest());
  if (!made) return made.error();
  const std::scoped_lock guard(mutex_);
  ready_.insert(repo);
  return mirror;
}

}  // namespace homeostat::git
