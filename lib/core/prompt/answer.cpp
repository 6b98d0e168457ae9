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
#include "core/prompt/elision.hpp"
#include "core/prompt/placement.hpp"
#include "core/prompt/typography.hpp"

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

// Every quote of the edit is curly, and the file has none of that kind.
bool quotes_were_curled(const prompt::TextEdit& edit, std::string_view file) {
  std::string all;
  for (const auto* lines : {&edit.search, &edit.replace}) {
    for (const std::string& line : *lines)
      all += line + "\n";
  }
  return prompt::has_only_curly_quotes(all) && !prompt::has_curly_quotes(file);
}

prompt::TextEdit with_plain_typography(prompt::TextEdit edit) {
  for (auto* lines : {&edit.search, &edit.replace}) {
    for (std::string& line : *lines)
      line = prompt::plain_typography(line);
  }
  return edit;
}

std::vector<std::string_view> telling_lines(const std::vector<std::string_view>& lines) {
  std::vector<std::string_view> out;
  for (const std::string_view line : lines) {
    if (!base::trim(line).empty()) out.push_back(base::trim(line));
  }
  return out;
}

// Is `lines` all of a file after a small change? Its first and last line are there, and a third of
// all; what stands in a fence may lack the first or the last one, but then not much else.
bool is_whole(const std::vector<std::string_view>& lines, std::string_view content, bool fenced) {
  const auto now = telling_lines(lines);
  const auto old_lines = telling_lines(base::split_lines(content));
  if (old_lines.empty()) return fenced;
  if (now.empty()) return false;
  std::unordered_map<std::string_view, int> counts;
  for (const std::string_view line : now)
    ++counts[line];
  std::size_t kept = 0;
  for (const std::string_view line : old_lines) {
    if (--counts[line] >= 0) ++kept;
  }
  const bool begins = now.front() == old_lines.front();
  const bool ends = now.back() == old_lines.back();
  if (begins && ends) return 3 * kept >= old_lines.size();
  return fenced && (begins || ends) && 10 * kept >= 7 * old_lines.size();
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
    for (auto edit = list.edits.begin(); edit != list.edits.end(); ++edit) {
      // Models like to end with what they have said.
      if (std::find(list.edits.begin(), edit, *edit) != edit) continue;
      if (auto refusal = apply_one(*edit)) return *std::move(refusal);
    }
    return finish();
  }

  AnswerResult replace_files(const std::vector<prompt::WholeFile>& wholes) {
    for (const prompt::WholeFile& whole : wholes) {
      if (auto refusal = replace_file(whole, wholes.size())) return *std::move(refusal);
    }
    if (now_.empty()) return refuse(Reason::no_patch, "the answer holds no edit that can be read");
    return finish();
  }

 private:
  std::optional<AnswerResult> replace_file(const prompt::WholeFile& whole, std::size_t count) {
    std::optional<std::size_t> found;
    if (!whole.path.empty()) found = find_file(whole.path);
    // Without a name it is the file of which it holds most.
    if (whole.path.empty() && count == 1) found = find_whole(whole.lines);
    if (!found) return std::nullopt;
    const FileContent& file = files_[*found];
    auto lines = prompt::fill_elisions(whole.lines, base::split_lines(file.content));
    const std::vector<std::string_view>& full = lines ? *lines : whole.lines;
    // A part of a file under its name would delete the rest.
    if (!lines || !is_whole(full, file.content, whole.fenced)) {
      return refuse(Reason::no_patch, "the answer holds a part of a file without its place");
    }
    now_[file.path] = prompt::replace_all_lines(file.content, full);
    return std::nullopt;
  }

  [[nodiscard]] std::optional<std::size_t> find_whole(
      const std::vector<std::string_view>& lines) const {
    std::optional<std::size_t> found;
    for (std::size_t i = 0; i < files_.size(); ++i) {
      if (!is_whole(lines, files_[i].content, false)) continue;
      if (found) return std::nullopt;
      found = i;
    }
    return found;
  }

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
    prompt::Anchored anchored = anchor(*index, edit);
    if (anchored.outcome == prompt::AnchorOutcome::not_found) {
      return refuse(Reason::does_not_apply, "an edit's lines do not stand in the file", path);
    }
    if (anchored.outcome == prompt::AnchorOutcome::ambiguous) {
      return refuse(Reason::does_not_apply, "an edit's lines stand at several places", path);
    }
    take(*index, edit, std::move(anchored));
    return std::nullopt;
  }

  // The edit as it stands now: lines move as earlier edits put in or take out others. Where the
  // answer's quotes are those of a text editor, once more with those of code.
  [[nodiscard]] prompt::Anchored anchor(std::size_t index, prompt::TextEdit edit) const {
    const auto progress = progress_.find(files_[index].path);
    if (progress != progress_.end()) {
      if (edit.line_hint > 0) edit.line_hint += progress->second.moved;
      if (edit.in_order) edit.not_above = progress->second.end;
    }
    const std::string_view text = text_of(index);
    if (quotes_were_curled(edit, text)) edit = with_plain_typography(std::move(edit));
    prompt::Anchored anchored = prompt::apply_edit(text, edit);
    if (anchored.outcome != prompt::AnchorOutcome::not_found) return anchored;
    prompt::TextEdit plain = with_plain_typography(edit);
    if (plain == edit) return anchored;
    return prompt::apply_edit(text, plain);
  }

  void take(std::size_t index, const prompt::TextEdit& edit, prompt::Anchored anchored) {
    Progress& progress = progress_[files_[index].path];
    progress.moved += static_cast<int>(edit.replace.size()) - static_cast<int>(edit.search.size());
    progress.end = anchored.end;
    now_[files_[index].path] = std::move(anchored.text);
  }

  // Without a path the one file in which the lines stand is meant.
  std::optional<AnswerResult> apply_nameless(const prompt::TextEdit& edit) {
    std::optional<std::size_t> found;
    prompt::Anchored only;
    for (std::size_t i = 0; i < files_.size(); ++i) {
      prompt::Anchored anchored = anchor(i, edit);
      if (anchored.outcome == prompt::AnchorOutcome::not_found) continue;
      if (found || anchored.outcome == prompt::AnchorOutcome::ambiguous) {
        return refuse(Reason::does_not_apply,
                      "an edit names no file, and its lines stand at several places");
      }
      found = i;
      only = std::move(anchored);
    }
    if (!found) return refuse(Reason::does_not_apply, "an edit's lines stand in no file");
    take(*found, edit, std::move(only));
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
  /// How far the edits of a file have come.
  struct Progress {
    int moved = 0;        ///< lines put in less lines taken out
    std::size_t end = 0;  ///< behind the last edit
  };
  std::map<std::string, Progress> progress_;
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
  prompt::KnownLines known;
  for (const FileContent& file : files)
    known.add(file.content);
  const prompt::EditList diffs = prompt::read_diffs(lines, known);
  if (diffs.broken) return refuse(Reason::no_patch, "lines of the answer's diff lack their marks");
  if (!diffs.edits.empty()) return applier.apply(diffs);
  return applier.replace_files(prompt::read_whole_files(lines));
}

}  // namespace homeostat
