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
  landlock,    ///< not in this build
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
  std::string temporary_path = "/tmp";  ///< home and TMPDIR are made here under layer none
  std::string bubblewrap_path = "/usr/bin/bwrap";
  std::int64_t open_files_max = 4096;
  std::int64_t file_bytes_max = std::int64_t{4} * 1024 * 1024 * 1024;
  std::int64_t tmp_bytes_max = std::int64_t{1024} * 1024 * 1024;  ///< of /tmp under namespaces
  Milliseconds kill_grace_ms{2000};                               ///< between TERM and KILL
};

/// Every command leads its own session, cannot gain privileges, dumps no core, reads an empty
/// standard input, has a private HOME and TMPDIR that are gone afterwards, and is ended with all
/// that it started. Under layer none a process that hides its environment and leaves its session
/// may survive. Under namespaces the network is a loopback of its own, only the request's
/// directory is writable, user namespaces are off, and the death of a program by a signal is told
/// apart from exit codes above 128 as shells do.
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
