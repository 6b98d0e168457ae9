// A repair in the idioms of a file: its test for missing values, `??` or `isset`.
#include <algorithm>
#include <initializer_list>

#include "core/pattern/file_style.hpp"

namespace homeostat::pattern {
namespace {

using Tokens = std::vector<NewToken>;

bool one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

constexpr Gap one_space{0, 0, 1};

NewToken made(TokenKind kind, std::string_view text, Gap gap = {}) {
  NewToken token;
  token.gap = gap;
  token.kind = kind;
  token.text = text;
  return token;
}

// Does a value of a condition begin or end at this word?
bool bounds_value(std::string_view word) {
  return one_of(word, {"(", ")", "&&", "||", "and", "or", "if", "?", ":", ",", ";", "return", "=",
                       "not", "!", "{", "}", "while", "elif"});
}

// `x == null`: which test it is, of what, and which tokens say so.
struct Test {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::size_t value_begin = 0;
  std::size_t value_end = 0;
  NullTest test = NullTest::falsy;
  bool missing = true;  ///< false: `x != null`
};

class Idioms {
 public:
  Idioms(Tokens tokens, const FileStyle& style, Family family)
      : tokens_(std::move(tokens)), style_(style), family_(family) {}

  Tokens run() {
    if (style_.null_test && fits_family(*style_.null_test)) change_tests();
    if (style_.coalesces && family_ == Family::php) change_defaults();
    return std::move(tokens_);
  }

 private:
  [[nodiscard]] std::string_view word(std::size_t i) const {
    return i < tokens_.size() ? std::string_view(tokens_[i].text) : std::string_view();
  }
  [[nodiscard]] bool is_new(std::size_t i, std::initializer_list<std::string_view> words) const {
    return i < tokens_.size() && !tokens_[i].kept && one_of(tokens_[i].text, words);
  }

  [[nodiscard]] bool fits_family(NullTest test) const {
    const bool call = test == NullTest::is_null || test == NullTest::empty;
    if (call) return family_ == Family::php;
    if (test == NullTest::strict_undefined) return family_ == Family::javascript;
    return family_ == Family::javascript || family_ == Family::php || family_ == Family::python;
  }

  // Tests of missing values -------------------------------------------------------------------

  void change_tests() {
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      const std::optional<Test> test = test_at(i);
      if (!test || test->test == *style_.null_test) continue;
      const Tokens written = write(*test);
      const auto at = tokens_.begin() + static_cast<std::ptrdiff_t>(test->begin);
      tokens_.erase(at, tokens_.begin() + static_cast<std::ptrdiff_t>(test->end));
      tokens_.insert(tokens_.begin() + static_cast<std::ptrdiff_t>(test->begin), written.begin(),
                     written.end());
      i = test->begin + written.size() - 1;
    }
  }

  [[nodiscard]] std::optional<Test> test_at(std::size_t i) const {
    if (is_new(i, {"!", "not"}) && word(i + 1) != "(") return negation_at(i);
    if (is_new(i, {"is_null", "empty"}) && word(i + 1) == "(") return call_at(i);
    if (is_new(i, {"==", "!=", "===", "!==", "is"})) return comparison_at(i);
    return std::nullopt;
  }

  [[nodiscard]] std::optional<Test> negation_at(std::size_t i) const {
    Test test;
    test.begin = i;
    test.value_begin = i + 1;
    test.value_end = test.end = value_end(i + 1);
    const bool condition = i > 0 && one_of(word(i - 1), {"(", "if", "&&", "||", "and", "or"});
    if (!condition || test.value_end == test.value_begin || !bounds_value(word(test.end))) {
      return std::nullopt;
    }
    return test;
  }

  [[nodiscard]] std::optional<Test> call_at(std::size_t i) const {
    Test test;
    test.begin = i;
    test.value_begin = i + 2;
    test.value_end = value_end(i + 2);
    test.end = test.value_end + 1;
    if (word(test.value_end) != ")" || test.value_end == test.value_begin) return std::nullopt;
    test.test = word(i) == "empty" ? NullTest::empty : NullTest::is_null;
    if (i > 0 && is_new(i - 1, {"!"})) {
      test.missing = false;
      --test.begin;
    }
    return test;
  }

  [[nodiscard]] std::optional<Test> comparison_at(std::size_t i) const {
    const bool negated = word(i) == "is" && word(i + 1) == "not";
    const std::size_t nothing = i + (negated ? 2 : 1);
    if (!is_new(nothing, {"null", "undefined", "None", "NULL"})) return std::nullopt;
    Test test;
    test.value_end = i;
    test.value_begin = test.begin = value_begin(i);
    test.end = nothing + 1;
    test.missing = !negated && !one_of(word(i), {"!=", "!=="});
    test.test = one_of(word(i), {"==", "!="})  ? NullTest::loose
                : word(nothing) == "undefined" ? NullTest::strict_undefined
                                               : NullTest::strict_null;
    const bool whole = test.begin < i && (test.begin == 0 || bounds_value(word(test.begin - 1)));
    return whole ? std::optional<Test>(test) : std::nullopt;
  }

  // The names, members, calls and indices from `begin` on.
  [[nodiscard]] std::size_t value_end(std::size_t begin) const {
    std::size_t depth = 0;
    std::size_t i = begin;
    for (; i < tokens_.size(); ++i) {
      const TokenKind kind = tokens_[i].kind;
      if (kind == TokenKind::close && depth == 0) break;
      if (kind == TokenKind::open) ++depth;
      if (kind == TokenKind::close) --depth;
      if (depth == 0 && !is_link(i)) break;
    }
    return i;
  }

