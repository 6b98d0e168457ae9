#include <homeostat/fingerprint.hpp>
#include <homeostat/tier.hpp>

#include "core/engine/rooms.hpp"

namespace homeostat::engine {
namespace {

Language language_of(const Diagnosis& diagnosis) {
  for (const Location& location : diagnosis.locations) {
    const Language language = language_of_path(location.path);
    if (language != Language::unknown) return language;
  }
  return Language::unknown;
}

}  // namespace

Outcome<Diagnosis> diagnose(const Config& config, const ErrorReport& report,
                            const TreeListing& tree) {
  Diagnosis diagnosis;
  diagnosis.report = report;
  diagnosis.fingerprint = fingerprint_v1(report);
  diagnosis.fingerprint_v0 =
      fingerprint_v0(report.error_type.value, report.message.value, report.stack.value);
  diagnosis.locations = locate(report.frames, tree);
  if (diagnosis.locations.empty()) {
    return Refusal{Reason::no_location,
                   "none of the report's " + std::to_string(report.frames.size()) +
                       " frames is a file of the repository",
                   {},
                   0};
  }
  diagnosis.language = language_of(diagnosis);
  diagnosis.sensitive = is_sensitive(report, diagnosis.locations);
  TierChoice choice = choose_tier(report, diagnosis.sensitive, config.force_tier);
  diagnosis.tier = choice.tier;
  diagnosis.tier_reason = std::move(choice.reason);
  return diagnosis;
}

}  // namespace homeostat::engine
