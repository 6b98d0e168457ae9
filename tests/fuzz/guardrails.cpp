// A verdict on any text is total, bounded and safe to print; a patch that is refused is not passed
// with larger limits taken away.

#include <cstdint>
#include <cstdlib>
#include <homeostat/guardrails.hpp>
#include <string>

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(data, data + size);
  homeostat::GuardrailPolicy policy;
  policy.path_filters = {.include = {"**"}, .exclude = {}};
  const homeostat::Verdict verdict = homeostat::check_patch_text(policy, text);
  for (const homeostat::Refusal& one : verdict.refusals) {
    require(one.detail.find('\n') == one.detail.npos && one.line >= 0);
    require(one.file.find('\n') == one.file.npos && one.file.find("##[") == one.file.npos);
  }
  (void)homeostat::to_json(verdict);
  (void)homeostat::to_sarif(verdict);
  policy.diff_lines_max = 1;
  policy.line_bytes_max = 1;
  require(verdict.pass() || !homeostat::check_patch_text(policy, text).pass());
  return 0;
}
