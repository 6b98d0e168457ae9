// Which class of change a path belongs to, by name. The rules are data: path_rules.cpp.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include <homeostat/changes.hpp>

namespace homeostat::guardrails {

/// Patterns against the folded path, lower case, with one `*` at most: "name" is the last
/// component, "name/" any component, "/name" the first one.
struct PathRules {
  ChangeClass of = ChangeClass::ci;
  std::string_view patterns;  ///< separated by one blank
};

/// In the order in which they are asked.
[[nodiscard]] std::span<const PathRules> path_rules() noexcept;

/// Does a glob match the path in any of its spellings?
[[nodiscard]] bool is_listed(std::span<const std::string> globs, std::string_view path);

/// Do the words of the path's last component speak of authentication, secrets or payment? The
/// path as it is written: a change of case divides words.
[[nodiscard]] bool has_sensitive_words(std::string_view path);

}  // namespace homeostat::guardrails
