#include <algorithm>
#include <map>
#include <unordered_map>

#include <homeostat/diff.hpp>
#include <homeostat/privacy.hpp>
#include <homeostat/prompt.hpp>

#include "core/base/format.hpp"
#include "core/base/text.hpp"
#include "core/base/utf8.hpp"
#include "core/prompt/answer_reader.hpp"

namespace homeostat {
namespace {

constexpr std::size_t answer_bytes_max = 1024 * 1024;
constexpr std::size_t edits_max = 64;
constexpr std::size_t reason_bytes_max = 300;
constexpr std::string_view abstain_word = "ABSTAIN:";

std::string one_line(std::string_view text) {
  std::string line = strip_invisible(
      base::truncate_utf8(base::trim(text.substr(0, text.find('\n'))), reason_bytes_max));
  std::replace(line.begin(), line.end(), '\t', ' ');
  return sanitize(line).text;
}

AnswerResult refuse(Reason reason, std::string detail, std::string file = {}) {
  AnswerResult out;
  out.refusal = Refusal{reason, std::move(detail), std::move(file), 0};
  return out;
}

// "src/a.js" is meant by "a.js" or "repo/src/a.js" if only one file can be.
bool is_suffix_path(std::string_view path, std::string_view suffix) {
  return path.size() > suffix.size() && path.ends_with(suffix) &&
         path[path.size() - suffix.size() - 1] == '/';
}

class AnswerApplier {
 public:
  explicit AnswerApplier(const std::vector<FileContent>& files) : files_(files) {
    for (std::size_t i = 0; i < files.size(); ++i)
      by_path_.emplace(files[i].path, i);
  }

  AnswerResult apply(const prompt::EditList& list) {
    if (list.edits.size() > edits_max) {
      return refuse(Reason::no_patch, base::format("the answer holds {} edits, limit is {}",
                                                   list.edits.size(), edits_max));
    }
    for (const prompt::TextEdit& edit : list.edits) {
      if (auto refusal = apply_one(edit)) return *std::move(refusal);
    }
    return finish();
  }

  AnswerResult replace_file(const prompt::WholeFile& whole) {
    const auto found = find_file(whole.path);
    if (!found) return refuse(Reason::no_patch, "the answer holds no edit that can be read");
    const FileContent& file = files_[*found];
    const bool crlf = file.content.find("\r\n") != std::string::npos;
    std::string text;
    for (const std::string_view line : whole.lines) {
      text += base::without_line_end(line);
      text += crlf ? "\r\n" : "\n";
    }
    if (!file.content.empty() && file.content.back() != '\n') {
      text.resize(base::without_line_end(text).size());
    }
    // A part of a file under its name would delete the rest.
    if (!holds_most_of(text, file.content)) {
      return refuse(Reason::no_patch, "the answer holds a part of a file without its place");
    }
    now_[file.path] = std::move(text);
    return finish();
  }

 private:
  [[nodiscard]] std::optional<std::size_t> find_file(const std::string& path) const {
    const auto known = by_path_.find(path);
    if (known != by_path_.end()) return known->second;
    std::optional<std::size_t> found;
    for (std::size_t i = 0; i < files_.size(); ++i) {
      if (!is_suffix_path(files_[i].path, path) && !is_suffix_path(path, files_[i].path)) continue;
      if (found) return std::nullopt;
      found = i;
    }
    return found;
  }

  std::optional<AnswerResult> apply_one(const prompt::TextEdit& edit) {
    if (edit.deletes) return refuse(Reason::does_not_apply, "the answer deletes a file");
    if (edit.path.empty()) return apply_nameless(edit);
    const auto index = find_file(edit.path);
    if (!index) return make_file(edit);
    const std::string& path = files_[*index].path;
    prompt::Anchored anchored = prompt::apply_edit(text_of(*index), edit);
    if (anchored.outcome == prompt::AnchorOutcome::not_found) {
      return refuse(Reason::does_not_apply, "an edit's lines do not stand in the file", path);
    }
    if (anchored.outcome == prompt::AnchorOutcome::ambiguous) {
      return refuse(Reason::does_not_apply, "an edit's lines stand at several places", path);
    }
    now_[path] = std::move(anchored.text);
    return std::nullopt;
  }

