#include <homeostat/pattern_index.hpp>

#include "core/pattern/lattice_support.hpp"
#include "support/catch.hpp"

using namespace homeostat;
using homeostat::test::index_of;
using homeostat::test::proposes;
using homeostat::test::region_of;

TEST_CASE("what is no edit, too large or unsafe is not learned") {
  PatternIndex index;
  CHECK_FALSE(index.learn(region_of("a/one", "a.js", "f(a);\n"), "f(a); // b\n"));
  CHECK_FALSE(index.learn(region_of("a/one", "a.js", ""), "f();\n"));
  CHECK_FALSE(index.learn(region_of("a/one", "a.js", "f();\n"), "try {\n  f();\n} catch (e) {}\n"));
  const std::string large(2 * 1024 * 1024, 'x');
  CHECK_FALSE(index.learn(region_of("a/one", "a.js", large), "f();\n"));
  CHECK(index.propose(region_of("a/one", "a.js", large), {}).empty());
  CHECK(index.size().edits == 0);
}

TEST_CASE("a proposal says what speaks for it") {
  const auto index = index_of("a.js", {{"return user.name;\n", "return user && user.name;\n"}});
  const auto proposals = index.propose(
      region_of("d/four", "b.js", "return page.title;\n", 1, "page is undefined"), {});
  REQUIRE_FALSE(proposals.empty());
  CHECK(proposals[0].pattern.substr(0, 3) == "l1:");
  CHECK(proposals[0].pattern.size() == 19);
  CHECK(proposals[0].confidence > 0);
  CHECK(proposals[0].confidence < 1);
  CHECK(proposals[0].why.find("seen in 3 repositories") != std::string::npos);
  CHECK(proposals[0].why.find("the error names its expression") != std::string::npos);
}

TEST_CASE("languages are known by their short names") {
  CHECK(language_of_name("JS") == Language::javascript);
  CHECK(language_of_name("tsx") == Language::typescript);
  CHECK(language_of_name("py") == Language::python);
  CHECK(language_of_name("cobol") == Language::unknown);
}

TEST_CASE("a region that begins within a comment is read behind it") {
  const auto index = index_of("a.js", {{"return user.name;\n", "return user && user.name;\n"}});
  CHECK(proposes(index, region_of("d/four", "b.js", " * it's\n */\nreturn page.title;\n", 3),
                 " * it's\n */\nreturn page && page.title;\n"));
  CHECK(index.propose(region_of("d/four", "b.js", " * it's\n */\nreturn page.title;\n", 1), {})
            .empty());
}
