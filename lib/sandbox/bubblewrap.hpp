// The namespaces layer: how bubblewrap is called, and what it answers.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <homeostat/result.hpp>
#include <homeostat/sandbox/sandbox_runner.hpp>

namespace homeostat::sandbox {

/// Where the command finds its home and its temporary files inside.
inline constexpr std::string_view inner_tmp = "/tmp";
inline constexpr std::string_view inner_home = "/tmp/home";
/// The descriptor on which bubblewrap reports, and the one that it reads its filter from.
inline constexpr int report_fd = 3;
inline constexpr int filter_fd = 4;

/// What the command may read beside the operator's paths: the system's programs and libraries,
/// and the few files of /etc that hold no secret.
[[nodiscard]] std::vector<std::string> shown_paths(bool network);

/// True if `path` (canonical) can be seen inside: below a shown root or `directory`.
[[nodiscard]] bool is_visible(const std::string& path, const std::string& directory,
                              const SandboxOptions& options);

/// invalid_argument if making `directory` (canonical) writable would open the system to writing.
Status check_directory(const std::string& directory, const SandboxOptions& options);

/// bwrap and all its arguments, up to and including `program` and the words behind argv[0].
/// `filter`: a seccomp program is given on filter_fd.
[[nodiscard]] std::vector<std::string> bubblewrap_argv(const std::string& program,
                                                       const TestRequest& request,
                                                       const std::string& directory,
                                                       const SandboxOptions& options, bool filter);

/// The command's status in bubblewrap's report; none: the command was never started, or
/// bubblewrap was killed.
[[nodiscard]] std::optional<int> find_exit_code(std::string_view report);

}  // namespace homeostat::sandbox
