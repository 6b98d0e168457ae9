#include <homeostat/guardrails.hpp>

#include "core/guardrails/verdicts.hpp"
#include "support/catch.hpp"
#include "support/patches.hpp"

using homeostat::test::changed;
using homeostat::test::patch_of;

TEST_CASE("a verdict in JSON has its reasons, reviews and numbers") {
  const auto pass = homeostat::check_patch({}, patch_of({changed("src/a", {"+x"})}));
  CHECK(to_json(pass) == R"({"verdict":"pass","reasons":[],"reviews":[],)"
                         R"("stats":{"added":1,"removed":0,"files":1}})");
  const auto refused =
      homeostat::check_patch({}, patch_of({changed("src/login.js", {"-x", "+eval(1)"})}));
  CHECK(
      to_json(refused) ==
      R"-({"verdict":"refuse","reasons":[{"code":"dangerous_code","file":"src/login.js","line":1,)-"
      R"-("detail":"an added line has eval() (changes.dynamic_code)",)-"
      R"-("remedy":"Fix it by hand, or set its class in changes to review."}],)-"
      R"-("reviews":[{"code":"protected_path","file":"src/login.js","line":0,)-"
      R"-("detail":"src/login.js: the path is sensitive (changes.sensitive)",)-"
      R"-("remedy":"Fix it by hand, or set its class in changes to review."}],)-"
      R"-("stats":{"added":1,"removed":1,"files":1}})-");
}
