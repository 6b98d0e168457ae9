#include "core/pattern/tokens.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace homeostat::pattern {
namespace {

constexpr std::size_t npos = std::string_view::npos;

class Reader {
 public:
  Reader(std::string_view text, Family family) : text_(text), table_(table_of(family)) {
    stream_.text = text;
    stream_.family = family;
    line_pending_ = table_.layout;
  }

  TokenStream read() {
    // Text without any tag is a fragment of code.
    if (table_.open_tags && find_open_tag(0) != npos) skip_to_open_tag();
    while (at_ < text_.size())
      step();
    end_of_text();
    stream_.unmatched += open_.size();
    return std::move(stream_);
  }

 private:
  [[nodiscard]] char peek(std::size_t ahead = 0) const {
    return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
  }
  [[nodiscard]] bool starts(std::string_view what) const {
    return !what.empty() && text_.substr(at_, what.size()) == what;
  }

  void step() {
    const char c = text_[at_];
    if (c == '\n') return line_end();
    if (c == ' ' || c == '\t' || c == '\r' || c == '\f' || c == '\v') {
      ++at_;
      return;
    }
    if (table_.layout && c == '\\' && (peek(1) == '\n' || peek(1) == '\r')) return continue_line();
    if (skip_comment()) return;
    if (line_pending_) begin_line();
    if (table_.open_tags && starts("?>")) return close_tag();
    if (read_string()) return;
    if (is_digit(c) || (c == '.' && is_digit(peek(1)))) return read_number();
    if (begins_name(c)) return read_name();
    if (read_bracket()) return;
    read_operator();
  }

  // Counts the line ends between `at_` and `to`, and goes there.
  void advance(std::size_t to) {
    line_ += static_cast<std::uint32_t>(std::count(text_.begin() + static_cast<std::ptrdiff_t>(at_),
                                                   text_.begin() + static_cast<std::ptrdiff_t>(to),
                                                   '\n'));
    at_ = to;
  }

  void push(TokenKind kind, std::size_t end) {
    Token token;
    token.kind = kind;
    token.begin = static_cast<std::uint32_t>(at_);
    token.end = static_cast<std::uint32_t>(end);
    token.line = line_;
    token.first_on_line = first_on_line_;
    first_on_line_ = false;
    stream_.tokens.push_back(token);
    advance(end);
  }

  // A token without bytes, right behind the last one.
  void push_empty(TokenKind kind) {
    Token token;
    token.kind = kind;
    if (!stream_.tokens.empty()) {
      token.begin = stream_.tokens.back().end;
      token.line = stream_.tokens.back().line;
    }
    token.end = token.begin;
    stream_.tokens.push_back(token);
  }

  void line_end() {
    ++at_;
    ++line_;
    line_begin_ = at_;
    first_on_line_ = true;
    if (table_.layout && open_.empty()) line_pending_ = true;
  }

  void continue_line() {
    const std::size_t end = text_.find('\n', at_);
    advance(end == npos ? text_.size() : end + 1);
  }

