#include "core/pattern/chain.hpp"

#include <algorithm>

namespace homeostat::pattern {
namespace {

constexpr std::size_t links_max = 32;

bool one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool is_root(const TokenStream& stream, std::size_t index) {
  const Token& token = stream.tokens[index];
  if (token.kind == TokenKind::identifier) return true;
  return token.kind == TokenKind::keyword && one_of(stream.text_of(index), {"this", "super"});
}

// A bracket on the next line begins something else, but for a call's dot.
bool on_same_line(const TokenStream& stream, std::size_t index) {
  return !stream.tokens[index].first_on_line;
}

}  // namespace

bool is_join(std::string_view op) noexcept { return one_of(op, {".", "?.", "->", "?->", "::"}); }

bool begins_chain(const TokenStream& stream, std::size_t index) {
  if (index >= stream.tokens.size() || !is_root(stream, index)) return false;
  return index == 0 || !is_join(stream.text_of(index - 1));
}

std::size_t link_end(const TokenStream& stream, std::size_t index) {
  const auto& tokens = stream.tokens;
  if (index >= tokens.size()) return index;
  const std::string_view text = stream.text_of(index);
  if (is_join(text)) {
    if (index + 1 >= tokens.size()) return index;
    if (tokens[index + 1].kind == TokenKind::identifier) return index + 2;
    return text == "?." && link_end(stream, index + 1) > index + 1 ? link_end(stream, index + 1)
                                                                   : index;
  }
  if ((text == "(" || text == "[") && tokens[index].partner > 0 && on_same_line(stream, index)) {
    return static_cast<std::size_t>(tokens[index].partner) + 1;
  }
  return index;
}

std::vector<std::size_t> chain_ends(const TokenStream& stream, std::size_t index,
                                    std::size_t limit) {
  std::vector<std::size_t> ends;
  if (!begins_chain(stream, index)) return ends;
  std::size_t end = index + 1;
  while (end <= limit && ends.size() < links_max) {
    ends.push_back(end);
    const std::size_t next = link_end(stream, end);
    if (next == end) break;
    end = next;
  }
  return ends;
}

std::size_t chain_begin(const TokenStream& stream, std::size_t last) {
  std::size_t at = last + 1;
  for (std::size_t links = 0; at > 0 && links < links_max; ++links) {
    const Token& token = stream.tokens[at - 1];
    if (token.kind == TokenKind::close && token.partner >= 0 && stream.text_of(at - 1) != "}") {
      at = static_cast<std::size_t>(token.partner);
      if (at > 0 && stream.text_of(at - 1) == "?.") --at;
      continue;
    }
    if (!is_root(stream, at - 1)) break;
    if (at < 2 || !is_join(stream.text_of(at - 2))) return at - 1;
    at -= 2;
  }
  return last + 1;
}

bool opens_expression(const TokenStream& stream, std::size_t index) {
  const Token& token = stream.tokens[index];
  const std::string_view text = stream.text_of(index);
  if (token.kind == TokenKind::open || token.kind == TokenKind::newline ||
      token.kind == TokenKind::indent || token.kind == TokenKind::dedent) {
    return true;
  }
  return one_of(text, {"=", "+=", ",", ";", ":", "=>", "{", "}", "return", "yield", "echo"});
}

bool ends_expression(const TokenStream& stream, std::size_t index) {
  if (index >= stream.tokens.size()) return true;
  const Token& token = stream.tokens[index];
  if (token.kind == TokenKind::close || token.kind == TokenKind::newline) return true;
  if (one_of(stream.text_of(index), {",", ";", ":"})) return true;
  if (!token.first_on_line || stream.family == Family::python) return false;
  return token.kind == TokenKind::identifier || token.kind == TokenKind::keyword;
}

bool is_no_value(const TokenStream& stream, std::size_t begin, std::size_t end) {
  for (std::size_t links = 0; links < links_max && link_end(stream, end) > end; ++links) {
    end = link_end(stream, end);
  }
  if (end < stream.tokens.size() && stream.tokens[end].kind == TokenKind::op) {
    const std::string_view op = stream.text_of(end);
    const bool compares = one_of(op, {"==", "===", "!=", "!==", "<=", ">=", "<=>"});
    if (op == "++" || op == "--" || (op.ends_with('=') && !compares)) return true;
  }
  if (begin == 0) return false;
  const std::string_view before = stream.text_of(begin - 1);
  if (one_of(before, {"del", "delete", "new", "++", "--", "&"})) return true;
  return before == "(" && begin > 1 &&
         one_of(stream.text_of(begin - 2), {"isset", "unset", "empty"});
}

bool begins_statement(const TokenStream& stream, std::size_t index) {
  if (index == 0) return true;
  const Token& before = stream.tokens[index - 1];
  if (before.kind == TokenKind::newline || before.kind == TokenKind::indent ||
      before.kind == TokenKind::dedent) {
    return true;
  }
  const std::string_view text = stream.text_of(index - 1);
  if (stream.family == Family::python) return false;
  if (before.kind == TokenKind::other || one_of(text, {"{", "}", ";"})) return true;
  if (index >= stream.tokens.size() || !stream.tokens[index].first_on_line) return false;
  // Without semicolons: the line before must be complete.
  return before.kind == TokenKind::identifier || before.kind == TokenKind::string ||
         before.kind == TokenKind::number;
}

}  // namespace homeostat::pattern
