#pragma once

/// What kinds of change a patch may make, and what the operator thinks of each.
///
/// ```cpp
/// #include <homeostat/changes.hpp>
/// homeostat::ChangePolicies changes;
/// changes[homeostat::ChangeClass::manifests] = homeostat::ChangePolicy::review;
/// ```

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

namespace homeostat {

/// A path has at most one class (the first that fits, in this order); what a file becomes and
/// what its new lines do is judged beside it.
enum class ChangeClass {
  // by path
  owners,              ///< who reviews what
  agent_instructions,  ///< what steers programs that write code
  ci,                  ///< workflows, pipelines and bots of all common systems
  git_files,           ///< .gitattributes, .gitmodules; .git itself is always refused
  lockfiles,
  manifests,    ///< dependencies, permissions, and what builds and packs
  checks,       ///< configuration of tests, coverage, linters and type checkers
  vendored,     ///< folders that a package manager fills
  credentials,  ///< environment files and keys
  dot_folders,  ///< other entries of the root that begin with a dot
  sensitive,    ///< code of authentication, secrets and payment
  // by what the file is or becomes
  submodules,
  symlinks,
  modes,
  binaries,
  // by what added lines hold
  dynamic_code,     ///< evaluation of text as code
  processes,        ///< other programs
  network,          ///< hosts that the file did not name
  tls,              ///< checks of certificates switched off
  install_scripts,  ///< commands that a package manager runs
  weakened_tests,   ///< tests that are skipped, emptied or deleted
  weakened_checks,  ///< findings of linters, types and coverage switched off
  hidden_text,      ///< characters that no reader sees, or takes for others
};
inline constexpr std::size_t change_class_count =
    static_cast<std::size_t>(ChangeClass::hidden_text) + 1;

enum class ChangePolicy {
  block,   ///< the patch is refused
  review,  ///< it passes as a draft that a person must look at
  allow,
};

/// A policy for each class. Built in: everything is blocked, but sensitive code, which needs a
/// review.
class ChangePolicies {
 public:
  constexpr ChangePolicies() { (*this)[ChangeClass::sensitive] = ChangePolicy::review; }

  constexpr ChangePolicy& operator[](ChangeClass one) {
    return policies_[static_cast<std::size_t>(one)];
  }
  constexpr ChangePolicy operator[](ChangeClass one) const {
    return policies_[static_cast<std::size_t>(one)];
  }
  friend bool operator==(const ChangePolicies&, const ChangePolicies&) = default;

 private:
  std::array<ChangePolicy, change_class_count> policies_{};
};

/// What is neither review nor allow blocks, made-up values too.
[[nodiscard]] constexpr bool is_blocked(ChangePolicy policy) noexcept {
  return policy != ChangePolicy::review && policy != ChangePolicy::allow;
}
/// The key in configuration: "agent_instructions".
[[nodiscard]] std::string_view to_string(ChangeClass one) noexcept;
[[nodiscard]] std::string_view to_string(ChangePolicy policy) noexcept;
/// What is none of "review" and "allow" is block.
[[nodiscard]] ChangePolicy change_policy_of(std::string_view name) noexcept;

}  // namespace homeostat
