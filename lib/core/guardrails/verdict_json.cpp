#include <homeostat/guardrails.hpp>

#include "core/base/json_print.hpp"

namespace homeostat {

std::string to_json(const Verdict& verdict) {
  boost::json::array reasons;
  for (const Refusal& refusal : verdict.refusals) {
    reasons.push_back({{"code", to_string(refusal.reason)},
                       {"file", refusal.file},
                       {"line", refusal.line},
                       {"detail", refusal.detail}});
  }
  return base::print_json({{"verdict", verdict.pass() ? "pass" : "refuse"},
                           {"reasons", std::move(reasons)},
                           {"stats",
                            {{"added", verdict.stats.added},
                             {"removed", verdict.stats.removed},
                             {"files", verdict.stats.files}}}});
}

}  // namespace homeostat
