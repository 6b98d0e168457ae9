#pragma once

/// The identity of an error: the same error of other users, builds and systems gives the same id.

#include <string>
#include <string_view>
#include <vector>

#include <homeostat/ids.hpp>
#include <homeostat/issue.hpp>

namespace homeostat {

/// What enters the hash; also shown by the command line.
struct FingerprintParts {
  std::string error_type;
  std::string message_template;     ///< numbers, ids, addresses, dates, … replaced
  std::vector<std::string> frames;  ///< "dir/file:function" of the in-project frames, at most 5
};
[[nodiscard]] FingerprintParts fingerprint_parts(const ErrorReport& report);

/// "v1:" and 64 hex digits.
[[nodiscard]] FingerprintId fingerprint_v1(const ErrorReport& report);

/// The predecessor's 12 hex digits, for records that carry them.
[[nodiscard]] std::string fingerprint_v0(std::string_view error_type, std::string_view message,
                                         std::string_view stack);

/// The message with what varies replaced: linear, stable under itself.
[[nodiscard]] std::string message_template(std::string_view message);

/// The first 12 hex digits of the hash: branch names and texts.
[[nodiscard]] std::string short_id(const FingerprintId& fingerprint);

}  // namespace homeostat
