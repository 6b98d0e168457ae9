#include "core/secrets/rules.hpp"

#include <algorithm>

namespace homeostat::secrets {
namespace {

constexpr Alphabet sets_of(unsigned char c) {
  Alphabet sets = 0;
  const auto add = [&](bool is_member, Alphabet set) {
    if (is_member) sets = static_cast<Alphabet>(sets | set);
  };
  add(c >= '0' && c <= '9', digit);
  add(c >= 'a' && c <= 'f', hex_lower);
  add(c >= 'A' && c <= 'F', hex_upper);
  add(c >= 'a' && c <= 'z', lower);
  add(c >= 'A' && c <= 'Z', upper);
  add(c == '-', dash);
  add(c == '_', underscore);
  add(c == '.', dot);
  add(c == '+' || c == '/', plus_slash);
  add(c == '=', equals);
  add(c == '~', tilde);
  add((c >= 'A' && c <= 'Z') || (c >= '2' && c <= '7'), base32);
  return sets;
}

constexpr std::array<Alphabet, 256> byte_sets = [] {
  std::array<Alphabet, 256> sets{};
  for (unsigned i = 0; i < 256; ++i)
    sets[i] = sets_of(static_cast<unsigned char>(i));
  return sets;
}();

// Prefix, alphabet and length are public facts of each issuer. Kept sorted by prefix.
// clang-format off
constexpr TokenRule rules[] = {
    {"terraform-token", ".atlasv1.", {{{url64 | equals, 60, 70}}}},
    {"onepassword-key", "A3-", {{{digit | upper | dash, 30, 36}}}, 0.95, true},
    {"twitter-bearer", "AAAAAAAAAAAAAAAAAAAAAA", {{{std64 | underscore | dash, 60, 150}}}},
    {"aws-access-key-id", "ABIA", {{{digit | upper, 16, 16}}}},
    {"aws-bedrock-key", "ABSK", {{{std64, 100, 300}}}},
    {"aws-access-key-id", "ACCA", {{{digit | upper, 16, 16}}}},
    {"age-secret-key", "AGE-SECRET-KEY-1", {{{alnum, 58, 58}}}},
    {"google-api-key", "AIza", {{{url64, 35, 35}}}},
    {"artifactory-key", "AKCp", {{{alnum, 65, 75}}}},
    {"aws-access-key-id", "AKIA", {{{digit | upper, 16, 16}}}},
    {"octopus-key", "API-", {{{digit | upper, 26, 32}}}, 0.95, true},
    {"yandex-key", "AQVN", {{{url64, 35, 38}}}},
    {"aws-access-key-id", "ASIA", {{{digit | upper, 16, 16}}}},
    {"atlassian-token", "ATATT3", {{{url64 | equals, 28, 250}}}},
    {"atlassian-token", "ATBB", {{{url64 | equals, 28, 250}}}},
    {"atlassian-token", "ATCTT3", {{{url64 | equals, 28, 250}}}},
    {"atlassian-token", "ATSTT3", {{{url64 | equals, 28, 250}}}},
    {"trello-token", "ATTA", {{{any_hex, 64, 80}}}},
    {"circleci-token", "CCIPAT_", {{{word, 40, 80}}}},
    {"contentful-token", "CFPAT-", {{{url64, 43, 43}}}},
    {"clojars-token", "CLOJARS_", {{{alnum, 60, 60}}}},
    {"square-token", "EAAA", {{{url64 | plus_slash | equals, 60, 64}}}},
    {"facebook-token", "EAAC", {{{alnum, 100, 250}}}},
    {"facebook-token", "EAAM", {{{alnum, 100, 250}}}},
    {"easypost-key", "EZAK", {{{alnum, 54, 54}}}},
    {"easypost-key", "EZTK", {{{alnum, 54, 54}}}},
    {"flutterwave-key", "FLWPUBK-", {{{alnum | dash, 12, 50}}}},
    {"flutterwave-key", "FLWPUBK_TEST", {{{alnum | dash, 12, 50}}}},
    {"flutterwave-key", "FLWPUBK_TEST-", {{{alnum | dash, 12, 50}}}},
    {"flutterwave-key", "FLWSECK-", {{{alnum | dash, 12, 50}}}},
    {"flutterwave-key", "FLWSECK_TEST", {{{alnum | dash, 12, 50}}}},
    {"flutterwave-key", "FLWSECK_TEST-", {{{alnum | dash, 12, 50}}}},
    {"google-oauth-secret", "GOCSPX-", {{{url64, 28, 28}}}},
    {"gitlab-token", "GR1348941", {{{url64, 20, 310}}}},
    {"heroku-key", "HRKU-AA", {{{url64, 58, 62}}}},
    {"alibaba-key", "LTAI", {{{alnum, 12, 30}}}, 0.95, true},
    {"new-relic-key", "NRAK-", {{{alnum | dash, 27, 36}}}},
    {"new-relic-key", "NRII-", {{{alnum | dash, 27, 36}}}},
    {"new-relic-key", "NRJS-", {{{any_hex, 19, 19}}}},
    {"new-relic-key", "NRRA-", {{{alnum | dash, 27, 36}}}},
    {"new-relic-key", "NRSP-", {{{alnum | dash, 27, 36}}}},
    {"postman-key", "PMAK-", {{{any_hex, 24, 24}, {any_hex, 34, 34, '-'}}}},
    {"sendgrid-token", "SG.", {{{url64 | equals | dot, 60, 69}}}, 0.95, true},
    {"twilio-key", "SK", {{{any_hex, 32, 32}}}},
    {"yandex-key", "YCAJE", {{{url64, 20, 20}}}},
    {"yandex-key", "YCM", {{{url64, 37, 37}}}},
    {"yandex-key", "YCO", {{{url64, 37, 37}}}},
    {"jwt-base64", "ZXlK", {{{std64, 70, 4096}}}},
    {"gitlab-session", "_gitlab_session=", {{{hex, 32, 32}}}},
    {"plaid-token", "access-development-", {{{any_hex | dash, 36, 36}}}},
    {"plaid-token", "access-production-", {{{any_hex | dash, 36, 36}}}},
    {"plaid-token", "access-sandbox-", {{{any_hex | dash, 36, 36}}}},
    {"telegram-webhook", "api.telegram.org/bot", {{{url64, 8, 12}, {url64, 30, 36, ':'}}}},
    {"huggingface-token", "api_org_", {{{alnum, 34, 37}}}},
    {"authress-key", "authress_",
     {{{alnum, 5, 30}, {alnum, 4, 6, '.'}, {lower | digit | dash | underscore, 20, 80, '.'}}}},
    {"aws-bedrock-key", "bedrock-api-key-YmVkcm9jay5hbWF6b25hd3MuY29t", {{{std64, 0, 2000}}}},
    {"buildkite-token", "bkua_", {{{any_hex, 40, 40}}}},
    {"artifactory-token", "cmVmdGtu", {{{alnum, 56, 56}}}},
    {"databricks-token", "dapi", {{{hex, 32, 32}}}},
    {"docker-token", "dckr_oat_", {{{url64, 20, 64}}}},
    {"docker-token", "dckr_pat_", {{{url64, 20, 64}}}},
    {"discord-webhook", "discord.com/api/webhooks/", {{{digit, 15, 22}, {url64, 60, 80, '/'}}}},
    {"discord-webhook", "discordapp.com/api/webhooks/", {{{digit, 15, 22}, {url64, 60, 80, '/'}}}},
    {"defined-networking-key", "dnkey-", {{{url64 | equals, 79, 79}}}},
    {"digitalocean-token", "doo_v1_", {{{hex, 64, 64}}}},
    {"digitalocean-token", "dop_v1_", {{{hex, 64, 64}}}},
    {"digitalocean-token", "dor_v1_", {{{hex, 64, 64}}}},
    {"doppler-token", "dp.audit.", {{{alnum | dot | underscore | dash, 40, 80}}}},
    {"doppler-token", "dp.ct.", {{{alnum | dot | underscore | dash, 40, 80}}}},
    {"doppler-token", "dp.pt.", {{{alnum | dot | underscore | dash, 40, 80}}}},
    {"doppler-token", "dp.sa.", {{{alnum | dot | underscore | dash, 40, 80}}}},
    {"doppler-token", "dp.scim.", {{{alnum | dot | underscore | dash, 40, 80}}}},
    {"doppler-token", "dp.st.", {{{alnum | dot | underscore | dash, 40, 80}}}},
    {"dynatrace-token", "dt0c01.", {{{alnum, 24, 24}, {alnum, 64, 64, '.'}}}},
    {"duffel-token", "duffel_live_", {{{url64 | equals, 43, 43}}}},
    {"duffel-token", "duffel_test_", {{{url64 | equals, 43, 43}}}},
    {"authress-key", "ext_",
     {{{alnum, 5, 30}, {alnum, 4, 6, '.'}, {lower | digit | dash | underscore, 20, 80, '.'}}}},
    {"jwt", "eyJ",
     {{{url64, 10, 4096}, {url64 | equals, 10, 4096, '.'}, {url64 | equals, 4, 4096, '.'}}}},
    {"grafana-key", "eyJrIjoi", {{{std64, 60, 400}}}},
    {"figma-token", "figd_", {{{url64, 40, 60}}}},
    {"figma-token", "figu_", {{{url64, 40, 60}}}},
    {"frameio-token", "fio-u-", {{{url64 | equals, 64, 64}}}},
    {"live-key", "flb_live_", {{{alnum, 16, 30}}}},
    {"flyio-token", "fm1_", {{{std64 | underscore | dash, 40, 1200}}}},
    {"flyio-token", "fm1a_", {{{std64 | underscore | dash, 40, 1200}}}},
    {"flyio-token", "fm1r_", {{{std64 | underscore | dash, 40, 1200}}}},
    {"flyio-token", "fm2_", {{{std64 | underscore | dash, 40, 1200}}}},
    {"flyio-token", "fo1_", {{{std64 | underscore | dash, 40, 1200}}}},
    {"github-token", "gho_", {{{alnum, 36, 255}}}},
    {"github-token", "ghp_", {{{alnum, 36, 255}}}},
    {"github-token", "ghr_", {{{alnum, 36, 255}}}},
    {"github-token", "ghs_", {{{alnum, 36, 255}}}},
    {"github-token", "ghu_", {{{alnum, 36, 255}}}},
    {"github-fine-grained-token", "github_pat_", {{{word, 36, 255}}}},
    {"gitlab-token", "glagent-", {{{url64, 20, 310}}}},
    {"grafana-token", "glc_", {{{std64, 32, 400}}}},
    {"gitlab-token", "glcbt-", {{{url64, 20, 310}}}},
    {"gitlab-token", "gldt-", {{{url64, 20, 310}}}},
    {"gitlab-token", "glffct-", {{{url64, 20, 310}}}},
    {"gitlab-token", "glft-", {{{url64, 20, 310}}}},
    {"gitlab-token", "glimt-", {{{url64, 20, 310}}}},
    {"gitlab-token", "glpat-", {{{url64 | dot, 20, 310}}}},
    {"gitlab-token", "glptt-", {{{url64, 20, 310}}}},
    {"gitlab-token", "glrt-", {{{url64 | dot, 20, 310}}}},
    {"gitlab-token", "glrtr-", {{{url64, 20, 310}}}},
    {"grafana-token", "glsa_", {{{alnum, 32, 32}, {any_hex, 8, 8, '_'}}}},
    {"gitlab-token", "glsoat-", {{{url64, 20, 310}}}},
    {"groq-key", "gsk_", {{{alnum, 48, 60}}}},
    {"huggingface-token", "hf_", {{{alnum, 34, 37}}}, 0.95, true},
    {"slack-webhook", "hooks.slack.com/services/", {{{alnum | plus_slash, 40, 100}}}},
    {"slack-webhook", "hooks.slack.com/triggers/", {{{alnum | plus_slash, 40, 100}}}},
    {"slack-webhook", "hooks.slack.com/workflows/", {{{alnum | plus_slash, 40, 100}}}},
    {"vault-token", "hvb.", {{{url64, 100, 400}}}},
    {"vault-token", "hvr.", {{{url64, 24, 400}}}},
    {"vault-token", "hvs.", {{{url64, 24, 200}}}},
    {"infracost-key", "ico-", {{{alnum, 32, 32}}}},
    {"mailgun-key", "key-", {{{hex, 32, 32}}}, 0.85},
    {"linear-key", "lin_api_", {{{alnum, 40, 40}}}},
    {"linear-key", "lin_oauth_", {{{alnum, 40, 64}}}},
    {"langsmith-key", "lsv2_pt_", {{{any_hex, 32, 32}, {any_hex, 10, 10, '_'}}}},
    {"langsmith-key", "lsv2_sk_", {{{any_hex, 32, 32}, {any_hex, 10, 10, '_'}}}},
    {"mongodb-token", "mdb_sa_sk_", {{{url64, 40, 50}}}},
    {"netlify-token", "nfp_", {{{alnum, 36, 48}}}},
    {"npm-token", "npm_", {{{alnum, 36, 36}}}},
    {"notion-token", "ntn_", {{{alnum, 40, 60}}}},
    {"nvidia-key", "nvapi-", {{{url64, 60, 80}}}},
    {"onepassword-token", "ops_eyJ", {{{std64, 200, 2000}}}},
    {"nuget-key", "oy2", {{{digit | lower, 43, 43}}}},
    {"adobe-secret", "p8e-", {{{alnum, 32, 32}}}},
    {"airtable-token", "pat", {{{alnum, 14, 14}, {hex, 64, 64, '.'}}}},
    {"harness-key", "pat.", {{{url64, 22, 22}, {alnum, 24, 24, '.'}, {alnum, 20, 20, '.'}}}},
    {"posthog-key", "phc_", {{{alnum, 40, 50}}}},
    {"posthog-key", "phs_", {{{alnum, 40, 50}}}},
    {"posthog-key", "phx_", {{{alnum, 40, 50}}}},
    {"mapbox-token", "pk.", {{{url64, 60, 100}, {url64, 20, 30, '.'}}}},
    {"stripe-key", "pk_live_", {{{alnum, 16, 250}}}},
    {"stripe-key", "pk_prod_", {{{alnum, 16, 250}}}},
    {"plausible-key", "plausible_", {{{word, 20, 64}}}, 0.85},
    {"prefect-token", "pnu_", {{{alnum, 36, 36}}}},
    {"perplexity-key", "pplx-", {{{alnum, 48, 64}}}},
    {"planetscale-token", "pscale_oauth_", {{{url64 | dot | equals, 32, 64}}}},
    {"planetscale-token", "pscale_pw_", {{{url64 | dot | equals, 32, 64}}}},
    {"planetscale-token", "pscale_tkn_", {{{url64 | dot | equals, 32, 64}}}},
    {"mailgun-key", "pubkey-", {{{hex, 32, 32}}}, 0.85},
    {"pulumi-token", "pul-", {{{hex, 40, 40}}}},
    {"pypi-token", "pypi-AgE", {{{url64, 50, 1000}}}},
    {"replicate-token", "r8_", {{{alnum, 37, 40}}}},
    {"readme-token", "rdme_", {{{alnum, 70, 70}}}},
    {"stripe-key", "rk_live_", {{{alnum, 16, 250}}}},
    {"stripe-key", "rk_prod_", {{{alnum, 16, 250}}}},
    {"stripe-key", "rk_test_", {{{alnum, 16, 250}}}},
    {"render-token", "rnd_", {{{alnum, 28, 40}}}, 0.95, true},
    {"rubygems-token", "rubygems_", {{{any_hex, 48, 48}}}},
    {"razorpay-key", "rzp_live_", {{{alnum, 14, 24}}}},
    {"razorpay-key", "rzp_test_", {{{alnum, 14, 24}}}},
    {"intra42-secret", "s-s4t2af-", {{{hex, 64, 64}}}},
    {"intra42-secret", "s-s4t2ud-", {{{hex, 64, 64}}}},
    {"harness-key", "sat.", {{{url64, 22, 22}, {alnum, 24, 24, '.'}, {alnum, 20, 20, '.'}}}},
    {"supabase-key", "sb_secret_", {{{url64, 30, 50}}}},
    {"supabase-token", "sbp_", {{{hex, 40, 40}}}},
    {"authress-key", "sc_",
     {{{alnum, 5, 30}, {alnum, 4, 6, '.'}, {lower | digit | dash | underscore, 20, 80, '.'}}}},
    {"authress-key", "scauth_",
     {{{alnum, 5, 30}, {alnum, 4, 6, '.'}, {lower | digit | dash | underscore, 20, 80, '.'}}}},
    {"notion-token", "secret_", {{{alnum, 43, 43}}}},
    {"sourcegraph-token", "sgp_", {{{word, 40, 60}}}},
    {"openshift-token", "sha256~", {{{url64, 43, 43}}}},
    {"shippo-token", "shippo_live_", {{{any_hex, 40, 40}}}},
    {"shippo-token", "shippo_test_", {{{any_hex, 40, 40}}}},
    {"shopify-token", "shpat_", {{{any_hex, 32, 32}}}},
    {"shopify-token", "shpca_", {{{any_hex, 32, 32}}}},
    {"shopify-token", "shppa_", {{{any_hex, 32, 32}}}},
    {"shopify-token", "shpss_", {{{any_hex, 32, 32}}}},
    {"openai-key", "sk-", {{{alnum, 32, 64}}}, 0.9},
    {"openai-key", "sk-None-", {{{url64, 20, 300}}}},
    {"openai-key", "sk-admin-", {{{url64, 20, 300}}}},
    {"anthropic-key", "sk-ant-", {{{url64, 32, 200}}}},
    {"openrouter-key", "sk-or-v1-", {{{hex, 64, 64}}}},
    {"openai-key", "sk-proj-", {{{url64, 20, 300}}}},
    {"openai-key", "sk-svcacct-", {{{url64, 20, 300}}}},
    {"mapbox-token", "sk.", {{{url64, 60, 100}, {url64, 20, 30, '.'}}}},
    {"stripe-key", "sk_live_", {{{alnum, 16, 250}}}},
    {"stripe-key", "sk_prod_", {{{alnum, 16, 250}}}},
    {"stripe-key", "sk_test_", {{{alnum, 16, 250}}}},
    {"sourcegraph-token", "slk_", {{{hex, 64, 64}}}},
    {"settlemint-token", "sm_aat_", {{{alnum, 16, 16}}}},
    {"settlemint-token", "sm_pat_", {{{alnum, 16, 16}}}},
    {"settlemint-token", "sm_sat_", {{{alnum, 16, 16}}}},
    {"sentry-token", "sntrys_", {{{std64 | underscore, 80, 400}}}},
    {"sentry-token", "sntryu_", {{{hex, 64, 64}}}},
    {"square-token", "sq0atp-", {{{url64, 22, 22}}}},
    {"square-token", "sq0csp-", {{{url64, 43, 43}}}},
    {"square-id", "sq0idp-", {{{url64, 22, 22}}}},
    {"sonar-token", "sqa_", {{{alnum, 40, 40}}}},
    {"sonar-token", "sqp_", {{{alnum, 40, 40}}}},
    {"sonar-token", "squ_", {{{alnum, 40, 40}}}},
    {"typeform-token", "tfp_", {{{url64 | equals | dot, 59, 59}}}},
    {"scalingo-token", "tk-us-", {{{word | dash, 48, 48}}}},
    {"tailscale-key", "tskey-", {{{url64, 20, 80}}}},
    {"cloudflare-key", "v1.0-", {{{hex, 24, 24}, {hex, 146, 146, '-'}}}},
    {"teams-webhook", "webhook.office.com/webhookb2/", {{{url64 | plus_slash, 80, 250}}}},
    {"stripe-webhook-secret", "whsec_", {{{alnum | plus_slash | equals, 24, 100}}}},
    {"xai-key", "xai-", {{{alnum, 70, 90}}}},
    {"slack-token", "xapp-", {{{alnum | dash, 20, 250}}}},
    {"sendinblue-token", "xkeysib-", {{{hex, 64, 64}, {alnum, 16, 16, '-'}}}},
    {"slack-token", "xoxa-", {{{alnum | dash, 10, 250}}}},
    {"slack-token", "xoxb-", {{{alnum | dash, 10, 250}}}},
    {"slack-token", "xoxe-", {{{alnum | dash, 20, 400}}}},
    {"slack-token", "xoxe.", {{{alnum | dash, 20, 400}}}},
    {"slack-token", "xoxo-", {{{alnum | dash, 10, 250}}}},
    {"slack-token", "xoxp-", {{{alnum | dash, 10, 250}}}},
    {"slack-token", "xoxr-", {{{alnum | dash, 10, 250}}}},
    {"slack-token", "xoxs-", {{{alnum | dash, 10, 250}}}},
    {"yandex-token", "y0_", {{{url64, 40, 80}}}},
    {"google-oauth-token", "ya29.", {{{url64, 20, 500}}}},
};
// clang-format on

static_assert(std::is_sorted(std::begin(rules), std::end(rules),
                             [](const TokenRule& a, const TokenRule& b) {
                               return a.prefix < b.prefix;
                             }));

constexpr Beginnings rule_beginnings = [] {
  Beginnings bits{};
  for (const TokenRule& rule : rules) {
    const std::size_t pair = pair_of(rule.prefix[0], rule.prefix[1]);
    bits[pair / 64] |= std::uint64_t{1} << (pair % 64);
  }
  return bits;
}();

}  // namespace

bool in(Alphabet alphabet, char c) noexcept {
  return (byte_sets[static_cast<unsigned char>(c)] & alphabet) != 0;
}

std::span<const TokenRule> token_rules() noexcept { return rules; }

const Beginnings& beginnings() noexcept { return rule_beginnings; }

}  // namespace homeostat::secrets
