// From one edit to templates: which part of it is the repair, and which part the place.
#pragma once

#include <optional>
#include <vector>

#include "core/pattern/edit.hpp"
#include "core/pattern/template.hpp"

namespace homeostat::pattern {

struct EditContext {
  const TokenStream& before;
  const TokenStream& after;
  const TokenEdit& edit;
};

/// The edit as it is, with the tokens around it, for the same place only. None: too large.
[[nodiscard]] std::optional<Template> concrete_template(const EditContext& context);

/// What the edit says beyond its place: names, expressions and literals of the left side are
/// holes. Several grains, most specific first; none where the right side needs a word that
/// neither stands on the left nor means the same everywhere.
[[nodiscard]] std::vector<Template> abstract_templates(const EditContext& context,
                                                       const MessageSlots& slots);

/// The edit with the tokens around it, names and texts as holes: for places of the same shape, also
/// where the repair uses a name that only the surroundings have. For edits without the above.
[[nodiscard]] std::optional<Template> shape_template(const EditContext& context,
                                                     const MessageSlots& slots);

/// Does this hole's text stand in that slot of the message?
[[nodiscard]] bool fills_slot(const MessageSlots& slots, Slot slot, std::string_view text);

/// The tokens of a range without the gaps.
[[nodiscard]] std::string joined(const TokenStream& stream, std::size_t begin, std::size_t end);

}  // namespace homeostat::pattern
