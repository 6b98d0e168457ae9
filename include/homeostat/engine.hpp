#pragma once

/// The engine: sends errors through the nine rooms, and never throws a run away.
///
/// When not to use it: to check a patch, scan a text or read an issue, call guardrails.hpp,
/// secrets.hpp, intake.hpp alone.

#include <stop_token>
#include <vector>

#include <homeostat/config.hpp>
#include <homeostat/outbound.hpp>
#include <homeostat/pattern.hpp>
#include <homeostat/ports/clock.hpp>
#include <homeostat/ports/event_sink.hpp>
#include <homeostat/ports/forge.hpp>
#include <homeostat/ports/model.hpp>
#include <homeostat/ports/state_store.hpp>
#include <homeostat/ports/test_runner.hpp>
#include <homeostat/ports/workspace.hpp>
#include <homeostat/result.hpp>
#include <homeostat/run.hpp>

namespace homeostat {

/// Borrowed: all outlive the engine.
struct Ports {
  Clock& clock;
  Entropy& entropy;
  StateStore& store;
  Forge& forge;
  Workspace& workspace;
  TestRunner& tests;
  Model& model;
  EventSink& events;
};

/// A run is one call on the caller's thread. Thread safety: distinct engines are safe, also over
/// the same store; one engine runs one call at a time.
class Engine {
 public:
  /// Fails with invalid_config where `validate(config)` does.
  /// `library`: read-only patterns of the host, beside those of the store.
  /// `gate`: holds the tokens and keys of the host; everything that leaves goes through it.
  static Result<Engine> make(Config config, Ports ports, std::vector<Pattern> library = {},
                             Outbound gate = {});

  /// One pass over all repositories in order. An Error only where not even a report could be
  /// made; whatever happened to single issues is in the report.
  Result<RunReport> run(std::stop_token stop = {});

  /// One issue of one repository, also where the forge does not list it.
  Result<RunReport> fix(const RepoId& repo, const Issue& issue, std::stop_token stop = {});

  [[nodiscard]] const Config& config() const { return config_; }

 private:
  Engine(Config config, Ports ports, std::vector<Pattern> library, Outbound gate);
  Config config_;
  Ports ports_;
  std::vector<Pattern> library_;
  Outbound gate_;
};

}  // namespace homeostat
