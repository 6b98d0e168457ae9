#include <homeostat/diff.hpp>

#include "core/diff/cursor.hpp"
#include "core/diff/file_header.hpp"

namespace homeostat {

namespace {

using diff::Cursor;

enum class Header { none, git, plain };

Header header_at(const Cursor& cursor) {
  const auto line = cursor.peek();
  if (line.starts_with("diff --git ")) return Header::git;
  if (line.starts_with("--- ") && cursor.peek_next().starts_with("+++ ")) return Header::plain;
  return Header::none;
}

/// A line that can only be a part of a hunk whose header counted wrongly. The "-- " of a mail's
/// signature is none.
bool is_stray(std::string_view line) {
  const auto text = diff::without_cr(line);
  if (text.empty() || text == "-- " || text == "--") return false;
  return text.find_first_of(" +-\\@") == 0;
}

Status check_passed_over(const Cursor& cursor, bool behind_hunks) {
  const auto line = cursor.peek();
  if (line.starts_with("diff --cc ") || line.starts_with("diff --combined ")) {
    return cursor.error("combined diffs of merges cannot be applied");
  }
  if (line.starts_with("@@ -")) return cursor.error("a hunk without a file header");
  if (behind_hunks && is_stray(line)) {
    return cursor.error("a line of a hunk follows behind the end of its hunk");
  }
  return {};
}

/// Passes over text until a file's header begins or the text ends. Behind hunks, the first line
/// that is not blank must not look like the line of a hunk: git drops it, and with it a part of
/// the change that somebody meant.
Result<Header> find_header(Cursor& cursor, bool behind_hunks) {
  for (; !cursor.done(); cursor.advance()) {
    const auto header = header_at(cursor);
    if (header != Header::none) return header;
    if (auto status = check_passed_over(cursor, behind_hunks); !status) return status.error();
    behind_hunks = behind_hunks && diff::without_cr(cursor.peek()).empty();
  }
  return Header::none;
}

}  // namespace

Result<Patch> parse_patch(std::string_view text) {
  Patch patch;
  Cursor cursor(text);
  while (true) {
    const bool behind_hunks = !patch.files.empty() && !patch.files.back().hunks.empty();
    const auto header = find_header(cursor, behind_hunks);
    if (!header) return header.error();
    if (*header == Header::none) break;
    auto file =
        *header == Header::git ? diff::parse_git_file(cursor) : diff::parse_plain_file(cursor);
    if (!file) return file.error();
    patch.files.push_back(*std::move(file));
  }
  if (patch.files.empty()) {
    return Error{ErrorCode::invalid_argument,
                 "the text holds no patch: no file header (\"diff --git\" or \"---\" and \"+++\")"};
  }
  return patch;
}

}  // namespace homeostat
