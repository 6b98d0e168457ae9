#include "core/guardrails/path_class.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include <homeostat/guardrails.hpp>

#include "core/base/text.hpp"
#include "core/guardrails/fold.hpp"

namespace homeostat {
namespace guardrails {
namespace {

/// One star at most, which stands for any bytes.
bool matches_name(std::string_view pattern, std::string_view name) {
  const std::size_t star = pattern.find('*');
  if (star == pattern.npos) return pattern == name;
  const std::string_view head = pattern.substr(0, star);
  const std::string_view tail = pattern.substr(star + 1);
  return name.size() >= head.size() + tail.size() && name.starts_with(head) && name.ends_with(tail);
}

using Components = std::vector<std::string_view>;

bool matches(std::string_view pattern, const Components& components) {
  if (pattern.starts_with('/')) return matches_name(pattern.substr(1), components.front());
  if (!pattern.ends_with('/')) return matches_name(pattern, components.back());
  // Its last component too: a link in the folder's place would put another one there.
  const std::string_view folder = pattern.substr(0, pattern.size() - 1);
  return std::any_of(components.begin(), components.end(),
                     [&](std::string_view one) { return matches_name(folder, one); });
}

bool matches_any(std::string_view patterns, const Components& components) {
  for (std::size_t at = 0; at < patterns.size();) {
    const std::size_t end = std::min(patterns.find(' ', at), patterns.size());
    if (matches(patterns.substr(at, end - at), components)) return true;
    at = end + 1;
  }
  return false;
}

/// What can be told from the folded path: its names.
std::optional<ChangeClass> class_of_names(std::string folded) {
  if (folded.empty()) return std::nullopt;
  if (folded.ends_with(".yaml")) folded.replace(folded.size() - 5, 5, ".yml");
  const Components components = base::split(folded, '/');
  for (const PathRules& rules : path_rules()) {
    if (matches_any(rules.patterns, components)) return rules.of;
  }
  return std::nullopt;
}

}  // namespace

bool is_listed(std::span<const std::string> globs, std::string_view path) {
  if (globs.empty()) return false;
  const std::string folded = fold_path(path);
  return std::any_of(globs.begin(), globs.end(), [&](const std::string& glob) {
    return matches_path(glob, path) || matches_path(fold_letters(glob), folded);
  });
}

}  // namespace guardrails

std::optional<ChangeClass> find_path_class(std::string_view path) {
  // As git prints unusual paths.
  if (path.size() > 1 && path.front() == '"' && path.back() == '"') {
    path = path.substr(1, path.size() - 2);
  }
  const std::string folded = guardrails::fold_path(path);
  if (auto named = guardrails::class_of_names(folded)) return named;
  // The folded name sees through look-alikes, the plain one knows its humps.
  if (guardrails::has_sensitive_words(folded) || guardrails::has_sensitive_words(path)) {
    return ChangeClass::sensitive;
  }
  return std::nullopt;
}

bool is_sensitive_path(std::string_view path) {
  const auto one = find_path_class(path);
  return one == ChangeClass::ci || one == ChangeClass::manifests ||
         one == ChangeClass::credentials || one == ChangeClass::sensitive;
}

bool is_protected_path(std::string_view path, std::span<const std::string> more,
                       const ChangePolicies& changes) {
  const auto one = find_path_class(path);
  return (one && is_blocked(changes[*one])) || guardrails::is_listed(more, path);
}

}  // namespace homeostat
