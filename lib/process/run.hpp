// One command, from its start to the end of everything that it started.
#pragma once

#include <cstdint>
#include <functional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include <homeostat/result.hpp>
#include <homeostat/time.hpp>

#include "process/spawn.hpp"

namespace homeostat::process {

struct Command {
  std::string program;                   ///< a path; see find_program
  std::vector<std::string> argv;         ///< argv[0] included
  std::vector<std::string> environment;  ///< "NAME=value": exactly these, nothing is inherited
  std::string directory;                 ///< empty: the host's
  std::string input;                     ///< standard input, then its end
  std::int64_t output_bytes_max = 1024 * 1024;  ///< of each stream
  bool merge_error = false;  ///< standard error goes where the output goes, in order
  bool with_report = false;  ///< descriptor 3 is a stream of its own
  bool sweep = false;        ///< also kill what left the process group; see sweep.hpp
  bool no_new_privileges = false;
  bool no_capabilities = false;
  int landlock = -1;  ///< see SpawnRequest
  std::vector<sock_filter> filter;
  std::string extra;  ///< what descriptor 4 gives to read; empty: closed
  std::vector<ResourceLimit> limits;
  /// Of all that was started, together, looked at a few times a second. 0: no limit.
  std::int64_t memory_bytes_max = 0;
  std::int64_t processes_max = 0;
  std::int64_t disk_bytes_max = 0;
  std::vector<std::string> disk_folders;  ///< what disk_bytes_max counts
  Milliseconds timeout{60'000};
  Milliseconds grace{2'000};  ///< between TERM and KILL
  std::stop_token stop;
  std::function<Status()> on_wait;  ///< on this thread, about twice a second while waiting
};

struct Outcome {
  int exit_code = -1;  ///< -1: ended by `signal`
  int signal = 0;
  bool timed_out = false;
  std::string_view exceeded;  ///< "memory", "processes", "disk": killed for it; empty: no limit was
  std::string output;
  std::string error;
  std::string report;
  std::int64_t output_bytes = 0;  ///< all that was written, kept or not
  bool output_whole = true;
  Milliseconds took{0};
};

/// Runs the command and returns after its process group is gone: on time-out or stop by TERM,
/// grace, KILL; what the leader leaves behind is killed when it ends. Errors: of spawn; cancelled;
/// the Error of on_wait. Only its own children are waited for or signalled; a process that closed
/// every tie to the group and to its environment is not found.
/// Thread safety: safe.
Result<Outcome> run(const Command& command);

}  // namespace homeostat::process
