#include <homeostat/assembly/assembly.hpp>

#include <filesystem>
#include <fstream>
#include <homeostat/git/git_workspace.hpp>
#include <homeostat/git/local_forge.hpp>
#include <homeostat/pattern.hpp>
#include <homeostat/runtime/fan_out_sink.hpp>
#include <homeostat/runtime/jsonl_writer.hpp>
#include <homeostat/runtime/system_clock.hpp>
#include <homeostat/runtime/system_entropy.hpp>
#include <homeostat/sandbox/sandbox_runner.hpp>
#include <homeostat/sqlite/sqlite_store.hpp>
#include <homeostat/testing/scripted_model.hpp>
#include <optional>
#include <sstream>

namespace homeostat {
namespace {

namespace fs = std::filesystem;

/// Relative paths of the configuration are relative to the working directory of the moment.
Result<std::string> absolute(const std::string& path) {
  std::error_code bad;
  const fs::path full = fs::absolute(path, bad);
  if (bad) return Error{ErrorCode::store, path + ": " + bad.message()};
  return full.lexically_normal().string();
}

Result<std::string> read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  if (!file) return Error{ErrorCode::store, "cannot read " + path};
  return text.str();
}

/// "<path>/../<name>.forge": beside the repository, never inside it.
std::string default_issues_path(const RepositoryConfig& repo) {
  const fs::path path = fs::path(repo.path).lexically_normal();
  const fs::path folder = path.has_filename() ? path : path.parent_path();
  return (folder.parent_path() / (folder.filename().string() + ".forge")).string();
}

Result<std::unique_ptr<GitWorkspace>> make_workspace(const Config& config) {
  GitOptions options;
  auto cache = absolute(config.cache_path);
  if (!cache) return cache.error();
  options.cache_path = *cache;
  for (const RepositoryConfig& repo : config.repositories) {
    if (repo.path.empty()) {
      return Error{ErrorCode::invalid_config, "repository " + repo.slug.str() +
                                                  " has no path, and this build reaches none "
                                                  "but local ones"};
    }
    auto location = absolute(repo.path);
    if (!location) return location.error();
    options.repositories[repo.slug].location = *location;
  }
  return GitWorkspace::make(std::move(options));
}

Result<std::unique_ptr<LocalForge>> make_forge(const Config& config, Workspace& workspace) {
  LocalForgeOptions options;
  options.workspace = &workspace;
  for (const RepositoryConfig& repo : config.repositories) {
    auto folder = absolute(repo.issues_path.empty() ? default_issues_path(repo) : repo.issues_path);
    if (!folder) return folder.error();
    options.folders[repo.slug] = *folder;
  }
  return LocalForge::make(std::move(options));
}

Result<std::unique_ptr<SandboxRunner>> make_runner(const Config& config) {
  SandboxOptions options;
  if (config.sandbox_require == SandboxRequirement::namespaces)
    options.require = SandboxLayer::namespaces;
  if (config.sandbox_require == SandboxRequirement::landlock)
    options.require = SandboxLayer::landlock;
  options.cpu_ms_max = config.limits.test_cpu_ms;
  options.memory_bytes_max = config.limits.test_memory_bytes_max;
  options.processes_max = config.limits.test_processes_max;
  options.disk_bytes_max = config.limits.test_disk_bytes_max;
  return SandboxRunner::make(std::move(options));
}

/// Recorded answers, or none at all: then every call is denied and nothing is billed.
Result<std::unique_ptr<testing::ScriptedModel>> make_model(const Config& config) {
  if (config.replay_path.empty()) return std::make_unique<testing::ScriptedModel>();
  auto text = read_file(config.replay_path);
  if (!text) return text.error();
  auto answers = testing::parse_replay(*text);
  if (!answers) return answers.error().with_context(config.replay_path);
  return std::make_unique<testing::ScriptedModel>(std::move(*answers),
                                                  testing::ScriptedModel::Options{true});
}

/// The library file is the host's: read, never written. A missing one starts empty.
Result<std::vector<Pattern>> read_library(const Config& config) {
  const std::string& path = config.pattern_library_path;
  std::error_code ignored;
  if (path.empty() || !fs::exists(path, ignored)) return std::vector<Pattern>();
  auto text = read_file(path);
  if (!text) return text.error();
  auto library = parse_library(*text);
  if (!library) return library.error().with_context(path);
  return library;
}

}  // namespace

