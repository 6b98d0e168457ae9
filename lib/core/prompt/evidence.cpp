#include "core/prompt/evidence.hpp"

#include <algorithm>
#include <array>

#include <homeostat/privacy.hpp>

#include "core/base/format.hpp"
#include "core/base/text.hpp"
#include "core/base/utf8.hpp"

namespace homeostat::prompt {
namespace {

constexpr std::size_t value_bytes_max = 256 * 1024;
constexpr std::size_t message_bytes_max = 2000;
constexpr std::size_t stack_bytes_max = 6000;
constexpr std::size_t line_bytes_max = 300;
constexpr std::size_t breadcrumbs_max = 12;
constexpr std::size_t failures_max = 3;
constexpr std::size_t failure_bytes_max = 2000;

}  // namespace

SanitizeOptions sanitize_options(const PromptInput& input, SanitizeMode mode) {
  SanitizeOptions options;
  options.mode = mode;
  options.held = input.held;
  if (!input.config.signature_secret.empty()) {
    options.known_values = {input.config.signature_secret};
  }
  return options;
}

Composer::Composer(const PromptInput& input, Pseudonyms& names)
    : nonce_(input.nonce), options_(sanitize_options(input, SanitizeMode::text)), names_(names) {}

void Composer::quote(std::string_view name, std::string_view value, std::size_t bytes_max) {
  // Invisible characters first: they could hide a secret from the sanitizer. The cut comes after:
  // half a secret at its end would not be recognised.
  const Sanitized clean =
      sanitize(strip_invisible(base::truncate_utf8(value, value_bytes_max)), names_, options_);
  redactions_ += static_cast<std::int64_t>(clean.redactions.size());
  std::string text(base::trim(base::truncate_utf8(clean.text, bytes_max)));
  if (!nonce_.empty()) text = base::replace_all(text, nonce_, "");
  if (text.empty()) return;
  const bool lines = text.find('\n') != std::string::npos;
  evidence_ += base::format("{}:{}{}\n", name, lines ? "\n" : " ", text);
}

void Composer::fence_evidence(std::string_view title) {
  if (evidence_.empty()) return;
  text_ +=
      base::format("{}\n<<<EVIDENCE {}\n{}EVIDENCE {}>>>\n\n", title, nonce_, evidence_, nonce_);
  evidence_.clear();
}

void quote_report(Composer& composer, const PromptInput& input, std::size_t bytes_max) {
  const ErrorReport& report = input.diagnosis.report;
  const auto room = [&](std::size_t wanted) {
    return std::min(wanted, bytes_max - std::min(bytes_max, composer.size()));
  };
  composer.quote("product", report.product.value, room(line_bytes_max));
  composer.quote("error type", report.error_type.value, room(line_bytes_max));
  composer.quote("message", report.message.value, room(message_bytes_max));
  composer.quote("stack", report.stack.value, room(stack_bytes_max));
  composer.quote("location", report.location.value, room(line_bytes_max));
  composer.quote("context", report.context.value, room(message_bytes_max));
  const std::size_t crumbs = report.breadcrumbs.size();
  for (std::size_t i = crumbs - std::min(crumbs, breadcrumbs_max); i < crumbs; ++i) {
    composer.quote("breadcrumb", report.breadcrumbs[i].value, room(line_bytes_max));
  }
  composer.fence_evidence("The error report:");
  const auto& failures = input.previous_failures;
  for (std::size_t i = failures.size() - std::min(failures.size(), failures_max);
       i < failures.size(); ++i) {
    composer.quote("attempt", failures[i], room(failure_bytes_max));
  }
  composer.fence_evidence("Earlier attempts on this error failed; do not repeat them:");
}

std::string_view display_name(Language language) noexcept {
  constexpr std::array<std::string_view, 13> names{
      "software", "JavaScript", "TypeScript", "Python", "PHP", "Java", "Kotlin",
      "Go",       "Rust",       "C#",         "Ruby",   "C",   "C++"};
  const auto index = static_cast<std::size_t>(language);
  return index < names.size() ? names[index] : names[0];
}

}  // namespace homeostat::prompt
