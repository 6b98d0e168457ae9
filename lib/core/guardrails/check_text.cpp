#include <algorithm>

#include <homeostat/diff.hpp>
#include <homeostat/guardrails.hpp>
#include <homeostat/privacy.hpp>

#include "core/base/format.hpp"

namespace homeostat {

Verdict check_patch_text(const GuardrailPolicy& policy, std::string_view text,
                         const GuardContext& context) {
  const Result<Patch> patch = parse_patch(text);
  if (!patch) {
    // The message may quote the text.
    Verdict none;
    none.refusals = {
        {Reason::does_not_parse, sanitize(strip_invisible(patch.error().message)).text, "", 0}};
    return none;
  }
  Verdict verdict = check_patch(policy, *patch, context);
  const auto bytes = static_cast<std::int64_t>(text.size());
  const bool named = std::any_of(
      verdict.refusals.begin(), verdict.refusals.end(),
      [](const Refusal& one) { return one.reason == Reason::bytes && one.file.empty(); });
  if (bytes > policy.patch_bytes_max && !named) {
    verdict.refusals.insert(
        verdict.refusals.begin(),
        {Reason::bytes,
         base::format("patch has {} bytes, limit is {}", bytes, policy.patch_bytes_max), "", 0});
  }
  return verdict;
}

}  // namespace homeostat
