#include "core/pattern/window.hpp"

#include <algorithm>
#include <set>
#include <string_view>

#include "core/pattern/chain.hpp"
#include "core/pattern/vocabulary.hpp"

namespace homeostat::pattern {
namespace {

constexpr std::size_t context_max = 32;

class WindowFinder {
 public:
  WindowFinder(const EditContext& context, std::string_view property)
      : before_(context.before),
        after_(context.after),
        first_(context.edit.begin),
        last_(context.edit.begin + context.edit.removed),
        inserted_end_(context.edit.begin + context.edit.inserted),
        property_(property) {}

  std::optional<Window> find() {
    window_.begin = first_;
    window_.end = last_;
    if (is_statement()) return statement_window();
    widen_to_operands();
    if (!widen_to_expression()) return std::nullopt;
    return window_;
  }

 private:
  [[nodiscard]] bool is_statement() const {
    return begins_statement(after_, first_) && begins_statement(after_, inserted_end_) &&
           begins_statement(before_, first_) && begins_statement(before_, last_);
  }

  // Statements that replace statements speak for themselves. New ones speak of what follows, or
  // of what stands before: the window grows until every name that they use stands in it.
  std::optional<Window> statement_window() {
    window_.statement = true;
    if (last_ > first_) return window_;
    std::set<std::string_view> wanted = names_used();
    const std::size_t limit = std::min(last_ + context_max, before_.tokens.size());
    while (window_.end < limit && !wanted.empty())
      wanted.erase(before_.text_of(window_.end++));
    if (wanted.empty() && window_.end > last_) {
      close_brackets();
      return window_;
    }
    return backward_window();
  }

  std::optional<Window> backward_window() {
    std::set<std::string_view> wanted = names_used();
    window_.end = last_;
    const std::size_t limit = first_ > context_max ? first_ - context_max : 0;
    while (window_.begin > limit &&
           (!wanted.empty() || !begins_statement(before_, window_.begin))) {
      wanted.erase(before_.text_of(--window_.begin));
    }
    if (!wanted.empty() || !begins_statement(before_, window_.begin)) return std::nullopt;
    return window_;
  }

  [[nodiscard]] std::set<std::string_view> names_used() const {
    std::set<std::string_view> names;
    for (std::size_t i = first_; i < inserted_end_; ++i) {
      const std::string_view text = after_.text_of(i);
      const bool member = i > 0 && is_join(after_.text_of(i - 1));
      const bool common =
          member ? is_vocabulary(after_.family, text) : is_global_word(after_.family, text);
      if (after_.tokens[i].kind == TokenKind::identifier && !common) names.insert(text);
    }
    return names;
  }

  // The member behind the last name, and what closes the brackets that were opened.
  void close_brackets() {
    while (window_.end + 1 < before_.tokens.size() && is_join(before_.text_of(window_.end))) {
      window_.end += 2;
    }
    for (std::size_t i = last_; i < window_.end; ++i) {
      const Token& token = before_.tokens[i];
      if (token.kind != TokenKind::open || token.partner < 0) continue;
      const auto close = static_cast<std::size_t>(token.partner) + 1;
      if (close > window_.end && close <= last_ + context_max) window_.end = close;
    }
  }

  // The chain that the edit continues on its left, and the operand or member on its right.
  void widen_to_operands() {
    if (first_ > 0 && continues_operand()) {
      window_.begin = std::min(first_, chain_begin(before_, first_ - 1));
    }
    if (last_ >= before_.tokens.size()) return;
    const std::string_view behind = before_.text_of(last_);
    const std::string_view last_word = last_text();
    if (is_join(last_word)) {
      window_.end = last_ + 1;
    } else if (is_join(behind) && last_ + 1 < before_.tokens.size()) {
      if (before_.text_of(last_ + 1) == property_) window_.end = last_ + 2;
    } else if (const auto ends = chain_ends(before_, last_, last_ + context_max); !ends.empty()) {
      window_.end = ends.back();
    }
  }

  [[nodiscard]] std::string_view last_text() const {
    if (last_ > first_) return before_.text_of(last_ - 1);
    return inserted_end_ > first_ ? after_.text_of(inserted_end_ - 1) : std::string_view();
  }

  // Does the edit begin behind an operand: `a ▮.b`, `a ▮<= b`, but not `return ▮a`?
  [[nodiscard]] bool continues_operand() const {
    const Token& token = before_.tokens[first_ - 1];
    return token.kind == TokenKind::identifier || token.kind == TokenKind::close ||
           before_.text_of(first_ - 1) == "this";
  }

  // A new operator of its own binds against all of its expression, so that it needs all of it.
  bool widen_to_expression() {
    if (!brings_operator()) return true;
    while (window_.begin > 0 && !opens_expression(before_, window_.begin - 1)) {
      const Token& token = before_.tokens[window_.begin - 1];
      window_.begin = token.kind == TokenKind::close && token.partner >= 0
                          ? static_cast<std::size_t>(token.partner)
                          : window_.begin - 1;
      if (first_ - window_.begin > context_max) return false;
    }
    window_.starts = true;
    window_.ends = true;
    while (!ends_expression(before_, window_.end)) {
      if (before_.text_of(window_.end) == "as") {  // foreach (… as …)
        window_.ends = false;
        ++window_.end;
        break;
      }
      const Token& token = before_.tokens[window_.end];
      window_.end = token.kind == TokenKind::open && token.partner >= 0
                        ? static_cast<std::size_t>(token.partner) + 1
                        : window_.end + 1;
      if (window_.end - last_ > context_max) return false;
    }
    return true;
  }

  [[nodiscard]] bool brings_operator() const {
    std::size_t i = first_;
    while (i < inserted_end_) {
      const Token& token = after_.tokens[i];
      if (token.kind == TokenKind::open && token.partner >= 0) {
        i = static_cast<std::size_t>(token.partner) + 1;
        continue;
      }
      if (is_operator(token, after_.text_of(i)) && !was_there(after_.text_of(i))) return true;
      ++i;
    }
    return false;
  }

  static bool is_operator(const Token& token, std::string_view text) {
    constexpr std::string_view words[]{"and", "or", "if", "else", "in", "is", "not", "instanceof"};
    if (token.kind == TokenKind::keyword) {
      return std::find(std::begin(words), std::end(words), text) != std::end(words);
    }
    return token.kind == TokenKind::op && !is_join(text) && text != "," && text != ";";
  }

  // An operator that takes the place of another one of its kind (`<=` for `<`) binds as that did.
  [[nodiscard]] bool was_there(std::string_view text) const {
    return last_ - first_ == 1 && inserted_end_ - first_ == 1 && !text.empty() &&
           is_operator(before_.tokens[first_], before_.text_of(first_));
  }

  const TokenStream& before_;
  const TokenStream& after_;
  std::size_t first_;
  std::size_t last_;
  std::size_t inserted_end_;
  std::string_view property_;
  Window window_;
};

}  // namespace

std::optional<Window> find_window(const EditContext& context, std::string_view property) {
  return WindowFinder(context, property).find();
}

}  // namespace homeostat::pattern
