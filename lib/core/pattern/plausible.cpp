#include "core/pattern/plausible.hpp"

#include <algorithm>

namespace homeostat::pattern {
namespace {

using Text = std::string_view;

constexpr Text wants_operand[]{"=",  "==", "===", "!=", "!==", "<=",  ">=", "&&", "||", "?\?",
                               "+=", "-=", ".",   "?.", "->",  "?->", "::", "or", "and"};
constexpr Text ends_operand[]{")", "]", ";", ","};

bool holds(std::span<const Text> words, Text word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool is_bad_seam(Text left, Text right) {
  const bool wants = holds(wants_operand, left);
  if (wants && (holds(ends_operand, right) || holds(wants_operand, right))) return true;
  if (left == "(" && right == ",") return true;
  return (left == "(" || left == ",") && holds(wants_operand, right) && right != "...";
}

struct Balance {
  int round = 0;
  int square = 0;
  int curly = 0;
  void count(TokenKind kind, Text text, int sign) {
    if (kind == TokenKind::close) sign = -sign;
    if (kind != TokenKind::open && kind != TokenKind::close) return;
    const char c = text.back();
    (c == '(' || c == ')' ? round : (c == '[' || c == ']' ? square : curly)) += sign;
  }
  friend bool operator==(const Balance&, const Balance&) = default;
};

class Judge {
 public:
  Judge(const Region& region, const Right& right, const Fillings& fillings,
        const LatticeCandidate& candidate)
      : region_(region), right_(right), fillings_(fillings), candidate_(candidate) {}

  bool run() {
    const std::size_t first = candidate_.spot.at;
    const std::size_t last = first + candidate_.spot.removed;
    for (std::size_t i = first; i < last; ++i)
      balance_.count(region_[i].kind, region_.text_of(i), -1);
    left_ = first > 0 ? region_.text_of(first - 1) : Text();
    for (const RightPart& part : right_.parts) {
      if (part.hole.area == HoleArea::none) {
        if (!step(part.kind, part.text)) return false;
        continue;
      }
      const WordRange range = *range_of(part.hole, fillings_, candidate_.fills);
      for (std::size_t i = range.begin; i < range.end; ++i)
        if (!step(region_[i].kind, region_.text_of(i))) return false;
    }
    if (!(balance_ == Balance{})) return false;
    if (last >= region_.size()) return !holds(wants_operand, left_);
    const std::size_t token = region_[last].token;
    const bool ends = token > 0 && region_.stream().tokens[token - 1].begin ==
                                       region_.stream().tokens[token - 1].end;
    if (ends && holds(wants_operand, left_) && !right_.trail) return false;
    return !is_bad_seam(left_, region_.text_of(last));
  }

 private:
  bool step(TokenKind kind, Text text) {
    balance_.count(kind, text, 1);
    if (is_bad_seam(left_, text)) return false;
    left_ = text;
    return true;
  }

  const Region& region_;
  const Right& right_;
  const Fillings& fillings_;
  const LatticeCandidate& candidate_;
  Balance balance_;
  Text left_;
};

}  // namespace

bool is_plausible(const Region& region, const Right& right, const Fillings& fillings,
                  const LatticeCandidate& candidate) {
  return Judge(region, right, fillings, candidate).run();
}

}  // namespace homeostat::pattern
