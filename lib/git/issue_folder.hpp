// issues/, labels/ and comments/ of a local forge.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <homeostat/issue.hpp>
#include <homeostat/result.hpp>

namespace homeostat::git {

/// What the files of issues/ say, with the labels that were added.
struct IssueList {
  std::vector<Issue> issues;          ///< by number
  std::vector<Issue> malformed;       ///< number alone; by number
  std::vector<std::string> problems;  ///< "issues/12.json:3: …", by file name
};

/// Thread safety: safe to share; writers hold the forge's lock.
struct IssueFolder {
  std::string path;  ///< of the forge
  std::int64_t file_bytes_max = 0;
  std::int64_t files_max = 0;

  [[nodiscard]] Result<IssueList> load() const;
  [[nodiscard]] Status add_labels(std::int64_t number,
                                  const std::vector<std::string>& labels) const;
  [[nodiscard]] Status upsert_comment(std::int64_t number, const std::string& marker,
                                      const std::string& body) const;

 private:
  [[nodiscard]] std::string labels_path(std::int64_t number) const;
  [[nodiscard]] Status load_labels(Issue& issue) const;
  [[nodiscard]] Status take(const std::string& name, IssueList& list) const;
};

}  // namespace homeostat::git
