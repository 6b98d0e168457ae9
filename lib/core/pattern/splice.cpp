#include "core/pattern/splice.hpp"

#include <algorithm>

#include "core/base/text.hpp"
#include "core/pattern/chain.hpp"

namespace homeostat::pattern {
namespace {

struct ExpectedToken {
  TokenKind kind;
  std::string text;
};

class Splicer {
 public:
  Splicer(const Template& edit, const Site& site, const TokenStream& stream, const FileStyle& style)
      : edit_(edit), site_(site), stream_(stream), style_(style) {}

  std::optional<std::string> run() {
    if (repeats_calls() || changes_no_value()) return std::nullopt;
    find_range();
    write_right();
    if (was_applied()) return std::nullopt;
    std::string text(stream_.text.substr(0, begin_));
    if (edit_.lead && replace_lead_) text += print_gap(*edit_.lead, base_, style_.layout);
    text += body_;
    if (edit_.trail && replace_trail_) text += print_gap(*edit_.trail, base_, style_.layout);
    text += stream_.text.substr(end_);
    if (text == stream_.text || !reads_as_meant(text)) return std::nullopt;
    return text;
  }

 private:
  // The bytes that are replaced, and the indentation that the edit stands at.
  void find_range() {
    const auto& tokens = stream_.tokens;
    const std::size_t first = site_.edit.begin;
    const std::size_t last = site_.edit.end;
    const std::size_t lead_begin = first == 0 ? 0 : tokens[first - 1].end;
    const std::size_t trail_end = last < tokens.size() ? tokens[last].begin : stream_.text.size();
    if (first < last) {
      begin_ = tokens[first].begin;
      end_ = tokens[last - 1].end;
      base_ = indentation_at(stream_.text, begin_);
      replace_lead_ = edit_.lead && is_space(lead_begin, begin_);
      replace_trail_ = edit_.trail && is_space(end_, trail_end);
      if (replace_lead_) begin_ = lead_begin;
      if (replace_trail_) end_ = trail_end;
      return;
    }
    // Between two tokens there is one gap; what is put there stands before or behind it.
    replace_lead_ = edit_.lead.has_value();
    replace_trail_ = edit_.trail.has_value();
    begin_ = end_ = edit_.lead ? lead_begin : trail_end;
    if (edit_.lead && edit_.trail && is_space(lead_begin, trail_end)) end_ = trail_end;
    const bool on_next = trail_end < stream_.text.size() && !edit_.lead;
    base_ = indentation_at(stream_.text, on_next ? trail_end : lead_begin);
  }

  [[nodiscard]] bool is_space(std::size_t begin, std::size_t end) const {
    const std::string_view gap = stream_.text.substr(begin, end - begin);
    return std::all_of(gap.begin(), gap.end(), base::is_space);
  }

  // The right side with its holes filled, in the style of the file.
  void write_right() {
    for (const Part& part : edit_.right)
      fill(part);
    // The very code of the old fix keeps its bytes.
    if (is_abstract()) new_ = restyled(std::move(new_), style_, stream_.family, place());
    for (const NewToken& token : new_) {
      const bool first = expected_.empty();
      if (token.verbatim) {
        write_inner_gap(*token.verbatim);
      } else if (!first) {
        body_ += print_gap(token.gap, base_, style_.layout);
      }
      if (!token.verbatim && !first && token.gap.lines > 0) level_ = token.gap.level;
      expected_.push_back({token.kind, token.text});
      body_ += token.text;
    }
  }

  [[nodiscard]] InsertionPlace place() const {
    const std::size_t end = site_.edit.end;
    InsertionPlace place;
    place.begins_statement = begins_statement(stream_, site_.edit.begin);
    place.ends_line = end >= stream_.tokens.size() || stream_.tokens[end].first_on_line ||
                      stream_.text_of(end) == "}" || (edit_.trail && edit_.trail->lines > 0);
    return place;
  }

  void fill(const Part& part) {
    if (part.hole < 0) {
      NewToken token;
      token.gap = part.gap;
      token.kind = part.token;
      token.text = part.text;
      new_.push_back(std::move(token));
      return;
    }
    // What a hole holds, byte for byte, but for the indentation of the lines in it.
    const TokenRange range = site_.holes[static_cast<std::size_t>(part.hole)];
    for (std::size_t i = range.begin; i < range.end; ++i) {
      NewToken token;
      token.gap = part.gap;
      if (i > range.begin) {
        const std::size_t from = stream_.tokens[i - 1].end;
        token.verbatim = stream_.text.substr(from, stream_.tokens[i].begin - from);
      }
      token.kind = stream_.tokens[i].kind;
      token.text = stream_.text_of(i);
      token.kept = true;
      new_.push_back(std::move(token));
    }
  }

  void write_inner_gap(std::string_view gap) {
    if (level_ == 0 || gap.find('\n') == std::string_view::npos) {
      body_ += gap;
      return;
    }
    for (const std::string_view line : base::split_lines_keeping(gap)) {
      const std::string_view bare = base::trim_left(line);
      const bool indented = line.data() != gap.data() && !bare.empty();
      const bool last = line.data() + line.size() == gap.data() + gap.size();
      if (line.data() == gap.data() || (!indented && !last)) {
        body_ += line;
      } else {
        body_ += deeper(line.substr(0, line.size() - bare.size()), level_, style_.layout);
        body_ += bare;
      }
    }
    if (gap.back() == '\n') body_ += deeper("", level_, style_.layout);
  }

