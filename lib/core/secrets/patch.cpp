#include <algorithm>
#include <cstdint>

#include <homeostat/secrets.hpp>

namespace homeostat {
namespace {

void find_in_text(std::string_view text, SecretPlace place, std::string_view file,
                  SecretProfile profile, std::vector<PatchSecret>& found) {
  for (SecretFinding& one : find_secrets(text, profile)) {
    one.file = file;
    if (place == SecretPlace::file_name) one.line = 0;
    found.push_back({place, std::move(one)});
  }
}

/// One side of a hunk as text, so that secrets of several lines and names in front of their
/// values are seen.
class Side {
 public:
  Side(const Hunk& hunk, LineKind changed) : changed_(changed) {
    std::int64_t number = changed == LineKind::added ? hunk.new_start : hunk.old_start;
    for (const HunkLine& line : hunk.lines) {
      if (line.kind != changed && line.kind != LineKind::context) continue;
      lines_.push_back({text_.size(), number++, line.kind});
      text_ += line.text;
      text_ += '\n';
    }
  }

  void find(std::string_view file, SecretProfile profile, PatchSecrets& found) const {
    for (SecretFinding& one : find_secrets(text_, profile)) {
      const Line& line = line_of(one);
      // Context is the same on both sides: it is reported from the new one.
      if (line.kind == LineKind::context && changed_ == LineKind::removed) continue;
      one.file = file;
      one.line = static_cast<int>(line.number);
      const std::size_t begin = std::max(one.offset, line.begin);
      one.length -= begin - one.offset;
      one.offset = begin - line.begin;
      one.column = static_cast<int>(one.offset) + 1;
      if (line.kind == LineKind::added) {
        found.rejecting.push_back({SecretPlace::added, std::move(one)});
      } else {
        const bool removed = line.kind == LineKind::removed;
        found.present.push_back(
            {removed ? SecretPlace::removed : SecretPlace::context, std::move(one)});
      }
    }
  }

 private:
  struct Line {
    std::size_t begin = 0;
    std::int64_t number = 0;
    LineKind kind = LineKind::context;
  };

  /// The first changed line that the finding touches; else the line that it begins on.
  const Line& line_of(const SecretFinding& finding) const {
    const auto first = static_cast<std::size_t>(finding.line) - 1;
    for (std::size_t i = first; i < lines_.size(); ++i) {
      if (lines_[i].begin >= finding.offset + finding.length) break;
      if (lines_[i].kind == changed_) return lines_[i];
    }
    return lines_[first];
  }

  LineKind changed_;
  std::string text_;
  std::vector<Line> lines_;
};

}  // namespace

PatchSecrets find_patch_secrets(const Patch& patch, const PatchTexts& texts,
                                SecretProfile profile) {
  PatchSecrets found;
  find_in_text(texts.commit_message, SecretPlace::commit_message, {}, profile, found.rejecting);
  find_in_text(texts.pull_request, SecretPlace::pull_request, {}, profile, found.rejecting);
  for (const FilePatch& file : patch.files) {
    if (file.new_path != file.old_path) {
      find_in_text(file.new_path, SecretPlace::file_name, file.new_path, profile, found.rejecting);
    }
    for (const Hunk& hunk : file.hunks) {
      Side(hunk, LineKind::added).find(file.path(), profile, found);
      Side(hunk, LineKind::removed).find(file.path(), profile, found);
    }
  }
  return found;
}

}  // namespace homeostat
