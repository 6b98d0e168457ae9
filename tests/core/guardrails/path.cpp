#include <homeostat/guardrails.hpp>

#include <string>

#include "support/catch.hpp"

using homeostat::normalize_path;

namespace {

std::string refusal_of(std::string_view path) {
  const auto result = normalize_path(path);
  return result ? "accepted as " + *result : result.error().message;
}

}  // namespace

TEST_CASE("a path has one spelling") {
  CHECK(normalize_path("src/a.js").value() == "src/a.js");
  CHECK(normalize_path("./src//a.js").value() == "src/a.js");
  CHECK(normalize_path("src/./b/").value() == "src/b");
  CHECK(normalize_path("src/日本語.py").value() == "src/日本語.py");
  CHECK(normalize_path("content/émile ☃.md").value() == "content/émile ☃.md");
  CHECK(normalize_path("a\xff\xfe").value() == "a\xff\xfe");
  CHECK(normalize_path("src/a b (1)[x].js").value() == "src/a b (1)[x].js");
}

TEST_CASE("what is no path inside a tree is refused, and the message says why") {
  CHECK(refusal_of("") == "path is empty");
  CHECK(refusal_of("./") == "path names no file");
  CHECK(refusal_of(std::string_view("a\0b", 3)) == "path contains a NUL byte");
  CHECK(refusal_of("a\nb") == "path contains a control character");
  CHECK(refusal_of("a\x7f") == "path contains a control character");
  CHECK(refusal_of("src\\a.js") == "path contains a backslash");
  CHECK(refusal_of("/etc/passwd") == "path is absolute");
  CHECK(refusal_of("C:/Windows/x") == "path names a drive");
  CHECK(refusal_of("c:x") == "path names a drive");
  CHECK(refusal_of("src/../.github/x.yml") == "path leaves its folder by ..");
  CHECK(refusal_of("..") == "path leaves its folder by ..");
  CHECK(refusal_of("src/a.js.") == "path has a component that ends in a dot");
  CHECK(refusal_of("src /a.js") == "path has a component that ends in a space");
  CHECK(refusal_of("src/.../a.js") == "path has a component that ends in a dot");
  CHECK(refusal_of(std::string(4097, 'a')) == "path has 4097 bytes, limit is 4096");
}

TEST_CASE("the .git folder is refused in every spelling that some system opens") {
  for (const char* path :
       {".git/config", "src/.git/hooks/pre-commit", ".GIT/config", ".Git", "git~1/config",
        ".git./config", ".git /config", ".git::$INDEX_ALLOCATION/config", ".git:x",
        "\xef\xbc\x8egit/config" /* full-width dot */, ".g\xc4\xb1t/config" /* dotless i */}) {
    INFO(path);
    CHECK(refusal_of(path) == "path enters the .git folder");
  }
  CHECK(refusal_of(".g\xe2\x80\x8cit/config") == "path contains an invisible character");
  CHECK(normalize_path(".github/x").has_value());
  CHECK(normalize_path("src/legit/a").has_value());
}

TEST_CASE("invisible and direction-changing characters are refused") {
  for (const char* invisible : {"\xe2\x80\x8b", "\xe2\x80\xae", "\xe2\x81\xa6", "\xef\xbb\xbf",
                                "\xc2\xad", "\xef\xb8\x8f", "\xf3\xa0\x80\x81"}) {
    CHECK(refusal_of(std::string("src/a") + invisible + ".js") ==
          "path contains an invisible character");
  }
}

TEST_CASE("what Windows or a second decoding opens as something else is refused") {
  for (const char* path : {"src/a.js:stream", "src/a.js::$DATA", "a:b"}) {
    CHECK(refusal_of(path) ==
          (std::string(path) == "a:b" ? "path names a drive" : "path contains a colon"));
  }
  for (const char* path : {"src/CON", "src/nul.txt", "src/com1", "src/LPT9.log", "aux.js/x"}) {
    CHECK(refusal_of(path) == "path names a device of Windows");
  }
  for (const char* path : {"PACKAG~1.JSO", "src/GITHUB~1/x", "a~12"}) {
    CHECK(refusal_of(path) == "path has a short name of Windows");
  }
  for (const char* path : {"src/%2e%2e/x", "src%2Fx", "a%5cb", "a%00", "a%252e"}) {
    CHECK(refusal_of(path) == "path contains an encoded dot or slash");
  }
  for (const char* path : {"src/console.js", "src/com10", "src/auxiliary.c", "src/a~b", "src/~1",
                           "src/100%.md", "src/a%20b", "src/file.js~"}) {
    INFO(path);
    CHECK(normalize_path(path).has_value());
  }
}

TEST_CASE("a word of letters that look alike in two scripts is refused") {
  for (const char* path : {"src/\xd0\xb0uth.js", "src/p\xce\xbfrt.js", "src/\xef\xbd\x81uth.js",
                           "src/\xf0\x9d\x90\x9e"
                           "val.js",
                           "src/\xe1\x8e\xaa"
                           "ccount.js"}) {
    INFO(path);
    CHECK(refusal_of(path) == "path has a word of letters that look alike in two scripts");
  }
  for (const char* path : {"src/\xd0\xb0\xd0\xb2\xd1\x82\xd0\xbe\xd1\x80.js", "src/kap\xc4\xb1.js",
                           "src/\xce\xb1-helix.js", "src/\xc3\xa9t\xc3\xa9.js"}) {
    INFO(path);
    CHECK(normalize_path(path).has_value());
  }
}
