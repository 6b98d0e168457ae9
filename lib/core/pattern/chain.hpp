// Chains: expressions like `a.b[c](d)` as ranges of tokens.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "core/pattern/tokens.hpp"

namespace homeostat::pattern {

/// `.`, `?.`, `->`, `?->`, `::`.
[[nodiscard]] bool is_join(std::string_view op) noexcept;

/// May a chain begin at this token (a name, `this`; not a member)?
[[nodiscard]] bool begins_chain(const TokenStream& stream, std::size_t index);

/// Where the one link at `index` ends (`.b`, `[c]`, `(d)`), or `index` if there is none.
[[nodiscard]] std::size_t link_end(const TokenStream& stream, std::size_t index);

/// All ends of chains that begin at `index`, shortest first, none behind `limit`; at most 32.
[[nodiscard]] std::vector<std::size_t> chain_ends(const TokenStream& stream, std::size_t index,
                                                  std::size_t limit);

/// The begin of the longest chain whose last token is `last`; `last + 1` if none ends there.
[[nodiscard]] std::size_t chain_begin(const TokenStream& stream, std::size_t last);

/// Does an expression of any precedence begin behind this token: an opening bracket, `=`, `return`?
[[nodiscard]] bool opens_expression(const TokenStream& stream, std::size_t index);

/// Does an expression end before this token: a closing bracket, `,`, `;`, a line's end?
[[nodiscard]] bool ends_expression(const TokenStream& stream, std::size_t index);

/// Is what stands at [begin, end) assigned to, deleted, constructed or only asked for (`isset`),
/// whatever links follow it? Then it is no value that another expression could stand for.
[[nodiscard]] bool is_no_value(const TokenStream& stream, std::size_t begin, std::size_t end);

/// Does a statement begin at this token?
[[nodiscard]] bool begins_statement(const TokenStream& stream, std::size_t index);

}  // namespace homeostat::pattern
