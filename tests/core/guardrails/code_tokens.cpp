#include <homeostat/guardrails.hpp>

#include <string>

#include "support/catch.hpp"
#include "support/growth.hpp"
#include "support/patches.hpp"

using homeostat::check_patch;
using homeostat::test::changed;
using homeostat::test::patch_of;

namespace {

bool passes(const std::string& line) {
  return check_patch({}, patch_of({changed("src/a.js", {"+" + line})})).pass();
}

}  // namespace

TEST_CASE("escapes in names are resolved, others are left") {
  CHECK_FALSE(passes("e\\u0076al(x)"));
  CHECK_FALSE(passes("e\\u{00076}al(x)"));
  CHECK(passes("e\\u{76al(x)"));
  CHECK(passes("e\\u00(x)"));
  CHECK(passes("e\\x7"));
  CHECK(passes("'\\x41\\q\\u'"));
}

TEST_CASE("members are seen in every way to name them") {
  CHECK_FALSE(passes("document\n.write(x)"));
  CHECK_FALSE(passes("document?.write(x)"));
  CHECK_FALSE(passes("document?.[\"write\"](x)"));
  CHECK_FALSE(passes("document[`write`](x)"));
  CHECK_FALSE(passes("document./* a */write(x)"));
  CHECK(passes("document[write](x)"));
  CHECK(passes("document['write'"));
  CHECK(passes("document - write"));
  CHECK(passes("document."));
}

TEST_CASE("names beyond ASCII are one word") {
  CHECK(passes("\xc3\xa9val(x); eval\xc3\xa9(x); $eval(x); eval_(x)"));
}

TEST_CASE("reading tokens takes time in proportion to the patch") {
  for (const char* part :
       {"eval /* ", "eval(", "document[", "\\u0065", "// x ", "'//a.b' fetch "}) {
    INFO(part);
    CHECK(homeostat::test::growth(part, 5'000, [](const std::string& text) {
            (void)passes(text);
          }) < homeostat::test::linear_growth_max);
  }
}
