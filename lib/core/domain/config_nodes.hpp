// One description of each configuration key serves reading, validating, printing and the schema:
// a tree of nodes over a struct. A node borrows the member that it was made from.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include <homeostat/changes.hpp>
#include <homeostat/ids.hpp>
#include <homeostat/money.hpp>
#include <homeostat/result.hpp>
#include <homeostat/time.hpp>

#include "core/base/json.hpp"

namespace homeostat::config_nodes {

namespace json = boost::json;

struct Key {
  std::string_view name;
  bool required = false;
  bool secret = false;  ///< read, and never shown or written

  Key(const char* key_name) : name(key_name) {}
  Key(const char* key_name, bool is_required, bool is_secret = false)
      : name(key_name), required(is_required), secret(is_secret) {}
};

/// A value without parts.
struct Leaf {
  std::string allowed;  ///< "a whole number from 1 to 100"
  json::object schema;
  std::function<bool(const json::value&)> fits;
  std::function<void(const json::value&)> assign;  ///< only what fits
  std::function<json::value()> write;
  /// The JSON value that the text of an environment variable stands for.
  std::function<std::optional<json::value>(std::string_view)> from_text;
};

struct Node;

struct Object {
  std::function<std::vector<Node>()> keys;
};

struct List {
  std::size_t items_min = 0;
  std::size_t items_max = 0;
  std::function<std::size_t()> size;
  std::function<void(std::size_t)> reset;  ///< so many items, each with its defaults
  std::function<Node(std::size_t)> item;
  std::function<Node()> example;  ///< an item of nobody's, for the schema
};

/// Exactly one of the three is set.
struct Node {
  Key key;
  std::optional<Leaf> leaf;
  std::optional<Object> object;
  std::optional<List> list;
};

struct Fault {
  std::string pointer;
  std::string message;
};

/// Reads `value` into the node's member; types, unknown and missing keys, and every leaf's value.
[[nodiscard]] std::optional<Fault> read(const Node& node, const json::value& value,
                                        const std::string& pointer);
/// The same checks on the values that the members have now.
[[nodiscard]] std::optional<Fault> check(const Node& node, const std::string& pointer);
[[nodiscard]] json::value write(const Node& node);
/// JSON Schema of what `read` takes.
[[nodiscard]] json::object schema_of(const Node& node);
/// Reads the text of an environment variable into the leaf at `pointer`, which must exist. Empty
/// text is a fault whatever the leaf takes. The fault has no pointer.
[[nodiscard]] std::optional<Fault> read_text(const Node& root, std::string_view pointer,
                                             std::string_view text);

struct Range {
  std::int64_t min = 0;
  std::int64_t max = 0;
};

struct TextRule {
  std::size_t bytes_min = 0;
  std::size_t bytes_max = 0;
  std::string_view form = "text";            ///< "text", "a branch name"
  bool (*fits)(std::string_view) = nullptr;  ///< none: any text on one line
};

struct ItemRange {
  std::size_t min = 0;
  std::size_t max = 0;
};

[[nodiscard]] Leaf integer_leaf(Range range, std::function<std::int64_t()> get,
                                std::function<void(std::int64_t)> set);
[[nodiscard]] Leaf text_leaf(const TextRule& rule, std::function<std::string()> get,
                             std::function<void(std::string)> set);
[[nodiscard]] Node constant(Key key, std::int64_t value);
[[nodiscard]] Node number(Key key, double& member, double min, double max);
[[nodiscard]] Node boolean(Key key, bool& member);
[[nodiscard]] Node choice(Key key, std::span<const std::string_view> names,
                          std::function<std::size_t()> get, std::function<void(std::size_t)> set);
/// An amount of USD, or "unlimited" for none.
[[nodiscard]] Node cap(Key key, std::optional<Money>& member);
/// A policy for each class of change; a word that is no policy reads as block.
[[nodiscard]] Node change_policies(Key key, ChangePolicies& changes);
/// An amount of USD from `min`.
[[nodiscard]] Node price(Key key, Money& member, Money min);

template <class Integer>
[[nodiscard]] Node integer(Key key, Integer& member, Range range) {
  return {key,
          integer_leaf(
              range,
              [&member] {
                if constexpr (std::is_integral_v<Integer>) {
                  return static_cast<std::int64_t>(member);
                } else {
                  return static_cast<std::int64_t>(member.count());
                }
              },
              [&member](std::int64_t value) { member = static_cast<Integer>(value); }),
          {},
          {}};
}

template <class Text>
[[nodiscard]] Node text(Key key, Text& member, const TextRule& rule) {
  return {key,
          text_leaf(
              rule,
              [&member] {
                if constexpr (std::is_same_v<Text, std::string>) {
                  return member;
                } else {
                  return member.str();
                }
              },
              [&member](std::string value) { member = Text(std::move(value)); }),
          {},
          {}};
}

/// `describe(section)` gives the keys of a section.
template <class Section>
[[nodiscard]] Node object(Key key, Section& section, std::vector<Node> (*describe)(Section&)) {
  return {key, {}, Object{[&section, describe] { return describe(section); }}, {}};
}

/// `make_item(key, item)` gives the node of an item.
template <class Item, class MakeItem>
[[nodiscard]] Node list(Key key, std::vector<Item>& items, ItemRange range, MakeItem make_item) {
  List out;
  out.items_min = range.min;
  out.items_max = range.max;
  out.size = [&items] { return items.size(); };
  out.reset = [&items](std::size_t count) { items.assign(count, Item{}); };
  out.item = [&items, make_item](std::size_t i) { return make_item(Key(""), items[i]); };
  // Shared by the copies of this node, which only read it.
  out.example = [make_item, nobody = std::make_shared<Item>()] {
    return make_item(Key(""), *nobody);
  };
  return {key, {}, {}, std::move(out)};
}

}  // namespace homeostat::config_nodes
