#include "git/issue_folder.hpp"

#include <algorithm>
#include <filesystem>

#include <homeostat/git/issue_file.hpp>

#include "core/base/format.hpp"
#include "git/files.hpp"
#include "git/issue_number.hpp"

namespace homeostat::git {
namespace {

bool has(const std::vector<std::string>& list, std::string_view text) {
  return std::ranges::find(list, text) != list.end();
}

std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    auto line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (!line.empty()) lines.emplace_back(line);
  }
  return lines;
}

bool exists(const std::string& path) {
  std::error_code unknown;
  return std::filesystem::exists(path, unknown);
}

}  // namespace

std::string IssueFolder::labels_path(std::int64_t number) const {
  return base::format("{}/labels/{}.txt", path, number);
}

Status IssueFolder::load_labels(Issue& issue) const {
  const auto file = labels_path(issue.number.value);
  if (!exists(file)) return {};
  auto text = read_file(file, file_bytes_max);
  if (!text) return text.error();
  for (auto& label : lines_of(*text)) {
    if (!has(issue.labels, label)) issue.labels.push_back(std::move(label));
  }
  return {};
}

/// A file that cannot be read as an issue is a problem of its own, and no Error.
Status IssueFolder::take(const std::string& name, IssueList& list) const {
  const auto shown = "issues/" + name;
  auto text = read_file(path + "/" + shown, file_bytes_max);
  auto issue = text ? parse_issue_file(shown, *text) : Result<Issue>(text.error());
  if (issue) {
    if (auto loaded = load_labels(*issue); !loaded) return loaded;
    list.issues.push_back(std::move(*issue));
    return {};
  }
  list.problems.push_back(issue.error().message);
  Issue malformed;
  malformed.number.value = number_in_name(name);
  if (malformed.number.value > 0) list.malformed.push_back(std::move(malformed));
  return {};
}

Result<IssueList> IssueFolder::load() const {
  const auto folder = path + "/issues";
  std::error_code unknown;
  if (!std::filesystem::is_directory(folder, unknown)) {
    return Error{ErrorCode::store, base::format("no folder {}", folder)};
  }
  IssueList list;
  for (const auto* ending : {".json", ".md"}) {
    auto names = list_files(folder, ending, files_max);
    if (!names) return names.error();
    for (const auto& name : *names) {
      if (auto taken = take(name, list); !taken) return taken.error();
    }
  }
  const auto by_number = [](const Issue& issue) { return issue.number.value; };
  std::ranges::stable_sort(list.issues, {}, by_number);
  std::ranges::stable_sort(list.malformed, {}, by_number);
  // Of several files with one number the first that can be read is the issue.
  const auto same = [](const Issue& a, const Issue& b) { return a.number == b.number; };
  for (auto twin = std::ranges::adjacent_find(list.issues, same); twin != list.issues.end();
       twin = std::ranges::adjacent_find(list.issues, same)) {
    list.problems.push_back(base::format("issues: a second issue {}", twin->number.value));
    list.issues.erase(twin + 1);
  }
  const auto taken = [&list](const Issue& malformed) {
    return std::ranges::find(list.issues, malformed.number, &Issue::number) != list.issues.end();
  };
  std::erase_if(list.malformed, taken);
  auto& malformed = list.malformed;
  malformed.erase(std::unique(malformed.begin(), malformed.end(), same), malformed.end());
  return list;
}

Status IssueFolder::add_labels(std::int64_t number, const std::vector<std::string>& labels) const {
  const auto file = labels_path(number);
  std::vector<std::string> all;
  if (exists(file)) {
    auto text = read_file(file, file_bytes_max);
    if (!text) return text.error();
    all = lines_of(*text);
  }
  const auto before = all.size();
  for (const auto& label : labels) {
    if (!has(all, label)) all.push_back(label);
  }
  if (all.size() == before) return {};
  std::string text;
  for (const auto& label : all)
    text += label + "\n";
  return write_file(file, text);
}

Status IssueFolder::upsert_comment(std::int64_t number, const std::string& marker,
                                   const std::string& body) const {
  const auto folder = base::format("{}/comments/{}", path, number);
  auto names = list_files(folder, ".md", files_max);
  if (!names) return names.error();
  std::int64_t last = 0;
  for (const auto& name : *names) {
    auto text = read_file(folder + "/" + name, file_bytes_max);
    if (!text) return text.error();
    if (text->find(marker) != text->npos) {
      return *text == body ? Status() : write_file(folder + "/" + name, body);
    }
    last = std::max(last, number_in_name(name));
  }
  return write_file(base::format("{}/{}.md", folder, last + 1), body);
}

}  // namespace homeostat::git
