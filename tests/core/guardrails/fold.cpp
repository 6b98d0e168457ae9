#include <homeostat/guardrails.hpp>

#include <string>
#include <vector>

#include "support/catch.hpp"

namespace {

/// Is `path` taken for a file that is protected as `name`?
bool is_taken_for(const std::string& path, const std::string& name) {
  const std::vector<std::string> more{name};
  return homeostat::is_protected_path(path, more);
}

}  // namespace

TEST_CASE("letters that look like ASCII are taken for it") {
  CHECK(is_taken_for("src/A.JS", "/src/a.js"));
  CHECK(
      is_taken_for("\xd1\x81\xd0\xbe"
                   "de",
                   "code"));                                  // Cyrillic с, о
  CHECK(is_taken_for("\xef\xbc\xb0\xef\xbd\x81th", "path"));  // full width P, a
  CHECK(
      is_taken_for("pac\xe2\x84\xaa"
                   "age",
                   "package"));  // Kelvin sign
  CHECK(
      is_taken_for("lo\xe2\x80\x8b"
                   "cks",
                   "locks"));  // zero width space
  CHECK(
      is_taken_for("a\xe2\x88\x95"
                   "b",
                   "/a/b"));  // division slash
  CHECK(is_taken_for("日本\xff", "日本\xff"));
  CHECK(is_taken_for("\xe2\x80", "\xe2\x80"));
  CHECK_FALSE(is_taken_for("日本", "日木"));
}

TEST_CASE("a path is taken for the file that some system would open") {
  CHECK(is_taken_for(".\\SRC\\..\\Web\\x.yml.", "/web/x.yml"));
  CHECK(is_taken_for("../../a", "/a"));
  CHECK(is_taken_for("deploy.json::$DATA", "deploy.json"));
  CHECK(is_taken_for("a. /b", "/a/b"));
  CHECK_FALSE(is_taken_for("", "a"));
}

TEST_CASE("letters drawn as one or in another way are taken for what they show") {
  CHECK(is_taken_for("con\xef\xac\x81g.js", "config.js"));  // fi
  CHECK(
      is_taken_for("\xef\xac\x82"
                   "ag.js",
                   "flag.js"));                           // fl
  CHECK(is_taken_for("stu\xef\xac\x80.js", "stuff.js"));  // ff
  CHECK(is_taken_for("te\xef\xac\x86.js", "test.js"));    // st
  CHECK(is_taken_for("a/\xe2\x80\xa5/b.js", "/b.js"));    // two dots
  CHECK(
      is_taken_for("a\xe2\x80\xa6"
                   "b",
                   "a...b"));                                     // three dots
  CHECK(is_taken_for("\xe2\x93\x90\xe2\x92\xb7", "ab"));          // circled a, B
  CHECK(is_taken_for("\xf0\x9d\x90\x9e\xf0\x9d\x9f\x8e", "e0"));  // bold e, 0
  CHECK(
      is_taken_for("a\xef\xbc\x8e"
                   "b",
                   "a.b"));  // full width dot
}
