#include <homeostat/guardrails.hpp>

#include <string>

#include "support/catch.hpp"
#include "support/synthetic.hpp"

using homeostat::check_patch_text;
using homeostat::GuardrailPolicy;
using homeostat::Reason;

namespace {

std::string reasons_of(std::string_view text, const GuardrailPolicy& policy = {}) {
  std::string out;
  for (const auto& one : check_patch_text(policy, text).refusals) {
    if (!out.empty()) out += ", ";
    out += to_string(one.reason);
    if (!one.file.empty()) out += " " + one.file;
    if (one.line > 0) out += ":" + std::to_string(one.line);
  }
  return out;
}

std::string patch_of(const std::string& path, const std::string& line = "x") {
  return "diff --git a/" + path + " b/" + path + "\n--- a/" + path + "\n+++ b/" + path +
         "\n@@ -1 +1 @@\n-y\n+" + line + "\n";
}

}  // namespace

TEST_CASE("the text of a patch is judged as the patch is") {
  CHECK(reasons_of(patch_of("src/a.js")) == "");
  CHECK(reasons_of(patch_of("src/a.js", "eval(x)")) == "dangerous_code src/a.js:1");
  CHECK(reasons_of(patch_of("lib/a.js")) == "path_filter lib/a.js");
  CHECK(reasons_of(patch_of("src/.git/x")) == "protected_path src/.git/x");
}

TEST_CASE("text that is no patch does not parse") {
  for (const char* text : {"", "I would change the third line.", "const value = 1;", "\n\n",
                           "```diff\n```", "--- a/x\n", "@@ -1 +1 @@\n-a\n+b\n"}) {
    INFO(text);
    CHECK(reasons_of(text) == "does_not_parse");
  }
}

TEST_CASE("a patch without git's headers is judged by its files all the same") {
  std::string text;
  for (int i = 0; i < 3; ++i) {
    const std::string path = "lib/f" + std::to_string(i) + ".js";
    text += "--- a/" + path + "\n+++ b/" + path + "\n@@ -1 +1 @@\n-a\n+b\n";
  }
  CHECK(reasons_of(text, {.files_max = 2, .path_filters = {}, .protected_paths = {}}) ==
        "files, path_filter lib/f0.js, path_filter lib/f1.js, path_filter lib/f2.js");
}

TEST_CASE("quoted paths, renames, modes and links in the text are seen") {
  CHECK(reasons_of("diff --git \"a/.github/\\303\\244.yml\" \"b/.github/\\303\\244.yml\"\n"
                   "--- \"a/.github/\\303\\244.yml\"\n+++ \"b/.github/\\303\\244.yml\"\n"
                   "@@ -1 +1 @@\n-a\n+b\n") ==
        "path_filter .github/ä.yml, protected_path .github/ä.yml");
  CHECK(reasons_of("diff --git a/lib/a.js b/src/a.js\nsimilarity index 100%\n"
                   "rename from lib/a.js\nrename to src/a.js\n") == "path_filter src/a.js");
  CHECK(reasons_of("diff --git a/src/a b/src/a\nold mode 100644\nnew mode 100755\n") ==
        "mode_change src/a");
  CHECK(reasons_of("diff --git a/src/l b/src/l\nnew file mode 120000\n--- /dev/null\n+++ b/src/l\n"
                   "@@ -0,0 +1 @@\n+/etc/passwd\n\\ No newline at end of file\n") ==
        "symlink src/l");
  CHECK(reasons_of("diff --git a/src/s b/src/s\nnew file mode 160000\n--- /dev/null\n+++ b/src/s\n"
                   "@@ -0,0 +1 @@\n+Subproject commit 1234567\n") == "symlink src/s");
  CHECK(reasons_of("diff --git a/src/p.png b/src/p.png\nindex 1234567..89abcde 100644\n"
                   "Binary files a/src/p.png and b/src/p.png differ\n") == "binary src/p.png");
}

TEST_CASE("lines inside of hunks that look like headers are lines") {
  std::string text = "--- a/src/a.txt\n+++ b/src/a.txt\n@@ -0,0 +1,4 @@\n";
  for (int i = 0; i < 4; ++i)
    text += "++++ b/x\n";
  CHECK(reasons_of(text, {.diff_lines_max = 3, .path_filters = {}, .protected_paths = {}}) ==
        "diff_lines");
}

TEST_CASE("the text's own size is limited, with what precedes the patch") {
  const GuardrailPolicy policy{.patch_bytes_max = 300, .path_filters = {}, .protected_paths = {}};
  CHECK(reasons_of(patch_of("src/a.js"), policy) == "");
  const auto verdict =
      check_patch_text(policy, std::string(300, ' ') + "\n" + patch_of("src/a.js"));
  REQUIRE(verdict.refusals.size() == 1);
  CHECK(verdict.refusals[0].reason == Reason::bytes);
  CHECK(verdict.refusals[0].detail.ends_with("bytes, limit is 300"));
  CHECK(reasons_of(patch_of("src/a.js", std::string(400, 'x')), policy) == "bytes");
}

TEST_CASE("the reason why a text does not parse repeats no secret of it") {
  const std::string secret = "ghp_" + homeostat::test::random_text(36);
  const auto verdict = check_patch_text(
      {}, "--- a/src/a\n+++ b/src/a\n@@ -1 +1 @@\n" + secret + "\n" + secret + "\n");
  REQUIRE(verdict.refusals.size() == 1);
  CHECK(verdict.refusals[0].detail.find(secret.substr(4)) == std::string::npos);
}
