#include "core/pattern/tokens.hpp"

#include <algorithm>
#include <map>
#include <string>

#include "core/pattern/token_writer.hpp"

namespace homeostat::pattern {
namespace {

constexpr std::size_t npos = std::string_view::npos;
constexpr std::size_t format_depth_max = 4;

class Reader : private TokenWriter {
 public:
  Reader(std::string_view text, Family family) : TokenWriter(text, family), ends_(text, table_) {}

  TokenStream read() {
    skip_beginning();
    while (at_ < text_.size())
      step();
    end_of_text();
    return std::move(stream_);
  }

 private:
  // A byte order mark, `#!` and the rest of a comment; text without any tag is a fragment of code.
  void skip_beginning() {
    if (starts("\xEF\xBB\xBF")) at_ = 3;
    if (starts("#!") && peek(2) != '[') skip_to(std::min(text_.find('\n'), text_.size()));
    if (table_.open_tags && find_open_tag(0) != npos) return skip_to_open_tag();
    if (const std::size_t code = ends_.code_begin(); code > at_) skip_to(code);
  }

  void step() {
    const char c = text_[at_];
    if (c == '\n') return line_end();
    if (c == ' ' || c == '\t' || c == '\r' || c == '\f' || c == '\v') {
      ++at_;
      return;
    }
    if (in(Open::children)) return read_child();
    if (table_.layout && c == '\\' && (peek(1) == '\n' || peek(1) == '\r')) return continue_line();
    if (skip_comment()) return;
    begin_token();
    if (table_.open_tags && starts("?>")) return close_tag();
    if (table_.directives && c == '#' && begins_line()) return push_directive();
    if (in(Open::tag) && read_in_tag()) return;
    if (read_string()) return;
    if (begins_number()) return read_number();
    if (begins_name(c)) return read_name();
    if (read_bracket()) return;
    read_operator();
  }

  // Comments, tags, lines -------------------------------------------------------------------------

  void continue_line() {
    const std::size_t end = text_.find('\n', at_);
    skip_to(end == npos ? text_.size() : end + 1);
  }

  bool skip_comment() {
    if (in_line_format()) return false;
    if (starts(table_.line_comment) || (starts(table_.other_line_comment) && peek(1) != '[')) {
      const std::size_t end = std::min(text_.find('\n', at_), text_.size());
      const std::size_t tag = text_.substr(at_, end - at_).find("?>");
      at_ = table_.open_tags && tag != npos ? at_ + tag : end;
      return true;
    }
    if (!starts(table_.block_comment)) return false;
    skip_to(ends_.comment_end(at_));
    return true;
  }

  // `#` in the hole of a text of one line: what closes it stands on the same line.
  [[nodiscard]] bool in_line_format() const { return format_depth_ > 0 && !format_has_lines_; }

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

  [[nodiscard]] bool begins_line() const {
    const std::size_t before = text_.find_last_not_of(" \t", at_ == 0 ? 0 : at_ - 1);
    return at_ == 0 || before == npos || text_[before] == '\n';
  }

  void push_directive() { push(TokenKind::other, ends_.directive_end(at_)); }

  // Strings ---------------------------------------------------------------------------------------

  bool read_string() {
    const char c = text_[at_];
    if (c == '`' && table_.template_strings) {
      TextForm form;
      form.close = "`";
      form.hole = "${";
      read_piece(at_ + 1, form);
      return true;
    }
    if (table_.heredocs && starts("<<<")) {
      const std::size_t end = ends_.heredoc_end(at_);
      if (end != npos) push(TokenKind::string, end);
      return end != npos;
    }
    if (read_format()) return true;
    const std::size_t end = ends_.string_end(at_);
    if (end != npos) push(TokenKind::string, end);
    return end != npos;
  }

  bool read_format() {
    TextForm form;
    if (format_depth_ >= format_depth_max || !ends_.is_closed_format(at_, form)) return false;
    read_piece(form.body, form);
    return true;
  }

  // The text from `from` to its next hole or to its end.
  void read_piece(std::size_t from, const TextForm& form) {
    std::size_t i = from;
    while (i < text_.size()) {
      if (text_[i] == '\\' && form.escapes) {
        i += 2;
      } else if (text_.substr(i, form.close.size()) == form.close) {
        return push(TokenKind::string, i + form.close.size());
      } else if (form.hole == "{" && text_.substr(i, 2) == "{{") {
        i += 2;
      } else if (text_.substr(i, form.hole.size()) == form.hole) {
        push(TokenKind::string, i);
        push_open(i + form.hole.size(), Open::text_hole);
        open_.back().form = form;
        if (form.hole == "{") {
          ++format_depth_;
          format_has_lines_ = form.multiline;
        }
        return;
      } else {
        ++i;
      }
    }
    push(TokenKind::string, text_.size());
  }

  // In `{value:>{width}}` what stands behind the colon is text.
  [[nodiscard]] bool begins_specification() const {
    return text_[at_] == ':' && in(Open::text_hole) && open_.back().form.hole == "{";
  }

