#include "core/pattern/transfer.hpp"

#include "support/catch.hpp"

namespace homeostat::test {

void check_transfers(const Fix& fix, const std::vector<Transfer>& relatives) {
  const auto learned = learn(fix);
  INFO("fix: " << fix.after);
  REQUIRE(learned.has_value());
  for (const Transfer& relative : relatives) {
    INFO("edit: " << learned->edit_json);
    INFO("relative: " << relative.text);
    const auto healed =
        heal({*learned}, {relative.path, fix.type, relative.message, relative.text});
    if (relative.healed.empty()) {
      CHECK(healed == std::vector<std::string>{});
      continue;
    }
    CHECK((healed.empty() ? std::string("(nothing)") : healed[0]) == relative.healed);
    if (healed.empty()) continue;
    // Once is enough: the same error at the same place of the healed text finds nothing to do.
    const Place place = place_of(relative.text);
    std::string again(healed[0]);
    std::size_t at = 0;
    for (int line = 1; line < place.line; ++line)
      at = again.find('\n', at) + 1;
    again.insert(at, "@");
    CHECK(heal({*learned}, {relative.path, fix.type, relative.message, again}).empty());
  }
}

}  // namespace homeostat::test
