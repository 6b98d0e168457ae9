#include "core/prompt/elision.hpp"

#include <algorithm>
#include <array>
#include <unordered_set>

#include "core/base/text.hpp"
#include "core/prompt/indent.hpp"
#include "core/prompt/line_match.hpp"

namespace homeostat::prompt {
namespace {

// Words that say "what was here stays", and those that may stand between them.
constexpr std::array<std::string_view, 14> strong_words{
    "unchanged", "existing", "rest", "omitted", "remaining", "same",     "snip",
    "elided",    "previous", "more", "stays",   "remains",   "original", "other"};
constexpr std::array<std::string_view, 42> weak_words{
    "code",     "the",       "of",     "is",         "as",      "before",
    "above",    "below",     "here",   "file",       "method",  "methods",
    "function", "functions", "body",   "lines",      "line",    "and",
    "keep",     "kept",      "in",     "this",       "class",   "for",
    "brevity",  "imports",   "import", "setup",      "logic",   "implementation",
    "not",      "shown",     "are",    "unmodified", "no",      "changes",
    "change",   "to",        "stay",   "remain",     "content", "with"};

template <std::size_t Size>
bool holds(const std::array<std::string_view, Size>& words, std::string_view word) {
  return std::any_of(words.begin(), words.end(),
                     [&](std::string_view each) { return base::iequals(each, word); });
}

struct Words {
  int strong = 0;
  bool others = false;
};

Words words_of(std::string_view text) {
  Words found;
  std::size_t at = 0;
  while (at < text.size()) {
    std::size_t end = at;
    while (end < text.size() && base::is_word(text[end]))
      ++end;
    const std::string_view word = text.substr(at, end - at);
    if (holds(strong_words, word)) {
      ++found.strong;
    } else if (!word.empty() && !holds(weak_words, word)) {
      found.others = true;
    }
    at = end + 1;
  }
  return found;
}

std::string_view strip_comment(std::string_view text) {
  for (const std::string_view lead : {"{/*", "<!--", "/*", "//", "#", "--", ";", "%"}) {
    if (!text.starts_with(lead)) continue;
    text = base::trim(text.substr(lead.size()));
    break;
  }
  for (const std::string_view tail : {"*/}", "*/", "-->"}) {
    if (text.ends_with(tail)) text = base::trim(text.substr(0, text.size() - tail.size()));
  }
  while (!text.empty() && std::string_view("([").find(text.front()) != std::string_view::npos)
    text.remove_prefix(1);
  while (!text.empty() && std::string_view(")]").find(text.back()) != std::string_view::npos)
    text.remove_suffix(1);
  return base::trim(text);
}

bool same_line(std::string_view a, std::string_view b) {
  return base::trim_right(a) == base::trim_right(b);
}

// How many lines of a part tell its place apart from others that begin or end alike.
constexpr std::size_t window_lines = 16;
constexpr std::size_t candidates_max = 64;
constexpr std::ptrdiff_t elisions_max = 32;  // each one costs a walk over the whole

// How many lines the two stretches share, in order.
std::size_t shared_lines(const LineViews& a, const LineViews& b) {
  const std::vector<Step> steps = steps_between(a, b);
  return static_cast<std::size_t>(std::count_if(steps.begin(), steps.end(), [&](const Step& step) {
    return step.kind == StepKind::keep && !base::trim(a[step.old_line]).empty();
  }));
}

LineViews stretch(const LineViews& lines, std::size_t first, std::size_t last) {
  return {lines.begin() + static_cast<std::ptrdiff_t>(first),
          lines.begin() + static_cast<std::ptrdiff_t>(last)};
}

// Where in `whole`, from `begin` on, a part stands whose first line (or last, for `last`) is at an
// elision: in front of that line, or behind the last one. The line must be there, and if it is
// there often, the lines around it must be more alike at one place than at all others.
std::optional<std::size_t> find_anchor(const LineViews& whole, std::size_t begin,
                                       const LineViews& part, bool last) {
  const std::string_view line = last ? part.back() : part.front();
  const std::size_t count = std::min(part.size(), window_lines);
  const LineViews window =
      last ? stretch(part, part.size() - count, part.size()) : stretch(part, 0, count);
  std::optional<std::size_t> best;
  std::size_t best_score = 0;
  std::size_t second_score = 0;
  std::size_t candidates = 0;
  for (std::size_t place = begin; place < whole.size(); ++place) {
    if (!same_line(whole[place], line)) continue;
    if (++candidates > candidates_max) return std::nullopt;
    const std::size_t first = last ? place + 1 - std::min(place + 1, count) : place;
    const std::size_t end = last ? place + 1 : std::min(place + count, whole.size());
    const std::size_t score = shared_lines(window, stretch(whole, first, end));
    if (!best || score > best_score) {
      second_score = best ? best_score : 0;
      best_score = score;
      best = last ? place + 1 : place;
    } else {
      second_score = std::max(second_score, score);
    }
  }
  if (candidates > 1 && 3 * best_score < 4 * second_score + 2) return std::nullopt;
  return best;
}

LineViews without_blank_ends(LineViews lines) {
  const auto blank = [](std::string_view line) { return base::trim(line).empty(); };
  while (!lines.empty() && blank(lines.back()))
    lines.pop_back();
  const auto first = std::find_if_not(lines.begin(), lines.end(), blank);
  lines.erase(lines.begin(), first);
  return lines;
}

bool begins_with(const LineViews& whole, const LineViews& part) {
  return part.size() <= whole.size() &&
         std::equal(part.begin(), part.end(), whole.begin(), same_line);
}

bool ends_with(const LineViews& whole, const LineViews& part) {
  return part.size() <= whole.size() &&
         std::equal(part.rbegin(), part.rend(), whole.rbegin(), same_line);
}

// "..." is all that a function or class holds.
bool is_python_body(const LineViews& lines, std::size_t index) {
  if (base::trim(lines[index]) != "..." || index == 0) return false;
  if (!base::trim(lines[index - 1]).ends_with(':')) return false;
  const auto next =
      std::find_if_not(lines.begin() + static_cast<std::ptrdiff_t>(index) + 1, lines.end(),
                       [](std::string_view line) { return base::trim(line).empty(); });
  return next == lines.end() || indent_of(*next).size() < indent_of(lines[index]).size();
}

// Puts parts and what they left out together.
class Filler {
 public:
  explicit Filler(const LineViews& whole) : whole_(whole), end_(whole.size()) {
    while (end_ > 0 && base::trim(whole[end_ - 1]).empty())
      --end_;
  }

