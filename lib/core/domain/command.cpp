#include <homeostat/command.hpp>

#include <algorithm>
#include <array>

#include "core/base/format.hpp"

namespace homeostat {
namespace {

constexpr std::string_view blanks = " \t";
constexpr std::string_view shell_anywhere = "|&;<>()$`*?[\n";
constexpr std::string_view shell_at_word_start = "#~";

// What a shell takes for its own where a command's name is due, and no program does.
constexpr auto shell_words = std::to_array<std::string_view>(
    {"!",       ".",      ":",     "alias", "bg",       "break",  "case",    "cd",
     "command", "do",     "done",  "elif",  "else",     "esac",   "eval",    "exec",
     "exit",    "export", "fc",    "fg",    "fi",       "for",    "getopts", "hash",
     "if",      "jobs",   "local", "read",  "readonly", "return", "set",     "shift",
     "source",  "then",   "times", "trap",  "type",     "ulimit", "umask",   "unalias",
     "unset",   "until",  "wait",  "while", "{",        "}"});

Error invalid(std::string message) {
  return {ErrorCode::invalid_argument, "command " + std::move(message)};
}

bool is_name_char(char c, bool first) {
  const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  return letter || (!first && c >= '0' && c <= '9');
}

/// True for "NAME=…", unquoted up to the '='.
bool is_assignment(std::string_view raw) {
  const auto end = raw.find('=');
  if (end == raw.npos || end == 0) return false;
  for (std::size_t i = 0; i < end; ++i) {
    if (!is_name_char(raw[i], i == 0)) return false;
  }
  return true;
}

enum class Step { more, needs_shell, open_quote, last_backslash };

/// Reads one word after the other. `pos_` stands before a word or its blanks.
class Splitter {
 public:
  explicit Splitter(std::string_view text) : text_(text) {}

  Step split(std::vector<std::string>& words) {
    for (skip_blanks(); pos_ < text_.size(); skip_blanks()) {
      const auto start = pos_;
      if (shell_at_word_start.find(text_[pos_]) != text_.npos) return Step::needs_shell;
      std::string word;
      const auto step = read_word(word);
      if (step != Step::more) return step;
      const auto raw = text_.substr(start, pos_ - start);
      if (words.empty() && is_of_shell(raw)) return Step::needs_shell;
      // A line that only continues is no word; '' is one.
      if (!word.empty() || raw.find_first_of("'\"") != raw.npos) words.push_back(std::move(word));
    }
    return Step::more;
  }

 private:
  void skip_blanks() {
    while (pos_ < text_.size() && blanks.find(text_[pos_]) != blanks.npos)
      ++pos_;
  }

  // A quoted name is a program's name in a shell too, so the raw text decides.
  static bool is_of_shell(std::string_view raw) {
    return is_assignment(raw) || std::ranges::find(shell_words, raw) != shell_words.end();
  }

  Step read_word(std::string& word) {
    while (pos_ < text_.size() && blanks.find(text_[pos_]) == blanks.npos) {
      const char c = text_[pos_];
      auto step = Step::more;
      if (shell_anywhere.find(c) != shell_anywhere.npos) return Step::needs_shell;
      if (c == '\'') {
        step = read_single_quoted(word);
      } else if (c == '"') {
        step = read_double_quoted(word);
      } else if (c == '\\') {
        step = read_escaped(word);
      } else {
        word += c;
        ++pos_;
      }
      if (step != Step::more) return step;
    }
    return Step::more;
  }

  Step read_single_quoted(std::string& word) {
    const auto end = text_.find('\'', pos_ + 1);
    if (end == text_.npos) return Step::open_quote;
    word += text_.substr(pos_ + 1, end - pos_ - 1);
    pos_ = end + 1;
    return Step::more;
  }

  Step read_double_quoted(std::string& word) {
    for (++pos_; pos_ < text_.size(); ++pos_) {
      const char c = text_[pos_];
      if (c == '"') {
        ++pos_;
        return Step::more;
      }
      if (c == '$' || c == '`') return Step::needs_shell;
      const char next = pos_ + 1 < text_.size() ? text_[pos_ + 1] : '\0';
      if (c != '\\' || std::string_view("$`\"\\\n").find(next) == std::string_view::npos) {
        word += c;
        continue;
      }
      ++pos_;
      if (next != '\n') word += next;
    }
    return Step::open_quote;
  }

  Step read_escaped(std::string& word) {
    if (pos_ + 1 == text_.size()) return Step::last_backslash;
    if (text_[pos_ + 1] != '\n') word += text_[pos_ + 1];
    pos_ += 2;
    return Step::more;
  }

  std::string_view text_;
  std::size_t pos_ = 0;
};

}  // namespace

Result<std::vector<std::string>> split_command(std::string_view command) {
  if (command.size() > command_bytes_max) {
    return invalid(base::format("has {} bytes, limit is {}", command.size(), command_bytes_max));
  }
  if (command.find('\0') != command.npos) return invalid("holds a NUL byte");
  const auto first = command.find_first_not_of(" \t\n");
  if (first == command.npos) return invalid("is empty");
  const auto last = command.find_last_not_of(" \t\n");
  // A blank behind a last backslash belongs to it.
  const auto end = command[last] == '\\' ? std::min(last + 2, command.size()) : last + 1;

  std::vector<std::string> words;
  switch (Splitter(command.substr(first, end - first)).split(words)) {
    case Step::needs_shell:
      return std::vector<std::string>{"sh", "-c", std::string(command)};
    case Step::open_quote:
      return invalid("has a quote that is not closed");
    case Step::last_backslash:
      return invalid("ends in a backslash");
    case Step::more:
      break;
  }
  if (words.empty() || words.front().empty()) return invalid("names no program");
  return words;
}

}  // namespace homeostat
