#include "core/diff/helpers.hpp"

using namespace homeostat;
using helpers::parsed_file;
using helpers::refusal;

namespace {

std::string header_of(const std::string& path) {
  const auto text = print_patch(make_patch({}, {helpers::file(path, "")}));
  return text.substr(0, text.find('\n'));
}

FilePatch named(const std::string& quoted) {
  return parsed_file("diff --git " + quoted + " " + quoted +
                     "\nold mode 100644\nnew mode 100755\n");
}

}  // namespace

TEST_CASE("paths are quoted as git quotes them") {
  CHECK(header_of("a b+c~") == "diff --git a/a b+c~ b/a b+c~");
  CHECK(header_of("\a\b\t\n\v\f\r") == R"(diff --git "a/\a\b\t\n\v\f\r" "b/\a\b\t\n\v\f\r")");
  CHECK(header_of("q\"\\") == R"(diff --git "a/q\"\\" "b/q\"\\")");
  CHECK(header_of("\x01\x7f\xc3\xa9") == R"(diff --git "a/\001\177\303\251" "b/\001\177\303\251")");
}

TEST_CASE("every escape is read back") {
  CHECK(named(R"("\a\b\t\n\v\f\r\"\\")").path() == "\a\b\t\n\v\f\r\"\\");
  CHECK(named(R"("\303\251\377\001")").path() == "\xc3\xa9\xff\x01");
  CHECK(named(R"("plain")").path() == "plain");
}

TEST_CASE("quotes that are not well formed are refused") {
  for (const std::string wrong : {R"("open)", R"("\x41")", R"("\9")", R"("\40")", R"("\400")",
                                  R"("\048")", R"("\)", R"("a"b)", R"("")", R"("\000")"}) {
    INFO(wrong);
    CHECK(refusal("--- " + wrong + "\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n") ==
          "line 1: not a path, or wrongly quoted");
    CHECK(refusal("diff --git a/x b/x\nrename from " + wrong + "\n") ==
          "line 2: not a path, or wrongly quoted");
  }
}

TEST_CASE("a message shows a path on one line, and not all of a long one") {
  const std::string hunk = "@@ -1 +1 @@\n-a\n+b\n";
  const auto message = [&](const std::string& path) {
    const auto patch = make_patch({helpers::file(path, "a\n")}, {helpers::file(path, "b\n")});
    const auto result = apply_patch(patch, {});
    REQUIRE(!result.has_value());
    return result.error().message;
  };
  CHECK(message("new\nline") == "\"new\\nline\": there is no such file");
  const auto shortened = message(std::string(3000, 'p'));
  CHECK(shortened.size() < 300);
  CHECK(shortened.find("...: there is no such file") != std::string::npos);
}
