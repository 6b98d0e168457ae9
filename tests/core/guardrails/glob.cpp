#include <homeostat/guardrails.hpp>

#include <string>

#include "support/catch.hpp"
#include "support/growth.hpp"

using homeostat::matches_path;
using homeostat::passes_filters;
using homeostat::PathFilters;

TEST_CASE("a prefix matches what lies in that folder of the root, and nothing that begins alike") {
  CHECK(matches_path("src/", "src/a.js"));
  CHECK(matches_path("src/", "src/deep/a.js"));
  CHECK_FALSE(matches_path("src/", "src-evil/a.js"));
  CHECK_FALSE(matches_path("src/", "srcx"));
  CHECK_FALSE(matches_path("src/", "src"));
  CHECK_FALSE(matches_path("src/", "lib/src/a.js"));
  CHECK_FALSE(matches_path("src/", "SRC/a.js"));
  CHECK(matches_path("./src/", "src/a.js"));
  CHECK(matches_path("/src/", "src/a.js"));
  CHECK(matches_path("src/lib/", "src/lib/a.js"));
  CHECK_FALSE(matches_path("src/lib/", "src/libx/a.js"));
}

TEST_CASE("globs mean what they mean in .gitignore") {
  CHECK(matches_path("*.js", "deep/er/a.js"));
  CHECK_FALSE(matches_path("*.js", "a.jsx"));
  CHECK(matches_path("/a.js", "a.js"));
  CHECK_FALSE(matches_path("/a.js", "b/a.js"));
  CHECK(matches_path("src/*.js", "src/a.js"));
  CHECK_FALSE(matches_path("src/*.js", "src/b/a.js"));
  CHECK_FALSE(matches_path("src/*.js", "lib/src/a.js"));
  CHECK(matches_path("**/test", "a/b/test/c.js"));
  CHECK(matches_path("**/test", "test"));
  CHECK_FALSE(matches_path("**/test", "a/latest"));
  CHECK(matches_path("src/**", "src/a/b"));
  CHECK_FALSE(matches_path("src/**", "src"));
  CHECK(matches_path("a/**/b", "a/b"));
  CHECK(matches_path("a/**/b", "a/x/y/b"));
  CHECK_FALSE(matches_path("a/**/b", "ab"));
  CHECK(matches_path("**", "a/b"));
  CHECK(matches_path("build", "x/build/y.o"));
  CHECK(matches_path("build*/", "x/build-1/y.o"));
  CHECK_FALSE(matches_path("build*/", "x/build-1"));
  CHECK(matches_path("a?c", "abc"));
  CHECK_FALSE(matches_path("a?c", "a/c"));
  CHECK(matches_path("a**c", "abbc"));
  CHECK_FALSE(matches_path("src/a**c", "src/a/c"));
  CHECK(matches_path("foo/*", "foo/bar/baz"));
}

TEST_CASE("sets hold bytes, ranges, names of classes and their negation") {
  CHECK(matches_path("[a-c]x", "bx"));
  CHECK_FALSE(matches_path("[a-c]x", "dx"));
  CHECK(matches_path("[!a-c]x", "dx"));
  CHECK_FALSE(matches_path("[^a-c]x", "bx"));
  CHECK(matches_path("[]x]", "]"));
  CHECK(matches_path("[\\]x]", "]"));
  CHECK(matches_path("[a\\-z]", "-"));
  CHECK(matches_path("[+-\\]]", "]"));
  CHECK_FALSE(matches_path("a[!x]b", "a/b"));
  CHECK(matches_path("v[[:digit:]]", "v7"));
  CHECK_FALSE(matches_path("v[[:digit:]]", "va"));
  CHECK_FALSE(matches_path("v[[:nothing:]]", "va"));
  CHECK(matches_path("[[:alnum:]][[:alpha:]][[:lower:]][[:upper:]][[:xdigit:]][[:space:]]x",
                     "1aaAf x"));
  CHECK(matches_path("a[b", "a[b"));
  CHECK(matches_path("a[[:b", "a[[:b"));
  CHECK(matches_path("\\*.js", "*.js"));
  CHECK_FALSE(matches_path("\\*.js", "a.js"));
  CHECK(matches_path("a\\", "a\\"));
}

TEST_CASE("an empty or negated pattern matches nothing") {
  CHECK_FALSE(matches_path("", "a"));
  CHECK_FALSE(matches_path("/", "a"));
  CHECK_FALSE(matches_path("!src/", "src/a"));
  CHECK_FALSE(matches_path("src/", ""));
}

TEST_CASE("matching takes time in proportion to path and pattern") {
  std::string pattern;
  for (int i = 0; i < 200; ++i)
    pattern += "*a**/";
  pattern += "*b";
  CHECK(homeostat::test::growth("a", 500, [&](const std::string& path) {
          CHECK_FALSE(matches_path(pattern, path));
        }) < homeostat::test::linear_growth_max);
}

TEST_CASE("every path must be included and none excluded") {
  const PathFilters filters;  // include src/ content/ background/, exclude tests/ docs/
  CHECK(passes_filters(filters, "src/a.js"));
  CHECK(passes_filters(filters, "background/worker.js"));
  CHECK_FALSE(passes_filters(filters, "lib/a.js"));
  CHECK_FALSE(passes_filters(filters, "tests/a.js"));
  CHECK_FALSE(passes_filters(filters, "src-evil/a.js"));
  CHECK_FALSE(passes_filters(filters, "src/../.github/workflows/x.yml"));
  CHECK_FALSE(passes_filters({.include = {}, .exclude = {}}, "src/a.js"));
}

TEST_CASE("an exclusion holds in other cases and look-alikes too") {
  const PathFilters filters{.include = {"**"}, .exclude = {"Docs/", "src/*.gen.js"}};
  CHECK(passes_filters(filters, "src/a.js"));
  CHECK_FALSE(passes_filters(filters, "Docs/a.md"));
  CHECK_FALSE(passes_filters(filters, "docs/a.md"));
  CHECK_FALSE(passes_filters(filters,
                             "d\xd0\xbe"
                             "cs/a.md"));
  CHECK_FALSE(passes_filters(filters, "SRC/a.GEN.js"));
}
