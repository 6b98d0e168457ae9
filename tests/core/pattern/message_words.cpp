#include "core/pattern/message_words.hpp"

#include "support/catch.hpp"

using homeostat::pattern::MessageWords;

TEST_CASE("a message names names whole or in parts") {
  const MessageWords message("", "Fix crash when userName is undefined");
  CHECK(message.names("userName") == 1.0F);
  CHECK(message.names("$userName") == 1.0F);
  CHECK(message.names("user_list") > 0.3F);
  CHECK(message.names("user_list") < 1.0F);
  CHECK(message.names("other") == 0.0F);
  CHECK(message.names("") == 0.0F);
  CHECK(message.names("a_b") == 0.0F);
  CHECK(MessageWords("", "").names("x") == 0.0F);
}

TEST_CASE("a message has topics and slots") {
  const MessageWords message("TypeError", "Cannot read properties of undefined (reading 'x')");
  CHECK(message.topics()[0]);
  CHECK_FALSE(message.topics()[2]);
  CHECK(message.slots().property == "x");
}
