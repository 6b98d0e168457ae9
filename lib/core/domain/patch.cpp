#include <homeostat/patch.hpp>

namespace homeostat {

PatchStats stats_of(const Patch& patch) {
  PatchStats stats;
  stats.files = static_cast<std::int64_t>(patch.files.size());
  for (const FilePatch& file : patch.files) {
    for (const Hunk& hunk : file.hunks) {
      for (const HunkLine& line : hunk.lines) {
        if (line.kind == LineKind::added) ++stats.added;
        if (line.kind == LineKind::removed) ++stats.removed;
      }
    }
  }
  return stats;
}

}  // namespace homeostat
