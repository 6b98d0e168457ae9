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
  CHECK(clean("from 203.0.113.1-203.0.113.9 to ip-10-2-3-4.ec2.internal") ==
        "from [IP_1]-[IP_2] to ip-[IP_3].ec2.internal");
  CHECK(clean("db.internal/10.2.3.4:5432 4.113.0.203.in-addr.arpa") ==
        "db.internal/[IP_1]:5432 [IP_2].in-addr.arpa");
  CHECK(clean("010.020.030.040 and 0300.0250.0001.0001") == "[IP_1] and [IP_2]");
  CHECK(clean("ip=1.2.3.4 1.2.3.4:80 1.2.3.4/24 http://1.2.3.4/ host: 5.6.7.8 10.0.0.1") ==
        "ip=[IP_1] [IP_1]:80 [IP_1]/24 http://[IP_1]/ host: [IP_2] [IP_3]");
  CHECK(clean("fdab:cdef:1234::1 ff02::1 64:ff9b::7 ::ffff:c000:0201") ==
        "[IP_1] [IP_2] [IP_3] [IP_4]");
  CHECK(clean("3C-22-FB-9A-01-7E 3c:22:fb:9a:01:7e") == "[MAC_1] [MAC_2]");
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
                           "0177.0.0.1 ::ffff:127.0.0.1",
                           "00:00:00:00:00:00 ff:ff:ff:ff:ff:ff FF-FF-FF-FF-FF-FF",
                           "AB:CD:EF:01:23:45:67:89:AB:CD:EF:01:23:45:67:89",
                           "11-22-33-44-55-6x a-11-22-33-44-55-66",
                           "// [23.2.1.2] capacity, part 15.5.4.11, upgrade 1.2.3.4 to 1.2.3.5",
                           "pkg==203.0.113.4 >=203.0.113.4 ~203.0.113.4 ^203.0.113.4",
                           "Safari/203.0.113.4 203.0.113.4.tar.gz",
                           "ip-10-2-3 ship-10-2-3-4x zip-10-2-3-4-5",
                           "face::b00c fade::1 fe80::",
                           "de ad be ef ca fe"}) {
    INFO(text);
    CHECK(clean(text) == text);
  }
}
