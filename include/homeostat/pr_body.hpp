#pragma once

/// Texts that the engine writes to the forge. Filled from recorded facts only: a check that did
/// not run is not ticked. All text from outside is sanitized and escaped here.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <homeostat/config.hpp>
#include <homeostat/diagnosis.hpp>
#include <homeostat/patch.hpp>
#include <homeostat/run.hpp>

namespace homeostat {

struct PullRequestFacts {
  const Diagnosis& diagnosis;
  const Patch& patch;
  const Proof& proof;
  const Limits& limits;
  IssueNumber issue;
  int attempt = 1;
  int tier = 0;
  FixSource source = FixSource::none;
  PatternId pattern;
  double confidence = 0;  ///< of the pattern; 0: none
  double confidence_threshold = 0.8;
  bool replayed = false;
  ModelId model;
  Money cost;
  Usage tokens;
  Time now;
  std::optional<Time> backoff_until;
  std::vector<Refusal> reviews = {};  ///< what the guardrails want a person to look at
};

[[nodiscard]] std::string pull_request_title(const PullRequestFacts& facts);
/// Under 65 536 bytes, the state block always whole.
[[nodiscard]] std::string pull_request_body(const PullRequestFacts& facts);
[[nodiscard]] std::string commit_message(const PullRequestFacts& facts);

/// The sticky comment of an issue: what was done, why not, what happens next. No promise that
/// nothing keeps.
[[nodiscard]] std::string issue_comment(const IssueReport& report, const Config& config);
/// Every hidden marker of ours begins so; an issue that holds it was written by us.
inline constexpr std::string_view comment_marker_prefix = "<!-- homeostat:";
/// The hidden marker by which the one comment of an issue is found again.
inline constexpr std::string_view comment_marker = "<!-- homeostat:comment -->";

}  // namespace homeostat
