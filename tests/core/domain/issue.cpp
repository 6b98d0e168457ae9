#include <homeostat/issue.hpp>

#include "support/catch.hpp"

using homeostat::Language;
using homeostat::language_of_path;
using homeostat::ReportFormat;

TEST_CASE("a language is known by the file's extension, whatever its case") {
  CHECK(language_of_path("src/a.tsx") == Language::typescript);
  CHECK(language_of_path("a.test.js") == Language::javascript);
  CHECK(language_of_path("A.PY") == Language::python);
  CHECK(language_of_path("lib/x.d/y.php") == Language::php);
  CHECK(language_of_path("Main.java") == Language::java);
  CHECK(language_of_path("b.kts") == Language::kotlin);
  CHECK(language_of_path("c.go") == Language::go);
  CHECK(language_of_path("c.rs") == Language::rust);
  CHECK(language_of_path("c.cs") == Language::csharp);
  CHECK(language_of_path("c.rb") == Language::ruby);
  CHECK(language_of_path("c.h") == Language::c);
  CHECK(language_of_path("c.hpp") == Language::cpp);
}

TEST_CASE("a path without a known extension has no known language") {
  for (const char* path :
       {"", "Makefile", "src.js/Makefile", ".js", "dir/.py", "a.txt", "a.", "a.js/"}) {
    INFO(path);
    CHECK(language_of_path(path) == Language::unknown);
  }
}

TEST_CASE("languages and formats are named as their enumerators") {
  CHECK(to_string(Language::unknown) == "unknown");
  CHECK(to_string(Language::csharp) == "csharp");
  CHECK(to_string(Language::cpp) == "cpp");
  CHECK(to_string(ReportFormat::extension) == "extension");
  CHECK(to_string(ReportFormat::server_inline) == "server_inline");
  CHECK(to_string(ReportFormat::trace) == "trace");
}
