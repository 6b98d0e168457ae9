#include "git/names.hpp"

#include <set>

#include "support/catch.hpp"

using namespace homeostat;
using namespace homeostat::git;

TEST_CASE("an object id is 40 or 64 lower-case hex digits") {
  CHECK(is_object_id(std::string(40, 'a')));
  CHECK(is_object_id(std::string(64, '0')));
  CHECK_FALSE(is_object_id(std::string(40, 'A')));
  CHECK_FALSE(is_object_id(std::string(39, 'a')));
  CHECK_FALSE(is_object_id("--upload-pack=" + std::string(26, 'a')));
  CHECK_FALSE(is_object_id(""));
}

TEST_CASE("a branch name is what git takes and never an option") {
  for (const std::string good : {"main", "homeostat/fix-0123456789ab", "a.b/c-d_e", "ü", "a@b"}) {
    INFO(good);
    CHECK(is_branch_name(good));
  }
  for (const std::string bad :
       {"",   "-x",   "--all",  "@",        "HEAD", "a..b", "a@{1}", "a b",  "a~1",
        "a^", "a:b",  "a?",     "a*",       "a[b",  "a\\b", "/a",    "a/",   "a//b",
        ".a", "a/.b", "a.lock", "a.lock/b", "a.",   "a./b", "a\nb",  "a\x7f"}) {
    INFO(bad);
    CHECK_FALSE(is_branch_name(bad));
  }
  CHECK(is_branch_name(std::string(200, 'a')));
  CHECK_FALSE(is_branch_name(std::string(201, 'a')));
}

TEST_CASE("an encoded name is one part of a path, and no two are alike") {
  CHECK(encode_name("acme/palette-kit") == "acme%2Fpalette-kit");
  CHECK(encode_name("v1.2") == "v1.2");
  std::set<std::string> seen;
  for (const std::string text :
       {"", ".", "..", "...", "a/b", "a%2Fb", ".a", "a.", "a..b", "ä", " "}) {
    const auto name = encode_name(text);
    INFO(name);
    CHECK(seen.insert(name).second);
    CHECK(name.find_first_of("/ ") == name.npos);
    CHECK_FALSE(name.starts_with('.'));
    CHECK(name.find("..") == name.npos);
  }
}

TEST_CASE("a location is an absolute path or one of four URLs, without a password") {
  const auto protocol = [](const std::string& location) {
    auto found = protocol_of(location);
    return found ? *found : found.error().message;
  };
  CHECK(protocol("/srv/a b") == "file");
  CHECK(protocol("file:///srv/a") == "file");
  CHECK(protocol("https://example.org/a.git") == "https");
  CHECK(protocol("http://example.org/a.git") == "http");
  CHECK(protocol("ssh://git@example.org/a.git") == "ssh");
  CHECK(protocol("https://user:secret@example.org/a") ==
        "repository location holds a password: give it as http_header");
  CHECK(protocol("ssh://-oProxyCommand=x/a") ==
        "repository location has a host that begins with '-'");
  CHECK(protocol("/srv/a\nb") == "repository location holds a control character");
  for (const std::string bad : {"", "relative/path", "ext::sh -c id", "-x", "git@example.org:a"}) {
    INFO(bad);
    CHECK(protocol_of(bad).error().code == ErrorCode::invalid_config);
  }
  CHECK(is_local("/srv/a"));
  CHECK(is_local("file:///srv/a"));
  CHECK_FALSE(is_local("https://example.org/a"));
}

TEST_CASE("what a program said becomes one bounded, printable line") {
  CHECK(first_line("fatal: a\tb\x1b[31m\nsecond") == "fatal: a b [31m");
  CHECK(first_line(std::string(1000, 'x')).size() == 300);
  CHECK(first_line("").empty());
}
