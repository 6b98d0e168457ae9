#include "core/guardrails/syntax.hpp"

#include <algorithm>
#include <iterator>
#include <vector>

#include "core/base/json_strict.hpp"
#include "core/base/text.hpp"
#include "core/pattern/tokens.hpp"

namespace homeostat::guardrails {
namespace {

using pattern::Family;
using pattern::Token;
using pattern::TokenKind;
using pattern::TokenStream;

int line_of(const Token& token) { return static_cast<int>(token.line); }

std::optional<SyntaxFault> check_json(std::string_view text) {
  const base::JsonParsed parsed = base::parse_json_strict(text);
  if (!parsed.fault) return std::nullopt;
  return SyntaxFault{0, "JSON that does not parse"};
}

std::optional<SyntaxFault> check_brackets(const TokenStream& stream) {
  if (stream.unmatched == 0) return std::nullopt;
  for (const Token& token : stream.tokens) {
    const bool bracket = token.kind == TokenKind::open || token.kind == TokenKind::close;
    if (bracket && token.partner < 0) {
      return SyntaxFault{line_of(token), "a bracket that matches no other"};
    }
  }
  return SyntaxFault{0, "a bracket that matches no other"};
}

/// A quote that closes nowhere stands alone. In C and Rust a single one may.
std::optional<SyntaxFault> check_strings(const TokenStream& stream) {
  if (stream.family == Family::c || stream.family == Family::rust) return std::nullopt;
  for (std::size_t i = 0; i < stream.tokens.size(); ++i) {
    if (stream.tokens[i].kind != TokenKind::other) continue;
    const std::string_view text = stream.text_of(i);
    if (text == "\"" || text == "'") {
      return SyntaxFault{line_of(stream.tokens[i]), "a string that does not end"};
    }
  }
  return std::nullopt;
}

/// How Python sees the indentation of its logical lines.
class PythonLayout {
 public:
  explicit PythonLayout(const TokenStream& stream) : stream_(stream) {}

  std::optional<SyntaxFault> check() {
    bool at_start = true;
    for (std::size_t i = 0; i < stream_.tokens.size(); ++i) {
      const Token& token = stream_.tokens[i];
      if (token.kind == TokenKind::newline) {
        expects_block_ = i > 0 && stream_.text_of(i - 1) == ":" && opens_block_;
        at_start = true;
      } else if (token.kind != TokenKind::indent && token.kind != TokenKind::dedent) {
        if (at_start) {
          if (const std::string_view what = begin_line(token, stream_.text_of(i)); !what.empty()) {
            return SyntaxFault{line_of(token), what};
          }
        }
        at_start = false;
      }
    }
    return std::nullopt;
  }

 private:
  /// What is wrong with the line that begins with this token, or "".
  std::string_view begin_line(const Token& token, std::string_view word) {
    constexpr std::string_view openers[] = {"def",   "class", "if",     "elif",    "else", "for",
                                            "while", "try",   "except", "finally", "with", "async"};
    const std::size_t width = width_of(token);
    const bool expected = expects_block_;
    expects_block_ = false;
    opens_block_ = std::find(std::begin(openers), std::end(openers), word) != std::end(openers);
    if (expected) {
      if (width <= widths_.back()) return "a block that is missing";
      widths_.push_back(width);
      return {};
    }
    if (width > widths_.back()) return "an indentation that opens no block";
    while (width < widths_.back())
      widths_.pop_back();
    return width == widths_.back() ? "" : "an indentation that fits no block";
  }

  [[nodiscard]] std::size_t width_of(const Token& token) const {
    const std::size_t end_before = stream_.text.rfind('\n', token.begin);
    const std::size_t begin = end_before == std::string_view::npos ? 0 : end_before + 1;
    std::size_t width = 0;
    for (std::size_t i = begin; i < token.begin; ++i)
      width = stream_.text[i] == '\t' ? (width / 8 + 1) * 8 : width + 1;
    return width;
  }

  const TokenStream& stream_;
  std::vector<std::size_t> widths_{0};
  bool opens_block_ = false;
  bool expects_block_ = false;
};

}  // namespace

std::optional<SyntaxFault> find_syntax_fault(std::string_view path, std::string_view text) {
  if (text.size() > pattern::source_bytes_max) return std::nullopt;
  if (base::iends_with(path, ".json")) return check_json(text);
  const Family family = pattern::family_of(language_of_path(path));
  if (family == Family::generic) return std::nullopt;
  const TokenStream stream = pattern::read_tokens(text, family);
  if (auto fault = check_brackets(stream)) return fault;
  if (auto fault = check_strings(stream)) return fault;
  return family == Family::python ? PythonLayout(stream).check() : std::nullopt;
}

}  // namespace homeostat::guardrails
