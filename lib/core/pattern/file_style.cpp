#include "core/pattern/file_style.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>

#include "core/pattern/chain.hpp"

namespace homeostat::pattern {
namespace {

constexpr std::size_t npos = static_cast<std::size_t>(-1);

bool one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// Three quarters of at least `least` uses decide.
std::optional<bool> decided(std::size_t yes, std::size_t no, std::size_t least) {
  const std::size_t all = yes + no;
  if (all < least) return std::nullopt;
  if (4 * yes >= 3 * all) return true;
  return 4 * no >= 3 * all ? std::optional<bool>(false) : std::nullopt;
}

template <class Enum, std::size_t N>
std::optional<Enum> most_used(const std::array<std::size_t, N>& uses, std::size_t least) {
  std::size_t all = 0;
  for (const std::size_t count : uses)
    all += count;
  const auto best = std::max_element(uses.begin(), uses.end());
  if (all < least || 3 * *best < 2 * all) return std::nullopt;
  return static_cast<Enum>(best - uses.begin());
}

class StyleReader {
 public:
  explicit StyleReader(const TokenStream& stream) : stream_(stream) {}

  FileStyle read() {
    for (std::size_t i = 0; i < stream_.tokens.size(); ++i) {
      read_line_end(i);
      read_null_test(i);
      read_idiom(i);
      if (word(i) == "if" && stream_.tokens[i].kind == TokenKind::keyword) read_branch(i);
      read_case(i);
      follow_brackets(i);
    }
    FileStyle style;
    style.layout = style_of(stream_);
    const bool javascript = stream_.family == Family::javascript;
    if (javascript && word(stream_.tokens.size() - 1) == ";") ++with_semicolon_;
    style.semicolons = decided(with_semicolon_, without_semicolon_, with_semicolon_ > 0 ? 1 : 2);
    style.branch = most_used<BranchForm>(branches_, 2);
    style.null_test = most_used<NullTest>(null_tests_, 2);
    style.coalesces = decided(coalesced_, not_coalesced_, 1);
    style.chains = decided(chained_, not_chained_, 1);
    style.upper_null = decided(upper_, lower_, 1);
    style.exits_early = decided(exits_, wraps_, 2);
    return style;
  }

 private:
  [[nodiscard]] std::string_view word(std::size_t i) const {
    return i < stream_.tokens.size() ? stream_.text_of(i) : std::string_view();
  }
  [[nodiscard]] bool is(std::size_t i, std::initializer_list<std::string_view> words) const {
    return i < stream_.tokens.size() && one_of(stream_.text_of(i), words);
  }
  [[nodiscard]] std::size_t partner(std::size_t i) const {
    if (i >= stream_.tokens.size() || stream_.tokens[i].partner < 0) return npos;
    return static_cast<std::size_t>(stream_.tokens[i].partner);
  }

  void follow_brackets(std::size_t i) {
    const TokenKind kind = stream_.tokens[i].kind;
    if (kind == TokenKind::open) open_.push_back(word(i)[0]);
    if (kind == TokenKind::close && !open_.empty()) open_.pop_back();
  }

  // Lines that end statements, with a semicolon or without.
  void read_line_end(std::size_t i) {
    if (stream_.family != Family::javascript || i == 0 || !stream_.tokens[i].first_on_line) return;
    if (!open_.empty() && open_.back() != '{') return;
    const Token& before = stream_.tokens[i - 1];
    if (word(i - 1) == ";") {
      ++with_semicolon_;
      return;
    }
    const TokenKind kind = stream_.tokens[i].kind;
    const bool begins = (kind == TokenKind::identifier || kind == TokenKind::keyword) &&
                        !is(i, {"else", "catch", "finally", "instanceof", "in", "as"});
    const bool ends = before.kind == TokenKind::identifier || before.kind == TokenKind::string ||
                      before.kind == TokenKind::number ||
                      is(i - 1, {"]", "return", "this", "null"});
    const bool call = word(i - 1) == ")" && !ends_head(i - 1);
    if (begins && (ends || call)) ++without_semicolon_;
  }

  // Is this the `)` of an `if`, a loop or a decorator?
  [[nodiscard]] bool ends_head(std::size_t close) const {
    const std::size_t open = partner(close);
    if (open == npos || open == 0) return true;
    if (is(open - 1, {"if", "for", "while", "with", "switch", "catch"})) return true;
    return open > 1 && word(open - 2) == "@";
  }

