#include "core/diff/file_header.hpp"

#include <array>
#include <optional>
#include <utility>

#include "core/diff/binary.hpp"
#include "core/diff/hunks.hpp"
#include "core/diff/names.hpp"
#include "core/diff/quote.hpp"

namespace homeostat::diff {

namespace {

/// What the lines of a git header say, before they are held against each other.
struct GitHeader {
  int line = 0;
  std::string_view names;  ///< behind "diff --git "
  FileMode old_mode = FileMode::unknown;
  FileMode new_mode = FileMode::unknown;
  FileMode added_mode = FileMode::unknown;
  FileMode deleted_mode = FileMode::unknown;
  FileMode index_mode = FileMode::unknown;
  std::string rename_from, rename_to, copy_from, copy_to;
  std::optional<int> similarity;
  std::string old_blob, new_blob;
  std::optional<Name> old_name, new_name;  ///< of the lines "---" and "+++"
};

std::optional<FileMode> parse_mode(std::string_view text) {
  if (text.empty() || text.size() > 7) return std::nullopt;
  unsigned mode = 0;
  for (const char c : text) {
    if (c < '0' || c > '7') return std::nullopt;
    mode = mode * 8 + static_cast<unsigned>(c - '0');
  }
  switch (mode & ~07777U) {
    // Old versions of git wrote other permissions too; only the owner's x counts.
    case 0100000:
      return (mode & 0100U) != 0 ? FileMode::executable : FileMode::regular;
    case 0120000:
      return FileMode::symlink;
    case 0160000:
      return FileMode::submodule;
    default:
      return std::nullopt;
  }
}

Status read_mode(const Cursor& cursor, std::string_view text, FileMode& mode) {
  if (mode != FileMode::unknown) return cursor.error("this header line stands twice");
  const auto value = parse_mode(text);
  if (!value) return cursor.error("not a file mode of git");
  mode = *value;
  return {};
}

Status read_path(const Cursor& cursor, std::string_view text, std::string& path) {
  if (!path.empty()) return cursor.error("this header line stands twice");
  auto name = parse_whole_name(text);
  if (!name) return cursor.error("not a path, or wrongly quoted");
  path = *std::move(name);
  return {};
}

Status read_similarity(const Cursor& cursor, std::string_view text, std::optional<int>& percent) {
  if (percent) return cursor.error("this header line stands twice");
  const bool valid = text.ends_with('%') && text.size() >= 2 && text.size() <= 4 &&
                     text.find_first_not_of("0123456789") == text.size() - 1;
  if (!valid) return cursor.error("a similarity is a number of percent");
  int value = 0;
  for (const char c : text.substr(0, text.size() - 1)) {
    value = value * 10 + (c - '0');
  }
  if (value > 100) return cursor.error("a similarity is at most 100%");
  percent = value;
  return {};
}

bool is_blob(std::string_view text) {
  return text.size() >= 4 && text.size() <= 64 &&
         text.find_first_not_of("0123456789abcdefABCDEF") == text.npos;
}

/// "<id>..<id>" and perhaps a mode. Ids that are none are passed over, as git does: nothing
/// depends on them.
Status read_index(const Cursor& cursor, std::string_view text, GitHeader& header) {
  const auto dots = text.find("..");
  if (dots == text.npos) return {};
  const auto space = text.find(' ', dots);
  const auto before = text.substr(0, dots);
  const auto after = text.substr(dots + 2, space == text.npos ? space : space - dots - 2);
  if (is_blob(before) && is_blob(after)) {
    header.old_blob = before;
    header.new_blob = after;
  }
  if (space == text.npos) return {};
  return read_mode(cursor, text.substr(space + 1), header.index_mode);
}

/// Reads one line between "diff --git" and "---". False: it is none of those.
Result<bool> read_header_line(const Cursor& cursor, GitHeader& header) {
  auto text = without_cr(cursor.peek());
  const auto known = [](const Status& status) -> Result<bool> {
    if (!status) return status.error();
    return true;
  };
  if (consume(text, "old mode ")) return known(read_mode(cursor, text, header.old_mode));
  if (consume(text, "new mode ")) return known(read_mode(cursor, text, header.new_mode));
  if (consume(text, "new file mode ")) return known(read_mode(cursor, text, header.added_mode));
  if (consume(text, "deleted file mode ")) {
    return known(read_mode(cursor, text, header.deleted_mode));
  }
  if (consume(text, "rename from ")) return known(read_path(cursor, text, header.rename_from));
  if (consume(text, "rename to ")) return known(read_path(cursor, text, header.rename_to));
  if (consume(text, "copy from ")) return known(read_path(cursor, text, header.copy_from));
  if (consume(text, "copy to ")) return known(read_path(cursor, text, header.copy_to));
  if (consume(text, "similarity index ")) {
    return known(read_similarity(cursor, text, header.similarity));
  }
  if (text.starts_with("dissimilarity index ")) return true;
  if (consume(text, "index ")) return known(read_index(cursor, text, header));
  return false;
}

/// Reads the lines "---" and "+++".
Status read_names(Cursor& cursor, std::optional<Name>& old_name, std::optional<Name>& new_name) {
  auto text = without_cr(cursor.peek());
  (void)consume(text, "--- ");
  old_name = parse_name(text);
  if (!old_name) return cursor.error("not a path, or wrongly quoted");
  cursor.advance();
  text = without_cr(cursor.peek());
  if (!consume(text, "+++ ")) return cursor.error("a line \"+++\" must follow the line \"---\"");
  new_name = parse_name(text);
  if (!new_name) return cursor.error("not a path, or wrongly quoted");
  if (old_name->absent && new_name->absent) {
    return cursor.error("a file cannot be absent on both sides");
  }
  if (!cursor.complete()) return cursor.error("the text ends in a file header");
  cursor.advance();
  if (!cursor.peek().starts_with("@@")) {
    return cursor.error("a hunk must follow the lines \"---\" and \"+++\"");
  }
  return {};
}

Error disagree(const GitHeader& header, std::string_view what) {
  return Cursor::error_at(header.line, base::format("the file header names {} in two ways", what));
}

/// The line "---" or "+++" must mean the path that the rest of the header means.
bool agrees(const std::optional<Name>& name, std::string_view prefix, std::string_view path) {
  if (!name) return true;
  std::string_view text = name->text;
  return !name->absent && consume(text, prefix) && text == path;
}

Status resolve_move(const GitHeader& header, FilePatch& file) {
  const bool copied = !header.copy_from.empty() || !header.copy_to.empty();
  const auto& from = copied ? header.copy_from : header.rename_from;
  const auto& to = copied ? header.copy_to : header.rename_to;
  if (copied && (!header.rename_from.empty() || !header.rename_to.empty())) {
    return Cursor::error_at(header.line, "a file cannot be both renamed and copied");
  }
  if (from.empty() || to.empty()) {
    return Cursor::error_at(header.line, "a rename or copy needs a \"from\" and a \"to\"");
  }
  if (header.added_mode != FileMode::unknown || header.deleted_mode != FileMode::unknown) {
    return Cursor::error_at(header.line, "a renamed or copied file is neither new nor deleted");
  }
  const auto prefixes = find_prefixes(header.names, from, to);
  if (!prefixes || !agrees(header.old_name, prefixes->old_side, from) ||
      !agrees(header.new_name, prefixes->new_side, to)) {
    return disagree(header, shown(to));
  }
  file.kind = copied ? FileChangeKind::copied : FileChangeKind::renamed;
  file.old_path = from;
  file.new_path = to;
  file.similarity = header.similarity.value_or(-1);
  return {};
}

Status resolve_in_place(const GitHeader& header, FilePatch& file) {
  auto common = parse_common_name(header.names);
  if (!common && header.old_name) {
    if (auto path = find_common_path(*header.old_name, *header.new_name, true)) {
      common = CommonName{*std::move(path), {}};
    }
  } else if (common && header.old_name) {
    const bool old_agrees =
        header.old_name->absent || agrees(header.old_name, common->prefixes.old_side, common->path);
    const bool new_agrees =
        header.new_name->absent || agrees(header.new_name, common->prefixes.new_side, common->path);
    if (!old_agrees || !new_agrees) return disagree(header, shown(common->path));
  }
  if (!common) {
    return Cursor::error_at(header.line,
                            "the file header does not name one file, nor a rename or copy");
  }
  const bool old_absent = header.old_name && header.old_name->absent;
  const bool new_absent = header.new_name && header.new_name->absent;
  const bool added = old_absent || header.added_mode != FileMode::unknown;
  const bool deleted = new_absent || header.deleted_mode != FileMode::unknown;
  if (added && deleted) {
    return Cursor::error_at(header.line, "a file cannot be both new and deleted");
  }
  if ((added && header.old_name && !old_absent) || (deleted && header.new_name && !new_absent)) {
    return Cursor::error_at(header.line, "/dev/null must stand for the side without a file");
  }
  file.kind = added     ? FileChangeKind::added
              : deleted ? FileChangeKind::deleted
                        : FileChangeKind::modified;
  if (!added) file.old_path = common->path;
  if (!deleted) file.new_path = common->path;
  return {};
}

Status resolve_modes(const GitHeader& header, FilePatch& file) {
  file.old_mode = header.old_mode;
  file.new_mode = header.new_mode;
  if ((file.old_mode == FileMode::unknown) != (file.new_mode == FileMode::unknown)) {
    return Cursor::error_at(header.line, "a mode change needs an old and a new mode");
  }
  const auto unused = file.kind == FileChangeKind::added || file.kind == FileChangeKind::deleted
                          ? file.old_mode
                          : FileMode::unknown;
  if (unused != FileMode::unknown) {
    return Cursor::error_at(header.line, "a new or deleted file cannot change its mode");
  }
  if (file.kind == FileChangeKind::added) file.new_mode = header.added_mode;
  if (file.kind == FileChangeKind::deleted) file.old_mode = header.deleted_mode;
  if (header.index_mode == FileMode::unknown) return {};
  if (file.old_mode != FileMode::unknown || file.new_mode != FileMode::unknown) {
    return Cursor::error_at(header.line, "the index line gives a mode beside other modes");
  }
  if (file.kind != FileChangeKind::added) file.old_mode = header.index_mode;
  if (file.kind != FileChangeKind::deleted) file.new_mode = header.index_mode;
  return {};
}

/// A new file begins with nothing, a deleted one ends with nothing.
Status check_hunks(int line, FilePatch& file) {
  const bool added = file.kind == FileChangeKind::added;
  const bool deleted = file.kind == FileChangeKind::deleted;
  if ((added || deleted) && file.hunks.size() > 1) {
    return Cursor::error_at(line, "a new or deleted file has one hunk");
  }
  for (const auto& hunk : file.hunks) {
    if (added && hunk.old_count > 0) {
      return Cursor::error_at(line,
                              base::format("the new file {} has old lines", shown(file.new_path)));
    }
    if (deleted && hunk.new_count > 0) {
      return Cursor::error_at(
          line, base::format("the deleted file {} has new lines", shown(file.old_path)));
    }
  }
  if (added && file.new_mode == FileMode::unknown) file.new_mode = FileMode::regular;
  if (deleted && file.old_mode == FileMode::unknown) file.old_mode = FileMode::regular;
  return {};
}

bool is_binary_note(std::string_view line) {
  return line.starts_with("Binary files ") && line.ends_with(" differ");
}

/// Hunks, a binary patch, a line that says "Binary files differ", or nothing.
Status read_content(Cursor& cursor, GitHeader& header, FilePatch& file) {
  const auto line = without_cr(cursor.peek());
  if (line == "GIT binary patch") {
    file.binary = true;
    cursor.advance();
    return skip_binary_patch(cursor);
  }
  if (is_binary_note(line)) {
    file.binary = true;
    if (!cursor.complete()) return cursor.error("the text ends in a file header");
    cursor.advance();
    return {};
  }
  if (!line.starts_with("--- ")) return {};
  if (auto status = read_names(cursor, header.old_name, header.new_name); !status) return status;
  auto hunks = parse_hunks(cursor);
  if (!hunks) return hunks.error();
  file.hunks = *std::move(hunks);
  return {};
}

}  // namespace

Result<FilePatch> parse_git_file(Cursor& cursor) {
  GitHeader header;
  header.line = cursor.line();
  header.names = without_cr(cursor.peek());
  (void)consume(header.names, "diff --git ");
  for (bool more = true; more;) {
    if (!cursor.complete()) return cursor.error("the text ends in a file header");
    cursor.advance();
    const auto known = read_header_line(cursor, header);
    if (!known) return known.error();
    more = *known;
  }
  FilePatch file;
  file.patch_line = header.line;
  if (auto status = read_content(cursor, header, file); !status) return status.error();
  const bool moved = !header.rename_from.empty() || !header.rename_to.empty() ||
                     !header.copy_from.empty() || !header.copy_to.empty();
  auto status = moved ? resolve_move(header, file) : resolve_in_place(header, file);
  if (!status) return status.error();
  if (status = resolve_modes(header, file); !status) return status.error();
  if (status = check_hunks(header.line, file); !status) return status.error();
  const bool says_more =
      file.kind != FileChangeKind::modified || file.binary || header.new_mode != FileMode::unknown;
  if (file.hunks.empty() && !says_more) {
    return Cursor::error_at(header.line, "the file header is followed by no change");
  }
  file.old_blob = header.old_blob;
  file.new_blob = header.new_blob;
  return file;
}

Result<FilePatch> parse_plain_file(Cursor& cursor) {
  FilePatch file;
  file.patch_line = cursor.line();
  std::optional<Name> old_name;
  std::optional<Name> new_name;
  if (auto status = read_names(cursor, old_name, new_name); !status) return status.error();
  const auto path = find_common_path(*old_name, *new_name, false);
  if (!path) return Cursor::error_at(file.patch_line, "the file header names no file");
  auto hunks = parse_hunks(cursor);
  if (!hunks) return hunks.error();
  file.hunks = *std::move(hunks);
  // Plain diff says by dates that a file is not there, or not at all. A file that begins with
  // nothing is taken for a new one; one that ends with nothing counts as deleted by its date.
  const auto& first = file.hunks.front();
  const bool from_nothing = file.hunks.size() == 1 && first.old_start == 0;
  const bool to_nothing = file.hunks.size() == 1 && first.new_count == 0 && new_name->epoch;
  if (old_name->absent || (from_nothing && !new_name->absent)) {
    file.kind = FileChangeKind::added;
  } else if (new_name->absent || to_nothing) {
    file.kind = FileChangeKind::deleted;
  }
  if (file.kind != FileChangeKind::added) file.old_path = *path;
  if (file.kind != FileChangeKind::deleted) file.new_path = *path;
  if (auto status = check_hunks(file.patch_line, file); !status) return status.error();
  return file;
}

}  // namespace homeostat::diff
