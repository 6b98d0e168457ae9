#pragma once

/// Whole runs over real parts: git repositories, their own tests in the sandbox, the SQLite store,
/// the folder forge, the JSONL artifacts. Doubled are the paid model and the clock only.

#include <homeostat/assembly/assembly.hpp>
#include <homeostat/testing/recording_sink.hpp>
#include <homeostat/testing/scripted_model.hpp>
#include <homeostat/testing/sim_clock.hpp>
#include <map>
#include <string>
#include <vector>

#include "support/temporary_folder.hpp"

namespace e2e {

using Files = std::map<std::string, std::string>;

/// One bug: a function that reads a member of what may be missing, and a test that shows it.
struct Bug {
  std::string file = "src/card.js";  ///< its test is tests/<same name>
  std::string function = "ownerName";
  std::string object = "card";
  std::string member = "owner";
  std::string key = "name";
};

class RealWorld {
 public:
  RealWorld();

  /// A git repository on branch main with a JavaScript package that has these bugs.
  void add_repository(const std::string& slug, const std::vector<Bug>& bugs,
                      const Files& more = {});
  /// An issue about the bug in the extension format; returns its number.
  int add_issue(const std::string& slug, const Bug& bug,
                const std::vector<std::string>& labels = {"robot"});
  /// The answer that repairs the bug.
  void answer_right(const std::string& slug, int issue, const Bug& bug);
  /// Any answer.
  void answer(const std::string& slug, int issue, const std::string& text);

  homeostat::RunReport run();
  /// Contents of pulls/*.md of a repository, by number.
  [[nodiscard]] std::vector<std::string> pulls(const std::string& slug) const;
  /// Branches of the repository, sorted.
  [[nodiscard]] std::vector<std::string> branches(const std::string& slug) const;
  /// A file on a branch.
  [[nodiscard]] std::string file_on(const std::string& slug, const std::string& branch,
                                    const std::string& path) const;
  /// All lines of all artifacts.
  [[nodiscard]] std::string log() const;
  [[nodiscard]] std::size_t patterns_stored();

  homeostat::Config config;
  homeostat::testing::SimClock clock;
  homeostat::testing::ScriptedModel model;
  homeostat::testing::RecordingSink events;

 private:
  [[nodiscard]] std::string git(const std::string& slug, const std::string& arguments) const;
  [[nodiscard]] std::string repository(const std::string& slug) const;
  [[nodiscard]] std::string forge(const std::string& slug) const;

  support::TemporaryFolder folder_;
  std::map<std::string, int> issues_;
};

/// The line of the bug's file that is wrong, and the right one.
[[nodiscard]] std::string wrong_line(const Bug& bug);
[[nodiscard]] std::string right_line(const Bug& bug);
/// One search/replace block.
[[nodiscard]] std::string edit(const std::string& path, const std::string& search,
                               const std::string& replace);
/// The reasons of an issue's visits of the guard room, or of its end.
[[nodiscard]] std::vector<homeostat::Reason> reasons_of(const homeostat::IssueReport& report);
[[nodiscard]] bool has_reason(const homeostat::IssueReport& report, homeostat::Reason reason);

}  // namespace e2e
