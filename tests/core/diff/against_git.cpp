// Our answers against git's, over real and generated history: the same result, or both refuse, or
// we refuse what git decides by nearness.
//
//   HOMEOSTAT_HISTORY_REPO      repositories, ':' between them; default: this project's own
//   HOMEOSTAT_HISTORY_PATCHES   file patches per repository; default 600
//   HOMEOSTAT_TEST_SEED         another seed, or "random"
#include <homeostat/diff.hpp>

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <set>
#include <sstream>

#include "core/diff/generate.hpp"
#include "core/diff/history.hpp"
#include "support/catch.hpp"
#include "support/git_program.hpp"
#include "support/temporary_folder.hpp"

using namespace homeostat;
using history::Case;
using support::run_git;
using support::TemporaryFolder;

namespace {

std::string variable(const char* name, const std::string& otherwise) {
  const char* value = std::getenv(name);
  return value == nullptr || *value == '\0' ? otherwise : value;
}

struct Source {
  std::string name;
  std::vector<Case> cases;
};

/// Loaded once for all tests: what the environment names, and a generated history.
const std::vector<Source>& sources() {
  static const std::vector<Source> all = [] {
    const auto cases_max = std::stoul(variable("HOMEOSTAT_HISTORY_PATCHES", "600"));
    std::vector<Source> list;
    std::istringstream repositories(variable("HOMEOSTAT_HISTORY_REPO", HOMEOSTAT_SOURCE_DIR));
    for (std::string repository; std::getline(repositories, repository, ':');) {
      if (!run_git(repository, {"rev-parse", "HEAD"}).ok()) continue;
      list.push_back({repository, history::load(repository, cases_max)});
    }
    const TemporaryFolder folder;
    history::make_nasty_repository(folder.path(), 1200, generate::seed());
    list.push_back({"generated", history::load(folder.path(), 2000)});
    return list;
  }();
  return all;
}

bool is_submodule(const Case& c) {
  return c.parsed.old_mode == FileMode::submodule || c.parsed.new_mode == FileMode::submodule;
}

/// What git can be asked about without a repository.
bool is_comparable(const Case& c) { return !c.parsed.binary && !is_submodule(c); }

void put(const std::string& folder, const FileContent& file) {
  const auto path = folder + "/" + file.path;
  std::filesystem::create_directories(std::filesystem::path(path).parent_path());
  if (file.mode == FileMode::symlink) {
    std::filesystem::create_symlink(file.content, path);
    return;
  }
  support::write_file(path, file.content);
  if (file.mode == FileMode::executable) ::chmod(path.c_str(), 0755);
}

std::optional<FileContent> get(const std::string& folder, const std::string& name) {
  const auto path = folder + "/" + name;
  struct stat status {};
  if (::lstat(path.c_str(), &status) != 0) return std::nullopt;
  if (S_ISLNK(status.st_mode)) {
    return FileContent{name, FileMode::symlink, std::filesystem::read_symlink(path).string()};
  }
  const bool executable = (status.st_mode & S_IXUSR) != 0;
  return FileContent{name, executable ? FileMode::executable : FileMode::regular,
                     support::read_file(path)};
}

/// What one path is after writes.
std::optional<FileContent> find_result(const std::vector<FileWrite>& writes,
                                       const std::optional<FileContent>& before,
                                       const std::string& path) {
  for (const auto& write : writes) {
    if (write.path != path) continue;
    if (!write.content) return std::nullopt;
    return FileContent{path, write.mode, *write.content};
  }
  return before && before->path == path ? before : std::nullopt;
}

std::vector<FileContent> files_of(const Case& c) {
  return c.before ? std::vector<FileContent>{*c.before} : std::vector<FileContent>{};
}

std::string lines_of(const std::string& text) {
  std::string shown;
  for (const char c : text) {
    shown += c == '\r' ? "\\r" : std::string(1, c);
  }
  return shown;
}

/// Applies the cases' patches, by `print`, in one run of git, and counts the files that came out
/// as history has them.
template <class Print>
std::size_t apply_with_git(const std::vector<const Case*>& cases, const Print& print) {
  const TemporaryFolder folder;
  std::string patch;
  for (const auto* c : cases) {
    if (c->before) put(folder.path(), *c->before);
    patch += print(*c);
  }
  const auto result = run_git(folder.path(), {"apply", "--whitespace=nowarn"}, patch);
  INFO(patch);
  INFO(result.errors);
  REQUIRE(result.ok());
  for (std::size_t i = 0; i < cases.size(); ++i) {
    const auto* c = cases[i];
    const auto& path = c->parsed.path();
    // Where a file becomes a link, git prints that it goes and comes: what comes counts.
    if (i + 1 < cases.size() && cases[i + 1]->parsed.path() == path) continue;
    REQUIRE(get(folder.path(), path) == c->after);
    if (c->parsed.kind == FileChangeKind::renamed) CHECK(!get(folder.path(), c->before->path));
  }
  return cases.size();
}

/// Cases that one run of git can apply: no path stands in two of them, but for a file that is
/// deleted and made anew, and none is the folder of another.
class Groups {
 public:
  explicit Groups(const std::vector<Case>& cases) {
    for (const auto& c : cases) {
      if (!is_comparable(c)) continue;
      const bool anew = !groups_.empty() && groups_.back().back()->commit == c.commit &&
                        groups_.back().back()->parsed.new_path.empty() && !c.before &&
                        groups_.back().back()->parsed.path() == c.parsed.path();
      if (groups_.empty() || (!anew && clashes(c))) {
        groups_.emplace_back();
        paths_.clear();
        folders_.clear();
      }
      groups_.back().push_back(&c);
      add(c.parsed.old_path);
      add(c.parsed.new_path);
    }
  }
  [[nodiscard]] const std::vector<std::vector<const Case*>>& all() const { return groups_; }

