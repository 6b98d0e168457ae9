#pragma once

/// The identity of an error: the same error of other users, builds and systems gives the same id.
///
/// It is computed from the report alone, never from the tree. A frame counts as its path from the
/// repository's root and its function. What of an absolute path is the repository's part is a
/// guess: homes, folders that hold checkouts, the checkout's name and containers' roots go, then
/// all before the first folder from the left with a well-known name (src, packages, background,
/// popup, lib, …); without one the rest stays whole. So "~/work/app/src/a.js", "D:/app/src/a.js"
/// and "/app/src/a.js" are one, and packages/x/src/i.js and packages/y/src/i.js are two. The
/// price: folders without such a name above a "src" do not tell absolute paths apart.
///
/// ```cpp
/// #include <homeostat/fingerprint.hpp>
/// #include <homeostat/intake.hpp>
/// std::string id_of(std::string_view trace) {
///   return homeostat::fingerprint_v1(homeostat::parse_trace(trace).report).str();
/// }
/// ```

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
