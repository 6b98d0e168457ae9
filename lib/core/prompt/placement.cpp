#include "core/prompt/placement.hpp"

#include <algorithm>

#include "core/base/text.hpp"
#include "core/prompt/indent.hpp"

namespace homeostat::prompt {
namespace {

// Builds the new text line by line; the last line of a file keeps its end, or none.
class Writer {
 public:
  explicit Writer(const FileLines& file) : file_(file) {}

  void keep(std::size_t line) { put(file_.raw[line], line); }
  void add(std::string_view text, std::size_t place) { put(text, place); }

  [[nodiscard]] std::size_t lines() const { return lines_; }

  Anchored finish(std::size_t end) {
    const bool closed = file_.raw.empty() || file_.raw.back().ends_with('\n');
    if (!closed) text_.resize(base::without_line_end(text_).size());
    const AnchorOutcome outcome =
        text_ == file_.content ? AnchorOutcome::unchanged : AnchorOutcome::applied;
    return {outcome, std::move(text_), end};
  }

 private:
  void put(std::string_view line, std::size_t place) {
    text_ += line;
    if (!line.ends_with('\n')) text_ += end_at(place);
    ++lines_;
  }

  // As the lines around it end.
  [[nodiscard]] std::string_view end_at(std::size_t place) const {
    if (file_.raw.empty()) return "\n";
    const std::size_t near = std::min(place == 0 ? 0 : place - 1, file_.raw.size() - 1);
    return file_.raw[near].ends_with("\r\n") ? "\r\n" : "\n";
  }

  const FileLines& file_;
  std::string text_;
  std::size_t lines_ = 0;
};

std::vector<std::string> new_lines(const Change& change, const IndentMap* indents) {
  std::vector<std::string> texts;
  for (const std::string_view line : change.replace)
    texts.push_back(indents == nullptr ? std::string(line) : indents->apply(line));
  return texts;
}

bool indents_with(std::string_view line, char c) {
  return !base::trim(line).empty() && indent_of(line).find(c) != std::string_view::npos;
}

// New lines indented with tabs in a file that has only spaces, or the other way: an editor or a
// page has changed them, and nothing says how wide a tab was.
bool indents_as(const FileLines& file, const Change& change,
                const std::vector<std::string>& texts) {
  for (const char c : {'\t', ' '}) {
    const char other = c == ' ' ? '\t' : ' ';
    const auto has = [&](char wanted) {
      return std::any_of(file.bare.begin(), file.bare.end(),
                         [&](std::string_view line) { return indents_with(line, wanted); });
    };
    const bool foreign =
        std::any_of(change.steps.begin(), change.steps.end(), [&](const Step& step) {
          return step.kind == StepKind::add && indents_with(texts[step.new_line], c);
        });
    if (foreign && has(other) && !has(c)) return false;
  }
  return true;
}

}  // namespace

FileLines::FileLines(std::string_view text) : content(text), raw(base::split_lines_keeping(text)) {
  bare.reserve(raw.size());
  for (const std::string_view line : raw)
    bare.push_back(base::without_line_end(line));
}

Change make_change(LineViews search, LineViews replace) {
  Change change{std::move(search), std::move(replace), {}};
  change.steps = steps_between(change.search, change.replace);
  return change;
}

Placement contiguous(std::size_t place, std::size_t count, Strictness strictness) {
  Placement placement;
  for (std::size_t i = 0; i < count; ++i)
    placement.line_of.push_back(static_cast<std::ptrdiff_t>(place + i));
  placement.shifted = strictness == Strictness::indentation;
  return placement;
}

std::optional<std::size_t> place_of_addition(const Change& change, const Placement& placement,
                                             std::size_t step) {
  for (std::size_t i = step; i > 0 && !change.steps[i].begins;) {
    --i;
    if (change.steps[i].kind == StepKind::add) continue;
    const std::ptrdiff_t line = placement.line_of[change.steps[i].old_line];
    if (line != lost) return static_cast<std::size_t>(line) + 1;
    break;
  }
  for (std::size_t i = step + 1; i < change.steps.size() && !change.steps[i].begins; ++i) {
    if (change.steps[i].kind == StepKind::add) continue;
    const std::ptrdiff_t line = placement.line_of[change.steps[i].old_line];
    if (line != lost) return static_cast<std::size_t>(line);
    break;
  }
  return std::nullopt;
}

std::optional<Anchored> splice(const FileLines& file, const Change& change,
                               const Placement& placement) {
  IndentMap indents;
  std::vector<bool> removed(file.raw.size(), false);
  std::vector<std::vector<std::size_t>> added(file.raw.size() + 1);
  std::size_t last = 0;
  for (std::size_t i = 0; i < change.steps.size(); ++i) {
    const Step& step = change.steps[i];
    if (step.kind == StepKind::add) {
      const auto place = place_of_addition(change, placement, i);
      if (!place) return std::nullopt;
      added[*place].push_back(step.new_line);
      continue;
    }
    const std::ptrdiff_t found = placement.line_of[step.old_line];
    if (found == lost) continue;
    const auto line = static_cast<std::size_t>(found);
    last = std::max(last, line + 1);
    if (step.kind == StepKind::remove) removed[line] = true;
    const std::string_view searched = change.search[step.old_line];
    if (base::trim(searched).empty() || base::trim(searched) != base::trim(file.bare[line])) {
      continue;
    }
    // One indentation of the answer for two of the file: its meaning is lost.
    if (!indents.add(indent_of(searched), indent_of(file.bare[line]))) return std::nullopt;
  }
  const bool shifted = placement.shifted && !indents.is_identity();
  if (shifted && !indents.is_regular()) {
    const auto known = [&](const Step& step) {
      const std::string_view text = change.replace[step.new_line];
      return step.kind != StepKind::add || base::trim(text).empty() ||
             indents.knows(indent_of(text));
    };
    if (placement.guessed || !std::all_of(change.steps.begin(), change.steps.end(), known)) {
      return std::nullopt;
    }
  }
  const std::vector<std::string> texts = new_lines(change, shifted ? &indents : nullptr);
  if (!indents_as(file, change, texts)) return std::nullopt;
  Writer writer(file);
  std::size_t end = 0;
  for (std::size_t line = 0; line <= file.raw.size(); ++line) {
    for (const std::size_t index : added[line])
      writer.add(texts[index], line);
    if (line == last) end = writer.lines();
    if (line < file.raw.size() && !removed[line]) writer.keep(line);
  }
  return writer.finish(end);
}

std::string replace_all_lines(std::string_view content, const LineViews& lines) {
  const FileLines file(content);
  const Change change = make_change(file.bare, lines);
  const Placement placement = contiguous(0, file.bare.size(), Strictness::exact);
  if (file.raw.empty()) {
    std::string text;
    for (const std::string_view line : lines)
      text += std::string(line) + "\n";
    return text;
  }
  return splice(file, change, placement)->text;
}

}  // namespace homeostat::prompt
