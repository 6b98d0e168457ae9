#pragma once

/// Room 1's reading: from an issue, an error event or a bare trace to an ErrorReport.

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include <homeostat/issue.hpp>
#include <homeostat/reason.hpp>
#include <homeostat/result.hpp>

namespace homeostat {

/// A report, or why there is none. `errors` of a malformed issue are all that was found, each a
/// sentence naming the field.
struct IntakeResult {
  ErrorReport report;             ///< as far as it could be read
  std::vector<Refusal> refusals;  ///< empty: the report is complete (too_large, malformed)
};

struct IntakeOptions {
  std::int64_t issue_bytes_max = 100 * 1024;
};

/// Reads a GitHub-style issue in any of the three written formats, chosen by its labels
/// (source:wordpress > source:vps > source:cloakpipe, else extension) and by what it holds.
/// Linear in its size; the size is checked before anything else.
[[nodiscard]] IntakeResult parse_issue(const Issue& issue, const IntakeOptions& options = {});

/// A JSON error event (Sentry-like: `exception.values[].stacktrace.frames`). Malformed JSON is a
/// refusal `malformed` naming line and column.
[[nodiscard]] IntakeResult parse_event(std::string_view json, const IntakeOptions& options = {});

/// A bare stack trace in text.
[[nodiscard]] IntakeResult parse_trace(std::string_view text, const IntakeOptions& options = {});

/// What a stack trace says: V8, Firefox/Safari, Python (chained too), PHP, Java/Kotlin
/// (Caused by), Go panics, Rust, .NET, Ruby, C/C++ (gdb, AddressSanitizer).
struct StackTrace {
  std::vector<Frame> frames;              ///< innermost first, of the root cause; at most 200
  std::string error_type;                 ///< of the trace's own headline; empty: none
  std::string message;                    ///< likewise
  Language language = Language::unknown;  ///< by the trace's form; unknown: not recognised
};
/// Total on any bytes, linear in their number.
[[nodiscard]] StackTrace parse_stack_trace(std::string_view text);

}  // namespace homeostat
