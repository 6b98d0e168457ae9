#include "git/tree_writer.hpp"

#include <algorithm>

#include "core/base/format.hpp"
#include "git/names.hpp"
#include "process/temporary_directory.hpp"

namespace homeostat::git {
namespace {

Error refused(const std::string& path, std::string_view why) {
  return {ErrorCode::invalid_argument,
          base::format("not a write that a tree can take: {}: {}", first_line(path), why)};
}

Status check(const FileWrite& write) {
  if (write.path.empty()) return refused(write.path, "the path is empty");
  if (write.path.find('\0') != write.path.npos) return refused(write.path, "a NUL byte");
  const bool storable = write.mode == FileMode::regular || write.mode == FileMode::executable ||
                        write.mode == FileMode::symlink;
  if (write.content && !storable) {
    return refused(write.path, base::format("mode {:o}", static_cast<std::uint32_t>(write.mode)));
  }
  return {};
}

class Writer {
 public:
  Writer(const Objects& objects, const std::string& folder, const Deadline& deadline)
      : objects_(objects), index_("GIT_INDEX_FILE=" + folder + "/index"), deadline_(deadline) {}

  Result<TreeId> write(const TreeId& base, const std::vector<FileWrite>& writes) {
    if (auto read = output({"read-tree", base.str()}); !read) return read.error();
    auto lines = index_lines(writes, base.str().size());
    if (!lines) return lines.error();
    auto update = call({"update-index", "-z", "--index-info"});
    update.input = *lines;
    auto updated = objects_.git.run(update, deadline_.rest());
    if (!updated) return updated.error();
    // A path that no tree may have is passed over with a word and no failure.
    if (updated->exit_code != 0 || updated->error.find("Ignoring path") != std::string::npos) {
      return git_error(ErrorCode::invalid_argument, update, *updated);
    }
    auto tree = output({"write-tree"});
    if (!tree) return tree.error();
    tree->erase(std::min(tree->find('\n'), tree->size()));
    const TreeId made(*tree);
    if (auto only = changes_only(base, made, writes); !only) return only.error();
    return made;
  }

 private:
  GitCall call(std::vector<std::string> arguments) {
    auto made = objects_.call(std::move(arguments));
    made.environment = {index_};
    return made;
  }

  Result<std::string> output(std::vector<std::string> arguments) {
    return objects_.git.output(call(std::move(arguments)), deadline_.rest());
  }

  /// Deletions first: a folder may take the name of a file that goes.
  Result<std::string> index_lines(const std::vector<FileWrite>& writes, std::size_t id_size) {
    std::string deletions;
    std::string additions;
    for (const auto& write : writes) {
      if (!write.content) {
        deletions += base::format("0 {}\t{}", std::string(id_size, '0'), write.path) + '\0';
        continue;
      }
      auto blob = call({"hash-object", "-w", "--stdin"});
      blob.input = *write.content;
      auto id = objects_.git.output(blob, deadline_.rest());
      if (!id) return id.error();
      id->erase(std::min(id->find('\n'), id->size()));
      additions +=
          base::format("{:o} {}\t{}", static_cast<std::uint32_t>(write.mode), *id, write.path) +
          '\0';
    }
    return deletions + additions;
  }

  /// What update-index replaced on its own is seen here.
  Status changes_only(const TreeId& base, const TreeId& made,
                      const std::vector<FileWrite>& writes) {
    auto changed =
        output({"diff-tree", "-r", "-z", "--no-renames", "--name-only", base.str(), made.str()});
    if (!changed) return changed.error();
    std::string_view rest = *changed;
    while (!rest.empty()) {
      const auto path = rest.substr(0, rest.find('\0'));
      rest.remove_prefix(std::min(path.size() + 1, rest.size()));
      const bool known = std::ranges::any_of(
          writes, [path](const FileWrite& write) { return write.path == path; });
      if (!known) return refused(std::string(path), "another write takes its place");
    }
    return {};
  }

  const Objects& objects_;
  std::string index_;
  const Deadline& deadline_;
};

}  // namespace

Result<TreeId> write_tree(const Objects& objects, const CommitId& base,
                          const std::vector<FileWrite>& writes, const std::string& temporary_path,
                          const Deadline& deadline) {
  for (const auto& write : writes) {
    if (auto good = check(write); !good) return good.error();
  }
  auto tree = objects.tree_of(base, deadline);
  if (!tree) return tree.error();
  auto folder = process::TemporaryDirectory::make(temporary_path, "index-");
  if (!folder) return folder.error();
  return Writer(objects, folder->path(), deadline).write(*tree, writes);
}

}  // namespace homeostat::git
