#include "core/pattern/copies.hpp"

#include <algorithm>
#include <map>
#include <random>
#include <set>

#include "core/pattern/layout.hpp"
#include "core/pattern/vocabulary.hpp"

namespace homeostat::test {
namespace {

using namespace pattern;

bool is_simple_string(const TokenStream& stream, std::size_t i) {
  const std::string_view text = stream.text_of(i);
  if (stream.tokens[i].kind != TokenKind::string || text.size() < 2) return false;
  if ((text[0] != '\'' && text[0] != '"') || text.front() != text.back()) return false;
  return text.find_first_of("'\"\\$\n", 1) == text.size() - 1;
}

bool is_own_name(const TokenStream& stream, std::size_t i) {
  const std::string_view text = stream.text_of(i);
  return stream.tokens[i].kind == TokenKind::identifier && !is_vocabulary(stream.family, text) &&
         text != "self" && text != "cls" && text != "$this" && !text.starts_with("__");
}

class Copier {
 public:
  Copier(const CopySource& source, std::uint32_t seed)
      : source_(source),
        before_(read_tokens(source.before, source.family)),
        after_(read_tokens(source.after, source.family)),
        random_(seed) {
    unit_ = style_of(before_).indent_unit;
    const std::string_view units[]{"  ", "    ", "\t", "   "};
    new_unit_ = units[random_() % 4];
    flips_quotes_ = random_() % 2 == 0 && has_one_quote(before_) && has_one_quote(after_);
    deeper_ = random_() % 2 == 0 && source.family != Family::python;
    comments_ = random_() % 2 == 0 && !has_outside_text(before_);
    renames_ = random_() % 4 != 0;
  }

  Copy run() {
    Copy copy;
    copy.before = write(before_);
    copy.line = new_line_;
    copy.after = write(after_);
    copy.message = renamed_message();
    return copy;
  }

 private:
  static bool has_one_quote(const TokenStream& stream) {
    std::set<char> quotes;
    for (std::size_t i = 0; i < stream.tokens.size(); ++i) {
      if (is_simple_string(stream, i)) quotes.insert(stream.text_of(i)[0]);
      if (stream.tokens[i].kind == TokenKind::string && !is_simple_string(stream, i)) return false;
    }
    const bool same = stream.family == Family::javascript || stream.family == Family::python;
    return same && quotes.size() < 2;
  }

  // Between the tags of JSX a comment would be text.
  static bool has_outside_text(const TokenStream& stream) {
    return std::any_of(stream.tokens.begin(), stream.tokens.end(),
                       [](const Token& token) { return token.kind == TokenKind::other; });
  }

  // Seen from the first line: each level is one new unit, the rest stays.
  std::string indentation(std::string_view old) const {
    std::string out(deeper_ ? new_unit_ : std::string());
    while (!unit_.empty() && old.starts_with(unit_)) {
      out += new_unit_;
      old.remove_prefix(unit_.size());
    }
    return out.append(old);
  }

  std::string gap(std::string_view text, bool first) {
    const std::size_t line = text.rfind('\n');
    if (line == std::string_view::npos) return first ? indentation(text) : std::string(text);
    std::string out;
    if (comments_ && random_() % 3 == 0 && text.find_first_not_of(" \t\r\n") == text.npos) {
      const bool hash = source_.family == Family::python;
      out += (hash ? "  # it's (noted) " : " // it's {noted) ") + std::to_string(random_() % 100);
    }
    // What a comment in the gap says does not matter; where lines end does.
    out.append(text.substr(0, line + 1));
    return out + indentation(text.substr(line + 1));
  }

  std::string write(const TokenStream& stream) {
    std::string out = deeper_ ? "{\n" : "";
    int line = deeper_ ? 2 : 1;
    std::size_t counted = out.size();
    bool found = false;
    std::uint32_t at = 0;
    for (std::size_t i = 0; i < stream.tokens.size(); ++i) {
      const Token& token = stream.tokens[i];
      if (token.end == token.begin) continue;
      out += gap(stream.text.substr(at, token.begin - at), at == 0);
      line += static_cast<int>(
          std::count(out.begin() + static_cast<std::ptrdiff_t>(counted), out.end(), '\n'));
      counted = out.size();
      if (!found && token.line >= static_cast<std::uint32_t>(source_.line)) {
        new_line_ = line;
        found = true;
      }
      out += word(stream, i);
      at = token.end;
    }
    if (!found) new_line_ = line;
    out.append(stream.text.substr(at));
    if (deeper_) out += "\n}\n";
    return out;
  }