  void read_specification() {
    push(TokenKind::op, at_ + 1);
    while (at_ < text_.size() && text_[at_] != '}') {
      if (text_[at_] == '{') {
        push_open(at_ + 1);
        return;
      }
      const std::size_t end = std::min(text_.find_first_of("{}", at_), text_.size());
      push(TokenKind::string, end);
    }
  }

  // Names, numbers --------------------------------------------------------------------------------

  void read_name() {
    std::size_t end = at_ + 1;
    if (stream_.family == Family::rust && starts("r#") && begins_name(peek(2))) end += 2;
    end = end_of_name(end);
    const bool key = is_keyword(stream_.family, text_.substr(at_, end - at_)) && !after_member();
    push(key ? TokenKind::keyword : TokenKind::identifier, end);
  }

  [[nodiscard]] std::size_t end_of_name(std::size_t end) const {
    while (end < text_.size() && continues_name(text_[end]))
      ++end;
    return end;
  }

  // A keyword behind a dot is the name of a member.
  [[nodiscard]] bool after_member() const {
    const std::string_view before = last_text();
    return before == "." || before == "?." || before == "->" || before == "?->" || before == "::";
  }

  // `#x`, `'a` of Rust, `@class` of C#, `a b` in back-quotes of Kotlin.
  bool read_marked_name() {
    const char c = text_[at_];
    std::size_t end = npos;
    if (begins_name(peek(1))) {
      const bool marked = (c == '#' && stream_.family == Family::javascript) ||
                          (c == '\'' && stream_.family == Family::rust) ||
                          (c == '@' && stream_.family == Family::csharp);
      if (marked) end = end_of_name(at_ + 2);
    }
    if (c == '`' && stream_.family == Family::kotlin) {
      const std::size_t close = text_.find_first_of("`\n", at_ + 1);
      if (close != npos && text_[close] == '`') end = close + 1;
    }
    if (end != npos) push(TokenKind::identifier, end);
    return end != npos;
  }

  // `.5`, but not in `pair.0`.
  [[nodiscard]] bool begins_number() const {
    if (is_digit(text_[at_])) return true;
    if (text_[at_] != '.' || !is_digit(peek(1))) return false;
    if (!has_tokens() || last().end != at_) return true;
    return last().kind == TokenKind::op || last().kind == TokenKind::open ||
           last().kind == TokenKind::keyword;
  }

  void read_number() {
    const bool hex = peek() == '0' && (peek(1) == 'x' || peek(1) == 'X');
    const bool member = last_text() == "." && last().end == at_;
    bool dot_seen = peek() == '.';
    std::size_t i = at_;
    while (++i < text_.size()) {
      const char c = text_[i];
      const char before = text_[i - 1];
      const char next = i + 1 < text_.size() ? text_[i + 1] : '\0';
      const bool dot = c == '.' && !dot_seen && !member && is_fraction(i + 1);
      const bool sign = (c == '+' || c == '-') && !hex && (before == 'e' || before == 'E');
      const bool separator =
          c == '\'' && table_.text_rules == TextRules::cpp && continues_name(next);
      if (!continues_name(c) && !dot && !sign && !separator) break;
      dot_seen = dot_seen || dot;
    }
    push(TokenKind::number, i);
  }

  // What may stand behind the dot of a number: digits, an exponent, a suffix, nothing of it;
  // `1..2` is a range and `1.max` a call.
  [[nodiscard]] bool is_fraction(std::size_t i) const {
    constexpr std::string_view suffixes = "eEfFlLjJdD";
    const char next = i < text_.size() ? text_[i] : '\0';
    if (suffixes.find(next) != npos) {
      const char behind = i + 1 < text_.size() ? text_[i + 1] : '\0';
      return is_digit(behind) || !continues_name(behind);
    }
    return is_digit(next) || (!continues_name(next) && next != '.');
  }

  // Brackets, operators ---------------------------------------------------------------------------

  bool read_bracket() {
    const char c = text_[at_];
    if (c == '(' || c == '[' || c == '{') {
      push_open(at_ + 1);
      return true;
    }
    if (c != ')' && c != ']' && c != '}') return false;
    if (const Open* open = push_close(); open != nullptr && open->kind == Open::text_hole) {
      const TextForm form = open->form;
      if (form.hole == "{") --format_depth_;
      read_piece(at_, form);
    }
    return true;
  }

