#include "core/pattern/template.hpp"

#include <algorithm>
#include <array>

#include "core/base/format.hpp"
#include "core/pattern/chain.hpp"
#include "core/pattern/vocabulary.hpp"

namespace homeostat::pattern {
namespace {

constexpr std::size_t literal_bytes_max = 4096;

Error wrong(std::string message) { return {ErrorCode::invalid_argument, std::move(message)}; }

bool is_layout(TokenKind kind) {
  return kind == TokenKind::newline || kind == TokenKind::indent || kind == TokenKind::dedent;
}

bool is_single_token(TokenKind kind, std::string_view text, Family family) {
  if (is_layout(kind)) return text.empty();
  // What becomes of a piece of a text is checked when the edit is made.
  if (is_text_piece(family, kind, text)) return true;
  const TokenStream stream = read_tokens(text, family);
  if (stream.tokens.empty()) return false;
  const Token& token = stream.tokens.front();
  if (token.begin != 0 || token.end != text.size()) return false;
  if (token.kind == kind) return true;
  return token.kind == TokenKind::keyword && kind == TokenKind::identifier;
}

Status check_literal(TokenKind kind, std::string_view text, Family family) {
  if (text.size() > literal_bytes_max) {
    return wrong(
        base::format("edit: literal of {} bytes, limit is {}", text.size(), literal_bytes_max));
  }
  if (!is_single_token(kind, text, family)) return wrong("edit: a literal is not one token");
  return {};
}

Status check_left(const Template& edit, Family family, std::vector<Element>& holes) {
  for (const Element& element : edit.left) {
    if (element.kind == ElementKind::literal) {
      if (auto status = check_literal(element.token, element.text, family); !status) return status;
      continue;
    }
    if (!is_hole(element.kind)) continue;
    const auto hole = static_cast<std::size_t>(element.hole);
    if (element.hole < 0 || hole > holes.size()) return wrong("edit: holes are not in order");
    if (hole == holes.size()) {
      holes.push_back(element);
    } else if (!(holes[hole] == element)) {
      return wrong("edit: one hole is of two kinds");
    }
  }
  return {};
}

Status check_right(const Template& edit, Family family, std::size_t holes) {
  for (const Part& part : edit.right) {
    if (part.hole >= 0) {
      if (static_cast<std::size_t>(part.hole) >= holes) return wrong("edit: a hole is not bound");
      continue;
    }
    if (auto status = check_literal(part.token, part.text, family); !status) return status;
  }
  return {};
}

// May this literal go to another file?
bool is_transferable(const Part& part, Family family) {
  switch (part.token) {
    case TokenKind::identifier:
      return is_vocabulary(family, part.text);
    case TokenKind::number:
    case TokenKind::string:
      return is_plain_constant(part.text);
    case TokenKind::regex:
    case TokenKind::other:
      return false;
    default:
      return true;
  }
}

// `catch (e) { }` and `except: pass` hide an error instead of repairing it.
bool swallows_errors(const Template& edit) {
  bool catches = false;
  for (std::size_t i = 0; i < edit.right.size(); ++i) {
    const std::string& text = edit.right[i].text;
    catches = catches || text == "catch" || text == "except";
    if (catches && text == "pass") return true;
    if (catches && text == "}" && edit.right[i - 1].text == "{") return true;
  }
  return false;
}

Status check_transferable(const Template& edit, Family family, std::string_view message_form) {
  if (edit.left.size() > abstract_left_max || edit.right.size() > abstract_right_max) {
    return wrong("edit: too long for other places");
  }
  if (edit.right.empty()) return wrong("edit: only deletes");
  for (const Part& part : edit.right) {
    if (part.hole < 0 && !is_transferable(part, family)) {
      return wrong("edit: carries a name or a text of its own");
    }
  }
  if (swallows_errors(edit)) return wrong("edit: catches errors and drops them");
  if (weight_of(edit, family, message_form) < weight_min)
    return wrong("edit: could be applied anywhere");
  return {};
}

// How much a word is what the message is about: a division, a loop, an index. A message that names
// nothing but "a null reference" means the members that are read there.
int weight_of_topic(std::string_view form, std::string_view text) {
  if (form == "division") return text == "/" || text == "%" ? 1 : 0;
  if (form == "foreach_argument") return text == "as" ? 1 : 0;
  if (form == "index_range" || form == "none_subscript" || form == "offset_on_null") {
    return text == "[" ? 1 : 0;
  }
  return form == "nil_pointer" && is_join(text) ? 2 : 0;
}

int weight_of_literal(const Element& element, Family family) {
  constexpr std::array<std::string_view, 5> plain{"return", "const", "let", "var", "echo"};
  switch (element.token) {
    case TokenKind::identifier:
      return is_vocabulary(family, element.text) ? 2 : 1;
    case TokenKind::keyword:
      return std::find(plain.begin(), plain.end(), element.text) == plain.end() ? 1 : 0;
    case TokenKind::op:
      return is_join(element.text) || element.text == "," || element.text == ";" ||
                     element.text == "=" || element.text == ":"
                 ? 0
                 : 1;
    case TokenKind::open:
      return element.text == "[" ? 1 : 0;
    case TokenKind::string:
    case TokenKind::number:
    case TokenKind::regex:
      return 1;
    default:
      return 0;
  }
}

}  // namespace

bool is_hole(ElementKind kind) noexcept {
  return kind >= ElementKind::chain && kind <= ElementKind::number;
}

bool takes_tokens(ElementKind kind) noexcept { return kind <= ElementKind::number; }

int weight_of(const Template& edit, Family family, std::string_view message_form) {
  int weight = 0;
  for (const Element& element : edit.left) {
    weight += weight_of_topic(message_form, element.text);
    if (element.kind == ElementKind::literal) weight += weight_of_literal(element, family);
    if (element.slot != Slot::none) weight += 3;
    if (!element.among.empty()) weight += 2;
  }
  return weight;
}

Status check_concrete(const Template& edit, Family family) {
  if (edit.left.size() > left_elements_max || edit.right.size() > right_parts_max) {
    return wrong(base::format("edit: {} elements, limit is {}",
                              std::max(edit.left.size(), edit.right.size()), left_elements_max));
  }
  const bool any = std::any_of(edit.left.begin(), edit.left.end(),
                               [](const Element& e) { return takes_tokens(e.kind); });
  if (!any) return wrong("edit: looks for nothing");
  if (edit.edit_begin > edit.edit_end || edit.edit_end > edit.left.size()) {
    return wrong("edit: the replaced range is outside of what is looked for");
  }
  if (edit.edit_begin == edit.edit_end && edit.right.empty()) return wrong("edit: does nothing");
  std::vector<Element> holes;
  if (auto status = check_left(edit, family, holes); !status) return status;
  return check_right(edit, family, holes.size());
}

Status check_abstract(const Template& edit, Family family, std::string_view message_form) {
  if (auto status = check_concrete(edit, family); !status) return status;
  return check_transferable(edit, family, message_form);
}

}  // namespace homeostat::pattern