/// What was made here; the ports point at these or at the host's.
struct Assembly::Parts {
  std::unique_ptr<SystemClock> clock;
  std::unique_ptr<SystemEntropy> entropy;
  std::unique_ptr<SqliteStore> store;
  std::unique_ptr<LocalForge> forge;
  std::unique_ptr<GitWorkspace> workspace;
  std::unique_ptr<SandboxRunner> tests;
  std::unique_ptr<testing::ScriptedModel> model;
  std::unique_ptr<JsonlWriter> artifacts;
  std::unique_ptr<FanOutSink> events;
  std::optional<Ports> ports;
  std::optional<Engine> engine;
};

namespace {

/// The host's port, or a new one of ours that `own` keeps.
template <class Port, class Own, class Make>
Result<Port*> choose(Port* host, std::unique_ptr<Own>& own, Make make) {
  if (host != nullptr) return host;
  auto made = make();
  if (!made) return made.error();
  own = std::move(*made);
  return static_cast<Port*>(own.get());
}

template <class Own>
Result<std::unique_ptr<Own>> plain() {
  return std::make_unique<Own>();
}

}  // namespace

Assembly::Assembly() : parts_(std::make_unique<Parts>()) {}
Assembly::~Assembly() = default;
Engine& Assembly::engine() { return *parts_->engine; }
Ports& Assembly::ports() { return *parts_->ports; }

std::string Assembly::sandbox_layer() const {
  return parts_->tests ? std::string(to_string(parts_->tests->layer())) : std::string();
}

Result<std::unique_ptr<Assembly>> Assembly::make(Config config, PortOverrides overrides) {
  if (const Status valid = validate(config); !valid) return valid.error();
  std::unique_ptr<Assembly> assembly(new Assembly());
  Parts& parts = *assembly->parts_;
  auto clock = choose(overrides.clock, parts.clock, plain<SystemClock>);
  if (!clock) return clock.error();
  auto entropy = choose(overrides.entropy, parts.entropy, plain<SystemEntropy>);
  if (!entropy) return entropy.error();
  auto store =
      choose(overrides.store, parts.store, [&] { return SqliteStore::open(config.store_path); });
  if (!store) return store.error();
  auto workspace =
      choose(overrides.workspace, parts.workspace, [&] { return make_workspace(config); });
  if (!workspace) return workspace.error();
  auto forge =
      choose(overrides.forge, parts.forge, [&] { return make_forge(config, **workspace); });
  if (!forge) return forge.error();
  auto tests = choose(overrides.tests, parts.tests, [&] { return make_runner(config); });
  if (!tests) return tests.error();
  auto model = choose(overrides.model, parts.model, [&] { return make_model(config); });
  if (!model) return model.error();
  auto library = read_library(config);
  if (!library) return library.error();

  parts.artifacts = std::make_unique<JsonlWriter>(config.artifacts_path);
  std::vector<EventSink*> sinks{parts.artifacts.get()};
  if (overrides.events != nullptr) sinks.push_back(overrides.events);
  parts.events = std::make_unique<FanOutSink>(std::move(sinks));
  parts.ports.emplace(
      Ports{**clock, **entropy, **store, **forge, **workspace, **tests, **model, *parts.events});
  auto engine = Engine::make(std::move(config), *parts.ports, std::move(*library));
  if (!engine) return engine.error();
  parts.engine.emplace(std::move(*engine));
  return assembly;
}

}  // namespace homeostat