  void read_operator() {
    if (read_marked_name()) return;
    if (table_.regex_literals && text_[at_] == '/' && operand_may_begin()) {
      if (const std::size_t end = ends_.regex_end(at_); end != npos) {
        return push(TokenKind::regex, end);
      }
    }
    if (table_.regex_literals && text_[at_] == '<' && begins_element()) return begin_tag(1);
    if (begins_specification()) return read_specification();
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
  [[nodiscard]] bool operand_may_begin() const {
    if (!has_tokens()) return true;
    const std::string_view text = last_text();
    switch (last().kind) {
      case TokenKind::identifier:
      case TokenKind::number:
      case TokenKind::string:
      case TokenKind::regex:
        return false;
      case TokenKind::keyword:
        return !is_operand_keyword(text);
      case TokenKind::close:
        return closes_statement_head(last(), text);
      case TokenKind::op:
        return text != "++" && text != "--" && !(text == "!" && follows_operand());
      default:
        return true;
    }
  }

  static bool is_operand_keyword(std::string_view word) {
    return word == "this" || word == "super" || word == "null" || word == "true" ||
           word == "false" || word == "undefined";
  }

  // The `!` of `a! / b` stands right behind a name or bracket.
  [[nodiscard]] bool follows_operand() const {
    if (stream_.tokens.size() < 2) return false;
    const Token& before = stream_.tokens[stream_.tokens.size() - 2];
    return before.end == last().begin &&
           (before.kind == TokenKind::identifier || before.kind == TokenKind::close);
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

  // JSX -------------------------------------------------------------------------------------------

  static bool continues_tag_name(char c) {
    return continues_name(c) || c == '-' || c == '.' || c == ':';
  }

  [[nodiscard]] std::string_view tag_name(std::size_t begin) const {
    std::size_t end = begin;
    while (end < text_.size() && continues_tag_name(text_[end]))
      ++end;
    return text_.substr(begin, end - begin);
  }

  // Is there a closing tag of this name farther on?
  [[nodiscard]] bool is_closed_later(std::string_view name) {
    if (!closing_tags_known_) {
      closing_tags_known_ = true;
      for (std::size_t i = text_.find("</"); i != npos; i = text_.find("</", i + 2)) {
        closing_tags_[tag_name(i + 2)] = i;
      }
    }
    const auto found = closing_tags_.find(name);
    return found != closing_tags_.end() && found->second > at_;
  }

  // `<a …` where an operand may stand: an element if it is closed later, or if an attribute
  // follows; else a type (`<T>(x: T) => …`, `<T extends U>`).
  [[nodiscard]] bool begins_element() {
    const std::string_view name = tag_name(at_ + 1);
    if (!operand_may_begin() || (!name.empty() && !begins_name(name[0]))) return false;
    std::size_t i = at_ + 1 + name.size();
    const char next = i < text_.size() ? text_[i] : '\0';
    if (is_closed_later(name) && (next == '>' || (next != ',' && !name.empty()))) return true;
    if (name.empty() || name == "const") return false;
    i = std::min(text_.find_first_not_of(" \t\r\n", i), text_.size());
    if (text_.substr(i, 2) == "/>") return true;
    if (i == at_ + 1 + name.size() || i == text_.size()) return false;
    return text_[i] == '{' || (begins_name(text_[i]) && tag_name(i) != "extends");
  }

  void begin_tag(std::size_t bytes) {
    const std::string_view name = tag_name(at_ + bytes);
    Open tag;
    tag.kind = Open::tag;
    tag.ends_element = bytes == 2;
    tag.has_children = bytes == 1 && is_closed_later(name);
    open_.push_back(tag);
    push(TokenKind::op, at_ + bytes);
  }

  bool read_in_tag() {
    Open& tag = open_.back();
    const char c = text_[at_];
    if (c == '"' || c == '\'') {
      const std::size_t end = ends_.attribute_end(at_);
      push(end == npos ? TokenKind::other : TokenKind::string, end == npos ? at_ + 1 : end);
      return true;
    }
    if (c == '<') ++tag.angles;
    const bool alone = starts("/>");
    if (c != '>' && !alone) return false;
    if (c == '>' && tag.angles > 0) {
      --tag.angles;
      push(TokenKind::op, at_ + 1);
      return true;
    }
    const Open ended = tag;
    open_.pop_back();
    if (ended.ends_element && in(Open::children)) open_.pop_back();
    push(TokenKind::op, at_ + (alone ? 2 : 1));
    if (!alone && ended.has_children) {
      Open children;
      children.kind = Open::children;
      open_.push_back(children);
    }
    return true;
  }

  // Between tags: a tag, code in braces, or the text of one line.
  void read_child() {
    if (text_[at_] == '{') return push_open(at_ + 1);
    if (starts("</")) return begin_tag(2);
    if (text_[at_] == '<') return begin_tag(1);
    std::size_t end = std::min(text_.find_first_of("<{\n", at_), text_.size());
    while (text_[end - 1] == ' ' || text_[end - 1] == '\t' || text_[end - 1] == '\r')
      --end;
    push(TokenKind::other, end);
  }

  TextEnds ends_;
  std::size_t format_depth_ = 0;  // f-strings around
  bool format_has_lines_ = false;
  bool closing_tags_known_ = false;
  std::map<std::string_view, std::size_t> closing_tags_;
};

}  // namespace

TokenStream read_tokens(std::string_view text, Family family) {
  if (text.size() > source_bytes_max) return Reader({}, family).read();
  return Reader(text, family).read();
}

bool is_text_piece(Family family, TokenKind kind, std::string_view text) noexcept {
  const bool python = family == Family::python;
  if (!python && family != Family::javascript) return false;
  if (kind == TokenKind::open) return text == "${" && !python;
  return kind == TokenKind::string &&
         (text.empty() || text.front() != text.back() || text.find_first_of("'\"`") != 0);
}

}  // namespace homeostat::pattern