  std::string word(const TokenStream& stream, std::size_t i) {
    std::string text(stream.text_of(i));
    if (flips_quotes_ && is_simple_string(stream, i)) {
      text.front() = text.back() = text.front() == '"' ? '\'' : '"';
    }
    return renames_ && is_own_name(stream, i) ? renamed(text) : text;
  }

  std::string renamed(const std::string& name) {
    const auto known = names_.find(name);
    if (known != names_.end()) return known->second;
    const std::size_t mark = name.find_first_not_of("$#@_'");
    const std::string head = name.substr(0, std::min(mark, name.size()));
    const bool upper = mark < name.size() && name[mark] >= 'A' && name[mark] <= 'Z';
    std::string fresh = head + (upper ? "Other" : "other") + std::to_string(names_.size()) +
                        static_cast<char>('a' + static_cast<char>(random_() % 26));
    return names_.emplace(name, fresh).first->second;
  }

  // The message's names of the code: in quotes, behind a `$`, or in front of the message.
  std::string renamed_message() {
    std::string out;
    std::string word;
    char quote = '\0';
    bool front = true;
    for (const char c : source_.message + '\n') {
      if (continues_name(c)) {
        word += c;
        continue;
      }
      const bool names_code = quote != '\0' || front || word.starts_with('$') || c == '(';
      out += names_code && !is_text(word) ? renamed_word(word) : word;
      word.clear();
      front = front && c == '.';
      if (c == '\'' || c == '"') quote = quote == '\0' ? c : '\0';
      out += c;
    }
    out.pop_back();
    return out;
  }

  [[nodiscard]] std::string renamed_word(const std::string& word) const {
    if (const auto plain = names_.find(word); plain != names_.end()) return plain->second;
    const auto dollar = names_.find('$' + word);
    return dollar == names_.end() ? word : dollar->second.substr(1);
  }

  // Texts keep what they say, and so does a message that quotes one.
  [[nodiscard]] bool is_text(const std::string& word) const {
    for (std::size_t i = 0; i < before_.tokens.size(); ++i) {
      const std::string_view text = before_.text_of(i);
      if (is_simple_string(before_, i) && text.substr(1, text.size() - 2) == word) return true;
    }
    return false;
  }

  const CopySource& source_;
  TokenStream before_;
  TokenStream after_;
  std::mt19937 random_;
  std::string unit_;
  std::string new_unit_;
  bool flips_quotes_ = false;
  bool deeper_ = false;
  bool comments_ = false;
  bool renames_ = true;
  int new_line_ = 1;
  std::map<std::string, std::string> names_;
};

}  // namespace

Copy copy_of(const CopySource& source, std::uint32_t seed) { return Copier(source, seed).run(); }

std::string token_text(std::string_view text, Family family) {
  const TokenStream stream = read_tokens(text, family);
  std::string out;
  for (std::size_t i = 0; i < stream.tokens.size(); ++i) {
    if (stream.tokens[i].end > stream.tokens[i].begin) out.append(stream.text_of(i)) += '\n';
  }
  return out;
}

bool is_at_hand(const CopySource& source) {
  const TokenStream before = read_tokens(source.before, source.family);
  const TokenStream after = read_tokens(source.after, source.family);
  std::set<std::string_view> words;
  for (std::size_t i = 0; i < before.tokens.size(); ++i)
    words.insert(before.text_of(i));
  for (std::size_t i = 0; i < after.tokens.size(); ++i) {
    const TokenKind kind = after.tokens[i].kind;
    const std::string_view text = after.text_of(i);
    const bool carried = kind == TokenKind::identifier || kind == TokenKind::number ||
                         kind == TokenKind::string || kind == TokenKind::regex ||
                         kind == TokenKind::other;
    if (!carried || words.contains(text) || is_plain_constant(text)) continue;
    if (kind == TokenKind::identifier && is_vocabulary(after.family, text)) continue;
    return false;
  }
  return true;
}

}  // namespace homeostat::test
