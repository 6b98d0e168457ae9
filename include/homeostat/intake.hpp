#pragma once

/// Room 1's reading: from an issue, an error event or a bare trace to an ErrorReport.
///
/// Nothing here is sanitized: what it returns is as hostile as what it was given.
///
/// ```cpp
/// #include <homeostat/intake.hpp>
/// std::string first_file(const homeostat::Issue& issue) {
///   const homeostat::IntakeResult result = homeostat::parse_issue(issue);
///   if (!result.refusals.empty()) return result.refusals.front().detail;
///   return result.report.frames.empty() ? "" : result.report.frames.front().file;
/// }
/// ```

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
  std::int64_t issue_bytes_max = 100 * 1024;  ///< of a title, a body, an event, a trace
};

/// Reads a GitHub-style issue in any of the three written formats, chosen by its labels
/// (source:wordpress > source:vps > source:cloakpipe, else extension) and by what it holds.
/// Linear in its size; the size is checked before anything else.
[[nodiscard]] IntakeResult parse_issue(const Issue& issue, const IntakeOptions& options = {});

/// A JSON error event (Sentry-like: `exception.values[].stacktrace.frames`, the root cause first).
/// Malformed JSON is a refusal `malformed` naming line and column; so is nesting beyond 64.
[[nodiscard]] IntakeResult parse_event(std::string_view json, const IntakeOptions& options = {});

/// A bare stack trace in text.
[[nodiscard]] IntakeResult parse_trace(std::string_view text, const IntakeOptions& options = {});

/// What a stack trace says: V8, Firefox/Safari, Python (chained too), PHP, Java/Kotlin
/// (Caused by), Go panics, Rust, .NET, Ruby, C/C++ (gdb, AddressSanitizer). A frame's function is
/// the one that holds its line, also where PHP writes the called one beside it. A file is in the
/// project unless its path is that of a package manager, a standard library or a runtime.
struct StackTrace {
  std::vector<Frame> frames;              ///< innermost first, of the root cause; at most 200
  std::string error_type;                 ///< of the trace's own headline; empty: none
  std::string message;                    ///< likewise
  Language language = Language::unknown;  ///< by the trace's form; unknown: not recognised
};
/// Total on any bytes, linear in their number.
[[nodiscard]] StackTrace parse_stack_trace(std::string_view text);

}  // namespace homeostat
