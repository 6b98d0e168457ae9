// New code in a file's style and idioms.
#include <algorithm>
#include <initializer_list>

#include "core/pattern/file_style.hpp"

namespace homeostat::pattern {
namespace {

constexpr std::size_t npos = static_cast<std::size_t>(-1);
using Tokens = std::vector<NewToken>;

bool one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool has_braces(Family family) {
  return family != Family::python && family != Family::go && family != Family::rust;
}

NewToken made(TokenKind kind, std::string_view text, Gap gap = {}) {
  NewToken token;
  token.gap = gap;
  token.kind = kind;
  token.text = text;
  return token;
}

constexpr Gap one_space{0, 0, 1};
Gap line_at(std::int32_t level) { return {1, level, 0}; }

class Restyler {
 public:
  Restyler(Tokens tokens, const FileStyle& style, Family family, InsertionPlace place)
      : tokens_(std::move(tokens)), style_(style), family_(family), place_(place) {}

  Tokens run() {
    for (NewToken& token : tokens_) {
      if (token.kept) continue;
      requote(token);
      change_case(token);
    }
    const bool ends = style_.semicolons && family_ == Family::javascript;
    if (ends && *style_.semicolons) add_semicolons();
    if (style_.branch && has_braces(family_)) change_branches();
    if (ends && !*style_.semicolons) drop_semicolons();
    return std::move(tokens_);
  }

 private:
  [[nodiscard]] std::string_view word(std::size_t i) const {
    return i < tokens_.size() ? std::string_view(tokens_[i].text) : std::string_view();
  }
  [[nodiscard]] bool begins_line(std::size_t i) const {
    return i < tokens_.size() ? tokens_[i].gap.lines > 0 : place_.ends_line;
  }

  // Quotes mean the same where nothing in the text depends on them.
  void requote(NewToken& token) const {
    if (family_ != Family::javascript && family_ != Family::python && family_ != Family::php)
      return;
    std::string& text = token.text;
    if (token.kind != TokenKind::string || text.size() < 2 || text.front() != text.back()) return;
    if (text.front() != '\'' && text.front() != '"') return;
    if (text.find_first_of("'\"\\$\n", 1) != text.size() - 1) return;
    text.front() = text.back() = style_.layout.quote;
  }

  void change_case(NewToken& token) const {
    if (family_ != Family::php || !style_.upper_null || token.kind != TokenKind::keyword) return;
    struct Pair {
      std::string_view lower;
      std::string_view upper;
    };
    for (const Pair& pair : {Pair{"null", "NULL"}, Pair{"true", "TRUE"}, Pair{"false", "FALSE"}}) {
      if (token.text == pair.lower || token.text == pair.upper) {
        token.text = *style_.upper_null ? pair.upper : pair.lower;
      }
    }
  }

  // Brackets ----------------------------------------------------------------------------------

  [[nodiscard]] std::size_t close_of(std::size_t open) const {
    std::size_t depth = 0;
    for (std::size_t i = open; i < tokens_.size(); ++i) {
      if (tokens_[i].kind == TokenKind::open) ++depth;
      if (tokens_[i].kind == TokenKind::close && --depth == 0) return i;
    }
    return npos;
  }

  // Branches ----------------------------------------------------------------------------------

  void change_branches() {
    std::int32_t level = 0;
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      if (tokens_[i].gap.lines > 0) level = tokens_[i].gap.level;
      if (tokens_[i].kept || word(i) != "if" || word(i + 1) != "(") continue;
      const std::size_t close = close_of(i + 1);
      if (close == npos || close + 1 >= tokens_.size()) continue;
      change_branch(close + 1, level);
    }
  }

  // `body` is the token behind the condition.
  void change_branch(std::size_t body, std::int32_t level) {
    const bool braces = word(body) == "{";
    const std::size_t begin = body + (braces ? 1 : 0);
    const std::size_t end = braces ? close_of(body) : end_of_statement(body);
    if (end == npos || begin >= end || !is_simple(begin, end)) return;
    const std::size_t behind = end + (braces ? 1 : 0);
    if (word(behind) == "else") return;
    Tokens out(tokens_.begin(), tokens_.begin() + static_cast<std::ptrdiff_t>(body));
    write_branch(out, begin, end, level);
    out.insert(out.end(), tokens_.begin() + static_cast<std::ptrdiff_t>(behind), tokens_.end());
    tokens_ = std::move(out);
  }

  void write_branch(Tokens& out, std::size_t begin, std::size_t end, std::int32_t level) const {
    const BranchForm form = *style_.branch;
    const bool braces = form == BranchForm::braced || form == BranchForm::block;
    const bool below = form == BranchForm::block || form == BranchForm::bare_below;
    if (braces) out.push_back(made(TokenKind::open, "{", one_space));
    const std::size_t first = out.size();
    out.insert(out.end(), tokens_.begin() + static_cast<std::ptrdiff_t>(begin),
               tokens_.begin() + static_cast<std::ptrdiff_t>(end));
    out[first].gap = below ? line_at(level + 1) : one_space;
    if (braces) out.push_back(made(TokenKind::close, "}", below ? line_at(level) : one_space));
  }

