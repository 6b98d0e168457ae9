#include <homeostat/guardrails.hpp>
#include <homeostat/privacy.hpp>
#include <homeostat/version.hpp>

#include "handles.hpp"

namespace {

constexpr int32_t abi_version = 1;

using homeostat::capi::fail;
using homeostat::capi::give;
using homeostat::capi::guard;

/// The arguments that both functions share.
homeostat_status check_text(const char* text, size_t size, homeostat_text** out,
                            homeostat_error** err) {
  if (out == nullptr) return fail(err, HOMEOSTAT_INVALID_ARGUMENT, "out is NULL");
  *out = nullptr;
  if (text == nullptr && size > 0) return fail(err, HOMEOSTAT_INVALID_ARGUMENT, "text is NULL");
  return HOMEOSTAT_OK;
}

}  // namespace

extern "C" {

const char* homeostat_version(void) {
  static const std::string version(homeostat::version());
  return version.c_str();
}

int32_t homeostat_abi_version(void) { return abi_version; }

homeostat_status homeostat_sanitize(const char* options_json, const char* text, size_t size,
                                    homeostat_text** out, homeostat_error** err) {
  return guard(err, [&]() -> homeostat_status {
    if (const homeostat_status bad = check_text(text, size, out, err)) return bad;
    auto options = homeostat::parse_sanitize_options(options_json == nullptr ? "{}" : options_json);
    if (!options) return fail(err, options.error());
    return give(out, homeostat::sanitize({text, size}, *options).text);
  });
}

homeostat_status homeostat_check_patch(const char* policy_json, const char* patch, size_t size,
                                       homeostat_text** out, homeostat_error** err) {
  return guard(err, [&]() -> homeostat_status {
    if (const homeostat_status bad = check_text(patch, size, out, err)) return bad;
    auto policy = homeostat::parse_guardrail_policy(policy_json == nullptr ? "{}" : policy_json);
    if (!policy) return fail(err, policy.error());
    return give(out, homeostat::to_json(homeostat::check_patch_text(*policy, {patch, size})));
  });
}

}  // extern "C"
