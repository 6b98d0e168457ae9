#include <homeostat/runtime/config_file.hpp>

#include "core/base/format.hpp"
#include "core/base/text.hpp"
#include "runtime/read_file.hpp"

namespace homeostat {
namespace {

constexpr std::size_t file_bytes_max = 1024 * 1024;

}  // namespace

Result<ConfigText> load_config_text(const std::string& path) {
  const Result<std::string> content = runtime::read_file(path, file_bytes_max);
  if (!content) return content.error();
  return base::iends_with(path, ".json") ? read_json(*content, path) : read_yaml(*content, path);
}

Error with_position(const Error& error, const ConfigText& text) {
  // A pointer may hold ": " itself, so the longest known one that the message begins with counts.
  const std::string_view message = error.message;
  std::string_view pointer = message.substr(0, message.find(": "));
  for (std::size_t colon = message.find(": "); colon != std::string_view::npos;
       colon = message.find(": ", colon + 1)) {
    const std::string_view candidate = message.substr(0, colon);
    if (text.positions.find(candidate) != text.positions.end()) pointer = candidate;
  }
  // What is not known itself (a cut name) stands in what is.
  auto at = text.positions.find(pointer);
  while (at == text.positions.end() && !pointer.empty()) {
    pointer =
        pointer.substr(0, pointer.rfind('/') == std::string_view::npos ? 0 : pointer.rfind('/'));
    at = text.positions.find(pointer);
  }
  const FilePosition place = at == text.positions.end() ? FilePosition{} : at->second;
  Error out = error;
  out.message = base::format("{}:{}:{}: {}", text.name, place.line, place.column, message);
  return out;
}

Result<Config> load_config(const std::string& path) {
  const Result<ConfigText> text = load_config_text(path);
  if (!text) return text.error();
  Result<Config> config = parse_config(text->json);
  if (!config) return with_position(config.error(), *text);
  return config;
}

}  // namespace homeostat
