#include <homeostat/secrets.hpp>

#include <string>

#include "support/catch.hpp"
#include "support/synthetic.hpp"

using homeostat::SecretProfile;
using homeostat::test::random_text;

namespace {

bool is_key(const std::string& value) {
  return !homeostat::find_secrets("api_key: \"" + value + "\"", SecretProfile::guard).empty();
}

}  // namespace

TEST_CASE("random values of every alphabet are told from words") {
  int found = 0;
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    INFO("seed " << seed);
    found += static_cast<int>(is_key(random_text(32, homeostat::test::base62, seed)));
    found += static_cast<int>(is_key(random_text(32, homeostat::test::base36, seed)));
    found += static_cast<int>(is_key(random_text(32, homeostat::test::hex_digits, seed)));
    found += static_cast<int>(is_key(random_text(32, "abcdefghijklmnopqrstuvwxyz", seed)));
  }
  CHECK(found >= 780);
  for (const char* words :
       {"theQuickBrownFoxJumpsOverTheLazyDog", "application_default_credentials_provider",
        "org.springframework.security.oauth", "UserAuthenticationTokenRepository",
        "internationalization-of-everything", "2024-05-11T12:30:45.123456789"}) {
    INFO(words);
    CHECK_FALSE(is_key(words));
  }
}

TEST_CASE("stand-ins are no secrets") {
  for (const char* value :
       {"your_api_key_goes_here_1234", "${API_KEY_9f8e7d6c5b4a}", "{{ api_key_9f8e7d6c5b }}",
        "<insert-9f8e7d6c5b4a3210-here>", "%API_KEY_9f8e7d6c5b4a%", "$API_KEY_9f8e7d6c5b4a",
        "xxxxxxxxxxxxxxxx9f8e7d6c", "0000000000000000000000a1", "9f8e7d6c5b4a...3f2e1d0c9b8a",
        "#{ENV['API_9f8e7d6c5b']}", "EXAMPLE9f8e7d6c5b4a3210KEY", "[redacted-9f8e7d6c5b4a32]",
        "%s9f8e7d6c5b4a3210", "(9f8e7d6c5b4a32109f8e7d6c)", "f3********************"}) {
    INFO(value);
    CHECK_FALSE(is_key(value));
  }
  CHECK(is_key("$" + random_text(30, "0123456789abcdef+/")));
}
