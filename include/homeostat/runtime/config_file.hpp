#pragma once

/// The configuration as a file, YAML or JSON, with errors that say where: `repos.yml:12:7: …`.
///
/// ```cpp
/// #include <homeostat/runtime/config_file.hpp>
/// #include <homeostat/runtime/environment.hpp>
/// homeostat::Result<homeostat::Config> configure(const std::string& path) {
///   auto config = homeostat::load_config(path);
///   if (!config) return config;
///   const auto applied = homeostat::apply_environment(*config, homeostat::process_environment());
///   if (!applied) return applied.error();
///   return config;
/// }
/// ```

#include <map>
#include <string>
#include <string_view>

#include <homeostat/config.hpp>
#include <homeostat/result.hpp>

namespace homeostat {

/// 1-based; a column counts bytes.
struct FilePosition {
  int line = 1;
  int column = 1;
  friend bool operator==(const FilePosition&, const FilePosition&) = default;
};

/// A file's content as JSON, and where each part of it stands.
struct ConfigText {
  std::string name;  ///< the path, as given; for messages
  std::string json;
  /// By JSON pointer ("" is the whole): of a key, or of an item of a list.
  std::map<std::string, FilePosition, std::less<>> positions;
};

/// YAML text as JSON. Refused with its place: duplicate keys, aliases, tags, more than one
/// document, tabs as indentation, nesting above 32, and what YAML readers disagree on (`no`,
/// `010`, `1_000`, `.5`). Keys are always text.
Result<ConfigText> read_yaml(std::string_view yaml, const std::string& name);

/// JSON text with the places of its parts.
Result<ConfigText> read_json(std::string_view json, const std::string& name);

/// Reads a file of at most 1 MiB; a name that ends in ".json" is JSON, everything else YAML.
Result<ConfigText> load_config_text(const std::string& path);

/// The same error with "name:line:column: " in front, where its message begins with a pointer.
Error with_position(const Error& error, const ConfigText& text);

/// Reads, parses and validates a file. The environment is not applied.
Result<Config> load_config(const std::string& path);

}  // namespace homeostat
