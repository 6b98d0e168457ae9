#include <homeostat/guardrails.hpp>

#include "core/base/json_print.hpp"

namespace homeostat {
namespace {

boost::json::array to_array(const std::vector<Refusal>& refusals) {
  boost::json::array out;
  for (const Refusal& refusal : refusals) {
    out.push_back({{"code", to_string(refusal.reason)},
                   {"file", refusal.file},
                   {"line", refusal.line},
                   {"detail", refusal.detail},
                   {"remedy", remedy(refusal.reason)}});
  }
  return out;
}

}  // namespace

std::string to_json(const Verdict& verdict) {
  return base::print_json({{"verdict", verdict.pass() ? "pass" : "refuse"},
                           {"reasons", to_array(verdict.refusals)},
                           {"reviews", to_array(verdict.reviews)},
                           {"stats",
                            {{"added", verdict.stats.added},
                             {"removed", verdict.stats.removed},
                             {"files", verdict.stats.files}}}});
}

}  // namespace homeostat