 private:
  static std::vector<std::string> folders_of(const std::string& path) {
    std::vector<std::string> folders;
    for (auto at = path.find('/'); at != path.npos; at = path.find('/', at + 1)) {
      folders.push_back(path.substr(0, at));
    }
    return folders;
  }
  [[nodiscard]] bool clashes(const Case& c) const {
    for (const auto& path : {c.parsed.old_path, c.parsed.new_path}) {
      if (paths_.contains(path) || folders_.contains(path)) return true;
      for (const auto& folder : folders_of(path)) {
        if (paths_.contains(folder)) return true;
      }
    }
    return false;
  }
  void add(const std::string& path) {
    if (path.empty()) return;
    paths_.insert(path);
    for (const auto& folder : folders_of(path)) {
      folders_.insert(folder);
    }
  }

  std::vector<std::vector<const Case*>> groups_;
  std::set<std::string> paths_;
  std::set<std::string> folders_;
};

}  // namespace

TEST_CASE("every patch of history applies to what history says") {
  std::size_t total = 0;
  for (const auto& source : sources()) {
    std::size_t applied = 0;
    std::size_t binary = 0;
    for (const auto& c : source.cases) {
      INFO(source.name << ' ' << c.commit << '\n' << c.text);
      const auto result = apply_patch({{c.parsed}}, files_of(c));
      if (c.parsed.binary) {
        ++binary;
        REQUIRE(!result.has_value());
        continue;
      }
      if (!result) FAIL(result.error().message);
      REQUIRE(result->notes.empty());
      REQUIRE(find_result(result->writes, c.before, c.parsed.path()) == c.after);
      ++applied;
    }
    std::cout << "history of " << source.name << ": " << source.cases.size()
              << " patches read and printed as git prints them, " << applied << " applied, "
              << binary << " binary ones refused\n";
    total += source.cases.size();
  }
  CHECK(total >= 2000);
}

TEST_CASE("git applies the patches of history to the same, as git and as we print them") {
  std::size_t as_git = 0;
  std::size_t as_ours = 0;
  for (const auto& source : sources()) {
    const Groups groups(source.cases);
    for (const auto& group : groups.all()) {
      as_git += apply_with_git(group, [](const Case& c) { return print_patch({{c.parsed}}); });
      as_ours += apply_with_git(group, [](const Case& c) {
        const std::vector<FileContent> after =
            c.after ? std::vector<FileContent>{*c.after} : std::vector<FileContent>{};
        // A copy and what stays of its source are two files; here only the copy counts.
        return c.parsed.kind == FileChangeKind::copied
                   ? c.text
                   : print_patch(make_patch(files_of(c), after));
      });
    }
  }
  std::cout << "git applied " << as_git << " patches as git prints them and " << as_ours
            << " as make_patch makes them\n";
  CHECK(as_git >= 1500);
}

TEST_CASE("our hunks change no more lines than git's") {
  std::size_t count = 0;
  std::size_t identical = 0;
  std::size_t shorter = 0;
  for (const auto& source : sources()) {
    for (const auto& c : source.cases) {
      if (!is_comparable(c) || !c.before || !c.after) continue;
      const auto changed = [](const std::vector<Hunk>& hunks) {
        std::size_t lines = 0;
        for (const auto& hunk : hunks) {
          lines += static_cast<std::size_t>(
              std::count_if(hunk.lines.begin(), hunk.lines.end(),
                            [](const HunkLine& line) { return line.kind != LineKind::context; }));
        }
        return lines;
      };
      const auto hunks = make_hunks(c.before->content, c.after->content);
      ++count;
      if (hunks == c.parsed.hunks) ++identical;
      if (changed(hunks) < changed(c.parsed.hunks)) ++shorter;
      INFO(c.text << print_patch(make_patch({*c.before}, {*c.after})));
      REQUIRE(changed(hunks) <= changed(c.parsed.hunks));
    }
  }
  std::cout << "of " << count << " changes of texts, " << identical
            << " have the very hunks of git and " << shorter << " shorter ones\n";
  CHECK(identical * 10 >= count * 9);
}

