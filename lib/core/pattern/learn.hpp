// From a fix to a Pattern; also used for the stored diffs of the predecessor.
#pragma once

#include <optional>
#include <string_view>

#include <homeostat/pattern.hpp>

#include "core/pattern/template.hpp"

namespace homeostat::pattern {

/// How far from a diagnosed line an edit may be, in lines.
inline constexpr int lines_near = 6;

/// What is known of the error that a fix repaired.
struct LearnedFrom {
  FingerprintId fingerprint;
  std::string error_type;
  std::string message;
  Language language = Language::unknown;
  std::string path;
  bool shapes = true;  ///< an edit that says nothing by itself is kept with its surroundings
};

/// The pattern of one file's change, or none. `lines` are the diagnosed lines of the file; an
/// edit that is near none of them repairs the same error only.
[[nodiscard]] std::optional<Pattern> learn(const LearnedFrom& from, std::string_view before,
                                           std::string_view after, const std::vector<int>& lines);

/// The content hash of a pattern: language family, error type and edit.
[[nodiscard]] PatternId id_of(std::string_view error_type, const Edit& edit);

/// The last component of a qualified type: "builtins.KeyError" is "KeyError".
[[nodiscard]] std::string_view plain_type(std::string_view error_type);

/// A stored edit that may be used: well-formed and without a secret.
[[nodiscard]] Result<Edit> parse_checked_edit(std::string_view json);

}  // namespace homeostat::pattern
