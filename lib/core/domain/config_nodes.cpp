#include "core/domain/config_nodes.hpp"

#include "core/base/format.hpp"
#include "core/base/json_print.hpp"
#include "core/base/json_strict.hpp"
#include "core/base/utf8.hpp"

namespace homeostat::config_nodes {
namespace {

constexpr std::size_t shown_bytes_max = 60;

std::string shown(const Key& key, const json::value& value) {
  if (key.secret) return "another value";
  const std::string text = base::print_json(value);
  const std::string_view head = base::truncate_utf8(text, shown_bytes_max);
  return head.size() == text.size() ? text : std::string(head) + "…";
}

std::string expected(const Key& key, std::string_view allowed, const json::value& value) {
  return base::format("expected {}, got {}", allowed, shown(key, value));
}

std::string items_allowed(const List& list) {
  return base::format("a list of {} to {} items", list.items_min, list.items_max);
}

bool count_fits(const List& list, std::size_t count) {
  return count >= list.items_min && count <= list.items_max;
}

const Node* find_key(const std::vector<Node>& nodes, std::string_view name) {
  for (const Node& node : nodes) {
    if (node.key.name == name) return &node;
  }
  return nullptr;
}

std::string names_of(const std::vector<Node>& nodes) {
  std::string out;
  for (const Node& node : nodes) {
    if (!out.empty()) out += ", ";
    out += node.key.name;
  }
  return out;
}

std::optional<Fault> read_object(const Node& node, const json::value& value,
                                 const std::string& pointer) {
  if (!value.is_object()) {
    return Fault{pointer, expected(node.key, "an object with keys", value)};
  }
  const std::vector<Node> keys = node.object->keys();
  for (const auto& [name, part] : value.get_object()) {
    const std::string below = pointer + base::json_pointer_token(name);
    const Node* key = find_key(keys, name);
    if (key == nullptr) {
      return Fault{below, base::format("unknown key, allowed are {}", names_of(keys))};
    }
    if (auto fault = read(*key, part, below)) return fault;
  }
  for (const Node& key : keys) {
    if (key.key.required && !value.get_object().contains(key.key.name)) {
      return Fault{pointer, base::format("missing key {}", key.key.name)};
    }
  }
  return std::nullopt;
}

std::optional<Fault> read_list(const Node& node, const json::value& value,
                               const std::string& pointer) {
  const List& list = *node.list;
  if (!value.is_array()) return Fault{pointer, expected(node.key, items_allowed(list), value)};
  const json::array& items = value.get_array();
  if (!count_fits(list, items.size())) {
    return Fault{pointer,
                 base::format("expected {}, got {} items", items_allowed(list), items.size())};
  }
  list.reset(items.size());
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (auto fault = read(list.item(i), items[i], base::format("{}/{}", pointer, i))) return fault;
  }
  return std::nullopt;
}

std::optional<Fault> check_leaf(const Node& node, const json::value& value,
                                const std::string& pointer) {
  if (node.leaf->fits(value)) return std::nullopt;
  return Fault{pointer, expected(node.key, node.leaf->allowed, value)};
}

}  // namespace

std::optional<Fault> read(const Node& node, const json::value& value, const std::string& pointer) {
  if (node.object) return read_object(node, value, pointer);
  if (node.list) return read_list(node, value, pointer);
  auto fault = check_leaf(node, value, pointer);
  if (!fault) node.leaf->assign(value);
  return fault;
}

std::optional<Fault> check(const Node& node, const std::string& pointer) {
  if (node.leaf) return check_leaf(node, node.leaf->write(), pointer);
  if (node.object) {
    for (const Node& key : node.object->keys()) {
      if (auto fault = check(key, pointer + base::json_pointer_token(key.key.name))) return fault;
    }
    return std::nullopt;
  }
  const List& list = *node.list;
  const std::size_t count = list.size();
  if (!count_fits(list, count)) {
    return Fault{pointer, base::format("expected {}, got {} items", items_allowed(list), count)};
  }
  for (std::size_t i = 0; i < count; ++i) {
    if (auto fault = check(list.item(i), base::format("{}/{}", pointer, i))) return fault;
  }
  return std::nullopt;
}

json::value write(const Node& node) {
  if (node.leaf) return node.leaf->write();
  if (node.object) {
    json::object out;
    for (const Node& key : node.object->keys()) {
      if (!key.key.secret) out[key.key.name] = write(key);
    }
    return out;
  }
  json::array out;
  for (std::size_t i = 0; i < node.list->size(); ++i)
    out.push_back(write(node.list->item(i)));
  return out;
}

json::object schema_of(const Node& node) {
  if (node.leaf) return node.leaf->schema;
  if (node.list) {
    return {{"type", "array"},
            {"minItems", node.list->items_min},
            {"maxItems", node.list->items_max},
            {"items", schema_of(node.list->example())}};
  }
  json::object properties;
  json::array required;
  for (const Node& key : node.object->keys()) {
    properties[key.key.name] = schema_of(key);
    if (key.key.required) required.emplace_back(key.key.name);
  }
  json::object out{{"type", "object"}, {"additionalProperties", false}};
  if (!required.empty()) out["required"] = std::move(required);
  out["properties"] = std::move(properties);
  return out;
}

std::optional<Fault> read_text(const Node& root, std::string_view pointer, std::string_view text) {
  const std::string_view rest = pointer.substr(1);
  const std::string_view name = rest.substr(0, rest.find('/'));
  const std::vector<Node> keys = root.object->keys();
  const Node& node = *find_key(keys, name);
  if (node.object) return read_text(node, rest.substr(name.size()), text);
  if (text.empty()) {
    return Fault{"", base::format("is set but empty, expected {}", node.leaf->allowed)};
  }
  const auto value = node.leaf->from_text(text);
  if (!value) return Fault{"", expected(node.key, node.leaf->allowed, json::string(text))};
  return read(node, *value, "");
}

}  // namespace homeostat::config_nodes