  // A part in front of an elision; `part` is the first one if nothing was left out yet.
  bool add(const LineViews& part) {
    const LineViews bare = without_blank_ends(part);
    if (!put(bare, false)) return false;
    if (bare.empty()) {
      if (open_) return false;  // two elisions with nothing between
    } else {
      const auto place = !open_ && begins_with(whole_, bare) ? std::optional(bare.size())
                                                             : find_anchor(whole_, at_, bare, true);
      if (!place) return false;
      at_ = *place;
    }
    open_ = true;
    return true;
  }

  // The part behind the last elision.
  bool finish(const LineViews& part) {
    if (!open_) {
      out_ = part;
      return true;
    }
    if (!put(without_blank_ends(part), true)) return false;
    out_.insert(out_.end(), whole_.begin() + static_cast<std::ptrdiff_t>(std::max(at_, end_)),
                whole_.end());
    return true;
  }

  [[nodiscard]] LineViews take() { return std::move(out_); }

 private:
  // What was left out in front of a part, and the part.
  bool put(const LineViews& part, bool last) {
    if (open_) {
      std::optional<std::size_t> place = end_;
      if (!part.empty()) {
        const LineViews inner = stretch(whole_, 0, end_);
        place = last && ends_with(inner, part) ? std::optional(end_ - part.size())
                                               : find_anchor(whole_, at_, part, false);
      }
      if (!place || *place < at_) return false;
      out_.insert(out_.end(), whole_.begin() + static_cast<std::ptrdiff_t>(at_),
                  whole_.begin() + static_cast<std::ptrdiff_t>(*place));
      at_ = *place;
    }
    out_.insert(out_.end(), part.begin(), part.end());
    return true;
  }

  const LineViews& whole_;
  std::size_t end_;     ///< of whole, without blank lines at its end
  std::size_t at_ = 0;  ///< of whole: behind what is done
  bool open_ = false;   ///< an elision waits for its end
  LineViews out_;
};

}  // namespace

bool is_elision(std::string_view line) {
  const std::string_view bare = base::trim(line);
  if (bare.empty() || bare.size() > 120) return false;
  std::string_view text = strip_comment(bare);
  const bool comment = text.size() < bare.size();
  bool dots = false;
  for (const std::string_view mark : {"...", "\xE2\x80\xA6"}) {
    if (text.starts_with(mark)) {
      text = text.substr(mark.size());
      dots = true;
    }
    if (text.ends_with(mark)) {
      text = text.substr(0, text.size() - mark.size());
      dots = true;
    }
  }
  text = base::trim(text);
  if (dots && text.find_first_not_of(". ") == std::string_view::npos) return true;
  const Words words = words_of(text);
  if (words.others || words.strong == 0) return false;
  return dots || (comment && text.find(' ') != std::string_view::npos);
}

std::size_t find_elision(const LineViews& lines, const LineViews& known) {
  std::unordered_set<std::string_view> repeated;
  for (const std::string_view line : known)
    repeated.insert(base::trim(line));
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (!is_elision(lines[i])) continue;
    const std::string_view bare = base::trim(lines[i]);
    if (!is_python_body(lines, i) && !repeated.contains(bare)) return i;
  }
  return std::string_view::npos;
}

std::vector<LineViews> split_at_elisions(const LineViews& lines) {
  std::vector<LineViews> parts(1);
  for (const std::string_view line : lines) {
    if (is_elision(line)) {
      parts.emplace_back();
    } else {
      parts.back().push_back(line);
    }
  }
  for (LineViews& part : parts)
    part = without_blank_ends(std::move(part));
  std::erase_if(parts, [](const LineViews& part) { return part.empty(); });
  return parts;
}

std::optional<LineViews> fill_elisions(const LineViews& lines, const LineViews& whole) {
  if (std::count_if(lines.begin(), lines.end(), is_elision) > elisions_max) return std::nullopt;
  Filler filler(whole);
  LineViews part;
  for (const std::string_view line : lines) {
    if (!is_elision(line)) {
      part.push_back(line);
      continue;
    }
    if (!filler.add(part)) return std::nullopt;
    part.clear();
  }
  if (!filler.finish(part)) return std::nullopt;
  return filler.take();
}

}  // namespace homeostat::prompt
