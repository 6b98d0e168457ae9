#pragma once

/// Takes out of text what must not leave: secrets and personal data. Line count, line endings
/// and `:line:col` positions stay, and what was taken out can be put back where it stood.
///
/// ```cpp
/// #include <homeostat/privacy.hpp>
/// homeostat::Pseudonyms names;
/// const homeostat::Sanitized safe = homeostat::sanitize("to ann@mail.example", names);
/// const std::string again = homeostat::restore(safe, names);  // safe.text: "to [EMAIL_1]"
/// ```

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <homeostat/patch.hpp>
#include <homeostat/reason.hpp>
#include <homeostat/result.hpp>

namespace homeostat {

class KnownValues;

enum class SanitizeMode {
  text,    ///< secrets and personal data
  source,  ///< secrets only: the constants of a program stay
};

struct SanitizeOptions {
  bool compat = false;  ///< the predecessor's `[REDACTED_…]` tokens
  SanitizeMode mode = SanitizeMode::text;
  /// Values that this process holds (tokens, keys): removed in whatever form they stand, see
  /// KnownValues.
  std::vector<std::string> known_values = {};
  /// The same, prepared; borrowed. May be null.
  const KnownValues* held = nullptr;
};

/// From JSON: keys as the members, `mode` as "text" or "source"; unknown keys and bad values are
/// invalid_argument with the JSON pointer. Empty text is the default.
Result<SanitizeOptions> parse_sanitize_options(std::string_view json);

/// The names that a run gave to what it took out: the same value has the same name in all texts
/// that one object sanitized ("[EMAIL_1]"), another value another. Values are kept in memory only
/// and overwritten in the end. Distinct objects: safe. Same object: unsafe.
class Pseudonyms {
 public:
  Pseudonyms();
  ~Pseudonyms();
  Pseudonyms(Pseudonyms&&) noexcept;
  Pseudonyms& operator=(Pseudonyms&&) noexcept;

  struct Table;
  [[nodiscard]] Table& table() { return *table_; }
  [[nodiscard]] const Table& table() const { return *table_; }

 private:
  std::unique_ptr<Table> table_;
};

struct Redaction {
  std::string_view kind;    ///< "email", "ipv4", "user", "secret", …: a constant
  bool credential = false;  ///< a secret, not personal data
  std::size_t offset = 0;   ///< bytes into the input
  std::size_t length = 0;
  std::size_t placed_offset = 0;  ///< of what stands there instead, in the output
  std::size_t placed_length = 0;  ///< 0: nothing does; without the line ends that stayed
  std::uint32_t value = 0;        ///< which value of the Pseudonyms it was
};

struct Sanitized {
  std::string text;
  std::vector<Redaction> redactions;  ///< in order of offset

  /// What stands in the place of a redaction: "[EMAIL_1]".
  [[nodiscard]] std::string_view placeholder(const Redaction& redaction) const {
    return std::string_view(text).substr(redaction.placed_offset, redaction.placed_length);
  }
};

/// Names are written in a form that the input does not hold: "[EMAIL_1]", or "[EMAIL_1_2]" where
/// it does. Idempotent: sanitize(sanitize(x).text).text == sanitize(x).text. Linear.
[[nodiscard]] Sanitized sanitize(std::string_view text, Pseudonyms& names,
                                 const SanitizeOptions& options = {});
/// With names of its own.
[[nodiscard]] Sanitized sanitize(std::string_view text, const SanitizeOptions& options = {});

/// The input again, byte for byte. `names` are those that it was sanitized with.
[[nodiscard]] std::string restore(const Sanitized& sanitized, const Pseudonyms& names);

/// A file, and what was shown of it to a model: sanitize(file.content, names, …).
struct ShownFile {
  FileContent file;
  Sanitized shown;
};

struct Deanonymized {
  Patch patch;
  /// `secret`: a new line would hold a credential, or a placeholder where its value never stood.
  /// `does_not_apply`: lines that are not in the file as it was shown.
  std::vector<Refusal> refusals;
};

/// A patch against the shown files as one against the files themselves. Lines of context and
/// removed lines become those of the file. In an added line a placeholder is replaced where the
/// removed lines of the same place held it, as often as they did; nowhere else, and never by a
/// credential. Renames and modes pass unchanged. Linear.
[[nodiscard]] Deanonymized deanonymize(const Patch& patch, std::span<const ShownFile> files,
                                       const Pseudonyms& names);

/// Without control (but \n, \t), zero-width and bidirectional characters and HTML comments;
/// invalid UTF-8 becomes U+FFFD. For every text from outside that is shown or sent.
[[nodiscard]] std::string strip_invisible(std::string_view text);

/// As Markdown text in which nothing is live: mentions, issue references, closing words, links,
/// images, HTML, fences, table breaks. One line (line ends become spaces).
[[nodiscard]] std::string escape_markdown(std::string_view text);

/// A fenced code block around text, with a fence longer than any run in it; ends in "\n".
[[nodiscard]] std::string fence_markdown(std::string_view text, std::string_view language = "");

}  // namespace homeostat
