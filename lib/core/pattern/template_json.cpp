// The JSON form of an edit, version 1; see README.md in this folder.
#include <array>
#include <limits>

#include "core/base/enum_names.hpp"
#include "core/base/format.hpp"
#include "core/base/json.hpp"
#include "core/pattern/template.hpp"

namespace homeostat::pattern {
namespace {

namespace json = boost::json;

constexpr std::int64_t version = 1;
constexpr std::size_t abstract_max = 4;

constexpr base::EnumNames<12> token_names{"identifier", "keyword", "number", "string",
                                          "regex",      "op",      "open",   "close",
                                          "newline",    "indent",  "dedent", "other"};
constexpr base::EnumNames<8> element_names{"literal", "chain",  "name", "string",
                                           "number",  "starts", "ends", "statement"};

Error wrong(std::string_view what) {
  return {ErrorCode::invalid_argument, base::format("edit: {}", what)};
}

json::array gap_json(const Gap& gap) { return {gap.lines, gap.level, gap.spaces}; }

json::object element_json(const Element& element) {
  json::object out;
  if (element.kind == ElementKind::literal) {
    out[base::enum_name(token_names, element.token)] = element.text;
    if (element.slot != Slot::none) out["slot"] = to_string(element.slot);
    return out;
  }
  if (!is_hole(element.kind)) {
    out["is"] = base::enum_name(element_names, element.kind);
    return out;
  }
  out["hole"] = element.hole;
  out["kind"] = base::enum_name(element_names, element.kind);
  if (element.slot != Slot::none) out["slot"] = to_string(element.slot);
  if (!element.among.empty()) out["among"] = element.among;
  return out;
}

json::object part_json(const Part& part) {
  json::object out;
  if (part.hole >= 0) {
    out["hole"] = part.hole;
  } else {
    out[base::enum_name(token_names, part.token)] = part.text;
  }
  if (!(part.gap == Gap{})) out["gap"] = gap_json(part.gap);
  return out;
}

json::object template_json(const Template& edit) {
  json::array left;
  for (const Element& element : edit.left)
    left.push_back(element_json(element));
  json::array right;
  for (const Part& part : edit.right)
    right.push_back(part_json(part));
  json::object out;
  out["left"] = std::move(left);
  out["edit"] = json::array{edit.edit_begin, edit.edit_end};
  out["right"] = std::move(right);
  if (edit.lead) out["lead"] = gap_json(*edit.lead);
  if (edit.trail) out["trail"] = gap_json(*edit.trail);
  return out;
}

// Reading: every function throws a refusal as an Error, caught in parse_edit. Nothing escapes.

std::int64_t number_of(const json::value& value, std::int64_t low, std::int64_t high) {
  const std::int64_t* number = value.if_int64();
  if (number == nullptr || *number < low || *number > high) throw wrong("bad number");
  return *number;
}

std::string text_of(const json::value& value) {
  const json::string* text = value.if_string();
  if (text == nullptr) throw wrong("bad text");
  return {text->data(), text->size()};
}

const json::object& object_of(const json::value& value) {
  if (!value.is_object()) throw wrong("bad object");
  return value.get_object();
}

const json::array& array_of(const json::value& value, std::size_t max) {
  if (!value.is_array() || value.get_array().size() > max) throw wrong("bad or too long list");
  return value.get_array();
}

Gap gap_of(const json::value& value) {
  const json::array& numbers = array_of(value, 3);
  if (numbers.size() != 3) throw wrong("bad white space");
  Gap gap;
  gap.lines = static_cast<std::int32_t>(number_of(numbers[0], 0, 2));
  gap.level = static_cast<std::int32_t>(number_of(numbers[1], -32, 32));
  gap.spaces = static_cast<std::int32_t>(number_of(numbers[2], 0, 1));
  return gap;
}

template <class Enum, std::size_t N>
Enum enum_of(const base::EnumNames<N>& names, std::string_view name) {
  const auto value = base::find_enum<Enum>(names, name);
  if (!value) throw wrong("unknown word");
  return *value;
}

Element element_of(const json::value& value) {
  Element element;
  for (const auto& [key, member] : object_of(value)) {
    const std::string_view name = key;
    if (name == "is" || name == "kind") {
      element.kind = enum_of<ElementKind>(element_names, text_of(member));
      if (is_hole(element.kind) != (name == "kind") || element.kind == ElementKind::literal) {
        throw wrong("bad kind of hole");
      }
    } else if (name == "hole") {
      element.hole = static_cast<std::int32_t>(number_of(member, 0, left_elements_max));
    } else if (name == "slot") {
      const auto slot = find_slot(text_of(member));
      if (!slot) throw wrong("unknown slot");
      element.slot = *slot;
    } else if (name == "among") {
      element.among = text_of(member);
    } else {
      element.token = enum_of<TokenKind>(token_names, name);
      element.text = text_of(member);
    }
  }
  const bool literal = element.kind == ElementKind::literal;
  if (value.get_object().empty() || is_hole(element.kind) != (element.hole >= 0) ||
      (!literal && !element.text.empty())) {
    throw wrong("bad element");
  }
  return element;
}

Part part_of(const json::value& value) {
  Part part;
  bool literal = false;
  for (const auto& [key, member] : object_of(value)) {
    const std::string_view name = key;
    if (name == "gap") {
      part.gap = gap_of(member);
    } else if (name == "hole") {
      part.hole = static_cast<std::int32_t>(number_of(member, 0, left_elements_max));
    } else {
      if (literal) throw wrong("two literals in one part");
      part.token = enum_of<TokenKind>(token_names, name);
      part.text = text_of(member);
      literal = true;
    }
  }
  if (literal == (part.hole >= 0)) throw wrong("bad part");
  return part;
}

Template template_of(const json::value& value) {
  Template edit;
  for (const auto& [key, member] : object_of(value)) {
    const std::string_view name = key;
    if (name == "left") {
      for (const json::value& item : array_of(member, left_elements_max)) {
        edit.left.push_back(element_of(item));
      }
    } else if (name == "right") {
      for (const json::value& item : array_of(member, right_parts_max)) {
        edit.right.push_back(part_of(item));
      }
    } else if (name == "edit") {
      const json::array& range = array_of(member, 2);
      if (range.size() != 2) throw wrong("bad range");
      edit.edit_begin = static_cast<std::size_t>(number_of(range[0], 0, left_elements_max));
      edit.edit_end = static_cast<std::size_t>(number_of(range[1], 0, left_elements_max));
    } else if (name == "lead") {
      edit.lead = gap_of(member);
    } else if (name == "trail") {
      edit.trail = gap_of(member);
    } else {
      throw wrong("unknown key in a template");
    }
  }
  return edit;
}

void require(const Status& status) {
  if (!status) throw status.error();
}

Edit edit_of(const json::object& object) {
  Edit edit;
  bool versioned = false;
  for (const auto& [key, member] : object) {
    const std::string_view name = key;
    if (name == "v") {
      versioned = number_of(member, 0, std::numeric_limits<std::int64_t>::max()) == version;
    } else if (name == "family") {
      const auto family = find_family(text_of(member));
      if (!family) throw wrong("unknown family");
      edit.family = *family;
    } else if (name == "typescript") {
      if (!member.is_bool()) throw wrong("bad flag");
      edit.typescript = member.get_bool();
    } else if (name == "message") {
      edit.message_form = text_of(member);
    } else if (name == "abstract") {
      for (const json::value& item : array_of(member, abstract_max)) {
        edit.abstract.push_back(template_of(item));
      }
    } else if (name == "concrete") {
      edit.concrete = template_of(member);
    } else {
      throw wrong("unknown key");
    }
  }
  if (!versioned) throw wrong("version is not 1");
  if (edit.abstract.empty() && !edit.concrete) throw wrong("holds no template");
  for (const Template& item : edit.abstract)
    require(check_abstract(item, edit.family, edit.message_form));
  if (edit.concrete) require(check_concrete(*edit.concrete, edit.family));
  return edit;
}

}  // namespace

std::string print_edit(const Edit& edit) {
  json::object out;
  out["v"] = version;
  out["family"] = to_string(edit.family);
  if (edit.typescript) out["typescript"] = true;
  out["message"] = edit.message_form;
  json::array abstract;
  for (const Template& item : edit.abstract)
    abstract.push_back(template_json(item));
  out["abstract"] = std::move(abstract);
  if (edit.concrete) out["concrete"] = template_json(*edit.concrete);
  return json::serialize(out);
}

Result<Edit> parse_edit(std::string_view text) {
  if (text.size() > edit_json_bytes_max) {
    return Error{ErrorCode::invalid_argument,
                 base::format("edit: {} bytes, limit is {}", text.size(), edit_json_bytes_max)};
  }
  boost::system::error_code code;
  const json::value value = json::parse(text, code, {}, {.max_depth = 8});
  if (code || !value.is_object()) return wrong("is not a JSON object");
  try {
    return edit_of(value.get_object());
  } catch (const Error& error) {
    return error;
  }
}

}  // namespace homeostat::pattern
