#include <algorithm>

#include <homeostat/privacy.hpp>

#include "core/base/text.hpp"

namespace homeostat {
namespace {

// Breaks what a forge would link, without being seen.
constexpr std::string_view zero_width_space = "\xe2\x80\x8b";
constexpr std::size_t emoji_bytes_max = 40;

bool is_shortcode_byte(char c) { return base::is_word(c) || c == '+' || c == '-'; }

/// ":octocat:" would become a picture.
bool begins_shortcode(std::string_view text, std::size_t at) {
  std::size_t end = at + 1;
  while (end < text.size() && end - at < emoji_bytes_max && is_shortcode_byte(text[end]))
    ++end;
  return end > at + 1 && end < text.size() && text[end] == ':';
}

/// "GH-12", "GHSA-…", "CVE-…": references without a sign.
bool is_reference_dash(std::string_view text, std::size_t at) {
  for (const std::string_view word : {"gh", "ghsa", "cve"}) {
    if (at < word.size() || at + 1 >= text.size() || !base::is_alnum(text[at + 1])) continue;
    const std::size_t begin = at - word.size();
    if (base::iequals(text.substr(begin, word.size()), word) &&
        (begin == 0 || !base::is_word(text[begin - 1]))) {
      return true;
    }
  }
  return false;
}

bool begins_www(std::string_view text, std::size_t at) {
  return at >= 3 && base::iequals(text.substr(at - 3, 3), "www") &&
         (at == 3 || !base::is_alnum(text[at - 4]));
}

/// A word of seven hex digits or more could name a commit, and so could any part of it.
class CommitBreaker {
 public:
  explicit CommitBreaker(std::string_view text) : text_(text) {}

  /// Must the word be broken in front of `at`? Asked for each place in turn.
  bool breaks_at(std::size_t at) {
    if (at >= end_) read_word(at);
    return is_hex_ && at > begin_ && (at - begin_) % digits_max == 0;
  }

 private:
  static constexpr std::size_t digits_max = 6;

  void read_word(std::size_t at) {
    begin_ = end_ = at;
    is_hex_ = true;
    for (; end_ < text_.size() && base::is_alnum(text_[end_]); ++end_)
      is_hex_ = is_hex_ && base::is_hex_digit(text_[end_]);
    is_hex_ = is_hex_ && end_ - begin_ > digits_max;
    end_ = std::max(end_, at + 1);
  }

  std::string_view text_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  bool is_hex_ = false;
};

/// At the start of a line these begin lists, headings, quotes, tables, rules, commands of bots.
bool is_block_start(std::string_view text, std::size_t at) {
  if (at == 0) return std::string_view("-+=/:").find(text[0]) != std::string_view::npos;
  const bool marker = text[at] == '.' || text[at] == ')';
  return marker && at <= 9 && base::is_digits(text.substr(0, at));
}

void append_escaped(std::string_view text, std::size_t at, bool breaks, std::string& out) {
  const char c = text[at];
  switch (c) {
    case '&':
      out += "&amp;";
      return;
    case '<':
      out += "&lt;";
      return;
    case '>':
      out += "&gt;";
      return;
    case '@':
      out += c;
      out += zero_width_space;
      return;
    case '#':
      out += "\\#";
      out += zero_width_space;
      return;
    default:
      break;
  }
  if (std::string_view("\\`*_{}[]|~^$!").find(c) != std::string_view::npos ||
      is_block_start(text, at)) {
    out += '\\';
  }
  const bool is_www = c == '.' && begins_www(text, at);
  if (is_www || breaks) out += zero_width_space;
  out += c;
  const bool link = c == ':' && (text.substr(at + 1, 2) == "//" || begins_shortcode(text, at));
  if (link || (c == '-' && is_reference_dash(text, at))) out += zero_width_space;
}

}  // namespace

std::string escape_markdown(std::string_view text) {
  std::string line = strip_invisible(text);
  std::replace(line.begin(), line.end(), '\n', ' ');
  std::replace(line.begin(), line.end(), '\t', ' ');
  const std::string_view trimmed = base::trim(line);
  std::string out;
  out.reserve(trimmed.size() + trimmed.size() / 8);
  CommitBreaker commits(trimmed);
  for (std::size_t at = 0; at < trimmed.size(); ++at)
    append_escaped(trimmed, at, commits.breaks_at(at), out);
  return out;
}

std::string fence_markdown(std::string_view text, std::string_view language) {
  std::size_t longest = 2;
  std::size_t run = 0;
  for (const char c : text) {
    run = c == '`' ? run + 1 : 0;
    longest = std::max(longest, run);
  }
  const std::string fence(longest + 1, '`');
  std::string out = fence;
  for (const char c : language) {
    if (base::is_alnum(c) || c == '+' || c == '-') out += c;
  }
  out += '\n';
  out += text;
  if (!text.empty() && text.back() != '\n') out += '\n';
  return out + fence + '\n';
}

}  // namespace homeostat