  // if ( … ) and what follows it.
  void read_branch(std::size_t i) {
    if (stream_.family == Family::python) return read_python_branch(i);
    const std::size_t close = word(i + 1) == "(" ? partner(i + 1) : npos;
    if (close == npos || close + 1 >= stream_.tokens.size()) return;
    const std::size_t body = close + 1;
    const bool exits =
        is(body + (word(body) == "{" ? 1 : 0), {"return", "continue", "break", "throw"});
    if (word(body) == "{") {
      const std::size_t end = partner(body);
      if (end == npos || end == body + 1) return;
      const bool single = is_single(body + 1, end) && word(end + 1) != "else";
      if (single)
        count_branch(stream_.tokens[body + 1].first_on_line ? BranchForm::block
                                                            : BranchForm::braced);
      ++(exits ? exits_ : wraps_);
      return;
    }
    if (word(body) == ":" || word(body) == ";") return;
    count_branch(stream_.tokens[body].first_on_line ? BranchForm::bare_below : BranchForm::bare);
    if (exits) ++exits_;
  }

  void read_python_branch(std::size_t i) {
    std::size_t end = i + 1;
    while (end < stream_.tokens.size() && stream_.tokens[end].kind != TokenKind::newline)
      ++end;
    if (word(end - 1) != ":") return;
    ++(is(end + 2, {"return", "continue", "break", "raise"}) ? exits_ : wraps_);
  }

  void count_branch(BranchForm form) { ++branches_[static_cast<std::size_t>(form)]; }

  // One statement without blocks.
  [[nodiscard]] bool is_single(std::size_t begin, std::size_t end) const {
    std::size_t lines = 0;
    for (std::size_t i = begin; i < end; ++i) {
      if (word(i) == "{" || (word(i) == ";" && i + 1 < end)) return false;
      if (i > begin && stream_.tokens[i].first_on_line) ++lines;
    }
    return lines == 0;
  }

  // x == null, !x, is_null(x), x is None
  void read_null_test(std::size_t i) {
    if (is(i, {"null", "undefined", "None", "NULL"}) && i > 0) {
      if (is(i - 1, {"==", "!="})) count_test(NullTest::loose);
      const bool undefined = word(i) == "undefined";
      const bool strict =
          is(i - 1, {"===", "!==", "is"}) || (word(i - 1) == "not" && i > 1 && word(i - 2) == "is");
      if (strict) count_test(undefined ? NullTest::strict_undefined : NullTest::strict_null);
    }
    if (is(i, {"is_null", "empty"}) && word(i + 1) == "(") {
      count_test(word(i) == "empty" ? NullTest::empty : NullTest::is_null);
    }
    if (is(i, {"!", "not"}) && i > 0 && is(i - 1, {"(", "if", "&&", "||", "and", "or"}) &&
        begins_chain(stream_, i + 1)) {
      const auto ends = chain_ends(stream_, i + 1, stream_.tokens.size());
      if (is(ends.back(), {")", "&&", "||", ":", "and", "or"}) && word(ends.back() - 1) != ")") {
        count_test(NullTest::falsy);
      }
    }
  }

  void count_test(NullTest test) { ++null_tests_[static_cast<std::size_t>(test)]; }

  void read_idiom(std::size_t i) {
    if (is(i, {"?\?", "?\?="})) ++coalesced_;
    if (word(i) == "?.") ++chained_;
    if (word(i) == "isset" && word(i + 1) == "(") {
      const std::size_t close = partner(i + 1);
      if (close != npos && word(close + 1) == "?") ++not_coalesced_;
    }
    // a && a.b
    if (word(i) != "&&" || i == 0 || stream_.tokens[i - 1].kind != TokenKind::identifier) return;
    const std::size_t begin = chain_begin(stream_, i - 1);
    const std::size_t size = i - begin;
    if (begin >= i || i + size + 1 >= stream_.tokens.size()) return;
    for (std::size_t k = 0; k < size; ++k) {
      if (!stream_.same(begin + k, stream_, i + 1 + k)) return;
    }
    if (word(i + 1 + size) == ".") ++not_chained_;
  }

  void read_case(std::size_t i) {
    if (stream_.family != Family::php || stream_.tokens[i].kind != TokenKind::keyword) return;
    if (is(i, {"NULL", "TRUE", "FALSE"})) ++upper_;
    if (is(i, {"null", "true", "false"})) ++lower_;
  }

  const TokenStream& stream_;
  std::vector<char> open_;
  std::size_t with_semicolon_ = 0;
  std::size_t without_semicolon_ = 0;
  std::array<std::size_t, 4> branches_{};
  std::array<std::size_t, 6> null_tests_{};
  std::size_t coalesced_ = 0;
  std::size_t not_coalesced_ = 0;
  std::size_t chained_ = 0;
  std::size_t not_chained_ = 0;
  std::size_t upper_ = 0;
  std::size_t lower_ = 0;
  std::size_t exits_ = 0;
  std::size_t wraps_ = 0;
};

}  // namespace

FileStyle file_style_of(const TokenStream& stream) { return StyleReader(stream).read(); }

}  // namespace homeostat::pattern
