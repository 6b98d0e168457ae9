#include "core/pattern/message_forms.hpp"

#include <string>

#include "support/catch.hpp"

using namespace homeostat::pattern;

TEST_CASE("every form can be met: none stands behind one that takes all its messages") {
  for (const MessageForm& form : message_forms()) {
    std::string message;
    for (std::size_t i = 0; i < form.text.size(); ++i) {
      if (form.text[i] != '{') {
        message += form.text[i];
        continue;
      }
      message += 'x';
      i = form.text.find('}', i);
    }
    INFO(message);
    const MessageSlots slots = read_slots("Error", message);
    CHECK(slots.form == form.name);
    CHECK(slots.failure == form.failure);
    const auto named = [&](std::string_view mark) {
      return form.text.find(mark) != std::string_view::npos;
    };
    CHECK(slots.subject.empty() != (named("{s}") || named("{e}")));
    CHECK(slots.key.empty() != named("{k}"));
    CHECK(slots.type.empty() != named("{t}"));
    CHECK(slots.property.empty() != (named("{p}") || named("{m}")));
  }
}