  // One line without blocks; it ends with a semicolon, or nothing of this file does.
  [[nodiscard]] bool is_simple(std::size_t begin, std::size_t end) const {
    for (std::size_t i = begin; i < end; ++i) {
      if (word(i) == "{" || word(i) == "}" || word(i) == "if") return false;
      if (word(i) == ";" && i + 1 < end) return false;
      if (i > begin && tokens_[i].gap.lines > 0) return false;
    }
    return word(end - 1) == ";" || (style_.semicolons && !*style_.semicolons);
  }

  [[nodiscard]] std::size_t end_of_statement(std::size_t begin) const {
    for (std::size_t i = begin; i < tokens_.size(); ++i) {
      if (word(i) == ";") return i + 1;
    }
    return npos;
  }

  // Semicolons --------------------------------------------------------------------------------

  void drop_semicolons() {
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      if (tokens_[i].kept || word(i) != ";" || in_parentheses(i)) continue;
      const std::string_view next = word(i + 1);
      const bool last = next == "}" || begins_line(i + 1);
      // A line that begins with one of these would go on with the one before.
      const bool goes_on = !next.empty() && next.find_first_of("([`+-*/.,") == 0;
      if (!last || goes_on) continue;
      tokens_.erase(tokens_.begin() + static_cast<std::ptrdiff_t>(i));
      --i;
    }
  }

  [[nodiscard]] bool in_parentheses(std::size_t index) const {
    std::vector<char> open;
    for (std::size_t i = 0; i < index; ++i) {
      if (tokens_[i].kind == TokenKind::open) open.push_back(tokens_[i].text[0]);
      if (tokens_[i].kind == TokenKind::close && !open.empty()) open.pop_back();
    }
    return !open.empty() && open.back() != '{';
  }

  void add_semicolons() {
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      if (!ends_statement(i)) continue;
      tokens_.insert(tokens_.begin() + static_cast<std::ptrdiff_t>(i) + 1,
                     made(TokenKind::op, ";"));
    }
  }

  [[nodiscard]] bool ends_statement(std::size_t i) const {
    const NewToken& token = tokens_[i];
    const std::string_view next = word(i + 1);
    const bool at_end = i + 1 == tokens_.size();
    if (token.kept && at_end) return false;
    if (!begins_line(i + 1) && next != "}") return false;
    if (at_end && !(place_.begins_statement && begins_with_statement_word())) return false;
    if (in_parentheses(i + 1) || one_of(next, {"else", "catch", "finally"})) return false;
    if (!next.empty() && tokens_[i + 1].kind == TokenKind::op) return false;
    if (next == "}" && !in_block(i)) return false;
    switch (token.kind) {
      case TokenKind::identifier:
      case TokenKind::number:
      case TokenKind::string:
      case TokenKind::regex:
        return true;
      case TokenKind::keyword:
        return one_of(token.text, {"return", "break", "continue", "this", "null", "true", "false",
                                   "undefined"});
      case TokenKind::close:
        return token.text == "]" || (token.text == ")" && !ends_head(i));
      default:
        return false;
    }
  }

  [[nodiscard]] bool begins_with_statement_word() const {
    return one_of(word(0),
                  {"return", "const", "let", "var", "throw", "break", "continue", "await", "if"});
  }

  // Is the brace around this token that of a block: does `)` or `else` stand before it?
  [[nodiscard]] bool in_block(std::size_t index) const {
    std::size_t depth = 0;
    for (std::size_t i = index + 1; i-- > 0;) {
      if (tokens_[i].kind == TokenKind::close) ++depth;
      if (tokens_[i].kind != TokenKind::open) continue;
      if (depth > 0) {
        --depth;
        continue;
      }
      return i > 0 && one_of(word(i - 1), {")", "else", "try", "finally", "do", "=>"});
    }
    return false;
  }

  [[nodiscard]] bool ends_head(std::size_t close) const {
    std::size_t depth = 0;
    for (std::size_t i = close + 1; i-- > 0;) {
      if (tokens_[i].kind == TokenKind::close) ++depth;
      if (tokens_[i].kind == TokenKind::open && --depth == 0) {
        return i > 0 && one_of(word(i - 1), {"if", "for", "while", "with", "switch", "catch"});
      }
    }
    return true;
  }

  Tokens tokens_;
  const FileStyle& style_;
  Family family_;
  InsertionPlace place_;
};

}  // namespace

std::vector<NewToken> restyled(std::vector<NewToken> tokens, const FileStyle& style, Family family,
                               InsertionPlace place) {
  return Restyler(std::move(tokens), style, family, place).run();
}

}  // namespace homeostat::pattern