namespace {

/// How we and git answered to patches on files that have changed.
struct Answers {
  std::size_t same = 0;
  std::size_t both_refuse = 0;
  std::size_t ambiguous = 0;
  std::size_t moved = 0;
  std::size_t white_space = 0;
  std::size_t line_ends_lost = 0;
};

bool is_ambiguity(const Error& error) {
  return error.message.find("fits in several places") != std::string::npos ||
         error.message.find("has no old lines") != std::string::npos;
}

bool has_context(const FilePatch& file) {
  return std::any_of(file.hunks.begin(), file.hunks.end(), [](const Hunk& hunk) {
    return std::any_of(hunk.lines.begin(), hunk.lines.end(),
                       [](const HunkLine& line) { return line.kind == LineKind::context; });
  });
}

std::string without_white_space(std::string text) {
  std::erase_if(text, [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; });
  return text;
}

/// Where the last line of a file or of a hunk lacks its newline, git may lose the line end or the
/// white space at the end of the other, or put lines behind it without a newline, so that two
/// become one. That is no result to agree with: we touch no line end that the patch does not.
bool loses_line_end(const FileContent& git, const FileContent& ours) {
  return without_white_space(git.content) == without_white_space(ours.content) &&
         git.content.size() < ours.content.size();
}

/// For the same reason git finds places for such a hunk that are none.
bool may_lose_line_end(const FilePatch& file) {
  const auto& lines = file.hunks.back().lines;
  return std::any_of(lines.begin(), lines.end(),
                     [](const HunkLine& line) { return line.no_newline; });
}

void compare(const Case& c, const FileContent& drifted, Answers& answers) {
  const auto ours = apply_patch({{c.parsed}}, std::vector{drifted}, {.lenient = true});
  const TemporaryFolder folder;
  put(folder.path(), drifted);
  std::vector<std::string> command{"apply", "--whitespace=nowarn", "--ignore-whitespace"};
  if (!has_context(c.parsed)) command.emplace_back("--unidiff-zero");
  const auto result = run_git(folder.path(), command, c.text);
  INFO(lines_of(c.text) << "--- the file:\n" << lines_of(drifted.content));
  INFO("git: " << (result.ok() ? "applied" : result.errors));
  INFO("we: " << (ours ? "applied" : ours.error().message));
  if (!ours && !result.ok()) {
    ++answers.both_refuse;
    return;
  }
  if (!ours && is_ambiguity(ours.error())) {
    ++answers.ambiguous;
    return;
  }
  const auto expected = get(folder.path(), c.parsed.path());
  const auto got = ours ? find_result(ours->writes, drifted, c.parsed.path()) : std::nullopt;
  const bool lost = ours && expected && got && loses_line_end(*expected, *got);
  if (result.ok() && (!ours || got != expected) && (lost || may_lose_line_end(c.parsed))) {
    ++answers.line_ends_lost;
    return;
  }
  REQUIRE(ours.has_value() == result.ok());
  INFO("--- git made:\n" << (expected ? lines_of(expected->content) : "(none)"));
  INFO("--- we made:\n" << (got ? lines_of(got->content) : "(none)"));
  REQUIRE(got == expected);
  ++answers.same;
  answers.moved += static_cast<std::size_t>(
      std::any_of(ours->notes.begin(), ours->notes.end(),
                  [](const ApplyNote& note) { return note.offset_lines != 0; }));
  answers.white_space +=
      static_cast<std::size_t>(std::any_of(ours->notes.begin(), ours->notes.end(),
                                           [](const ApplyNote& note) { return note.whitespace; }));
}

}  // namespace

TEST_CASE("on files that have changed, we do as git does or refuse what is ambiguous") {
  const auto seed = generate::seed();
  INFO("seed " << seed);
  for (const auto& source : sources()) {
    generate::Random random(seed);
    Answers answers;
    for (const auto& c : source.cases) {
      if (!is_comparable(c) || !c.before || c.parsed.hunks.empty()) continue;
      if (c.before->mode == FileMode::symlink) continue;
      auto drifted = *c.before;
      drifted.content = generate::drift(random, drifted.content, random.one_in(2));
      compare(c, drifted, answers);
    }
    std::cout << "drifted files of " << source.name << ": " << answers.same << " the same ("
              << answers.moved << " with offsets, " << answers.white_space
              << " with white space), both refuse " << answers.both_refuse << ", ambiguous for us "
              << answers.ambiguous << ", line ends lost by git " << answers.line_ends_lost << "\n";
  }
}
