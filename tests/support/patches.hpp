// Patches as values, for tests that need no diff.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <homeostat/patch.hpp>

namespace homeostat::test {

/// Lines as a diff has them: "+added", "-removed", " context".
inline Hunk hunk_of(const std::vector<std::string>& lines, std::int64_t start = 1) {
  Hunk hunk;
  hunk.old_start = hunk.new_start = start;
  for (const std::string& line : lines) {
    const LineKind kind = line[0] == '+'   ? LineKind::added
                          : line[0] == '-' ? LineKind::removed
                                           : LineKind::context;
    hunk.lines.push_back({.kind = kind, .text = line.substr(1)});
    if (kind != LineKind::added) ++hunk.old_count;
    if (kind != LineKind::removed) ++hunk.new_count;
  }
  return hunk;
}

inline FilePatch changed(std::string_view path, const std::vector<std::string>& lines) {
  FilePatch file;
  file.old_path = file.new_path = path;
  file.hunks.push_back(hunk_of(lines));
  return file;
}

inline Patch patch_of(std::vector<FilePatch> files) {
  Patch patch;
  patch.files = std::move(files);
  return patch;
}

}  // namespace homeostat::test
