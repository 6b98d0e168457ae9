#include "clients/protocol.hpp"

#include "support/catch.hpp"

using namespace homeostat;

TEST_CASE("each service has its path") {
  CHECK(clients::protocol_of(ModelApi::openai_chat).path == "/chat/completions");
  CHECK(clients::protocol_of(ModelApi::anthropic_messages).path == "/messages");
}

TEST_CASE("a service's word is shown only if it is one") {
  CHECK(clients::safe_word("rate_limit_exceeded") == "rate_limit_exceeded");
  CHECK(clients::safe_word("gpt-6.1") == "gpt-6.1");
  for (const char* word : {"", "Hello", "a b", "<a>", "a\nb"})
    CHECK(clients::safe_word(word) == "unknown");
  CHECK(clients::safe_word(std::string(65, 'a')) == "unknown");
}
