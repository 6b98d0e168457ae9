// Puts a template's right side into a text: nothing but the bytes of the edit changes.
#pragma once

#include <optional>
#include <string>

#include "core/pattern/file_style.hpp"
#include "core/pattern/find.hpp"

namespace homeostat::pattern {

/// The text after the edit, in the text's own layout. None where it would be wrong: it changes
/// nothing, it was done before, it reads differently than meant (other tokens), it leaves
/// brackets worse, or it evaluates a call twice that was made once.
[[nodiscard]] std::optional<std::string> apply_template(const Template& edit, const Site& site,
                                                        const TokenStream& stream,
                                                        const FileStyle& style);

}  // namespace homeostat::pattern