  [[nodiscard]] std::size_t value_begin(std::size_t end) const {
    std::size_t depth = 0;
    std::size_t i = end;
    for (; i > 0; --i) {
      const TokenKind kind = tokens_[i - 1].kind;
      if (kind == TokenKind::open && depth == 0) break;
      if (kind == TokenKind::close) ++depth;
      if (kind == TokenKind::open) --depth;
      if (depth == 0 && !is_link(i - 1)) break;
    }
    return i;
  }

  [[nodiscard]] bool is_link(std::size_t i) const {
    const TokenKind kind = tokens_[i].kind;
    if (kind == TokenKind::keyword) return word(i) == "this";
    if (kind == TokenKind::op) return one_of(word(i), {".", "?.", "->", "?->", "::"});
    return kind == TokenKind::identifier || kind == TokenKind::open || kind == TokenKind::close;
  }

  [[nodiscard]] Tokens write(const Test& test) const {
    const auto at = [&](std::size_t i) { return tokens_.begin() + static_cast<std::ptrdiff_t>(i); };
    Tokens value(at(test.value_begin), at(test.value_end));
    value.front().gap = {};
    Tokens out;
    const NullTest form = *style_.null_test;
    const bool python = family_ == Family::python;
    const bool call = form == NullTest::is_null || form == NullTest::empty;
    if (test.missing && form == NullTest::falsy) {
      out.push_back(python ? made(TokenKind::keyword, "not") : made(TokenKind::op, "!"));
      if (python) value.front().gap = one_space;
    }
    if (call) {
      if (!test.missing) out.push_back(made(TokenKind::op, "!"));
      out.push_back(made(form == NullTest::empty ? TokenKind::keyword : TokenKind::identifier,
                         form == NullTest::empty ? "empty" : "is_null"));
      out.push_back(made(TokenKind::open, "("));
    }
    out.insert(out.end(), value.begin(), value.end());
    if (call) out.push_back(made(TokenKind::close, ")"));
    if (!call && form != NullTest::falsy) write_comparison(out, test.missing);
    out.front().gap = tokens_[test.begin].gap;
    return out;
  }

  void write_comparison(Tokens& out, bool missing) const {
    const NullTest form = *style_.null_test;
    if (family_ == Family::python && form == NullTest::strict_null) {
      out.push_back(made(TokenKind::keyword, "is", one_space));
      if (!missing) out.push_back(made(TokenKind::keyword, "not", one_space));
    } else if (form == NullTest::loose) {
      out.push_back(made(TokenKind::op, missing ? "==" : "!=", one_space));
    } else {
      out.push_back(made(TokenKind::op, missing ? "===" : "!==", one_space));
    }
    const std::string_view null = style_.upper_null.value_or(false) ? "NULL" : "null";
    out.push_back(made(TokenKind::keyword,
                       family_ == Family::python            ? "None"
                       : form == NullTest::strict_undefined ? "undefined"
                                                            : null,
                       one_space));
  }

  // isset($a['k']) ? $a['k'] : 0, and $a['k'] ?? 0 -----------------------------------------------

  void change_defaults() {
    for (std::size_t i = 0; i < tokens_.size(); ++i) {
      if (*style_.coalesces && is_new(i, {"isset"})) coalesce(i);
      if (!*style_.coalesces && is_new(i, {"?\?"})) ask(i);
    }
  }

  void coalesce(std::size_t i) {
    const std::size_t begin = i + 2;
    const std::size_t end = value_end(begin);
    const std::size_t size = end - begin;
    const std::size_t again = end + 2;
    if (word(i + 1) != "(" || word(end) != ")" || word(end + 1) != "?") return;
    for (std::size_t k = 0; k < size; ++k) {
      if (word(begin + k) != word(again + k)) return;
    }
    if (word(again + size) != ":") return;
    tokens_[again].gap = tokens_[i].gap;
    tokens_[again + size] = made(TokenKind::op, "?\?", one_space);
    tokens_.erase(tokens_.begin() + static_cast<std::ptrdiff_t>(i),
                  tokens_.begin() + static_cast<std::ptrdiff_t>(again));
  }

  void ask(std::size_t& i) {
    const std::size_t begin = value_begin(i);
    if (begin == i || (begin > 0 && !bounds_value(word(begin - 1)))) return;
    const auto at = [&](std::size_t k) { return tokens_.begin() + static_cast<std::ptrdiff_t>(k); };
    Tokens value(at(begin), at(i));
    Tokens out{made(TokenKind::keyword, "isset", value.front().gap), made(TokenKind::open, "(")};
    value.front().gap = {};
    out.insert(out.end(), value.begin(), value.end());
    out.push_back(made(TokenKind::close, ")"));
    out.push_back(made(TokenKind::op, "?", one_space));
    value.front().gap = one_space;
    out.insert(out.end(), value.begin(), value.end());
    out.push_back(made(TokenKind::op, ":", one_space));
    tokens_.erase(at(begin), at(i + 1));
    tokens_.insert(at(begin), out.begin(), out.end());
    i = begin + out.size() - 1;
  }

  Tokens tokens_;
  const FileStyle& style_;
  Family family_;
};

}  // namespace

std::optional<std::vector<NewToken>> in_idioms(const std::vector<NewToken>& tokens,
                                               const FileStyle& style, Family family) {
  Tokens changed = Idioms(tokens, style, family).run();
  if (changed == tokens) return std::nullopt;
  return changed;
}

}  // namespace homeostat::pattern
