#pragma once

/// The one place that makes ports from configuration and owns them. The command line, the C layer
/// and hosts that bring nothing of their own use it; a host that brings some passes them here.
///
/// ```cpp
/// #include <homeostat/assembly/assembly.hpp>
/// homeostat::Result<homeostat::RunReport> run_once(homeostat::Config config) {
///   auto assembly = homeostat::Assembly::make(std::move(config));
///   if (!assembly) return assembly.error();
///   return (*assembly)->engine().run();
/// }
/// ```

#include <homeostat/config.hpp>
#include <homeostat/engine.hpp>
#include <homeostat/result.hpp>
#include <memory>
#include <string>

namespace homeostat {

/// What a host brings itself; null = the built-in one. Borrowed: they outlive the assembly.
struct PortOverrides {
  Clock* clock = nullptr;
  Entropy* entropy = nullptr;
  StateStore* store = nullptr;
  Forge* forge = nullptr;
  Workspace* workspace = nullptr;
  TestRunner* tests = nullptr;
  Model* model = nullptr;
  EventSink* events = nullptr;  ///< beside the JSONL file, not in its place
};

/// Thread safety: as its engine.
class Assembly {
 public:
  /// Opens the store, the repositories' mirrors and the artifacts file. Fails naming what could
  /// not be opened; then nothing is left open.
  static Result<std::unique_ptr<Assembly>> make(Config config, PortOverrides overrides = {});
  ~Assembly();
  Assembly(const Assembly&) = delete;
  Assembly& operator=(const Assembly&) = delete;

  [[nodiscard]] Engine& engine();
  /// All ports, as the engine uses them.
  [[nodiscard]] Ports& ports();
  /// "namespaces", "landlock" or "none": what holds the tests on this machine. Empty where the
  /// host brought its own runner.
  [[nodiscard]] std::string sandbox_layer() const;

 private:
  Assembly();
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace homeostat
