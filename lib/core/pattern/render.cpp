#include "core/pattern/render.hpp"

#include <algorithm>

#include "core/base/text.hpp"

namespace homeostat::pattern {
namespace {

bool is_name_byte(char c) { return continues_name(c); }

class Renderer {
 public:
  Renderer(const Region& region, const KeyMaker& keys, const Right& right,
           const LatticeCandidate& candidate)
      : region_(region),
        right_(right),
        candidate_(candidate),
        fillings_(region, keys, candidate.spot),
        first_(candidate.spot.at),
        last_(candidate.spot.at + candidate.spot.removed) {}

  std::optional<std::string> run() {
    find_range();
    for (const RightPart& part : right_.parts)
      write(part);
    if (stands_already()) return std::nullopt;
    const std::string_view old = region_.text();
    std::string text(old.substr(0, begin_));
    if (replace_lead_) text += print_gap(*right_.lead, base_, region_.style());
    append(text, body_);
    if (replace_trail_) text += print_gap(*right_.trail, base_, region_.style());
    std::string rest(old.substr(end_));
    if (right_.wraps && !push_block_in(rest)) return std::nullopt;
    append(text, rest);
    if (text == old) return std::nullopt;
    const Region now(text, region_.family());
    if (now.hash_of({0, now.size()}) != candidate_.result) return std::nullopt;
    if (now.stream().unmatched > region_.stream().unmatched) return std::nullopt;
    return text;
  }

 private:
  // Two names that would run into one are kept apart.
  static void append(std::string& text, std::string_view more) {
    const bool run_on =
        !text.empty() && !more.empty() && is_name_byte(text.back()) && is_name_byte(more.front());
    if (run_on) text += ' ';
    text += more;
  }

  void find_range() {
    const std::size_t size = region_.text().size();
    const std::size_t lead_begin = first_ == 0 ? 0 : region_[first_ - 1].end;
    const std::size_t trail_end = last_ < region_.size() ? region_[last_].begin : size;
    if (first_ < last_) {
      begin_ = region_[first_].begin;
      end_ = region_[last_ - 1].end;
      base_ = indentation_at(region_.text(), begin_);
      replace_lead_ = right_.lead && is_space(lead_begin, begin_);
      replace_trail_ = right_.trail && is_space(end_, trail_end);
      if (replace_lead_) begin_ = lead_begin;
      if (replace_trail_) end_ = trail_end;
      return;
    }
    replace_lead_ = right_.lead.has_value();
    replace_trail_ = right_.trail.has_value();
    begin_ = end_ = right_.lead ? lead_begin : trail_end;
    if (right_.lead && right_.trail && is_space(lead_begin, trail_end)) end_ = trail_end;
    const bool on_next = trail_end < size && !right_.lead;
    base_ = indentation_at(region_.text(), on_next ? trail_end : lead_begin);
  }

  [[nodiscard]] bool is_space(std::size_t begin, std::size_t end) const {
    const std::string_view gap = region_.text().substr(begin, end - begin);
    return std::all_of(gap.begin(), gap.end(), base::is_space);
  }

  void write(const RightPart& part) {
    if (!body_.empty()) body_ += print_gap(part.gap, base_, region_.style());
    if (part.gap.lines > 0) level_ = part.gap.level;
    if (part.hole.area != HoleArea::none) {
      return write_hole(*range_of(part.hole, fillings_, candidate_.fills));
    }
    words_.push_back(part.hash);
    append(body_, quoted(part));
  }

  // A plain text in the quotes of the file.
  [[nodiscard]] std::string quoted(const RightPart& part) const {
    const std::string& text = part.text;
    const bool plain = part.kind == TokenKind::string && text.size() >= 2 &&
                       (text.front() == '\'' || text.front() == '"') &&
                       text.find_first_of("'\"\\$", 1) == text.size() - 1;
    if (!plain) return text;
    std::string out = text;
    out.front() = out.back() = region_.style().quote;
    return out;
  }

  // What a hole holds, byte for byte, but for the indentation of the lines in it.
  void write_hole(WordRange range) {
    for (std::size_t i = range.begin; i < range.end; ++i) {
      if (i > range.begin) {
        const std::size_t from = region_[i - 1].end;
        write_inner_gap(region_.text().substr(from, region_[i].begin - from));
      }
      words_.push_back(region_[i].text);
      append(body_, region_.text_of(i));
    }
  }

  void write_inner_gap(std::string_view gap) {
    if (level_ == 0 || gap.find('\n') == std::string_view::npos) {
      body_ += gap;
      return;
    }
    const std::size_t cut = gap.rfind('\n') + 1;
    body_ += gap.substr(0, cut);
    body_ += deeper(gap.substr(cut), level_, region_.style());
  }

  // Was the edit made here before? Its words stand around the place already.
  [[nodiscard]] bool stands_already() const {
    const std::size_t removed = last_ - first_;
    for (std::size_t k = 0; k + removed <= words_.size() && k <= first_; ++k) {
      const bool whole = first_ - k + words_.size() <= region_.size() && !words_.empty();
      if (!whole || !same(k, first_, removed) || !same(0, first_ - k, words_.size())) continue;
      return true;
    }
    return false;
  }
  [[nodiscard]] bool same(std::size_t word, std::size_t at, std::size_t count) const {
    for (std::size_t i = 0; i < count; ++i) {
      if (words_[word + i] != region_[at + i].text) return false;
    }
    return true;
  }

  // Python: the statement that follows becomes the block of the new head. `rest` begins with it.
  bool push_block_in(std::string& rest) const {
    if (first_ >= region_.size()) return false;
    // A statement has at least one word, also where a bracket closes what is not open.
    const auto next = [&](std::size_t i) { return std::max(i + 1, region_.statement_end(i)); };
    std::size_t end = next(first_);
    while (end < region_.size() && region_[end].first_on_line &&
           indentation_at(region_.text(), region_[end].begin).size() > base_.size()) {
      end = next(end);
    }
    for (std::size_t i = first_; i < end; ++i) {
      const bool lines = region_.text_of(i).find('\n') != std::string_view::npos;
      if (region_[i].kind == TokenKind::string && lines) return false;
    }
    const std::size_t stop = region_[end - 1].end - end_;
    std::string out;
    for (std::size_t i = 0; i < rest.size(); ++i) {
      out += rest[i];
      const bool more = i + 1 < rest.size() && rest[i + 1] != '\n' && rest[i + 1] != '\r';
      if (rest[i] == '\n' && i < stop && more) out += region_.style().indent_unit;
    }
    rest = std::move(out);
    return true;
  }

  const Region& region_;
  const Right& right_;
  const LatticeCandidate& candidate_;
  Fillings fillings_;
  std::size_t first_;
  std::size_t last_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  bool replace_lead_ = false;
  bool replace_trail_ = false;
  std::string_view base_;
  std::int32_t level_ = 0;
  std::string body_;
  std::vector<std::uint32_t> words_;
};

}  // namespace

std::optional<std::string> render(const Region& region, const KeyMaker& keys, const Right& right,
                                  const LatticeCandidate& candidate) {
  return Renderer(region, keys, right, candidate).run();
}

}  // namespace homeostat::pattern
