#include <homeostat/guardrails.hpp>

#include "core/base/json.hpp"
#include "core/guardrails/verdicts.hpp"
#include "support/catch.hpp"
#include "support/patches.hpp"

using namespace homeostat;
using homeostat::test::changed;
using homeostat::test::patch_of;

TEST_CASE("a verdict as SARIF has a rule per reason and a result per refusal and review") {
  const Verdict verdict = check_patch(
      {}, patch_of({changed("src/log in.js", {"+x"}), changed("src/a.js", {" a", "+eval(x)"})}));
  const auto sarif = boost::json::parse(to_sarif(verdict));
  CHECK(sarif.at("version").as_string() == "2.1.0");
  const auto& run = sarif.at("runs").at(0);
  const auto& driver = run.at("tool").at("driver");
  CHECK(driver.at("name").as_string() == "homeostat");
  REQUIRE(driver.at("rules").as_array().size() == 1);
  CHECK(driver.at("rules").at(0).at("id").as_string() == "dangerous_code");
  REQUIRE(run.at("results").as_array().size() == 1);
  const auto& result = run.at("results").at(0);
  CHECK(result.at("ruleId").as_string() == "dangerous_code");
  CHECK(result.at("level").as_string() == "error");
  const auto& place = result.at("locations").at(0).at("physicalLocation");
  CHECK(place.at("artifactLocation").at("uri").as_string() == "src/a.js");
  CHECK(place.at("region").at("startLine").as_int64() == 2);
}

TEST_CASE("a review is a warning, a reason about the whole patch has no place") {
  GuardrailPolicy policy;
  policy.diff_lines_max = 1;
  const Verdict verdict = check_patch(policy, patch_of({changed("src/log-in %é.js", {"+x", "+y"}),
                                                        changed("src/oauth.js", {"+x"})}));
  const auto sarif = boost::json::parse(to_sarif(verdict));
  const auto& results = sarif.at("runs").at(0).at("results").as_array();
  REQUIRE(results.size() == 2);
  CHECK_FALSE(results[0].as_object().contains("locations"));
  CHECK(results[1].at("level").as_string() == "warning");
  const auto& place = results[1].at("locations").at(0).at("physicalLocation");
  CHECK(place.at("artifactLocation").at("uri").as_string() == "src/oauth.js");
  CHECK_FALSE(place.as_object().contains("region"));
  Verdict odd;
  odd.refusals = {{Reason::binary, "x", "a b%\xc3\xa9#.js", 0}};
  CHECK(to_sarif(odd).find(R"("uri":"a%20b%25%C3%A9%23.js")") != std::string::npos);
}
