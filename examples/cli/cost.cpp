/// homeostat cost: what a year of fixes would cost, with all assumptions in sight.

#include <cmath>
#include <cstdio>
#include <homeostat/ledger.hpp>
#include <homeostat/runtime/system_clock.hpp>
#include <homeostat/tier.hpp>
#include <iostream>

#include "cli.hpp"
#include "lines.hpp"

namespace homeostat::cli {
namespace json = boost::json;

namespace {

using Triple = std::vector<double>;

/// "70/25/5": three numbers from 0 to `most`.
Result<Triple> read_triple(const char* name, const std::string& text, double most) {
  Triple numbers(3);
  char rest = 0;
  const int read =
      std::sscanf(text.c_str(), "%lf/%lf/%lf%c", &numbers[0], &numbers[1], &numbers[2], &rest);
  bool fits = read == 3;
  for (const double number : numbers)
    fits = fits && std::isfinite(number) && number >= 0 && number <= most;
  if (fits) return numbers;
  return Error{ErrorCode::invalid_argument,
               std::string("--") + name + " " + text + ": three numbers from 0 to " +
                   std::to_string(static_cast<long>(most)) + " are wanted, as 70/25/5"};
}

/// What goes into the projection, per tier.
struct Assumptions {
  Triple share;   ///< of the errors, percent
  Triple tries;   ///< model tries per fix, mean
  Triple prompt;  ///< tokens in a draft's prompt; a review's has the patch instead of most code
  Triple answer;
  Triple reasoning;  ///< billed as output by every service of the catalogue
};

constexpr double review_prompt_share = 0.6;
constexpr double review_answer_tokens = 120;

Result<Assumptions> read_assumptions(const CostOptions& options) {
  Assumptions out;
  const struct {
    const char* name;
    const std::string& text;
    double most;
    Triple& into;
  } triples[] = {{"mix", options.mix, 100, out.share},
                 {"tries", options.tries, 100, out.tries},
                 {"prompt-tokens", options.prompt_tokens, 1e6, out.prompt},
                 {"answer-tokens", options.answer_tokens, 1e6, out.answer},
                 {"reasoning-tokens", options.reasoning_tokens, 1e6, out.reasoning}};
  for (const auto& triple : triples) {
    auto read = read_triple(triple.name, triple.text, triple.most);
    if (!read) return read.error();
    triple.into = std::move(*read);
  }
  if (std::abs(out.share[0] + out.share[1] + out.share[2] - 100) > 1e-9) {
    return Error{ErrorCode::invalid_argument, "--mix " + options.mix + " does not add up to 100"};
  }
  if (options.pattern_hits < 0 || options.pattern_hits > 100) {
    return Error{ErrorCode::invalid_argument, "--pattern-hits is a percentage from 0 to 100"};
  }
  if (options.fixes < 0) {
    return Error{ErrorCode::invalid_argument, "--fixes is a number from 0"};
  }
  return out;
}

struct Call {
  std::string model;
  double prompt = 0;
  double output = 0;
  double usd = 0;
};

Result<Call> price_call(const Config& config, const ModelId& id, Time now, double prompt,
                        double output) {
  const ModelConfig* model = find_model(config, id);
  if (model == nullptr || is_retired(*model, now)) {
    return Error{ErrorCode::invalid_config,
                 "model " + id.str() + (model == nullptr ? " has no price row" : " is retired")};
  }
  const ModelConfig priced = priced_at(*model, now, std::llround(prompt));
  Call call{id.str(), prompt, output, 0};
  call.usd =
      (prompt * priced.input_per_million.to_usd() + output * priced.output_per_million.to_usd()) /
      1e6;
  return call;
}

struct TierCost {
  std::vector<Call> calls;
  double per_try = 0;
  double per_fix = 0;
  double per_year = 0;
};

Result<TierCost> price_tier(const Config& config, const Assumptions& all, std::size_t tier,
                            Time now) {
  const TierConfig& models = config.tiers[tier];
  TierCost cost;
  auto draft = price_call(config, models.model, now, all.prompt[tier],
                          all.answer[tier] + all.reasoning[tier]);
  if (!draft) return draft.error();
  cost.calls.push_back(*draft);
  if (!models.reviewer.empty()) {
    auto review = price_call(config, models.reviewer, now, all.prompt[tier] * review_prompt_share,
                             review_answer_tokens + all.reasoning[tier]);
    if (!review) return review.error();
    cost.calls.push_back(*review);
  }
  for (const Call& call : cost.calls)
    cost.per_try += call.usd;
  cost.per_fix = cost.per_try * all.tries[tier];
  return cost;
}

void print_text(const CostOptions& options, const Assumptions& all,
                const std::vector<TierCost>& tiers, double year) {
  std::printf("%lld fixes a year, %g %% of them by patterns at no cost\n",
              static_cast<long long>(options.fixes), options.pattern_hits);
  for (std::size_t i = 0; i < tiers.size(); ++i) {
    std::printf("tier %zu: %g %% of the rest, %g tries a fix\n", i + 1, all.share[i], all.tries[i]);
    for (const Call& call : tiers[i].calls) {
      std::printf("  %s: %.0f tokens in, %.0f out (%.0f of them reasoning): $%.6f\n",
                  call.model.c_str(), call.prompt, call.output, all.reasoning[i], call.usd);
    }
    std::printf("  $%.6f a try, $%.6f a fix, $%.4f a year\n", tiers[i].per_try, tiers[i].per_fix,
                tiers[i].per_year);
  }
  std::printf("together $%.4f a year\n", year);
  std::printf(
      "assumed: no prompt tokens from a cache; reasoning is billed as output; a review's prompt "
      "has %.0f %% of the draft's tokens, its answer %.0f and the tier's reasoning; prices of "
      "today, the dearer ones where they change with the hour\n",
      review_prompt_share * 100, review_answer_tokens);
}

json::object to_object(const TierCost& tier, double share) {
  json::array calls;
  for (const Call& call : tier.calls) {
    calls.push_back({{"model", call.model},
                     {"input_tokens", call.prompt},
                     {"output_tokens", call.output},
                     {"usd", call.usd}});
  }
  return {{"share_percent", share},
          {"calls", std::move(calls)},
          {"usd_per_try", tier.per_try},
          {"usd_per_fix", tier.per_fix},
          {"usd_per_year", tier.per_year}};
}

}  // namespace

int cost(const CostOptions& options) {
  auto config = load(options.common);
  if (!config) return fail(config.error());
  auto all = read_assumptions(options);
  if (!all) return fail(all.error());
  const Time now = SystemClock().now();
  const double paid = static_cast<double>(options.fixes) * (100 - options.pattern_hits) / 100;
  std::vector<TierCost> tiers;
  double year = 0;
  json::array shown;
  for (std::size_t i = 0; i < config->tiers.size(); ++i) {
    auto tier = price_tier(*config, *all, i, now);
    if (!tier) return fail(tier.error());
    tier->per_year = paid * all->share[i] / 100 * tier->per_fix;
    year += tier->per_year;
    shown.emplace_back(to_object(*tier, all->share[i]));
    tiers.push_back(std::move(*tier));
  }
  if (options.common.json) {
    std::cout << json::serialize(json::object{{"fixes", options.fixes},
                                              {"pattern_hits_percent", options.pattern_hits},
                                              {"tiers", std::move(shown)},
                                              {"usd_per_year", year}})
              << "\n";
  } else {
    print_text(options, *all, tiers, year);
  }
  return exit_ok;
}

}  // namespace homeostat::cli
