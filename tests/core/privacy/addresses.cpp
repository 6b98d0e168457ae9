#include <homeostat/privacy.hpp>

#include <string>

#include "support/catch.hpp"

namespace {
std::string clean(std::string_view text) { return homeostat::sanitize(text).text; }
}  // namespace

TEST_CASE("network addresses are replaced, their ports and masks stay") {
  CHECK(clean("connect ECONNREFUSED 203.0.113.77:5432") == "connect ECONNREFUSED [IP_1]:5432");
  CHECK(clean("198.51.100.23, 10.20.30.40, 198.51.100.23") == "[IP_1], [IP_2], [IP_1]");
  CHECK(clean("peer=192.168.7.31/24") == "peer=[IP_1]/24");
  CHECK(clean("http://172.16.9.4:3000/a.js:1:2") == "http://[IP_1]:3000/a.js:1:2");
  CHECK(clean("is it 203.0.113.4.") == "is it [IP_1].");
  CHECK(clean("[2001:db8:85a3::8a2e:370:7334]:443") == "[[IP_1]]:443");
  CHECK(clean("fe80::1ff:fe23:4567:890a%en0 up") == "[IP_1] up");
  CHECK(clean("2001:0db8:0000:0000:0000:ff00:0042:8329") == "[IP_1]");
  CHECK(clean("at 2001:db8::1") == "at [IP_1]");
  CHECK(clean("::ffff:203.0.113.9 x") == "[IP_1] x");
  CHECK(clean("host 2001:db8::1: gone") == "host [IP_1]: gone");
  CHECK(clean("de-auth 3c:22:fb:9a:01:7e now") == "de-auth [MAC_1] now");
}

TEST_CASE("code, times, versions and places in files are no addresses") {
  for (const char* text : {"std::vector<std::string>::push_back(const T&)",
                           "Foo::add()",
                           "core::fmt::Debug",
                           "main.c:42:10",
                           "lexer.cc:120:9",
                           "12:30:45",
                           "[12:34:56] took 00:01:02.345",
                           "2025-03-04T05:06:07Z",
                           "2025-01-02T03:04:05.678+09:00",
                           "call fab::add(x)",
                           "bad::dec<int>()",
                           "fab::dec x",
                           "dead::beef2 y",
                           "li::before { content: \"a::b\" }",
                           "::operator new",
                           "listen [::]:8080 and [::1]:9000",
                           "127.0.0.1:8080 0.0.0.0:9090",
                           "255.255.255.0",
                           "Version=4.0.0.0, Culture=neutral",
                           "Chrome/120.0.0.0 Safari",
                           "v1.2.3.4",
                           "version 1.2.3.4",
                           "section 10.4.2.1.7; oid 1.3.6.1.4.1.311",
                           "256.300.1.2",
                           "1.2.3",
                           "libfoo-1.2.3.4",
                           "1.2.3.4-rc1",
                           "a1.2.3.4",
                           "1:2:3",
                           "a:b",
                           ":::",
                           "1::2::3",
                           "12345::1",
                           "1:2:3:4:5:6:7:",
                           "::1.2.3",
                           "ab:cd:ef",
                           "1:2:3:4:5:6:7:8:9",
                           "00:11:22:33:44:5g",
                           "error[E0433]: src/a.rs:12:34",
                           "dead.c:42:10",
                           "2001:db8::1(x)",
                           "de ad be ef ca fe"}) {
    INFO(text);
    CHECK(clean(text) == text);
  }
}
