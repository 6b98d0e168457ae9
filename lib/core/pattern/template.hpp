// A learned edit: what to look for and what to put there.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <homeostat/result.hpp>

#include "core/pattern/layout.hpp"
#include "core/pattern/slots.hpp"
#include "core/pattern/tokens.hpp"

namespace homeostat::pattern {

/// One thing that the left side demands.
enum class ElementKind : std::uint8_t {
  literal,    ///< a token with this kind and text
  chain,      ///< a hole for an expression like `a.b[c](d)`
  name,       ///< a hole for one name
  string,     ///< a hole for one text literal
  number,     ///< a hole for one number
  starts,     ///< no token: an expression begins here
  ends,       ///< no token: an expression ends here
  statement,  ///< no token: a statement begins here
};

struct Element {
  ElementKind kind = ElementKind::literal;
  TokenKind token = TokenKind::other;  ///< of a literal
  std::string text;                    ///< of a literal
  std::int32_t hole = -1;              ///< the same number twice: the same text twice
  Slot slot = Slot::none;              ///< the text is the one the message names
  std::string among;                   ///< a name that is typical for this type (vocabulary.hpp)
  friend bool operator==(const Element&, const Element&) = default;
};
[[nodiscard]] bool is_hole(ElementKind kind) noexcept;
[[nodiscard]] bool takes_tokens(ElementKind kind) noexcept;

/// One thing that the right side writes: a literal token, or what a hole holds.
struct Part {
  Gap gap;  ///< before it
  TokenKind token = TokenKind::other;
  std::string text;
  std::int32_t hole = -1;
  friend bool operator==(const Part&, const Part&) = default;
};

/// left[edit_begin, edit_end) is replaced by `right`; the rest of `left` is context.
struct Template {
  std::vector<Element> left;
  std::size_t edit_begin = 0;
  std::size_t edit_end = 0;
  std::vector<Part> right;
  std::optional<Gap> lead;   ///< white space in front of it; none: what is there stays
  std::optional<Gap> trail;  ///< behind it
  friend bool operator==(const Template&, const Template&) = default;
};

struct Edit {
  Family family = Family::generic;
  bool typescript = false;           ///< uses what JavaScript has not
  std::string message_form;          ///< slots.hpp; empty: not known
  std::vector<Template> abstract;    ///< for relatives, most specific first
  std::optional<Template> concrete;  ///< for the same error: exact tokens
  friend bool operator==(const Edit&, const Edit&) = default;
};

inline constexpr std::size_t left_elements_max = 512;
inline constexpr std::size_t right_parts_max = 512;
inline constexpr std::size_t edit_json_bytes_max = 64 * 1024;
inline constexpr std::size_t abstract_left_max = 96;
inline constexpr std::size_t abstract_right_max = 96;

/// How much the left side says about the code beside its shape. A template of holes alone could
/// be applied anywhere.
[[nodiscard]] int weight_of(const Template& edit, Family family, std::string_view message_form);
inline constexpr int weight_min = 2;

/// Everything that must hold before a template may be used, wherever it came from: holes are
/// numbered in order and bound on the left before the right uses them, literals are single
/// tokens; and an abstract template carries no name, text or number of its own.
[[nodiscard]] Status check_concrete(const Template& edit, Family family);
[[nodiscard]] Status check_abstract(const Template& edit, Family family,
                                    std::string_view message_form);

[[nodiscard]] std::string print_edit(const Edit& edit);
/// invalid_argument for anything that print_edit would not write or check_template refuses.
[[nodiscard]] Result<Edit> parse_edit(std::string_view json);

}  // namespace homeostat::pattern
