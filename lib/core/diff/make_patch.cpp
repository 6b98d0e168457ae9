#include <homeostat/diff.hpp>

#include <algorithm>
#include <map>
#include <set>

namespace homeostat {

namespace {

using Tree = std::map<std::string_view, const FileContent*>;

Tree to_tree(const std::vector<FileContent>& files) {
  Tree tree;
  for (const auto& file : files) {
    tree[file.path] = &file;
  }
  return tree;
}

bool is_binary(const std::string& content) { return content.find('\0') != content.npos; }

/// Regular files may become executable; every other change of mode makes another kind of thing.
bool same_type(const FileContent& a, const FileContent& b) {
  const auto is_file = [](FileMode mode) {
    return mode != FileMode::symlink && mode != FileMode::submodule;
  };
  return a.mode == b.mode || (is_file(a.mode) && is_file(b.mode));
}

std::string_view file_name(std::string_view path) { return path.substr(path.rfind('/') + 1); }

/// Puts the change of content into `file`.
void fill(FilePatch& file, const std::string& before, const std::string& after,
          const DiffOptions& options) {
  file.binary = before != after && (is_binary(before) || is_binary(after));
  if (!file.binary) file.hunks = make_hunks(before, after, options);
}

FilePatch make_added(const FileContent& after, const DiffOptions& options) {
  FilePatch file;
  file.kind = FileChangeKind::added;
  file.new_path = after.path;
  file.new_mode = after.mode;
  fill(file, {}, after.content, options);
  return file;
}

FilePatch make_deleted(const FileContent& before, const DiffOptions& options) {
  FilePatch file;
  file.kind = FileChangeKind::deleted;
  file.old_path = before.path;
  file.old_mode = before.mode;
  fill(file, before.content, {}, options);
  return file;
}

/// A change in place, or a rename of the same content.
FilePatch make_changed(const FileContent& before, const FileContent& after,
                       const DiffOptions& options) {
  FilePatch file;
  file.old_path = before.path;
  file.new_path = after.path;
  if (before.mode != after.mode) {
    file.old_mode = before.mode;
    file.new_mode = after.mode;
  }
  if (before.path != after.path) {
    file.kind = FileChangeKind::renamed;
    file.similarity = 100;
  }
  fill(file, before.content, after.content, options);
  return file;
}

/// For each file that is new the one that it was before: gone, of the same content and type. Of
/// several, one of the same name first, then the first by path.
class Renames {
 public:
  Renames(const Tree& before, const Tree& after) {
    std::map<std::string_view, std::vector<const FileContent*>> gone;
    for (const auto& [path, file] : before) {
      if (!after.contains(path) && !file->content.empty()) gone[file->content].push_back(file);
    }
    for (const bool same_name : {true, false}) {
      for (const auto& [path, file] : after) {
        if (before.contains(path) || source_of(path) != nullptr) continue;
        const auto candidates = gone.find(file->content);
        if (candidates != gone.end()) pair_up(*file, candidates->second, same_name);
      }
    }
  }

  [[nodiscard]] const FileContent* source_of(std::string_view path) const {
    const auto found = sources_.find(path);
    return found == sources_.end() ? nullptr : found->second;
  }
  [[nodiscard]] bool is_source(std::string_view path) const { return moved_.contains(path); }

 private:
  void pair_up(const FileContent& file, std::vector<const FileContent*>& candidates,
               bool same_name) {
    const auto fits = [&](const FileContent* candidate) {
      return same_type(*candidate, file) &&
             (!same_name || file_name(candidate->path) == file_name(file.path));
    };
    const auto found = std::find_if(candidates.begin(), candidates.end(), fits);
    if (found == candidates.end()) return;
    sources_[file.path] = *found;
    moved_.insert((*found)->path);
    candidates.erase(found);
  }

  Tree sources_;
  std::set<std::string_view> moved_;
};

}  // namespace

Patch make_patch(const std::vector<FileContent>& before, const std::vector<FileContent>& after,
                 const DiffOptions& options) {
  const auto old_tree = to_tree(before);
  const auto new_tree = to_tree(after);
  const Renames renames(old_tree, new_tree);
  auto paths = old_tree;
  paths.insert(new_tree.begin(), new_tree.end());
  Patch patch;
  for (const auto& [path, any] : paths) {
    const auto old_file = old_tree.find(path);
    const auto new_file = new_tree.find(path);
    if (new_file == new_tree.end()) {
      if (!renames.is_source(path)) patch.files.push_back(make_deleted(*any, options));
      continue;
    }
    const auto& file = *new_file->second;
    const auto* source = old_file == old_tree.end() ? renames.source_of(path) : old_file->second;
    if (source == nullptr) {
      patch.files.push_back(make_added(file, options));
    } else if (!same_type(*source, file)) {
      patch.files.push_back(make_deleted(*source, options));
      patch.files.push_back(make_added(file, options));
    } else if (*source != file) {
      patch.files.push_back(make_changed(*source, file, options));
    }
  }
  return patch;
}

}  // namespace homeostat
