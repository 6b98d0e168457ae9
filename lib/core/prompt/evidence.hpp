// Text from outside made fit for a model: clean, capped and fenced.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include <homeostat/prompt.hpp>

namespace homeostat::prompt {

/// Collects the text of one message and counts what was taken out.
class Composer {
 public:
  Composer(const PromptInput& input, Pseudonyms& names);

  /// Our own words.
  void say(std::string_view text) { text_ += text; }
  /// `name: value` of the report, without what must not leave; nothing if the value is empty.
  void quote(std::string_view name, std::string_view value, std::size_t bytes_max);
  /// Everything that quote() gave since, between delimiters that nobody outside can guess.
  void fence_evidence(std::string_view title);

  [[nodiscard]] std::size_t size() const { return text_.size() + evidence_.size(); }
  [[nodiscard]] std::int64_t redactions() const { return redactions_; }
  [[nodiscard]] std::string take() { return std::move(text_); }

 private:
  std::string nonce_;
  SanitizeOptions options_;
  Pseudonyms& names_;
  std::string text_;
  std::string evidence_;
  std::int64_t redactions_ = 0;
};

/// The report of an error and what failed before, as evidence of at most `bytes_max` bytes.
void quote_report(Composer& composer, const PromptInput& input, std::size_t bytes_max);

/// What is taken out of a prompt's texts, and, in source mode, out of its code.
[[nodiscard]] SanitizeOptions sanitize_options(const PromptInput& input, SanitizeMode mode);

/// "JavaScript", "PHP"; for an unknown one "software".
[[nodiscard]] std::string_view display_name(Language language) noexcept;

}  // namespace homeostat::prompt
