#include <homeostat/privacy.hpp>

#include <string>

#include "support/catch.hpp"

namespace {
std::string clean(std::string_view text) { return homeostat::sanitize(text).text; }
}  // namespace

TEST_CASE("payment cards are replaced when their check digit fits") {
  CHECK(clean("card 4111111111111111 exp 12/27") == "card [CARD_1] exp 12/27");
  CHECK(clean("PAN=5555 5555 5555 4444;x") == "PAN=[CARD_1];x");
  CHECK(clean("amex 3782-822463-10005 refused") == "amex [CARD_1] refused");
  CHECK(clean("6011111111111117 30569309025904 3530111333300000") == "[CARD_1] [CARD_2] [CARD_3]");
  CHECK(clean("{\"pan\":\"\\n4111111111111111\"} 5000000000000009") ==
        "{\"pan\":\"\\n[CARD_1]\"} [CARD_2]");
  CHECK(clean("123456789012.dkr.ecr.eu-west-1.amazonaws.com/x") ==
        "[ACCOUNT_1].dkr.ecr.eu-west-1.amazonaws.com/x");
  CHECK(clean("2223003122003222.") == "[CARD_1].");
}

TEST_CASE("other long numbers stay") {
  for (const char* text :
       {"order_id=4111111111111112", "x = 0.4111111111111111", "0x4111111111111111",
        "41111111111111115", "4111-1111-1111", "1755302400123", "4111 1111 11111111",
        "4111111111111111.5", "9111111111111111", "id-4111111111111111", "4111111111111111a",
        "+4111111111111111", "12345678901234567890123"}) {
    INFO(text);
    CHECK(clean(text) == text);
  }
}

TEST_CASE("social security numbers and bank accounts are replaced") {
  CHECK(clean("ssn=321-54-9876 state=NY") == "ssn=[SSN_1] state=NY");
  CHECK(clean("an DE89370400440532013000 fehlgeschlagen") == "an [IBAN_1] fehlgeschlagen");
  CHECK(clean("\"GB82 WEST 1234 5698 7654 32\",") == "\"[IBAN_1]\",");
  for (const char* text :
       {"000-12-3456", "666-12-3456", "900-12-3456", "123-00-4567", "123-45-0000", "2024-05-1121",
        "123 45 6789", "part DE89PORT12345678 rev GB00TEST", "DE88370400440532013000",
        "DE8937040044", "DE89370400440532013000A", "DE893704-0044"}) {
    INFO(text);
    CHECK(clean(text) == text);
  }
}
