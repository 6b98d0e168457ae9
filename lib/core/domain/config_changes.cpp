// The policies of changes, as configuration has them.
#include <string>
#include <vector>

#include "core/domain/config_nodes.hpp"

namespace homeostat::config_nodes {
namespace {

/// Any word is taken: a policy of a later version is block here, not an error.
constexpr TextRule policy_rule{1, 40, "block, review or allow (other words mean block)"};

std::vector<Node> keys_of(ChangePolicies& changes) {
  std::vector<Node> keys;
  for (std::size_t i = 0; i < change_class_count; ++i) {
    const auto one = static_cast<ChangeClass>(i);
    Leaf leaf = text_leaf(
        policy_rule, [&changes, one] { return std::string(to_string(changes[one])); },
        [&changes, one](const std::string& name) { changes[one] = change_policy_of(name); });
    leaf.schema["description"] = policy_rule.form;
    keys.push_back({Key(to_string(one).data()), std::move(leaf), {}, {}});
  }
  return keys;
}

}  // namespace

Node change_policies(Key key, ChangePolicies& changes) { return object(key, changes, keys_of); }

}  // namespace homeostat::config_nodes
