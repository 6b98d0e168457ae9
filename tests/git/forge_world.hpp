// A local forge over one temporary folder.
#pragma once

#include <homeostat/git/local_forge.hpp>

#include "git/support.hpp"

namespace git_test {

struct ForgeWorld {
  support::TemporaryFolder folder;
  std::unique_ptr<homeostat::LocalForge> forge;

  explicit ForgeWorld(homeostat::Workspace* workspace = nullptr) {
    std::filesystem::create_directory(folder / "issues");
    forge = open(workspace);
  }
  [[nodiscard]] std::unique_ptr<homeostat::LocalForge> open(
      homeostat::Workspace* workspace = nullptr) const {
    homeostat::LocalForgeOptions options;
    options.folders[repo] = folder.path();
    options.workspace = workspace;
    options.file_bytes_max = 10'000;
    options.files_max = 50;
    return value_of(homeostat::LocalForge::make(options));
  }
  void issue(int number, const std::string& labels = "robot") const {
    support::write_file(
        folder / ("issues/" + std::to_string(number) + ".md"),
        "---\ntitle: Issue " + std::to_string(number) + "\nlabels: " + labels + "\n---\nbody\n");
  }
  [[nodiscard]] std::string file(const std::string& name) const {
    return support::read_file(folder / name);
  }
  [[nodiscard]] std::vector<std::int64_t> numbers(const homeostat::IssueQuery& query = {}) const {
    std::vector<std::int64_t> found;
    for (const auto& issue : value_of(forge->list_issues(repo, query, {}))) {
      found.push_back(issue.number.value);
    }
    return found;
  }
};

inline homeostat::NewPullRequest new_pull(const std::string& head = "fix") {
  return {"Fix: \"it\"", "body\n", head, "main", true, {"robot", "a, b"}};
}

}  // namespace git_test
