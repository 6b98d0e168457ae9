#include "git/objects.hpp"

#include <algorithm>
#include <charconv>

#include "core/base/format.hpp"
#include "git/names.hpp"

namespace homeostat::git {
namespace {

constexpr std::int64_t path_bytes_max = 64 * 1024;

Error no_such(std::string_view kind, const std::string& id) {
  return {ErrorCode::invalid_argument, base::format("no {} {}", kind, first_line(id))};
}

std::string without_newline(std::string text) {
  if (text.ends_with('\n')) text.pop_back();
  return text;
}

struct Line {
  TreeEntry entry;
  std::string type;
  std::string id;
};

/// "100644 blob <id>    1234\t<path>", as `ls-tree -l -z` writes it.
std::optional<Line> parse_line(std::string_view text) {
  Line line;
  const auto word = [&text] {
    text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
    const auto found = text.substr(0, text.find_first_of(" \t"));
    text.remove_prefix(found.size());
    return found;
  };
  const auto number = [](std::string_view digits, auto& value, int base) {
    return std::from_chars(digits.data(), digits.data() + digits.size(), value, base).ec ==
           std::errc();
  };
  std::uint32_t mode = 0;
  if (!number(word(), mode, 8)) return std::nullopt;
  line.type = word();
  line.id = word();
  const auto size = word();
  if (size != "-" && !number(size, line.entry.size_bytes, 10)) return std::nullopt;
  if (!text.starts_with('\t')) return std::nullopt;
  line.entry.mode = static_cast<FileMode>(mode);
  line.entry.path = text.substr(1);
  return line;
}

Result<std::vector<Line>> parse_lines(std::string_view text) {
  std::vector<Line> lines;
  while (!text.empty()) {
    const auto end = std::min(text.find('\0'), text.size());
    auto line = parse_line(text.substr(0, end));
    if (!line) return Error{ErrorCode::store, "git ls-tree wrote a line that cannot be read"};
    lines.push_back(*std::move(line));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

}  // namespace

Status Objects::require(std::string_view kind, const std::string& id,
                        const Deadline& deadline) const {
  if (!is_object_id(id)) return no_such(kind, id);
  auto check = call({"cat-file", "--batch-check=%(objecttype)"});
  check.input = id + "\n";
  auto type = git.output(check, deadline.rest());
  if (!type) return type.error();
  if (without_newline(*type) != kind) return no_such(kind, id);
  return {};
}

Result<TreeId> Objects::tree_of(const CommitId& commit, const Deadline& deadline) const {
  if (!is_object_id(commit.str())) return no_such("commit", commit.str());
  auto answer =
      git.run(call({"rev-parse", "--verify", "--quiet", commit.str() + "^{commit}^{tree}"}),
              deadline.rest());
  if (!answer) return answer.error();
  if (answer->exit_code != 0) return no_such("commit", commit.str());
  return TreeId(without_newline(std::move(answer->output)));
}

Result<TreeListing> Objects::list(const CommitId& commit, std::int64_t bytes_max,
                                  const Deadline& deadline) const {
  auto tree = tree_of(commit, deadline);
  if (!tree) return tree.error();
  auto ask = call({"ls-tree", "-r", "-l", "-z", "--full-tree", tree->str()});
  ask.output_bytes_max = bytes_max;
  auto text = git.output(ask, deadline.rest());
  if (!text) return text.error();
  auto lines = parse_lines(*text);
  if (!lines) return lines.error();
  TreeListing listing{commit, {}};
  listing.entries.reserve(lines->size());
  for (auto& line : *lines)
    listing.entries.push_back(std::move(line.entry));
  std::ranges::sort(listing.entries, {}, &TreeEntry::path);
  return listing;
}

Result<std::optional<FileContent>> Objects::read(const CommitId& commit, const std::string& path,
                                                 std::int64_t bytes_max,
                                                 const Deadline& deadline) const {
  const std::optional<FileContent> none;
  auto tree = tree_of(commit, deadline);
  if (!tree) return tree.error();
  if (path.empty() || path.starts_with('/') || path.find('\0') != path.npos) return none;
  auto ask = call({"ls-tree", "-l", "-z", "--full-tree", tree->str(), "--", path});
  ask.output_bytes_max = path_bytes_max;
  auto answer = git.run(ask, deadline.rest());
  if (!answer) return answer.error();
  // A path that no tree can hold ("a/../b") is a failure to git.
  if (answer->exit_code != 0) return none;
  auto lines = parse_lines(answer->output);
  if (!lines) return lines.error();
  if (lines->size() != 1 || lines->front().entry.path != path) return none;
  const auto& line = lines->front();
  if (line.type == "commit") return std::optional(FileContent{path, line.entry.mode, line.id});
  if (line.type != "blob") return none;
  if (line.entry.size_bytes > bytes_max) {
    return Error{ErrorCode::denied, base::format("file {} has {} bytes, limit is {}", path,
                                                 line.entry.size_bytes, bytes_max)};
  }
  auto blob = call({"cat-file", "blob", line.id});
  blob.output_bytes_max = line.entry.size_bytes;
  auto content = git.output(blob, deadline.rest());
  if (!content) return content.error();
  return std::optional(FileContent{path, line.entry.mode, std::move(*content)});
}

Result<CommitId> Objects::commit(const CommitRequest& request, const std::string& name,
                                 const std::string& email, const Deadline& deadline) const {
  if (auto known = require("tree", request.tree.str(), deadline); !known) return known.error();
  if (auto known = require("commit", request.parent.str(), deadline); !known) return known.error();
  if (request.message.find('\0') != request.message.npos) {
    return Error{ErrorCode::invalid_argument, "a commit message holds a NUL byte"};
  }
  const auto seconds =
      std::chrono::floor<std::chrono::seconds>(request.time.time_since_epoch()).count();
  const auto date = base::format("@{} +0000", std::max<std::int64_t>(seconds, 0));
  auto make = call({"commit-tree", request.tree.str(), "-p", request.parent.str()});
  make.input = request.message;
  make.environment = {"GIT_AUTHOR_NAME=" + name,      "GIT_AUTHOR_EMAIL=" + email,
                      "GIT_AUTHOR_DATE=" + date,      "GIT_COMMITTER_NAME=" + name,
                      "GIT_COMMITTER_EMAIL=" + email, "GIT_COMMITTER_DATE=" + date};
  auto id = git.output(make, deadline.rest());
  if (!id) return id.error();
  return CommitId(without_newline(std::move(*id)));
}

}  // namespace homeostat::git
