#include <homeostat/diff.hpp>

#include <algorithm>
#include <map>
#include <numeric>
#include <set>
#include <utility>

#include "core/base/format.hpp"
#include "core/diff/lines.hpp"
#include "core/diff/place.hpp"
#include "core/diff/quote.hpp"

namespace homeostat {

namespace {

using diff::Lines;
using diff::Placement;

/// Builds the new text of a file.
class Text {
 public:
  void add(std::string_view line, bool newline) {
    if (open_) text_ += '\n';
    text_ += line;
    open_ = !newline;
    if (newline) text_ += '\n';
  }
  [[nodiscard]] std::string take() { return std::move(text_); }

 private:
  std::string text_;
  bool open_ = false;  ///< the last line has no newline yet
};

void add_file_lines(Text& text, const Lines& file, std::size_t begin, std::size_t end) {
  for (auto i = begin; i < end; ++i) {
    text.add(file.text[i], !file.no_newline(i));
  }
}

/// The hunk's new side; lines of context stay as they are in the file.
void add_hunk(Text& text, const Lines& file, const Hunk& hunk, std::size_t begin) {
  for (const auto& line : hunk.lines) {
    if (line.kind == LineKind::added) {
      text.add(line.text, !line.no_newline);
      continue;
    }
    if (line.kind == LineKind::context) add_file_lines(text, file, begin, begin + 1);
    ++begin;
  }
}

std::string replace(const Lines& file, const std::vector<Hunk>& hunks,
                    const std::vector<Placement>& placements) {
  std::vector<std::size_t> order(hunks.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return std::pair(placements[a].begin, placements[a].end) <
           std::pair(placements[b].begin, placements[b].end);
  });
  Text text;
  std::size_t done = 0;
  for (const auto i : order) {
    add_file_lines(text, file, done, placements[i].begin);
    add_hunk(text, file, hunks[i], placements[i].begin);
    done = placements[i].end;
  }
  add_file_lines(text, file, done, file.size());
  return text.take();
}

Error refuse(const std::string& path, std::string_view why) {
  return Error{ErrorCode::invalid_argument, base::format("{}: {}", diff::shown(path), why)};
}

std::string_view type_of(FileMode mode) {
  switch (mode) {
    case FileMode::symlink:
      return "a symbolic link";
    case FileMode::submodule:
      return "a submodule";
    default:
      return "a regular file";
  }
}

/// The files as the patch has left them so far. As git does, renames and copies read what was
/// there before the patch; everything else reads what the patch made.
class Applier {
 public:
  Applier(const Patch& patch, std::span<const FileContent> files, const ApplyOptions& options)
      : patch_(patch), options_(options) {
    for (const auto& file : files) {
      originals_[file.path] = &file;
    }
    for (const auto& file : patch.files) {
      if (removes_old(file)) leaving_.insert(file.old_path);
    }
  }

  Result<Applied> run() {
    for (const auto& file : patch_.files) {
      if (auto status = apply(file); !status) return status.error();
    }
    for (auto& [path, state] : states_) {
      const auto original = originals_.find(path);
      const bool existed = original != originals_.end();
      if (existed ? state == *original->second : !state.content) continue;
      applied_.writes.push_back({path, state.mode, std::move(state.content)});
    }
    return std::move(applied_);
  }

 private:
  struct State {
    FileMode mode = FileMode::regular;
    std::optional<std::string> content;  ///< none: no file
    bool operator==(const FileContent& file) const {
      return content && mode == file.mode && *content == file.content;
    }
  };

  static bool removes_old(const FilePatch& file) {
    return file.kind == FileChangeKind::deleted || file.kind == FileChangeKind::renamed;
  }
  static bool moves(const FilePatch& file) {
    return file.kind == FileChangeKind::renamed || file.kind == FileChangeKind::copied;
  }

  Status apply(const FilePatch& file) {
    if (file.binary) return refuse(file.path(), "a binary patch cannot be applied");
    if (auto status = check_paths(file); !status) return status;
    State before;
    if (file.kind != FileChangeKind::added) {
      before = read(file.old_path, moves(file));
      if (!before.content) return refuse(file.old_path, "there is no such file");
    }
    if (auto status = check_target(file); !status) return status;
    if (auto status = check_types(file, before.mode); !status) return status;
    auto content = change(file, before.content.value_or(""));
    if (!content) return content.error().with_context(diff::shown(file.path()));
    return store(file, before.mode, *std::move(content));
  }

