#include "core/prompt/anchor.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <unordered_map>

#include "core/base/text.hpp"

namespace homeostat::prompt {
namespace {

using Lines = std::vector<std::string_view>;

enum class Strictness { exact, spacing, indentation };

std::string_view indent_of(std::string_view line) {
  std::size_t end = 0;
  while (end < line.size() && base::is_blank(line[end]))
    ++end;
  return line.substr(0, end);
}

// A line as far as it must agree.
std::string key_of(std::string_view line, Strictness strictness) {
  if (strictness == Strictness::exact) return std::string(line);
  const std::string_view indent = indent_of(line);
  std::string key;
  if (strictness == Strictness::spacing && !base::trim(line).empty()) key = indent;
  bool space = false;
  for (const char c : base::trim(line)) {
    if (base::is_blank(c)) {
      space = true;
      continue;
    }
    if (space) key += ' ';
    space = false;
    key += c;
  }
  return key;
}

// All places of a sequence of numbers in another one (Knuth, Morris and Pratt).
std::vector<std::size_t> find_sequence(const std::vector<int>& text, const std::vector<int>& what) {
  std::vector<std::size_t> border(what.size() + 1, 0);
  for (std::size_t i = 1, k = 0; i < what.size(); ++i) {
    while (k > 0 && what[i] != what[k])
      k = border[k];
    if (what[i] == what[k]) ++k;
    border[i + 1] = k;
  }
  std::vector<std::size_t> places;
  for (std::size_t i = 0, k = 0; i < text.size(); ++i) {
    while (k > 0 && (k == what.size() || text[i] != what[k]))
      k = border[k];
    if (text[i] == what[k]) ++k;
    if (k == what.size()) places.push_back(i + 1 - k);
  }
  return places;
}

std::vector<std::size_t> find_lines(const Lines& file, const Lines& search, Strictness strictness) {
  std::unordered_map<std::string, int> numbers;
  const auto number_of = [&](std::string_view line) {
    return numbers.emplace(key_of(line, strictness), static_cast<int>(numbers.size()))
        .first->second;
  };
  std::vector<int> what;
  for (const std::string_view line : search)
    what.push_back(number_of(line));
  std::vector<int> text;
  for (const std::string_view line : file)
    text.push_back(number_of(line));
  return find_sequence(text, what);
}

// How the answer's indentation maps to the file's, line by line of what was searched.
class IndentMap {
 public:
  bool add(std::string_view from, std::string_view to) {
    return map_.emplace(std::string(from), std::string(to)).first->second == to;
  }

  // A deeper line keeps its surplus behind the deepest indentation that is known.
  [[nodiscard]] std::string apply(std::string_view line) const {
    const std::string_view indent = indent_of(line);
    if (base::trim(line).empty()) return {};
    const std::string_view rest = line.substr(indent.size());
    for (std::size_t size = indent.size() + 1; size-- > 0;) {
      const auto known = map_.find(std::string(indent.substr(0, size)));
      if (known == map_.end()) continue;
      return known->second + surplus(indent.substr(size), *known) + std::string(rest);
    }
    return shallower(indent) + std::string(rest);
  }

 private:
  using Entry = std::pair<const std::string, std::string>;

  // Spaces that stand for tabs of the file become tabs, as many as elsewhere.
  static std::string surplus(std::string_view extra, const Entry& known) {
    const bool tabs = !known.second.empty() && known.second.front() == '\t';
    const bool spaces = extra.find('\t') == std::string_view::npos;
    if (!tabs || !spaces || known.first.empty() || known.first.front() != ' ') {
      return std::string(extra);
    }
    const std::size_t width = std::max<std::size_t>(known.first.size() / known.second.size(), 1);
    return std::string(std::max<std::size_t>(extra.size() / width, extra.empty() ? 0 : 1), '\t');
  }

  // Less deep than anything that was searched: the least deep one loses what it has more.
  [[nodiscard]] std::string shallower(std::string_view indent) const {
    const auto least = std::min_element(
        map_.begin(), map_.end(),
        [](const Entry& a, const Entry& b) { return a.first.size() < b.first.size(); });
    if (least == map_.end() || least->first.size() < indent.size()) return std::string(indent);
    const std::size_t cut = least->first.size() - indent.size();
    return least->second.substr(0, least->second.size() - std::min(cut, least->second.size()));
  }

  std::map<std::string, std::string> map_;
};

Lines views_of(const std::vector<std::string>& lines) { return {lines.begin(), lines.end()}; }

// Blank lines at the ends of what is searched say nothing about the place.
struct Trimmed {
  Lines lines;
  std::size_t front = 0;
  std::size_t behind = 0;
};
Trimmed without_blank_ends(const Lines& lines) {
  Trimmed trimmed;
  const auto blank = [](std::string_view line) { return base::trim(line).empty(); };
  while (trimmed.front < lines.size() && blank(lines[trimmed.front]))
    ++trimmed.front;
  while (trimmed.behind < lines.size() - trimmed.front &&
         blank(lines[lines.size() - 1 - trimmed.behind])) {
    ++trimmed.behind;
  }
  trimmed.lines.assign(lines.begin() + static_cast<std::ptrdiff_t>(trimmed.front),
                       lines.end() - static_cast<std::ptrdiff_t>(trimmed.behind));
  return trimmed;
}

class Replacer {
 public:
  Replacer(std::string_view content, const TextEdit& edit)
      : raw_(base::split_lines_keeping(content)), edit_(edit) {
    for (const std::string_view line : raw_)
      file_.push_back(base::without_line_end(line));
    crlf_ = !raw_.empty() && raw_.front().ends_with("\r\n");
  }

