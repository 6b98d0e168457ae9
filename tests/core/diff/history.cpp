#include "core/diff/history.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <stdexcept>

#include <homeostat/diff.hpp>

#include "core/diff/generate.hpp"
#include "support/git_program.hpp"
#include "support/temporary_folder.hpp"

namespace history {

using homeostat::FileChangeKind;
using homeostat::FileContent;
using homeostat::FileMode;
using homeostat::FilePatch;
using support::git_output;

namespace {

bool is_commit_line(std::string_view line) {
  return line.size() == 40 && line.find_first_not_of("0123456789abcdef") == line.npos;
}

/// Cuts what diff-tree printed at the lines with a commit's id and at "diff --git": no line of a
/// hunk begins like either.
std::vector<Case> cut(std::string_view output, std::size_t cases_max) {
  std::vector<Case> cases;
  std::string commit;
  bool inside = false;
  while (!output.empty()) {
    const auto end = std::min(output.find('\n'), output.size() - 1) + 1;
    const auto line = output.substr(0, end);
    output.remove_prefix(end);
    if (is_commit_line(line.substr(0, line.size() - 1))) {
      commit = line.substr(0, line.size() - 1);
      inside = false;
      continue;
    }
    if (line.starts_with("diff --git ")) {
      if (cases.size() == cases_max) break;
      cases.push_back({commit, {}, {}, {}, {}});
      inside = true;
    }
    if (inside) cases.back().text += line;
  }
  return cases;
}

void parse(Case& c) {
  auto patch = homeostat::parse_patch(c.text);
  if (!patch) {
    throw std::runtime_error("git's own patch is refused: " + patch.error().message + "\n" +
                             c.text);
  }
  if (patch->files.size() != 1) throw std::runtime_error("one file is read as several: " + c.text);
  const auto printed = homeostat::print_patch(*patch);
  if (printed != c.text) {
    throw std::runtime_error("printed in another way:\n" + printed + "\ngit printed:\n" + c.text);
  }
  c.parsed = std::move(patch->files.front());
}

bool is_nothing(const std::string& blob) { return blob.find_first_not_of('0') == blob.npos; }

std::map<std::string, std::string> load_blobs(const std::string& repository,
                                              const std::set<std::string>& ids) {
  std::string input;
  for (const auto& id : ids) {
    input += id + "\n";
  }
  const auto output = git_output(repository, {"cat-file", "--batch"}, input);
  std::map<std::string, std::string> blobs;
  std::size_t at = 0;
  for (const auto& id : ids) {
    const auto end = output.find('\n', at);
    const auto head = output.substr(at, end - at);
    at = end + 1;
    if (head.ends_with(" missing")) {  // A submodule's commit.
      blobs[id] = "Subproject commit " + id + "\n";
      continue;
    }
    const auto size = std::stoul(head.substr(head.rfind(' ')));
    blobs[id] = output.substr(at, size);
    at += size + 1;
  }
  return blobs;
}

void fill(Case& c, std::map<std::string, std::string>& blobs) {
  const auto& file = c.parsed;
  // Git does not name the content that only moves or changes its mode: any will do.
  const bool named = !file.old_blob.empty();
  const auto content = [&](const std::string& blob) { return named ? blobs[blob] : "same\n"; };
  const auto mode = [](FileMode given) {
    return given == FileMode::unknown ? FileMode::regular : given;
  };
  const bool empty_file = !named && (file.old_path.empty() || file.new_path.empty());
  if (empty_file) throw std::runtime_error("no index line: " + c.text);
  if (file.kind != FileChangeKind::added) {
    c.before = FileContent{file.old_path, mode(file.old_mode), content(file.old_blob)};
  }
  if (file.kind != FileChangeKind::deleted) {
    c.after = FileContent{file.new_path, mode(file.new_mode), content(file.new_blob)};
  }
}

}  // namespace

std::vector<Case> load(const std::string& repository, std::size_t cases_max) {
  const auto commits =
      git_output(repository, {"rev-list", "--no-merges", "-n", std::to_string(cases_max), "HEAD"});
  auto cases = cut(git_output(repository,
                              {"diff-tree", "--stdin", "-r", "-p", "-M", "-C", "--full-index",
                               "--root", "--no-color", "--no-ext-diff", "--no-textconv"},
                              commits),
                   cases_max);
  std::set<std::string> ids;
  for (auto& c : cases) {
    parse(c);
    for (const auto& id : {c.parsed.old_blob, c.parsed.new_blob}) {
      if (!is_nothing(id)) ids.insert(id);
    }
  }
  auto blobs = load_blobs(repository, ids);
  for (auto& c : cases) {
    fill(c, blobs);
  }
  return cases;
}

void make_nasty_repository(const std::string& folder, std::size_t commits, std::uint64_t seed) {
  generate::Random random(seed);
  std::string stream;
  generate::Tree tree;
  for (std::size_t n = 0; n < commits; ++n) {
    tree = tree.empty() || random.one_in(30) ? generate::tree(random, 12)
                                             : generate::edit(random, tree);
    stream += "commit refs/heads/main\ncommitter A <a@example.org> " + std::to_string(1000 + n) +
              " +0000\ndata 0\ndeleteall\n";
    for (auto& file : tree) {
      if (random.one_in(60) && file.mode == FileMode::regular) file.content += '\0';
      char mode[8];
      std::snprintf(mode, sizeof mode, "%06o", static_cast<unsigned>(file.mode));
      std::string path = "\"";
      for (const char byte : file.path) {
        char escape[8];
        std::snprintf(escape, sizeof escape, "\\%03o",
                      static_cast<unsigned>(static_cast<unsigned char>(byte)));
        path += escape;
      }
      stream += "M " + std::string(mode) + " inline " + path + "\"\ndata " +
                std::to_string(file.content.size()) + "\n" + file.content + "\n";
    }
  }
  git_output(folder, {"init", "-q", "-b", "main"});
  git_output(folder, {"fast-import", "--quiet"}, stream);
}

}  // namespace history
