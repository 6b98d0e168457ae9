#include <homeostat/diff.hpp>

#include "core/base/format.hpp"
#include "core/diff/quote.hpp"

namespace homeostat {

namespace {

std::string octal(FileMode mode) {
  return base::format("{:06o}", static_cast<std::uint32_t>(mode));
}

FileMode known(FileMode mode) { return mode == FileMode::unknown ? FileMode::regular : mode; }

std::string with_prefix(std::string_view prefix, const std::string& path) {
  return diff::quote_path(std::string(prefix) + path);
}

/// A name for "---" or "+++". Git ends a name that holds a space with a tab, so that nothing
/// takes the rest for a date.
std::string name_line(std::string_view mark, const std::string& name) {
  const bool space = name.find(' ') != name.npos;
  return base::format("{} {}{}\n", mark, name, space ? "\t" : "");
}

bool modes_change(const FilePatch& file) {
  return file.old_mode != FileMode::unknown && file.new_mode != FileMode::unknown &&
         (file.old_mode != file.new_mode || file.old_blob.empty());
}

std::string index_line(const FilePatch& file) {
  if (file.old_blob.empty() || file.new_blob.empty()) return {};
  const bool same_mode = file.old_mode == file.new_mode && file.old_mode != FileMode::unknown;
  return base::format("index {}..{}{}\n", file.old_blob, file.new_blob,
                      same_mode ? " " + octal(file.old_mode) : "");
}

std::string move_lines(const FilePatch& file, std::string_view verb) {
  std::string text;
  if (file.similarity >= 0) text = base::format("similarity index {}%\n", file.similarity);
  text += base::format("{} from {}\n", verb, diff::quote_path(file.old_path));
  text += base::format("{} to {}\n", verb, diff::quote_path(file.new_path));
  return text;
}

std::string header(const FilePatch& file) {
  switch (file.kind) {
    case FileChangeKind::added:
      return "new file mode " + octal(known(file.new_mode)) + "\n" + index_line(file);
    case FileChangeKind::deleted:
      return "deleted file mode " + octal(known(file.old_mode)) + "\n" + index_line(file);
    default:
      break;
  }
  std::string text;
  if (modes_change(file)) {
    text = "old mode " + octal(file.old_mode) + "\nnew mode " + octal(file.new_mode) + "\n";
  }
  if (file.kind == FileChangeKind::renamed) text += move_lines(file, "rename");
  if (file.kind == FileChangeKind::copied) text += move_lines(file, "copy");
  return text + index_line(file);
}

std::string range(std::int64_t start, std::int64_t count) {
  return count == 1 ? base::format("{}", start) : base::format("{},{}", start, count);
}

void print_hunk(const Hunk& hunk, std::string& text) {
  text += base::format("@@ -{} +{} @@{}{}\n", range(hunk.old_start, hunk.old_count),
                       range(hunk.new_start, hunk.new_count), hunk.section.empty() ? "" : " ",
                       hunk.section);
  for (const auto& line : hunk.lines) {
    text += line.kind == LineKind::context ? ' ' : line.kind == LineKind::added ? '+' : '-';
    text += line.text;
    text += line.no_newline ? "\n\\ No newline at end of file\n" : "\n";
  }
}

void print_file(const FilePatch& file, std::string& text) {
  const auto& old_path = file.old_path.empty() ? file.new_path : file.old_path;
  const auto old_name = with_prefix("a/", old_path);
  const auto new_name = with_prefix("b/", file.path());
  text += base::format("diff --git {} {}\n", old_name, new_name);
  text += header(file);
  const auto old_side = file.kind == FileChangeKind::added ? "/dev/null" : old_name;
  const auto new_side = file.kind == FileChangeKind::deleted ? "/dev/null" : new_name;
  if (file.binary) {
    text += base::format("Binary files {} and {} differ\n", old_side, new_side);
    return;
  }
  if (file.hunks.empty()) return;
  text += name_line("---", old_side) + name_line("+++", new_side);
  for (const auto& hunk : file.hunks) {
    print_hunk(hunk, text);
  }
}

}  // namespace

std::string print_patch(const Patch& patch) {
  std::string text;
  for (const auto& file : patch.files) {
    print_file(file, text);
  }
  return text;
}

}  // namespace homeostat
