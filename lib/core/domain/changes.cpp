#include <homeostat/changes.hpp>

#include "core/base/enum_names.hpp"

namespace homeostat {
namespace {

constexpr base::EnumNames<change_class_count> class_names = {"owners",
                                                             "agent_instructions",
                                                             "ci",
                                                             "git_files",
                                                             "lockfiles",
                                                             "manifests",
                                                             "checks",
                                                             "vendored",
                                                             "credentials",
                                                             "dot_folders",
                                                             "sensitive",
                                                             "submodules",
                                                             "symlinks",
                                                             "modes",
                                                             "binaries",
                                                             "dynamic_code",
                                                             "processes",
                                                             "network",
                                                             "tls",
                                                             "install_scripts",
                                                             "weakened_tests",
                                                             "weakened_checks",
                                                             "hidden_text"};
constexpr base::EnumNames<3> policy_names = {"block", "review", "allow"};
static_assert(!class_names.back().empty());

}  // namespace

std::string_view to_string(ChangeClass one) noexcept { return base::enum_name(class_names, one); }

// A value that a host's cast made up counts as block, and is called so.
std::string_view to_string(ChangePolicy policy) noexcept {
  return base::enum_name(policy_names, is_blocked(policy) ? ChangePolicy::block : policy);
}

ChangePolicy change_policy_of(std::string_view name) noexcept {
  return base::find_enum<ChangePolicy>(policy_names, name).value_or(ChangePolicy::block);
}

}  // namespace homeostat
