#pragma once

/// Learned repairs: an edit seen once, applied to its relatives at zero cost.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <homeostat/diagnosis.hpp>
#include <homeostat/ids.hpp>
#include <homeostat/patch.hpp>
#include <homeostat/result.hpp>
#include <homeostat/time.hpp>

namespace homeostat {

/// Counters only; the confidence is computed from them.
struct PatternEvidence {
  std::int64_t successes = 0;
  std::int64_t failures = 0;
  std::int64_t failures_in_a_row = 0;
  std::optional<Time> first_used;
  std::optional<Time> last_used;
  friend bool operator==(const PatternEvidence&, const PatternEvidence&) = default;
};

enum class PatternState { provisional, confirmed, quarantined, retired };
[[nodiscard]] std::string_view to_string(PatternState state) noexcept;

struct Pattern {
  PatternId id;  ///< content hash: the same edit learned twice is one pattern
  std::string error_type;
  FingerprintId fingerprint;  ///< of the error it was learned from
  std::string message_template;
  Language language = Language::unknown;
  std::string file_path;  ///< where it was learned
  std::string edit_json;  ///< the abstracted edit; opaque outside lib/core/pattern
  PatternState state = PatternState::provisional;
  PatternEvidence evidence;
  friend bool operator==(const Pattern&, const Pattern&) = default;
};

/// The lower bound of what the evidence supports (Wilson, 80 % one-sided), 0 to 1.
[[nodiscard]] double confidence_of(const PatternEvidence& evidence);

/// Learns from a fix: the edit between `before` and `after` near the diagnosed place. None: the
/// edit cannot be abstracted (nothing changed, only additions of files, several files).
[[nodiscard]] std::optional<Pattern> learn_pattern(const Diagnosis& diagnosis,
                                                   const std::vector<FileContent>& before,
                                                   const std::vector<FileContent>& after);

/// Well-understood repairs that come with the library, as patterns without evidence: read-only,
/// kept and counted apart from what was learned.
[[nodiscard]] std::vector<Pattern> builtin_patterns();
/// Do these patterns make the same edit, one of them perhaps built in (see ids.hpp)?
[[nodiscard]] bool is_same_edit(const PatternId& a, const PatternId& b) noexcept;

/// A proposal of the library: the new content of one file.
struct PatternCandidate {
  PatternId pattern;
  FileWrite write;
  double confidence = 0;
  std::string why;  ///< one line: which terms ranked it
};

struct MatchOptions {
  std::size_t candidates_max = 5;
};

/// Candidates for an error, best first: the same fingerprint, then the same error class and
/// language, whose edit's structure is found near a diagnosed place of `files`. Never a no-op.
[[nodiscard]] std::vector<PatternCandidate> match_patterns(const std::vector<Pattern>& library,
                                                           const Diagnosis& diagnosis,
                                                           const std::vector<FileContent>& files,
                                                           const MatchOptions& options = {});

/// Evidence after an outcome; two failures in a row quarantine, more retire.
[[nodiscard]] Pattern with_outcome(Pattern pattern, bool held, Time now);

/// The mission's shared/patterns/library.json: {version, patterns[], metadata}. Entries of the
/// predecessor that hold a stored diff are read, abstracted where possible, else refused by name.
Result<std::vector<Pattern>> parse_library(std::string_view json);
[[nodiscard]] std::string print_library(const std::vector<Pattern>& library, Time now);

/// One record of the state store.
Result<Pattern> parse_pattern(std::string_view json);
[[nodiscard]] std::string to_json(const Pattern& pattern);

}  // namespace homeostat
