#pragma once

/// Many learned edits as one index: propose at a line in microseconds to milliseconds, however
/// many there are. For single patterns of a state store, see pattern.hpp.
///
///     homeostat::PatternIndex index;
///     homeostat::PatternRegion bug{.repo = "a/b", .path = "src/a.js", .text = "f(x.y);\n"};
///     bug.line = 1;
///     index.learn(bug, "f(x?.y);\n");
///     index.settle();
///     auto proposals = index.propose(bug, {});

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <homeostat/issue.hpp>
#include <homeostat/result.hpp>
#include <homeostat/time.hpp>

namespace homeostat {

/// A piece of a file around the line that fails. All views must outlive the call.
struct PatternRegion {
  std::string_view repo;
  std::string_view path;
  Language language = Language::unknown;  ///< unknown: by the path
  std::string_view text;
  int line = 1;  ///< 1-based, within `text`
  std::string_view error_type;
  std::string_view message;
};

/// "js", "typescript", "py", "php", … as a language; unknown: none of them.
[[nodiscard]] Language language_of_name(std::string_view name) noexcept;

struct PatternProposal {
  std::string after;      ///< the whole region after the edit
  std::string pattern;    ///< id of the right side: "l1:" and 16 hex digits
  double confidence = 0;  ///< 0 to 1: how often such proposals were the developer's own edit
  std::string why;        ///< one line: which terms ranked it
};

struct ProposeOptions {
  std::size_t candidates_max = 5;
  /// Nothing that only the region's own repository taught.
  bool other_repositories = false;
  /// Whole statements may go without evidence of the same repository.
  bool deletions = false;
};

/// Counts of an index.
struct PatternIndexSize {
  std::size_t edits = 0;     ///< learned, each with the right sides that it gave
  std::size_t rights = 0;    ///< distinct right sides
  std::size_t keys = 0;      ///< distinct left sides
  std::size_t patterns = 0;  ///< pairs of them
};

/// Distinct objects: safe. Same object: any number of threads may call const functions.
class PatternIndex {
 public:
  PatternIndex();
  ~PatternIndex();
  PatternIndex(PatternIndex&&) noexcept;
  PatternIndex& operator=(PatternIndex&&) noexcept;

  /// Learns an edit of one region. False: there is none, it is too large, it makes an empty catch
  /// or holds a secret. Proposals know of it after the next `settle`.
  bool learn(const PatternRegion& before, std::string_view after);

  /// Makes what was learned known, and tries all of it at the places of what was learned: that
  /// tells how often a left side occurs where another edit was right. The order in which edits
  /// were learned changes nothing.
  void settle();

  /// Best first, at most `candidates_max`; each another text, none the region itself. The edit
  /// begins on the region's line.
  [[nodiscard]] std::vector<PatternProposal> propose(const PatternRegion& region,
                                                     const ProposeOptions& options) const;

  /// Adds another index: all counters are added, so that the order of merges changes nothing.
  void merge(const PatternIndex& other);

  [[nodiscard]] PatternIndexSize size() const;

  /// The compact binary form, with a checksum: the same content gives the same bytes.
  [[nodiscard]] std::string snapshot() const;
  /// What is torn, altered or of another version is refused.
  static Result<PatternIndex> from_snapshot(std::string_view bytes);
  [[nodiscard]] static bool is_snapshot(std::string_view bytes) noexcept;

  /// The JSON form: {version 2, patterns: one per right side, metadata, index: the snapshot in
  /// base64}.
  [[nodiscard]] std::string to_json(Time now) const;
  static Result<PatternIndex> from_json(std::string_view json);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace homeostat
