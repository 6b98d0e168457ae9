#pragma once

/// Finds secrets in text and patches. Findings are spans, never the secret itself. Pure functions;
/// distinct objects may be used from different threads. Not for personal data: see privacy.hpp.
///
/// ```cpp
/// #include <homeostat/secrets.hpp>
/// homeostat::KnownValues held;
/// held.add("forge token", "a-token-that-this-process-holds");
/// const std::string text = "curl -H 'X-Token: a-token-that-this-process-holds'";
/// const bool leaks = !held.find(text).empty() ||
///                    !homeostat::find_secrets(text, homeostat::SecretProfile::guard).empty();
/// ```

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <homeostat/patch.hpp>

namespace homeostat {

enum class SecretProfile {
  guard,   ///< what blocks a patch: precise
  redact,  ///< what is removed from text that leaves: broad
};

struct SecretFinding {
  std::string rule;        ///< "github-token"
  double confidence = 0;   ///< 0 to 1
  std::size_t offset = 0;  ///< bytes into the text that was scanned; of a patch: into the line
  std::size_t length = 0;
  int line = 0;           ///< 1-based
  int column = 0;         ///< 1-based, bytes
  std::string preview;    ///< masked: "ghp_…(40)"
  std::string file = {};  ///< of a patch: the path; else empty
  friend bool operator==(const SecretFinding&, const SecretFinding&) = default;
};

/// In order of offset, not overlapping. Linear, whatever the bytes.
[[nodiscard]] std::vector<SecretFinding> find_secrets(std::string_view text, SecretProfile profile);

/// Where in a patch, or in what goes with it, a secret stands.
enum class SecretPlace : std::uint8_t {
  added,           ///< an added line; `line` is of the new file
  file_name,       ///< the new name of a file; `line` is 0
  commit_message,  ///< `file` is empty
  pull_request,    ///< `file` is empty
  removed,         ///< a removed line; `line` is of the old file
  context,         ///< an unchanged line; `line` is of the new file
};

struct PatchSecret {
  SecretPlace place = SecretPlace::added;
  SecretFinding finding;
  friend bool operator==(const PatchSecret&, const PatchSecret&) = default;
};

struct PatchSecrets {
  std::vector<PatchSecret> rejecting;  ///< what the patch would bring in: it must not leave
  std::vector<PatchSecret> present;    ///< removed and context lines: worth a word, no reason
};

/// Texts that leave together with a patch.
struct PatchTexts {
  std::string_view commit_message;
  std::string_view pull_request;
};

/// In order: texts, then file by file. A secret of several lines is `added` if one of them is.
[[nodiscard]] PatchSecrets find_patch_secrets(const Patch& patch, const PatchTexts& texts = {},
                                              SecretProfile profile = SecretProfile::guard);

/// The same on the text of a patch, well-formed or not; what stands in front of it is the commit
/// message. Places are of that text: offset, line and column; `file` is empty.
[[nodiscard]] PatchSecrets find_patch_secrets(std::string_view text,
                                              SecretProfile profile = SecretProfile::guard);

/// The scanner put to the test with made-up secrets of every rule, and with stand-ins for secrets.
struct SecretSelfTest {
  int canaries = 0;
  std::vector<std::string> failures;  ///< "github-token: not found"
  [[nodiscard]] bool pass() const { return failures.empty(); }
};
/// Deterministic; for a call before the scanner is first relied on.
[[nodiscard]] SecretSelfTest self_test_secrets();

/// In what form a known value was found.
enum class KnownForm : std::uint8_t { plain, base64, hex, percent };

struct KnownMatch {
  std::string name;        ///< as it was added
  std::size_t offset = 0;  ///< bytes into the text
  std::size_t length = 0;
  KnownForm form = KnownForm::plain;
  friend bool operator==(const KnownMatch&, const KnownMatch&) = default;
};

/// Tokens and keys that this process holds, found wherever they stand: plain, in base64 (both
/// alphabets, whatever stands in front), in hex, percent-encoded, and in parts of at least 16
/// bytes (22 characters of base64). Lines of PEM's frame are nobody's secret.
class KnownValues {
 public:
  /// Values of fewer than 6 bytes are passed over: they stand everywhere. Base64 and hex are
  /// looked for from 8 bytes on.
  void add(std::string_view name, std::string_view value);
  [[nodiscard]] bool empty() const { return patterns_.empty(); }

  /// In order of offset, not overlapping. Linear in the text.
  [[nodiscard]] std::vector<KnownMatch> find(std::string_view text) const;

 private:
  struct Pattern {
    std::string text;
    std::size_t bytes_min = 0;  ///< a part that is shorter says nothing
    std::size_t name = 0;
    KnownForm form = KnownForm::plain;
  };
  struct Window {
    std::uint64_t key = 0;
    std::size_t pattern = 0;
    std::size_t at = 0;
    friend auto operator<=>(const Window&, const Window&) = default;
  };
  void add_pattern(std::string text, std::size_t bytes_min, KnownForm form);
  [[nodiscard]] KnownMatch match_at(std::string_view text, std::size_t at, std::size_t from) const;

  std::vector<std::string> names_;
  std::vector<Pattern> patterns_;
  std::vector<Window> windows_;           ///< sorted
  std::vector<std::uint64_t> keys_bits_;  ///< one bit for each hashed key
};

}  // namespace homeostat
