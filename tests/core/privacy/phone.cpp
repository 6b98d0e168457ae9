#include <homeostat/privacy.hpp>

#include <string>

#include "support/catch.hpp"

namespace {
std::string clean(std::string_view text) { return homeostat::sanitize(text).text; }
}  // namespace

TEST_CASE("telephone numbers go where their form or their label says what they are") {
  CHECK(clean("call +1-555-012-3456 or (555) 014-9876 ext 12") ==
        "call [PHONE_1] or [PHONE_2] ext 12");
  CHECK(clean("Tel.: +49 30 901820 Fax: +44 20 7946 0958") == "Tel.: [PHONE_1] Fax: [PHONE_2]");
  CHECK(clean("+14155550132 and 0049 30 901820") == "[PHONE_1] and [PHONE_2]");
  CHECK(clean("ring 415-555-0132, 415.555.0133, 1-800-555-0199 or (030) 901820") ==
        "ring [PHONE_1], [PHONE_2], [PHONE_3] or [PHONE_4]");
  CHECK(clean("{\"phone\":\"0301234567\",\"mobile\": 01711234567}") ==
        "{\"phone\":\"[PHONE_1]\",\"mobile\": [PHONE_2]}");
  CHECK(clean("tel:+1 (415) 555-0132") == "tel:[PHONE_1]");
  CHECK(clean("log\\n555-012-3456") == "log\\n[PHONE_1]");
}

TEST_CASE("times, ids, sizes and sums are no telephone numbers") {
  for (const char* text :
       {"created_at 1755302400 updated_at 1755302400123", "2025-03-04 05:06:07 tid 6789012345",
        "phone: 2025-03-04", "123-456 10-20-3000 1.2.3", "+0100 GMT+0100 +09:00 +0x29d90",
        "x+4155550132 f(555) 014-9876 a)+4155550132", "\n+4155550132\n", "+1234567.890",
        "115-555-0132 415.155.0133 415-555-01320 415-555-0132-9 415-555-0132.5", "555-0132",
        "00 12 34", "0000000012345678", "(555 014-9876", "(555) 014-98765", "+12 34",
        "tel: 12 phone: x", "-415-555-0132", "1-2-3", "0049 30 901820:5"}) {
    INFO(text);
    CHECK(clean(text) == text);
  }
}