  // Without a path the one file in which the lines stand is meant.
  std::optional<AnswerResult> apply_nameless(const prompt::TextEdit& edit) {
    std::optional<std::size_t> found;
    std::string text;
    for (std::size_t i = 0; i < files_.size(); ++i) {
      prompt::Anchored anchored = prompt::apply_edit(text_of(i), edit);
      if (anchored.outcome == prompt::AnchorOutcome::not_found) continue;
      if (found || anchored.outcome == prompt::AnchorOutcome::ambiguous) {
        return refuse(Reason::does_not_apply,
                      "an edit names no file, and its lines stand at several places");
      }
      found = i;
      text = std::move(anchored.text);
    }
    if (!found) return refuse(Reason::does_not_apply, "an edit's lines stand in no file");
    now_[files_[*found].path] = std::move(text);
    return std::nullopt;
  }

  std::optional<AnswerResult> make_file(const prompt::TextEdit& edit) {
    const bool searches = std::any_of(edit.search.begin(), edit.search.end(),
                                      [](const std::string& line) { return !line.empty(); });
    const bool known = now_.contains(edit.path);
    if (searches || known || edit.replace.empty()) {
      return refuse(Reason::does_not_apply, "an edit names a file that was not given");
    }
    std::string text;
    for (const std::string& line : edit.replace)
      text += line + "\n";
    now_.emplace(edit.path, std::move(text));
    return std::nullopt;
  }

  [[nodiscard]] std::string_view text_of(std::size_t index) const {
    const auto changed = now_.find(files_[index].path);
    return changed == now_.end() ? std::string_view(files_[index].content)
                                 : std::string_view(changed->second);
  }

  static bool holds_most_of(std::string_view text, std::string_view old_text) {
    std::unordered_map<std::string_view, int> lines;
    for (const std::string_view line : base::split_lines(text))
      ++lines[base::trim(line)];
    std::size_t kept = 0;
    std::size_t all = 0;
    for (const std::string_view line : base::split_lines(old_text)) {
      if (base::trim(line).empty()) continue;
      ++all;
      if (--lines[base::trim(line)] >= 0) ++kept;
    }
    return all == 0 || 10 * kept >= 7 * all;
  }

  AnswerResult finish() {
    AnswerResult out;
    std::vector<FileContent> before;
    std::vector<FileContent> after;
    for (auto& [path, text] : now_) {
      const auto known = by_path_.find(path);
      FileMode mode = FileMode::regular;
      if (known != by_path_.end()) {
        if (files_[known->second].content == text) continue;
        mode = files_[known->second].mode;
        before.push_back(files_[known->second]);
      }
      after.push_back({path, mode, text});
      out.writes.push_back({path, mode, text});
    }
    if (after.empty()) return refuse(Reason::no_patch, "the answer changes nothing");
    out.patch = make_patch(before, after);
    return out;
  }

  const std::vector<FileContent>& files_;
  std::unordered_map<std::string, std::size_t> by_path_;
  std::map<std::string, std::string> now_;
};

}  // namespace

AnswerResult parse_answer(std::string_view text, const std::vector<FileContent>& files) {
  if (text.size() > answer_bytes_max) {
    return refuse(Reason::no_patch, base::format("the answer has {} bytes, limit is {}",
                                                 text.size(), answer_bytes_max));
  }
  const std::string_view bare = base::trim(text);
  if (bare.empty()) return refuse(Reason::no_patch, "the answer is empty");
  if (bare.starts_with(abstain_word)) {
    return refuse(Reason::abstained, one_line(bare.substr(abstain_word.size())));
  }
  const std::vector<std::string_view> lines = base::split_lines(text);
  AnswerApplier applier(files);
  const prompt::EditList blocks = prompt::read_blocks(lines);
  if (blocks.broken) return refuse(Reason::no_patch, "a block of the answer has no end");
  if (!blocks.edits.empty()) return applier.apply(blocks);
  const prompt::EditList diffs = prompt::read_diffs(lines);
  if (!diffs.edits.empty()) return applier.apply(diffs);
  const prompt::WholeFile whole = prompt::read_whole_file(lines);
  if (!whole.path.empty()) return applier.replace_file(whole);
  return refuse(Reason::no_patch, "the answer holds no edit");
}

}  // namespace homeostat
