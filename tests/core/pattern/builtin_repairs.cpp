#include "core/pattern/builtin_repairs.hpp"

#include <algorithm>
#include <string>

#include "core/pattern/transfer.hpp"
#include "support/catch.hpp"

using namespace homeostat;
using namespace homeostat::test;

namespace {

std::string marked(const pattern::BuiltinRepair& repair) {
  std::string text(repair.before);
  std::size_t at = 0;
  for (int line = 1; line < repair.line; ++line)
    at = text.find('\n', at) + 1;
  return text.insert(at, "@");
}

}  // namespace

TEST_CASE("each built-in repair becomes a pattern, and repairs its own place") {
  const std::vector<Pattern> patterns = builtin_patterns();
  for (const pattern::BuiltinRepair& repair : pattern::builtin_repairs()) {
    INFO(repair.path << " " << repair.name);
    std::string_view type = repair.types.substr(0, repair.types.find(' '));
    const std::string title = "built in: " + std::string(repair.name);
    const bool made = std::any_of(patterns.begin(), patterns.end(), [&](const Pattern& one) {
      return one.message_template == title && one.error_type == type &&
             one.language == language_of_path(repair.path);
    });
    CHECK(made);
    const std::string text = marked(repair);
    std::vector<Pattern> alone;
    std::copy_if(patterns.begin(), patterns.end(), std::back_inserter(alone),
                 [&](const Pattern& one) { return one.message_template == title; });
    const auto healed = heal(alone, {repair.path, type, repair.message, text});
    CHECK(std::find(healed.begin(), healed.end(), repair.after) != healed.end());
  }
}
