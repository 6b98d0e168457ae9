#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include <homeostat/secrets.hpp>

#include "core/base/text.hpp"

namespace homeostat {
namespace {

/// What a line of a patch is to a side of it.
enum class Part : std::uint8_t { blank, message, name, changed, context };

struct Line {
  std::size_t begin = 0;
  Part part = Part::blank;
};

bool is_header(std::string_view line) {
  for (const std::string_view mark :
       {"diff ", "index ", "@@ ", "similarity ", "dissimilarity ", "old mode ", "new mode ",
        "deleted file ", "new file ", "Binary files ", "GIT binary patch", "\\ "}) {
    if (line.starts_with(mark)) return true;
  }
  return false;
}

bool names_file(std::string_view line, char sign) {
  if (sign == '+') {
    return line.starts_with("+++ ") || line.starts_with("rename to ") ||
           line.starts_with("copy to ");
  }
  return line.starts_with("--- ") || line.starts_with("rename from ") ||
         line.starts_with("copy from ");
}

/// One side of a patch, as long as the patch itself and with its lines where they were: what
/// belongs to the other side, and the marks in front, are blanks.
class Side {
 public:
  Side(std::string_view text, char sign) : sign_(sign) {
    bool in_patch = false;
    for (std::string_view line : base::split_lines_keeping(text)) {
      in_patch = in_patch || line.starts_with("diff ") || line.starts_with("--- ");
      const std::size_t begin = side_.size();
      const Part part = in_patch ? part_of(line) : Part::message;
      lines_.push_back({begin, part});
      side_ += line;
      const std::size_t mark = part == Part::blank ? line.size()
                               : part == Part::changed || part == Part::context
                                   ? std::min<std::size_t>(1, line.size())
                                   : 0;
      for (std::size_t i = begin; i < begin + mark; ++i) {
        if (side_[i] != '\n' && side_[i] != '\r') side_[i] = ' ';
      }
    }
  }

  void find(SecretProfile profile, PatchSecrets& found) const {
    const bool old = sign_ == '-';
    for (SecretFinding& one : find_secrets(side_, profile)) {
      switch (part_of(one)) {
        case Part::message:
          if (!old) found.rejecting.push_back({SecretPlace::commit_message, std::move(one)});
          break;
        case Part::name:
          if (!old) found.rejecting.push_back({SecretPlace::file_name, std::move(one)});
          break;
        case Part::changed:
          if (old) {
            found.present.push_back({SecretPlace::removed, std::move(one)});
          } else {
            found.rejecting.push_back({SecretPlace::added, std::move(one)});
          }
          break;
        default:
          if (!old) found.present.push_back({SecretPlace::context, std::move(one)});
      }
    }
  }

 private:
  Part part_of(std::string_view line) const {
    if (names_file(line, sign_)) return Part::name;
    if (line.starts_with(sign_)) return Part::changed;
    if (line.starts_with(sign_ == '+' ? '-' : '+') || is_header(line)) return Part::blank;
    if (names_file(line, sign_ == '+' ? '-' : '+')) return Part::blank;
    return Part::context;
  }

  /// A secret of several lines belongs to the first that the patch changes.
  Part part_of(const SecretFinding& finding) const {
    const auto first = static_cast<std::size_t>(finding.line) - 1;
    for (std::size_t i = first; i < lines_.size(); ++i) {
      if (lines_[i].begin >= finding.offset + finding.length) break;
      if (lines_[i].part == Part::changed) return Part::changed;
    }
    return lines_[first].part;
  }

  char sign_;
  std::string side_;
  std::vector<Line> lines_;
};

}  // namespace

PatchSecrets find_patch_secrets(std::string_view text, SecretProfile profile) {
  PatchSecrets found;
  Side(text, '+').find(profile, found);
  Side(text, '-').find(profile, found);
  return found;
}

}  // namespace homeostat
