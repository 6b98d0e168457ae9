#pragma once

/// Runs a repository's tests, which are untrusted code, as far from the host as it can.
///
/// When not to use it: for programs that need the network, credentials or the host's environment.
///
/// ```cpp
/// #include <homeostat/sandbox/sandbox_runner.hpp>
/// homeostat::SandboxOptions options;
/// options.require = homeostat::SandboxLayer::namespaces;  // else an Error, never less
/// auto runner = homeostat::SandboxRunner::make(options);
/// ```

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <homeostat/ports/test_runner.hpp>

namespace homeostat {

/// What holds a command, weakest first.
enum class SandboxLayer {
  none,        ///< own session, limits and environment; sees the host's files and network
  landlock,    ///< the host's files, network and programs are out of reach, by the kernel's rules
  namespaces,  ///< bubblewrap: own file system, network, processes and users
};
/// "none", "landlock", "namespaces": also TestResult::layer.
[[nodiscard]] std::string_view to_string(SandboxLayer layer) noexcept;

struct SandboxOptions {
  SandboxLayer require = SandboxLayer::none;          ///< at least this, or make() fails
  SandboxLayer strongest = SandboxLayer::namespaces;  ///< never try more than this
  /// PATH of the command, and where its first word is looked for.
  std::string search_path = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
  /// "NAME=value": beside, or instead of, PATH, HOME, TMPDIR, LANG, LC_ALL, TERM and CI. Nothing
  /// of the host's environment is inherited.
  std::vector<std::string> environment;
  /// Shown read-only under namespaces, beside /usr, /opt and the few files of /etc that programs
  /// need: where a tool chain lies elsewhere.
  std::vector<std::string> read_only_paths;
  std::string temporary_path = "/tmp";  ///< home and TMPDIR are made here but under namespaces
  std::string bubblewrap_path = "/usr/bin/bwrap";
  std::int64_t open_files_max = 4096;
  std::int64_t file_bytes_max = std::int64_t{4} * 1024 * 1024 * 1024;
  std::int64_t tmp_bytes_max = std::int64_t{1024} * 1024 * 1024;  ///< of /tmp under namespaces
  Milliseconds cpu_ms_max{3'600'000};                             ///< of each process
  /// Of all that a command starts, looked at many times a second: what goes beyond is killed.
  std::int64_t memory_bytes_max = std::int64_t{4} * 1024 * 1024 * 1024;
  std::int64_t processes_max = 512;
  std::int64_t disk_bytes_max = std::int64_t{8} * 1024 * 1024 * 1024;  ///< of its directories
  Milliseconds kill_grace_ms{2000};                                    ///< between TERM and KILL
};

/// Every command leads its own session, cannot gain privileges, dumps no core, reads an empty
/// standard input, has a private HOME and TMPDIR that are gone afterwards, and is ended with all
/// that it started, daemons too: under namespaces by the end of its process namespace, else by
/// staying in one process group (where the kernel has no seccomp, by a mark in the environment).
/// Under namespaces and landlock only the request's directory and the private ones are writable,
/// and there is no network: under namespaces but a loopback of its own, under landlock none. A
/// request for the network opens the host's; the rest stays as it is. The death of a program by a
/// signal is told apart from exit codes above 128 as shells do.
/// Thread safety: safe to share; stateless after make().
class SandboxRunner final : public TestRunner {
 public:
  /// Tries the layers, strongest first, with a real command. `unsupported`: the machine does not
  /// offer `require`, and why; invalid_config: an option is wrong.
  static Result<std::unique_ptr<SandboxRunner>> make(SandboxOptions options = {});

  /// Errors: unsupported (no such program, or one that the layer does not show; the layer failed
  /// to start), invalid_argument (the directory), cancelled, timeout (of the context; the wall
  /// limit is a result), the Error of on_wait.
  Result<TestResult> run(const TestRequest& request, const CallContext& context) override;

  [[nodiscard]] SandboxLayer layer() const { return layer_; }
  /// Why no stronger layer was taken; empty where there is none.
  [[nodiscard]] const std::string& why_not_stronger() const { return why_not_stronger_; }

 private:
  SandboxRunner(SandboxOptions options, SandboxLayer layer, std::string why);
  SandboxOptions options_;
  SandboxLayer layer_;
  std::string why_not_stronger_;
};

}  // namespace homeostat
