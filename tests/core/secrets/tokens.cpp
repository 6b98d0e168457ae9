#include <homeostat/secrets.hpp>

#include <string>
#include <vector>

#include "support/catch.hpp"
#include "support/growth.hpp"
#include "support/synthetic.hpp"

using homeostat::find_secrets;
using homeostat::SecretProfile;
using homeostat::test::base36;
using homeostat::test::hex_digits;
using homeostat::test::random_text;
using homeostat::test::upper36;

namespace {

std::string rule_in(const std::string& text, SecretProfile profile = SecretProfile::guard) {
  const auto findings = find_secrets(text, profile);
  return findings.size() == 1 ? findings[0].rule : std::to_string(findings.size()) + " findings";
}

}  // namespace

TEST_CASE("every kind of secret that the predecessor let pass is found") {
  CHECK(rule_in("x = sk-" + random_text(48)) == "openai-key");
  CHECK(rule_in("sk-proj-" + random_text(48) + "T3Blbk" + "FJ" + random_text(48)) == "openai-key");
  CHECK(rule_in("sk-ant-api03-" + random_text(95)) == "anthropic-key");
  for (const char* prefix : {"ghp_", "gho_", "ghu_", "ghs_", "ghr_"}) {
    CHECK(rule_in("token " + (prefix + random_text(36))) == "github-token");
  }
  CHECK(rule_in("github_pat_" + random_text(22) + "_" + random_text(59)) ==
        "github-fine-grained-token");
  CHECK(rule_in("AKIA" + random_text(16, upper36)) == "aws-access-key-id");
  CHECK(rule_in("aws_secret_access_key = \"" + random_text(40) + "\"") == "secret-assignment");
  CHECK(rule_in("xoxb-" + random_text(12, "0123456789") + "-" + random_text(24)) == "slack-token");
  CHECK(rule_in("AIza" + random_text(35)) == "google-api-key");
  CHECK(rule_in("eyJ" + random_text(30) + ".eyJ" + random_text(40) + "." + random_text(43)) ==
        "jwt");
  for (const char* prefix : {"sk_live_", "rk_live_", "pk_live_", "sk_test_"}) {
    CHECK(rule_in(prefix + random_text(24)) == "stripe-key");
  }
  CHECK(rule_in("glpat-" + random_text(20)) == "gitlab-token");
  CHECK(rule_in("//registry/:_authToken=npm_" + random_text(36)) == "npm-token");
  CHECK(rule_in("lin_api_" + random_text(40)) == "linear-key");
}

TEST_CASE("a token is found whatever stands around it") {
  const std::string token = "ghp_" + random_text(36);
  for (const auto& [before, after] :
       std::vector<std::pair<std::string, std::string>>{{"", ""},
                                                        {"\"", "\","},
                                                        {"{A=", ", B=c}"},
                                                        {"<v>", "</v>"},
                                                        {"a=1&t=", "&b"},
                                                        {"\\n", "\\n"},
                                                        {"%3D", "%26a"},
                                                        {"\\u003d", "\\u0026"},
                                                        {"\\x3d", "x\n"},
                                                        {"x,", ",y\r\n"},
                                                        {"[", "]."},
                                                        {"https://", "@github.com/"},
                                                        {"'", "'"},
                                                        {"\xef\xbb\xbf", "\xc2\xa0"}}) {
    INFO(before << "…" << after);
    const auto findings = find_secrets(before + token + after, SecretProfile::guard);
    if (after == "x\n") continue;  // one more letter: another token, or none
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].offset == before.size());
    CHECK(findings[0].length == token.size());
  }
}

TEST_CASE("what merely resembles a token blocks no patch") {
  const std::string token = "ghp_" + random_text(36);
  CHECK(rule_in("x" + token) == "0 findings");                        // inside a word
  CHECK(rule_in("ghp_" + random_text(20)) == "0 findings");           // too short
  CHECK(rule_in("AKIA" + random_text(17, upper36)) == "0 findings");  // too long
  CHECK(rule_in("ghp_" + std::string(36, 'x')) == "0 findings");
  CHECK(rule_in("ghp_your0token0example0goes0here00000000") == "0 findings");
  CHECK(rule_in("AKIAIOSFODNN7EXAMPLE") == "0 findings");
  CHECK(rule_in("task-" + random_text(10)) == "0 findings");
  CHECK(rule_in("sk-proj-template-for-all-our-customers") == "0 findings");
  CHECK(rule_in("hf_hub_download_and_cache_everything_here") == "0 findings");
  CHECK(rule_in("eyJ" + random_text(30) + ".x") == "0 findings");
}

TEST_CASE("in text that leaves, doubtful tokens are found too, whole") {
  const std::string longer = "AKIA" + random_text(20, upper36);
  const auto findings = find_secrets("a " + longer + " b", SecretProfile::redact);
  REQUIRE(findings.size() == 1);
  CHECK(findings[0].length == longer.size());
  CHECK(rule_in("ghp_" + std::string(36, 'a'), SecretProfile::redact) == "github-token");
}

TEST_CASE("a sentence's last stop is no part of the token") {
  const std::string token = "glpat-" + random_text(20);
  const auto findings = find_secrets("it was " + token + ".", SecretProfile::guard);
  REQUIRE(findings.size() == 1);
  CHECK(findings[0].length == token.size());
}

TEST_CASE("the time for prefixes in one long run grows with the run alone") {
  CHECK(homeostat::test::growth("-eyJ/fo1_~pat.", 30'000, [](const std::string& text) {
          (void)find_secrets(text, SecretProfile::redact);
        }) < homeostat::test::linear_growth_max);
}