  // The first token of a logical line: ends the line before, then opens or closes blocks.
  void begin_line() {
    line_pending_ = false;
    if (!stream_.tokens.empty()) push_empty(TokenKind::newline);
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

  void end_of_text() {
    if (!table_.layout || stream_.tokens.empty()) return;
    push_empty(TokenKind::newline);
    for (; indents_.size() > 1; indents_.pop_back())
      push_empty(TokenKind::dedent);
  }

  // Linear over a whole text: what was searched is passed over.
  [[nodiscard]] std::size_t find_open_tag(std::size_t from) const {
    for (std::size_t tag = text_.find("<?", from); tag != npos; tag = text_.find("<?", tag + 2)) {
      if (text_.compare(tag, 3, "<?=") == 0 || text_.compare(tag, 5, "<?php") == 0) return tag;
    }
    return npos;
  }

  void skip_to_open_tag() {
    const std::size_t tag = find_open_tag(at_);
    if (tag == npos) return push(TokenKind::other, text_.size());
    push(TokenKind::other, tag + (text_[tag + 2] == '=' ? 3 : 5));
  }

  void close_tag() {
    push(TokenKind::op, at_ + 2);
    if (at_ < text_.size()) skip_to_open_tag();
  }

  bool skip_comment() {
    if (starts(table_.line_comment) || (starts(table_.other_line_comment) && peek(1) != '[')) {
      const std::size_t end = std::min(text_.find('\n', at_), text_.size());
      const std::size_t tag = text_.substr(at_, end - at_).find("?>");
      at_ = table_.open_tags && tag != npos ? at_ + tag : end;
      return true;
    }
    if (!table_.block_comments || !starts("/*")) return false;
    const std::size_t end = text_.find("*/", at_ + 2);
    advance(end == npos ? text_.size() : end + 2);
    return true;
  }

  // Strings -----------------------------------------------------------------------------------

  bool read_string() {
    const char c = text_[at_];
    if (c == '`' && table_.template_strings) {
      read_template_text(at_ + 1);
      return true;
    }
    if (table_.heredocs && starts("<<<")) return read_heredoc();
    if (c != '"' && c != '\'') return false;
    read_quoted(at_);
    return true;
  }

  void read_quoted(std::size_t quote_at) {
    const char quote = text_[quote_at];
    if (table_.triple_strings && text_.substr(quote_at, 3) == std::string(3, quote)) {
      return push(TokenKind::string, end_of_triple(quote_at));
    }
    const std::size_t end = end_of_quoted(quote_at, table_.multiline_strings);
    if (end == npos) return push(TokenKind::other, quote_at + 1);
    push(TokenKind::string, end);
  }

  std::size_t end_of_triple(std::size_t quote_at) const {
    const std::string close(3, text_[quote_at]);
    for (std::size_t i = quote_at + 3; i < text_.size(); ++i) {
      if (text_[i] == '\\') {
        ++i;
      } else if (text_.compare(i, 3, close) == 0) {
        return i + 3;
      }
    }
    return text_.size();
  }

  // A string that is not closed (an apostrophe in JSX text) is one byte of kind other. Where the
  // search ended is remembered, so that many such bytes do not search the same text again.
  std::size_t end_of_quoted(std::size_t quote_at, bool multiline) {
    std::size_t& hopeless_until = hopeless_until_[text_[quote_at] == '"' ? 0 : 1];
    if (quote_at < hopeless_until) return npos;
    for (std::size_t i = quote_at + 1; i < text_.size(); ++i) {
      if (text_[i] == text_[quote_at]) return i + 1;
      if (text_[i] == '\\') {
        ++i;
      } else if (text_[i] == '\n' && !multiline) {
        hopeless_until = i;
        return npos;
      }
    }
    hopeless_until = text_.size();
    return npos;
  }

  // The text of a template from `from` to its next hole or to its end.
  void read_template_text(std::size_t from) {
    for (std::size_t i = from; i < text_.size(); ++i) {
      if (text_[i] == '\\') {
        ++i;
      } else if (text_[i] == '`') {
        return push(TokenKind::string, i + 1);
      } else if (text_[i] == '$' && i + 1 < text_.size() && text_[i + 1] == '{') {
        push(TokenKind::string, i);
        return push_open(i + 2);
      }
    }
    push(TokenKind::string, text_.size());
  }

  bool read_heredoc() {
    std::size_t i = at_ + 3;
    while (i < text_.size() && (text_[i] == ' ' || text_[i] == '\t'))
      ++i;
    const bool quoted = i < text_.size() && (text_[i] == '\'' || text_[i] == '"');
    if (quoted) ++i;
    const std::size_t name_at = i;
    while (i < text_.size() && continues_name(text_[i]))
      ++i;
    const std::string_view name = text_.substr(name_at, i - name_at);
    if (name.empty() || is_digit(name[0])) return false;
    std::size_t line = text_.find('\n', i);
    while (line != npos) {
      std::size_t word = line + 1;
      while (word < text_.size() && (text_[word] == ' ' || text_[word] == '\t'))
        ++word;
      const std::size_t end = word + name.size();
      if (text_.compare(word, name.size(), name) == 0 &&
          (end >= text_.size() || !continues_name(text_[end]))) {
        push(TokenKind::string, end);
        return true;
      }
      line = text_.find('\n', line + 1);
    }
    push(TokenKind::string, text_.size());
    return true;
  }

  // Names, numbers ------------------------------------------------------------------------------

  void read_name() {
    std::size_t end = at_ + 1;
    while (end < text_.size() && continues_name(text_[end]))
      ++end;
    const char next = end < text_.size() ? text_[end] : '\0';
    if (table_.layout && (next == '"' || next == '\'') && is_string_prefix(end)) {
      return read_prefixed(end);
    }
    const bool key = is_keyword(stream_.family, text_.substr(at_, end - at_)) && !after_member();
    push(key ? TokenKind::keyword : TokenKind::identifier, end);
  }

  // A keyword behind a dot is the name of a member.
  [[nodiscard]] bool after_member() const {
    if (stream_.tokens.empty()) return false;
    const std::string_view last = stream_.text_of(stream_.tokens.size() - 1);
    return last == "." || last == "?." || last == "->" || last == "?->" || last == "::";
  }

  [[nodiscard]] bool is_string_prefix(std::size_t end) const {
    if (end - at_ > 2) return false;
    return text_.substr(at_, end - at_).find_first_not_of("rRbBuUfF") == npos;
  }

  void read_prefixed(std::size_t quote_at) {
    if (text_.substr(quote_at, 3) == std::string(3, text_[quote_at])) {
      return push(TokenKind::string, end_of_triple(quote_at));
    }
    const std::size_t end = end_of_quoted(quote_at, false);
    push(end == npos ? TokenKind::identifier : TokenKind::string, end == npos ? quote_at : end);
  }

  void read_number() {
    std::size_t i = at_;
    const bool hex = text_[i] == '0' && (peek(1) == 'x' || peek(1) == 'X');
    while (++i < text_.size()) {
      const char c = text_[i];
      const char last = text_[i - 1];
      const bool dot = c == '.' && !(i + 1 < text_.size() && text_[i + 1] == '.') &&
                       text_.substr(at_, i - at_).find('.') == npos;
      const bool sign = (c == '+' || c == '-') && !hex && (last == 'e' || last == 'E');
      if (!continues_name(c) && !dot && !sign) break;
    }
    push(TokenKind::number, i);
  }

  // Brackets, operators -------------------------------------------------------------------------

  struct OpenBracket {
    std::int32_t token = 0;
    char close = ')';
    bool of_template = false;
  };

  void push_open(std::size_t end) {
    const char c = text_[end - 1];
    const bool of_template = end - at_ == 2;
    open_.push_back({static_cast<std::int32_t>(stream_.tokens.size()),
                     c == '(' ? ')' : (c == '[' ? ']' : '}'), of_template});
    push(TokenKind::open, end);
  }

  bool read_bracket() {
    const char c = text_[at_];
    if (c == '(' || c == '[' || c == '{') {
      push_open(at_ + 1);
      return true;
    }
    if (c != ')' && c != ']' && c != '}') return false;
    if (open_.empty() || open_.back().close != c) {
      ++stream_.unmatched;
      push(TokenKind::close, at_ + 1);
      return true;
    }
    const OpenBracket open = open_.back();
    open_.pop_back();
    const auto index = static_cast<std::int32_t>(stream_.tokens.size());
    push(TokenKind::close, at_ + 1);
    stream_.tokens.back().partner = open.token;
    stream_.tokens[static_cast<std::size_t>(open.token)].partner = index;
    if (open.of_template) read_template_text(at_);
    return true;
  }

  void read_operator() {
    if (table_.regex_literals && text_[at_] == '/' && regex_may_begin()) {
      if (const std::size_t end = end_of_regex(); end != npos) {
        return push(TokenKind::regex, end);
      }
    }
    for (const std::string_view op : table_.operators) {
      if (!starts(op)) continue;
      if (op == "?." && is_digit(peek(2))) continue;
      return push(TokenKind::op, at_ + op.size());
    }
    constexpr std::string_view single = "+-*/%=<>!&|^~?:;,.@#\\";
    const bool known = single.find(text_[at_]) != npos;
    push(known ? TokenKind::op : TokenKind::other, at_ + 1);
  }

  // A slash divides behind an operand and begins a regular expression elsewhere. What a closing
  // bracket ended is told by what stands before its partner.
  [[nodiscard]] bool regex_may_begin() const {
    if (stream_.tokens.empty()) return true;
    const std::size_t last = stream_.tokens.size() - 1;
    const Token& token = stream_.tokens[last];
    switch (token.kind) {
      case TokenKind::identifier:
      case TokenKind::number:
      case TokenKind::string:
      case TokenKind::regex:
        return false;
      case TokenKind::keyword:
        return !is_operand_keyword(stream_.text_of(last));
      case TokenKind::close:
        return closes_statement_head(token, stream_.text_of(last));
      case TokenKind::op:
        return stream_.text_of(last) != "++" && stream_.text_of(last) != "--";
      default:
        return true;
    }
  }

  static bool is_operand_keyword(std::string_view word) {
    return word == "this" || word == "super" || word == "null" || word == "true" ||
           word == "false" || word == "undefined";
  }

  [[nodiscard]] bool closes_statement_head(const Token& close, std::string_view text) const {
    if (close.partner <= 0) return text == "}";
    const auto before = static_cast<std::size_t>(close.partner) - 1;
    const std::string_view word = stream_.text_of(before);
    if (text == ")") return word == "if" || word == "while" || word == "for" || word == "with";
    if (text != "}") return false;
    return word == ")" || word == ";" || word == "{" || word == "}" || word == "else" ||
           word == "do" || word == "try" || word == "finally" || word == "=>";
  }

  std::size_t end_of_regex() {
    if (at_ < hopeless_until_[2]) return npos;
    bool in_class = false;
    std::size_t i = at_ + 1;
    for (; i < text_.size() && text_[i] != '\n'; ++i) {
      const char c = text_[i];
      if (c == '\\' && i + 1 < text_.size() && text_[i + 1] != '\n') {
        ++i;
      } else if (c == '[' || c == ']') {
        in_class = c == '[';
      } else if (c == '/' && !in_class) {
        while (++i < text_.size() && continues_name(text_[i])) {
        }
        return i;
      }
    }
    hopeless_until_[2] = i;
    return npos;
  }

  std::string_view text_;
  const FamilyTable& table_;
  TokenStream stream_;
  std::size_t at_ = 0;
  std::size_t line_begin_ = 0;
  std::uint32_t line_ = 1;
  bool first_on_line_ = true;
  bool line_pending_ = false;
  std::vector<OpenBracket> open_;
  std::vector<std::size_t> indents_{0};
  std::array<std::size_t, 3> hopeless_until_{};  // of ", ' and regular expressions
};

}  // namespace

TokenStream read_tokens(std::string_view text, Family family) {
  if (text.size() > source_bytes_max) return Reader({}, family).read();
  return Reader(text, family).read();
}

}  // namespace homeostat::pattern
