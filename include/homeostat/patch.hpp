#pragma once

/// A patch as a value: which files change, how. Parsing, printing and applying are in diff.hpp.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <homeostat/ids.hpp>

namespace homeostat {

/// File modes of git. 0 = unknown or unchanged.
enum class FileMode : std::uint32_t {
  unknown = 0,
  regular = 0100644,
  executable = 0100755,
  symlink = 0120000,
  submodule = 0160000,
};

enum class LineKind : std::uint8_t { context, added, removed };

/// One line of a hunk; `text` is without its "\n" (a "\r" before it is kept).
struct HunkLine {
  LineKind kind = LineKind::context;
  std::string text;
  bool no_newline = false;  ///< "\ No newline at end of file" follows
  friend bool operator==(const HunkLine&, const HunkLine&) = default;
};

struct Hunk {
  std::int64_t old_start = 0;  ///< 1-based; 0 where old_count is 0 and the file is new
  std::int64_t old_count = 0;
  std::int64_t new_start = 0;
  std::int64_t new_count = 0;
  std::string section;  ///< the text behind the second @@, without the space
  std::vector<HunkLine> lines;
  friend bool operator==(const Hunk&, const Hunk&) = default;
};

enum class FileChangeKind { modified, added, deleted, renamed, copied };

/// One file of a patch. Paths are relative with `/`, without "a/" and "b/"; bytes as git has them.
struct FilePatch {
  FileChangeKind kind = FileChangeKind::modified;
  std::string old_path;  ///< empty for an added file
  std::string new_path;  ///< empty for a deleted file
  FileMode old_mode = FileMode::unknown;
  FileMode new_mode = FileMode::unknown;
  bool binary = false;   ///< a binary patch or a "Binary files differ" line: has no hunks
  int similarity = -1;   ///< percent of a rename or copy; -1: not given
  std::string old_blob;  ///< abbreviated ids of the index line; empty: not given
  std::string new_blob;
  std::vector<Hunk> hunks;
  int patch_line = 0;  ///< 1-based line of the file's header in the text it was parsed from
  friend bool operator==(const FilePatch&, const FilePatch&) = default;

  /// The path after the change, or before it for a deletion.
  [[nodiscard]] const std::string& path() const { return new_path.empty() ? old_path : new_path; }
};

struct Patch {
  std::vector<FilePatch> files;
  friend bool operator==(const Patch&, const Patch&) = default;
};

/// Added and removed lines, counted over all hunks (a "+++x" line inside a hunk counts).
struct PatchStats {
  std::int64_t added = 0;
  std::int64_t removed = 0;
  std::int64_t files = 0;
  [[nodiscard]] std::int64_t diff_lines() const { return added + removed; }
  friend bool operator==(const PatchStats&, const PatchStats&) = default;
};
[[nodiscard]] PatchStats stats_of(const Patch& patch);

/// A file's content at a commit.
struct FileContent {
  std::string path;
  FileMode mode = FileMode::regular;
  std::string content;  ///< raw bytes; for a symlink its target
  friend bool operator==(const FileContent&, const FileContent&) = default;
};

/// The content that a path shall have; none = the path is deleted.
struct FileWrite {
  std::string path;
  FileMode mode = FileMode::regular;
  std::optional<std::string> content;
  friend bool operator==(const FileWrite&, const FileWrite&) = default;
};

/// One path of a tree.
struct TreeEntry {
  std::string path;
  FileMode mode = FileMode::regular;
  std::int64_t size_bytes = -1;  ///< -1: not known
  friend bool operator==(const TreeEntry&, const TreeEntry&) = default;
};

/// All paths of a commit, sorted by path.
struct TreeListing {
  CommitId commit;
  std::vector<TreeEntry> entries;
};

}  // namespace homeostat
