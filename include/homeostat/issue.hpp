#pragma once

/// An issue as a forge delivers it, and the ErrorReport that `intake` reads out of it.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <homeostat/ids.hpp>
#include <homeostat/time.hpp>

namespace homeostat {

enum class IssueState { open, closed };

/// Everything in it was written by somebody else and is hostile until proven otherwise.
struct Issue {
  IssueNumber number;
  std::string title;
  std::string body;
  std::vector<std::string> labels;
  IssueState state = IssueState::open;
  std::string author;              ///< login; empty: unknown
  std::string author_association;  ///< "OWNER", "MEMBER", …; empty: unknown
  std::string labelled_by;         ///< login of who set the required label; empty: unknown
  std::int64_t app_id = 0;         ///< of the app that filed it; 0: none, or unknown
  std::string url;                 ///< html_url; empty: unknown
  std::optional<Time> created_at;
  std::optional<Time> updated_at;
  friend bool operator==(const Issue&, const Issue&) = default;
};

/// Who could have written a field.
enum class Provenance {
  absent,    ///< the field was not given
  reporter,  ///< free text of the error's reporter (or of anybody who can file an issue)
  derived,   ///< computed by us from other fields
  forge,     ///< given by the forge itself (number, labels)
};

/// A text with its provenance.
struct Field {
  std::string value;
  Provenance provenance = Provenance::absent;
  [[nodiscard]] bool present() const { return provenance != Provenance::absent; }
  friend bool operator==(const Field&, const Field&) = default;
};

/// One frame of a stack trace, innermost first in its list.
struct Frame {
  std::string function;  ///< empty: anonymous or unknown
  std::string file;      ///< as written, `\` as `/`; URL, drive and query kept out
  int line = 0;          ///< 1-based; 0: unknown
  int column = 0;        ///< 1-based; 0: unknown
  bool in_project = false;
  std::string source_line;  ///< the report's own copy of the line; mostly empty
  friend bool operator==(const Frame&, const Frame&) = default;
};

enum class Language {
  unknown,
  javascript,
  typescript,
  python,
  php,
  java,
  kotlin,
  go,
  rust,
  csharp,
  ruby,
  c,
  cpp,
};
[[nodiscard]] std::string_view to_string(Language language) noexcept;
/// By file extension ("src/a.tsx" is typescript); unknown for others.
[[nodiscard]] Language language_of_path(std::string_view path) noexcept;

/// Which written form the report had.
enum class ReportFormat { extension, server, server_inline, event, trace };
[[nodiscard]] std::string_view to_string(ReportFormat format) noexcept;

/// What one error report says, field by field. Text is raw: it goes nowhere before the sanitizer.
struct ErrorReport {
  ReportFormat format = ReportFormat::extension;
  std::string source;  ///< "extension" (also for source:cloakpipe), "wordpress", "vps", "event",
                       ///< "trace"
  Field product;       ///< without its version
  Field version;
  Field error_type;
  Field message;
  Field stack;             ///< the trace's text
  Field fingerprint_hint;  ///< the reporter's own fingerprint: never a key
  Field timestamp;
  Field environment;
  Field job;
  Field location;
  Field context;
  std::vector<Field> breadcrumbs;  ///< at most 50, oldest first
  std::int64_t occurrences = 1;
  std::vector<Frame> frames;  ///< innermost first; at most 200
  IssueNumber issue;
  std::string issue_url;
  friend bool operator==(const ErrorReport&, const ErrorReport&) = default;
};

}  // namespace homeostat
