#pragma once

/// Patches: reading, printing, making, applying.
///
/// ```cpp
/// #include <homeostat/diff.hpp>
/// const homeostat::Patch p = homeostat::make_patch(
///     {{.path = "a.js", .content = "x\n"}},
///     {{.path = "a.js", .content = "y\n"}});
/// const std::string text = homeostat::print_patch(p);
/// ```

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <homeostat/patch.hpp>
#include <homeostat/result.hpp>

namespace homeostat {

/// Reads git and plain unified diffs: renames, copies, mode changes, symlinks, binary, quoted and
/// non-ASCII paths, "\ No newline", CRLF. Text in front of a file's header is passed over. Anything
/// else that is not a well-formed patch is invalid_argument naming the line; so are a text that
/// ends in the middle of a line, as it may have been cut off, and a line left over behind a hunk
/// whose header counted too few, which git drops.
Result<Patch> parse_patch(std::string_view text);

/// As `git diff` prints it. parse_patch(print_patch(p)) == p for every p that parse_patch gave,
/// but for `patch_line` and `binary` payloads.
[[nodiscard]] std::string print_patch(const Patch& patch);

struct DiffOptions {
  int context_lines = 3;
};

/// The hunks between two texts: a shortest edit script (where more than a thousand lines
/// differ at a stretch perhaps a longer one: the time stays linear), slid to readable places.
[[nodiscard]] std::vector<Hunk> make_hunks(std::string_view before, std::string_view after,
                                           const DiffOptions& options = {});

/// The patch from one state of some files to another. Files with NUL bytes become binary.
[[nodiscard]] Patch make_patch(const std::vector<FileContent>& before,
                               const std::vector<FileContent>& after,
                               const DiffOptions& options = {});

struct ApplyOptions {
  bool lenient = false;  ///< as git: other offsets, and white space that differs
};

/// Where a hunk went, if not exactly where it said.
struct ApplyNote {
  std::string file;
  std::size_t hunk = 0;  ///< 0-based
  std::int64_t offset_lines = 0;
  bool whitespace = false;  ///< matched after ignoring white space
  friend bool operator==(const ApplyNote&, const ApplyNote&) = default;
};

struct Applied {
  std::vector<FileWrite> writes;  ///< one for each path that changes
  std::vector<ApplyNote> notes;
};

/// Applies to files in memory: all hunks or none. `files` holds every path that the patch reads
/// (others are taken as absent). A hunk that fits nowhere, or in several places equally well, is
/// invalid_argument naming file and hunk. Binary patches are refused the same way. Where git takes
/// the nearest of several places, a lenient call takes only the one that the hunk states, exactly,
/// and only as long as no hunk in front of it has moved. Lines of context stay as the file has
/// them, and so do line ends that the patch does not touch.
Result<Applied> apply_patch(const Patch& patch, std::span<const FileContent> files,
                            const ApplyOptions& options = {});

}  // namespace homeostat
