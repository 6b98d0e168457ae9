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
