#include <homeostat/intake.hpp>

#include <string>

#include "support/catch.hpp"

namespace {

// The file of a frame at this place.
std::string file_at(const std::string& place) {
  const homeostat::StackTrace trace =
      homeostat::parse_stack_trace("E: x\n    at f (" + place + ":1:1)\n");
  return trace.frames.empty() ? "(none)" : trace.frames[0].file;
}

}  // namespace

TEST_CASE("scheme, host, drive and query are kept out of a path") {
  CHECK(file_at("https://user@host.example:8080/a/b.js?v=1#x") == "a/b.js");
  CHECK(file_at("chrome-extension://abcdefghijklmnopabcdefghijklmnop/a/b.js") == "a/b.js");
  CHECK(file_at("webpack:///./src/a.vue?3f2a") == "src/a.vue");
  CHECK(file_at("webpack://notes/./src/a.ts") == "src/a.ts");
  CHECK(file_at("webpack-internal:///(rsc)/./src/a.ts") == "src/a.ts");
  CHECK(file_at("blob:https://host.example/a.js") == "a.js");
  CHECK(file_at("file:///home/ann/a%20b.js") == "/home/ann/a b.js");
  CHECK(file_at("file:///C:/work/a.js") == "/work/a.js");
  CHECK(file_at("file:a.js") == "file:a.js");
  CHECK(file_at("C:\\work\\a.js") == "/work/a.js");
  CHECK(file_at("\\\\?\\C:\\work\\a.js") == "/work/a.js");
  CHECK(file_at("https://host.example") == "");
  CHECK(file_at("a b://c/d.js") == "a b:/c/d.js");
}

TEST_CASE("a path has one spelling") {
  CHECK(file_at("./src//a/./b.js") == "src/a/b.js");
  CHECK(file_at("/app/src/../lib/b.js") == "/app/lib/b.js");
  CHECK(file_at("a/../b.js") == "b.js");
  CHECK(file_at("../../sysdeps/b.c") == "../../sysdeps/b.c");
  CHECK(file_at("/../b.js") == "/../b.js");
}

TEST_CASE("a coded slash, a control character and a lone percent sign stay coded") {
  CHECK(file_at("https://h.example/a%2Fb%00c%zz%5C%4") == "a%2Fb%00c%zz%5C%4");
  CHECK(file_at("https://h.example/%C3%A9.js") == "\xC3\xA9.js");
}

TEST_CASE("of an endless path the end stays") {
  const std::string file = file_at("/" + std::string(3000, 'x') + "/a.js");
  CHECK(file.size() <= 1024);
  CHECK(file.substr(file.size() - 5) == "/a.js");
}