  [[nodiscard]] bool is_abstract() const {
    return std::any_of(edit_.left.begin(), edit_.left.end(),
                       [](const Element& e) { return is_hole(e.kind); });
  }

  // An edit within an expression needs a value there; statements and targets it leaves alone.
  [[nodiscard]] bool changes_no_value() const {
    const bool statement = edit_.left.front().kind == ElementKind::statement;
    return is_abstract() && !statement && is_no_value(stream_, site_.whole.begin, site_.whole.end);
  }

  // An expression with a call must not be evaluated more often than before.
  [[nodiscard]] bool repeats_calls() const {
    for (std::size_t hole = 0; hole < site_.holes.size(); ++hole) {
      const TokenRange range = site_.holes[hole];
      bool calls = false;
      for (std::size_t i = range.begin; i < range.end; ++i) {
        calls = calls || (stream_.tokens[i].kind == TokenKind::open && stream_.text_of(i) == "(");
      }
      if (calls && uses_right(hole) > uses_left(hole)) return true;
    }
    return false;
  }

  [[nodiscard]] std::ptrdiff_t uses_right(std::size_t hole) const {
    return std::count_if(edit_.right.begin(), edit_.right.end(), [&](const Part& part) {
      return part.hole == static_cast<std::int32_t>(hole);
    });
  }

  [[nodiscard]] std::ptrdiff_t uses_left(std::size_t hole) const {
    const auto begin = edit_.left.begin();
    return std::count_if(
        begin + static_cast<std::ptrdiff_t>(edit_.edit_begin),
        begin + static_cast<std::ptrdiff_t>(edit_.edit_end),
        [&](const Element& element) { return element.hole == static_cast<std::int32_t>(hole); });
  }

  // If the new text holds the old one with something before and behind it, and just that stands
  // around the place already, then the edit was made before.
  [[nodiscard]] bool was_applied() const {
    const TokenRange whole = site_.whole;
    std::vector<ExpectedToken> result;
    append(result, whole.begin, site_.edit.begin);
    result.insert(result.end(), expected_.begin(), expected_.end());
    append(result, site_.edit.end, whole.end);
    const std::size_t size = whole.end - whole.begin;
    for (std::size_t at = 0; at + size <= result.size(); ++at) {
      if (!equal(result, at, whole.begin, size)) continue;
      const std::size_t behind = result.size() - at - size;
      if (at > whole.begin || whole.end + behind > stream_.tokens.size()) continue;
      if (equal(result, 0, whole.begin - at, at) && equal(result, at + size, whole.end, behind)) {
        return true;
      }
    }
    return false;
  }

  void append(std::vector<ExpectedToken>& out, std::size_t begin, std::size_t end) const {
    for (std::size_t i = begin; i < end; ++i) {
      out.push_back({stream_.tokens[i].kind, std::string(stream_.text_of(i))});
    }
  }

  [[nodiscard]] bool equal(const std::vector<ExpectedToken>& tokens, std::size_t at,
                           std::size_t index, std::size_t count) const {
    for (std::size_t k = 0; k < count; ++k) {
      if (tokens[at + k].kind != stream_.tokens[index + k].kind ||
          tokens[at + k].text != stream_.text_of(index + k)) {
        return false;
      }
    }
    return true;
  }

  // Read again, the new text must be the old tokens with the expected ones between them.
  [[nodiscard]] bool reads_as_meant(std::string_view text) const {
    const TokenStream now = read_tokens(text, stream_.family);
    const std::size_t first = site_.edit.begin;
    const std::size_t rest = stream_.tokens.size() - site_.edit.end;
    if (now.tokens.size() != first + expected_.size() + rest) return false;
    if (now.unmatched > stream_.unmatched) return false;
    for (std::size_t i = 0; i < first; ++i) {
      if (!now.same(i, stream_, i)) return false;
    }
    for (std::size_t i = 0; i < expected_.size(); ++i) {
      if (now.tokens[first + i].kind != expected_[i].kind ||
          now.text_of(first + i) != expected_[i].text) {
        return false;
      }
    }
    for (std::size_t i = 0; i < rest; ++i) {
      if (!now.same(first + expected_.size() + i, stream_, site_.edit.end + i)) return false;
    }
    return true;
  }

  const Template& edit_;
  const Site& site_;
  const TokenStream& stream_;
  const FileStyle& style_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  bool replace_lead_ = false;
  bool replace_trail_ = false;
  std::string_view base_;
  std::int32_t level_ = 0;
  std::string body_;
  std::vector<NewToken> new_;
  std::vector<ExpectedToken> expected_;
};

}  // namespace

std::optional<std::string> apply_template(const Template& edit, const Site& site,
                                          const TokenStream& stream, const FileStyle& style) {
  return Splicer(edit, site, stream, style).run();
}

}  // namespace homeostat::pattern
