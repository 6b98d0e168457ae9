#include <homeostat/guardrails.hpp>

#include "support/catch.hpp"
#include "support/patches.hpp"

using homeostat::test::changed;
using homeostat::test::patch_of;

TEST_CASE("a verdict in JSON has its reasons and numbers") {
  const auto pass = homeostat::check_patch({}, patch_of({changed("src/a", {"+x"})}));
  CHECK(to_json(pass) ==
        R"({"verdict":"pass","reasons":[],"stats":{"added":1,"removed":0,"files":1}})");
  const auto refused =
      homeostat::check_patch({}, patch_of({changed("src/a.js", {"-x", "+eval(1)"})}));
  CHECK(to_json(refused) ==
        R"-({"verdict":"refuse","reasons":[{"code":"dangerous_code","file":"src/a.js","line":1,)-"
        R"-("detail":"an added line has eval()"}],"stats":{"added":1,"removed":1,"files":1}})-");
}
