// The set of patterns that comes with the library.
#include <homeostat/pattern.hpp>

#include "core/base/format.hpp"
#include "core/pattern/builtin_repairs.hpp"
#include "core/pattern/learn.hpp"

namespace homeostat {
namespace {

constexpr std::string_view prefix = "b1:";

// A small place teaches a repair, never its own shape.
std::optional<Pattern> pattern_of(const pattern::BuiltinRepair& repair, std::string_view type) {
  pattern::LearnedFrom from;
  from.error_type = type;
  from.message = repair.message;
  from.language = language_of_path(repair.path);
  from.shapes = false;
  auto learned = pattern::learn(from, repair.before, repair.after, {repair.line});
  if (!learned) return std::nullopt;
  auto edit = pattern::parse_edit(learned->edit_json);
  if (!edit || edit->abstract.empty()) return std::nullopt;
  edit->concrete.reset();
  learned->edit_json = pattern::print_edit(*edit);
  learned->id = PatternId(std::string(prefix) + learned->id.str().substr(prefix.size()));
  learned->message_template = base::format("built in: {}", repair.name);
  return learned;
}

}  // namespace

std::vector<Pattern> builtin_patterns() {
  std::vector<Pattern> patterns;
  for (const pattern::BuiltinRepair& repair : pattern::builtin_repairs()) {
    std::string_view types = repair.types;
    while (!types.empty()) {
      const std::string_view type = types.substr(0, types.find(' '));
      types.remove_prefix(std::min(types.size(), type.size() + 1));
      if (auto made = pattern_of(repair, type)) patterns.push_back(*std::move(made));
    }
  }
  return patterns;
}

bool is_same_edit(const PatternId& a, const PatternId& b) noexcept {
  const auto hash_of = [](const PatternId& id) {
    return std::string_view(id.str()).substr(std::min(id.str().size(), prefix.size()));
  };
  return hash_of(a) == hash_of(b);
}

}  // namespace homeostat
