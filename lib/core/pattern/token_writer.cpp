#include "core/pattern/token_writer.hpp"

#include <algorithm>

namespace homeostat::pattern {
namespace {

// How far a closing bracket looks for its partner past ones that were never closed.
constexpr std::size_t recovery_max = 16;

}  // namespace

TokenWriter::TokenWriter(std::string_view text, Family family)
    : text_(text), table_(table_of(family)), line_pending_(table_of(family).layout) {
  stream_.text = text;
  stream_.family = family;
}

// Lines and blocks --------------------------------------------------------------------------------

void TokenWriter::skip_to(std::size_t to) {
  for (std::size_t i = at_; i < to; ++i) {
    if (text_[i] != '\n') continue;
    if (table_.line_ends && ends_statement()) push_empty(TokenKind::newline);
    ++line_;
    line_begin_ = i + 1;
  }
  at_ = to;
}

void TokenWriter::line_end() {
  skip_to(at_ + 1);
  first_on_line_ = true;
  if (table_.layout && open_.empty()) line_pending_ = true;
}

// Go's rule: a line that ends with one of these ends a statement.
bool TokenWriter::ends_statement() const {
  if (!has_tokens()) return false;
  const std::string_view text = last_text();
  switch (last().kind) {
    case TokenKind::identifier:
    case TokenKind::number:
    case TokenKind::string:
    case TokenKind::close:
      return true;
    case TokenKind::keyword:
      return text == "return" || text == "break" || text == "continue" || text == "fallthrough" ||
             text == "nil" || text == "true" || text == "false";
    case TokenKind::op:
      return text == "++" || text == "--";
    default:
      return false;
  }
}

void TokenWriter::begin_token() {
  if (line_pending_) begin_line();
}

void TokenWriter::begin_line() {
  line_pending_ = false;
  if (has_tokens()) push_empty(TokenKind::newline);
  std::size_t width = 0;
  for (std::size_t i = line_begin_; i < at_; ++i) {
    width = text_[i] == '\t' ? (width / 8 + 1) * 8 : width + 1;
  }
  if (width > indents_.back()) {
    indents_.push_back(width);
    push_empty(TokenKind::indent);
  }
  while (width < indents_.back()) {
    indents_.pop_back();
    push_empty(TokenKind::dedent);
  }
}

void TokenWriter::end_of_text() {
  for (const Open& open : open_)
    stream_.unmatched += open.token >= 0 ? 1 : 0;
  if (!has_tokens()) return;
  if (table_.line_ends && ends_statement()) push_empty(TokenKind::newline);
  if (!table_.layout) return;
  push_empty(TokenKind::newline);
  for (; indents_.size() > 1; indents_.pop_back())
    push_empty(TokenKind::dedent);
}

// Tokens ------------------------------------------------------------------------------------------

void TokenWriter::push(TokenKind kind, std::size_t end) {
  Token token;
  token.kind = kind;
  token.begin = static_cast<std::uint32_t>(at_);
  token.end = static_cast<std::uint32_t>(end);
  token.line = line_;
  token.first_on_line = first_on_line_;
  first_on_line_ = false;
  stream_.tokens.push_back(token);
  line_ += static_cast<std::uint32_t>(std::count(text_.begin() + static_cast<std::ptrdiff_t>(at_),
                                                 text_.begin() + static_cast<std::ptrdiff_t>(end),
                                                 '\n'));
  at_ = end;
}

// A token without bytes, right behind the last one.
void TokenWriter::push_empty(TokenKind kind) {
  Token token;
  token.kind = kind;
  if (has_tokens()) {
    token.begin = last().end;
    token.line = last().line;
  }
  token.end = token.begin;
  stream_.tokens.push_back(token);
}

// Brackets ----------------------------------------------------------------------------------------

void TokenWriter::push_open(std::size_t end, Open::Kind kind) {
  const char c = text_[end - 1];
  Open open;
  open.kind = kind;
  open.token = static_cast<std::int32_t>(stream_.tokens.size());
  open.close = c == '(' ? ')' : (c == '[' ? ']' : '}');
  open_.push_back(open);
  push(TokenKind::open, end);
}

// Which open bracket this one closes. One that was never closed may stand above it, but no brace
// is given up for a parenthesis. open_.size(): none.
std::size_t TokenWriter::find_open(char close) const {
  for (std::size_t i = open_.size(), steps = 0; i > 0 && steps < recovery_max; ++steps) {
    const Open& open = open_[--i];
    if (open.close == close) return i;
    if (open.kind == Open::text_hole || (open.close == '}' && close != '}')) break;
  }
  return open_.size();
}

const TokenWriter::Open* TokenWriter::push_close() {
  const std::size_t found = find_open(text_[at_]);
  const auto index = static_cast<std::int32_t>(stream_.tokens.size());
  push(TokenKind::close, at_ + 1);
  if (found == open_.size()) {
    ++stream_.unmatched;
    return nullptr;
  }
  for (std::size_t i = found + 1; i < open_.size(); ++i)
    stream_.unmatched += open_[i].token >= 0 ? 1 : 0;
  closed_ = open_[found];
  open_.resize(found);
  stream_.tokens.back().partner = closed_.token;
  stream_.tokens[static_cast<std::size_t>(closed_.token)].partner = index;
  return &closed_;
}

}  // namespace homeostat::pattern