  Anchored run() {
    const Lines search = views_of(edit_.search);
    const Lines replace = views_of(edit_.replace);
    const Trimmed bare = without_blank_ends(search);
    if (bare.lines.empty()) return empty_search(replace);
    for (const Strictness strictness :
         {Strictness::exact, Strictness::spacing, Strictness::indentation}) {
      if (auto done = attempt(search, replace, strictness, 0)) return *std::move(done);
      if (bare.front + bare.behind == 0) continue;
      if (auto done = attempt(bare.lines, inner_part(replace, bare), strictness, bare.front)) {
        return *std::move(done);
      }
    }
    return {};
  }

 private:
  // An empty file is the only one in which nothing stands at one place.
  Anchored empty_search(const Lines& replace) const {
    if (!raw_.empty()) return {AnchorOutcome::ambiguous, {}};
    Anchored out{AnchorOutcome::applied, {}};
    for (const std::string_view line : replace)
      out.text += std::string(line) + "\n";
    if (out.text.empty()) out.outcome = AnchorOutcome::unchanged;
    return out;
  }

  // The new lines without the blank ones that were cut from the searched ends, if they have them.
  static Lines inner_part(const Lines& replace, const Trimmed& bare) {
    const Trimmed own = without_blank_ends(replace);
    const std::size_t front = std::min(own.front, bare.front);
    const std::size_t behind = std::min(own.behind, bare.behind);
    return {replace.begin() + static_cast<std::ptrdiff_t>(front),
            replace.end() - static_cast<std::ptrdiff_t>(std::min(behind, replace.size() - front))};
  }

  std::optional<Anchored> attempt(const Lines& search, const Lines& replace, Strictness strictness,
                                  std::size_t offset) const {
    const auto places = find_lines(file_, search, strictness);
    if (places.empty()) return std::nullopt;
    std::size_t place = places.front();
    if (places.size() > 1) {
      const std::size_t hint = static_cast<std::size_t>(edit_.line_hint - 1) + offset;
      const auto hinted = std::find(places.begin(), places.end(), hint);
      if (edit_.line_hint < 1 || hinted == places.end()) {
        return Anchored{AnchorOutcome::ambiguous, {}};
      }
      place = *hinted;
    }
    return splice(place, search, replace, strictness);
  }

  std::optional<Anchored> splice(std::size_t place, const Lines& search, const Lines& replace,
                                 Strictness strictness) const {
    IndentMap indents;
    for (std::size_t i = 0; i < search.size(); ++i) {
      if (base::trim(search[i]).empty()) continue;
      // One indentation of the answer for two of the file: its meaning is lost.
      if (!indents.add(indent_of(search[i]), indent_of(file_[place + i]))) return std::nullopt;
    }
    std::string text;
    for (std::size_t i = 0; i < place; ++i)
      text += raw_[i];
    const auto kept = kept_lines(search, replace);
    for (std::size_t i = 0; i < replace.size(); ++i) {
      if (kept[i] >= 0) {
        put(text, raw_[place + static_cast<std::size_t>(kept[i])]);
      } else {
        const bool as_it_is = strictness != Strictness::indentation;
        put(text, as_it_is ? std::string(replace[i]) : indents.apply(replace[i]));
      }
    }
    const std::size_t rest = place + search.size();
    for (std::size_t i = rest; i < raw_.size(); ++i)
      put(text, raw_[i]);
    // A file without a line end at its end stays so.
    if (rest == raw_.size() && !raw_.back().ends_with('\n')) {
      text.resize(base::without_line_end(text).size());
    }
    return finish(std::move(text));
  }

  [[nodiscard]] Anchored finish(std::string text) const {
    std::size_t at = 0;
    bool same = true;
    for (const std::string_view line : raw_) {
      same = same && text.compare(at, line.size(), line) == 0;
      at += line.size();
    }
    same = same && at == text.size();
    return {same ? AnchorOutcome::unchanged : AnchorOutcome::applied, std::move(text)};
  }

  // For each new line the searched line that it repeats, in order; -1: it is new.
  static std::vector<std::ptrdiff_t> kept_lines(const Lines& search, const Lines& replace) {
    std::unordered_map<std::string_view, std::vector<std::size_t>> places;
    for (std::size_t i = 0; i < search.size(); ++i)
      places[search[i]].push_back(i);
    std::vector<std::ptrdiff_t> kept(replace.size(), -1);
    std::size_t next = 0;
    for (std::size_t i = 0; i < replace.size(); ++i) {
      const auto found = places.find(replace[i]);
      if (found == places.end()) continue;
      const auto place = std::lower_bound(found->second.begin(), found->second.end(), next);
      if (place == found->second.end()) continue;
      kept[i] = static_cast<std::ptrdiff_t>(*place);
      next = *place + 1;
    }
    return kept;
  }

  void put(std::string& text, std::string_view line) const {
    if (!text.empty() && text.back() != '\n') text += crlf_ ? "\r\n" : "\n";
    text += line;
    if (!line.ends_with('\n')) text += crlf_ ? "\r\n" : "\n";
    // The file's own last line may have none.
    if (!raw_.empty() && line.data() == raw_.back().data() && !line.ends_with('\n')) {
      text.resize(base::without_line_end(text).size());
    }
  }

  Lines raw_;   ///< with line ends
  Lines file_;  ///< without
  const TextEdit& edit_;
  bool crlf_ = false;
};

}  // namespace

Anchored apply_edit(std::string_view content, const TextEdit& edit) {
  return Replacer(content, edit).run();
}

}  // namespace homeostat::prompt
