#include <homeostat/tier.hpp>

#include <algorithm>
#include <set>
#include <string_view>

#include <homeostat/guardrails.hpp>

#include "core/base/format.hpp"

namespace homeostat {
namespace {

// A trace of n frames has n + 1 lines, the headline's too; the limits are of lines.
constexpr std::size_t easy_lines_max = 5;
constexpr std::size_t easy_files_max = 1;
constexpr std::size_t medium_lines_max = 14;
constexpr std::size_t medium_files_max = 3;

}  // namespace

TierChoice choose_tier(const ErrorReport& report, bool sensitive, int force_tier) {
  if (sensitive) return {3, "sensitive: only trusted models may see it"};
  if (force_tier == 1 || force_tier == 2) return {force_tier, "forced by configuration"};
  if (force_tier != 0) return {3, "forced by configuration"};
  std::size_t lines = 1;
  std::set<std::string_view> files;
  for (const Frame& frame : report.frames) {
    if (!frame.in_project) continue;
    ++lines;
    files.insert(frame.file);
  }
  if (files.empty()) return {3, "no frame names a file of the project"};
  std::string reason = base::format("{} frames in {} files", lines - 1, files.size());
  if (lines <= easy_lines_max && files.size() <= easy_files_max) return {1, std::move(reason)};
  if (lines <= medium_lines_max && files.size() <= medium_files_max) return {2, std::move(reason)};
  return {3, std::move(reason)};
}

bool is_sensitive(const ErrorReport& report, const std::vector<Location>& locations) {
  return std::any_of(report.frames.begin(), report.frames.end(),
                     [](const Frame& frame) {
                       return frame.in_project && is_sensitive_path(frame.file);
                     }) ||
         std::any_of(locations.begin(), locations.end(),
                     [](const Location& location) { return is_sensitive_path(location.path); });
}

const ModelConfig* find_model(const Config& config, const ModelId& id) {
  const auto found = std::find_if(config.models.begin(), config.models.end(),
                                  [&id](const ModelConfig& model) { return model.id == id; });
  return found == config.models.end() ? nullptr : &*found;
}

}  // namespace homeostat