  /// Parsed patches always pass; a patch that a program made may not.
  static Status check_paths(const FilePatch& file) {
    const bool needs_old = file.kind != FileChangeKind::added;
    const bool needs_new = file.kind != FileChangeKind::deleted;
    if (needs_old == file.old_path.empty() || needs_new == file.new_path.empty()) {
      return refuse(file.path(), "the paths do not go with the kind of the change");
    }
    if (needs_old && needs_new && (file.old_path == file.new_path) == moves(file)) {
      return refuse(file.path(), "the paths do not go with the kind of the change");
    }
    return {};
  }

  [[nodiscard]] State read(const std::string& path, bool as_before) const {
    const auto state = states_.find(path);
    if (!as_before && state != states_.end()) return state->second;
    const auto original = originals_.find(path);
    if (original == originals_.end()) return {};
    return {original->second->mode, original->second->content};
  }

  /// A path that shall come into being must not exist, or the patch takes it away elsewhere.
  [[nodiscard]] Status check_target(const FilePatch& file) const {
    if (file.kind != FileChangeKind::added && !moves(file)) return {};
    if (states_.contains(file.new_path)) {
      if (!read(file.new_path, false).content) return {};
      return refuse(file.new_path, "the patch makes this file twice");
    }
    if (!leaving_.contains(file.new_path) && originals_.contains(file.new_path)) {
      return refuse(file.new_path, "the file exists already");
    }
    return {};
  }

  static Status check_types(const FilePatch& file, FileMode mode) {
    if (file.kind == FileChangeKind::added) return {};
    const auto expected = file.old_mode == FileMode::unknown ? mode : file.old_mode;
    if (type_of(expected) != type_of(mode)) {
      return refuse(file.old_path,
                    base::format("is {}, the patch is for {}", type_of(mode), type_of(expected)));
    }
    if (file.new_mode != FileMode::unknown && type_of(file.new_mode) != type_of(mode)) {
      return refuse(file.old_path, base::format("is {}, a change of mode cannot make it {}",
                                                type_of(mode), type_of(file.new_mode)));
    }
    return {};
  }

  Result<std::string> change(const FilePatch& file, const std::string& before) {
    const auto lines = diff::split_lines(before);
    const auto placements = diff::place_hunks(lines, file.hunks, options_.lenient);
    if (!placements) return placements.error();
    for (std::size_t i = 0; i < placements->size(); ++i) {
      const auto& placement = (*placements)[i];
      if (placement.offset_lines == 0 && !placement.whitespace) continue;
      applied_.notes.push_back({file.path(), i, placement.offset_lines, placement.whitespace});
    }
    return replace(lines, file.hunks, *placements);
  }

  Status store(const FilePatch& file, FileMode mode, std::string content) {
    if (file.kind == FileChangeKind::deleted && !content.empty()) {
      return refuse(file.old_path, "the patch deletes the file but leaves some of its lines");
    }
    // Where renames swap names, what an earlier one made at the old path stays.
    const bool swapped = file.kind == FileChangeKind::renamed && made_.contains(file.old_path);
    if (removes_old(file) && !swapped) states_[file.old_path] = {mode, {}};
    if (file.kind == FileChangeKind::deleted) return {};
    const bool changes_mode = file.kind == FileChangeKind::added || file.new_mode != file.old_mode;
    if (changes_mode && file.new_mode != FileMode::unknown) mode = file.new_mode;
    states_[file.new_path] = {mode, std::move(content)};
    if (file.kind != FileChangeKind::modified) made_.insert(file.new_path);
    return {};
  }

  const Patch& patch_;
  ApplyOptions options_;
  std::map<std::string_view, const FileContent*> originals_;
  std::set<std::string_view> leaving_;   ///< paths that the patch deletes or renames
  std::map<std::string, State> states_;  ///< paths that the patch has touched
  std::set<std::string> made_;           ///< paths that it has added, renamed or copied to
  Applied applied_;
};

}  // namespace

Result<Applied> apply_patch(const Patch& patch, std::span<const FileContent> files,
                            const ApplyOptions& options) {
  return Applier(patch, files, options).run();
}

}  // namespace homeostat
