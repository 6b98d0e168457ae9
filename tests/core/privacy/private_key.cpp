#include <homeostat/privacy.hpp>

#include <string>

#include "support/catch.hpp"
#include "support/synthetic.hpp"

using homeostat::test::random_text;

namespace {
std::string clean(std::string_view text) { return homeostat::sanitize(text).text; }
const std::string head = "-----BEGIN RSA PRIVATE KEY-----";
const std::string foot = "-----END RSA PRIVATE KEY-----";
}  // namespace

TEST_CASE("private keys go as a whole") {
  const std::string body = random_text(64) + "\n" + random_text(40) + "==\n";
  CHECK(clean("key:\n" + head + "\n" + body + foot + "\nend of file") ==
        "key:\n[SECRET_1]\n\n\n\nend of file");
  CHECK(clean(head + "\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,0123\n\n" + body + foot) ==
        "[SECRET_1]\n\n\n\n\n\n");
}

TEST_CASE("private keys go that were cut off, escaped or put into literals") {
  CHECK(clean(head + "\n" + random_text(64) + "\n" + random_text(40) + "\n(truncated)") ==
        "[SECRET_1]\n\n\n(truncated)");
  CHECK(clean("{\"key\":\"" + head + "\\n" + random_text(64) + "\\n" + foot + "\\n\",\"x\":1}") ==
        "{\"key\":\"[SECRET_1]\\n\",\"x\":1}");
  CHECK(clean("+  \"" + head + "\\n\" +\n+  \"" + random_text(64) + "\\n\" +\n+  \"" + foot +
              "\"") == "+  \"[SECRET_1]\n\n\"");
}

TEST_CASE("what only speaks of keys stays") {
  for (const std::string& text :
       {"if (!pem.startsWith(\"" + head + "\")) throw new Error(\"no key\");",
        std::string("-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----"),
        std::string("-----BEGIN PUBLIC KEY-----"), std::string("-----BEGIN ")}) {
    INFO(text);
    CHECK(clean(text) == text);
  }
}
