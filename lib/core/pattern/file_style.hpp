// How a file is written, as far as its own code decides it; and new code written likewise.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/pattern/layout.hpp"

namespace homeostat::pattern {

/// An `if` over one simple statement.
enum class BranchForm : std::uint8_t {
  bare,        ///< if (x) return;
  bare_below,  ///< if (x)⏎ return;
  braced,      ///< if (x) { return; }
  block,       ///< if (x) {⏎ return;⏎ }
};

/// How a value is found to be missing.
enum class NullTest : std::uint8_t {
  falsy,             ///< !x, not x
  loose,             ///< x == null, x == None
  strict_null,       ///< x === null, x is None
  strict_undefined,  ///< x === undefined
  is_null,           ///< is_null(x)
  empty,             ///< empty(x)
};

/// None: the file does not say.
struct FileStyle {
  Style layout;
  std::optional<bool> semicolons;
  std::optional<BranchForm> branch;
  std::optional<NullTest> null_test;
  std::optional<bool> coalesces;    ///< `a ?? b`, not `isset(a) ? a : b` or `a || b`
  std::optional<bool> chains;       ///< `a?.b`, not `a && a.b`
  std::optional<bool> upper_null;   ///< PHP: NULL, TRUE, FALSE
  std::optional<bool> exits_early;  ///< `if (!a) return;` rather than `if (a) { … }`
};
[[nodiscard]] FileStyle file_style_of(const TokenStream& stream);

/// A token of an insertion.
struct NewToken {
  Gap gap;                              ///< before it
  std::optional<std::string> verbatim;  ///< instead of `gap`: the very bytes, comments too
  TokenKind kind = TokenKind::other;
  std::string text;
  bool kept = false;  ///< it stands in the file already: no style touches it
  friend bool operator==(const NewToken&, const NewToken&) = default;
};

struct InsertionPlace {
  bool begins_statement = false;
  bool ends_line = false;  ///< what follows stands on another line, or is a `}`
};

/// The same code in the file's style: semicolons, quotes, braces, the case of `null`. What it does
/// does not change.
[[nodiscard]] std::vector<NewToken> restyled(std::vector<NewToken> tokens, const FileStyle& style,
                                             Family family, InsertionPlace place);

/// The same repair in the file's idioms: its test for missing values, `??` or `isset`. What it does
/// changes where a value is there but falsy, so this is another candidate. None: nothing differs.
[[nodiscard]] std::optional<std::vector<NewToken>> in_idioms(const std::vector<NewToken>& tokens,
                                                             const FileStyle& style, Family family);

}  // namespace homeostat::pattern
