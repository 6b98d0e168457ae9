#include "git/pull_folder.hpp"

#include <algorithm>

#include "core/base/format.hpp"
#include "git/files.hpp"
#include "git/issue_number.hpp"

namespace homeostat::git {
namespace {

std::string_view name_of(PullState state) {
  if (state == PullState::merged) return "merged";
  return state == PullState::closed ? "closed" : "open";
}

/// Empty: right; else what is wrong with the line.
std::string read_line(const FrontMatter::Line& line, PullRequest& pull) {
  const auto text = text_of(line.value);
  if (line.key == "labels") {
    auto labels = list_of(line.value);
    if (!labels) return "labels is not a list";
    pull.labels = *std::move(labels);
    return {};
  }
  if (!text) return line.key + " is not a JSON string";
  if (line.key == "state") {
    if (*text != "open" && *text != "closed" && *text != "merged") {
      return "state is none of open, closed, merged";
    }
    pull.state = *text == "open"     ? PullState::open
                 : *text == "closed" ? PullState::closed
                                     : PullState::merged;
  } else if (line.key == "draft") {
    if (*text != "true" && *text != "false") return "draft is neither true nor false";
    pull.draft = *text == "true";
  } else if (line.key == "title") {
    pull.title = *text;
  } else if (line.key == "head") {
    pull.head = *text;
  } else if (line.key == "base") {
    pull.base = *text;
  } else if (line.key == "head_commit") {
    pull.head_commit = CommitId(*text);
  } else if (line.key == "url") {
    pull.url = *text;
  }
  return {};
}

Result<PullFile> parse(std::string_view text) {
  const auto wrong = [](int line, std::string_view what) {
    return Error{ErrorCode::store, base::format("{}: {}", line, what)};
  };
  if (!has_front_matter(text)) return wrong(1, "no front matter");
  auto matter = parse_front_matter(text);
  if (!matter) return Error{ErrorCode::store, matter.error().message};
  PullFile file;
  file.matter = std::move(*matter);
  file.pull.body = file.matter.body;
  for (const auto& line : file.matter.lines) {
    if (auto what = read_line(line, file.pull); !what.empty()) return wrong(line.number, what);
  }
  for (const auto* key : {"state", "head"}) {
    if (file.matter.find(key) == nullptr) return wrong(1, base::format("no {}", key));
  }
  return file;
}

}  // namespace

std::string PullFolder::file_of(PullNumber number) const {
  return base::format("{}/pulls/{}.md", path, number.value);
}

Result<std::vector<PullFile>> PullFolder::load() const {
  std::vector<PullFile> files;
  auto names = list_files(path + "/pulls", ".md", files_max);
  if (!names) return names.error();
  for (const auto& name : *names) {
    const PullNumber number{number_in_name(name)};
    // Notes that a person keeps beside are no pull requests.
    if (file_of(number) != path + "/pulls/" + name) continue;
    auto text = read_file(path + "/pulls/" + name, file_bytes_max);
    if (!text) return text.error();
    auto file = parse(*text);
    if (!file) {
      return Error{ErrorCode::store, base::format("pulls/{}:{}", name, file.error().message)};
    }
    file->pull.number = number;
    files.push_back(std::move(*file));
  }
  std::ranges::sort(files, {}, [](const PullFile& file) { return file.pull.number.value; });
  return files;
}

Status PullFolder::store(PullFile file) const {
  const auto& pull = file.pull;
  auto& matter = file.matter;
  matter.set("number", std::to_string(pull.number.value));
  matter.set("state", std::string(name_of(pull.state)));
  matter.set("draft", pull.draft ? "true" : "false");
  matter.set("title", value_of(pull.title));
  matter.set("head", value_of(pull.head));
  matter.set("base", value_of(pull.base));
  matter.set("head_commit", value_of(pull.head_commit.str()));
  matter.set("labels", value_of(pull.labels));
  matter.set("url", value_of(pull.url));
  matter.body = pull.body;
  return write_file(file_of(pull.number), matter.print());
}

}  // namespace homeostat::git
