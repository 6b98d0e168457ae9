#include "core/diff/names.hpp"

#include <algorithm>
#include <array>

#include "core/diff/cursor.hpp"
#include "core/diff/quote.hpp"

namespace homeostat::diff {

namespace {

constexpr std::string_view no_file = "/dev/null";

/// a and b first; none; then diff.mnemonicPrefix: commit, index, work tree, object, and numbers
/// with --no-index.
constexpr std::array<Prefixes, 9> known_prefixes{{{"a/", "b/"},
                                                  {"", ""},
                                                  {"i/", "w/"},
                                                  {"c/", "i/"},
                                                  {"c/", "w/"},
                                                  {"o/", "w/"},
                                                  {"w/", "i/"},
                                                  {"w/", "c/"},
                                                  {"1/", "2/"}}};

bool is_name(std::string_view text) { return !text.empty() && text.find('\0') == text.npos; }

/// Reads two digits and what follows them.
bool read_two(std::string_view& text, int& value, std::string_view after) {
  if (text.size() < 2 || text[0] < '0' || text[0] > '9' || text[1] < '0' || text[1] > '9') {
    return false;
  }
  value = (text[0] - '0') * 10 + (text[1] - '0');
  text.remove_prefix(2);
  return consume(text, after);
}

/// "1970-01-01 01:00:00.000000000 +0100" and the like, in any zone: what `diff -N` writes for a
/// file that is not there.
bool is_epoch(std::string_view date) {
  int minutes = 0;
  if (consume(date, "1969-12-31 ")) {
    minutes = -24 * 60;
  } else if (!consume(date, "1970-01-01 ")) {
    return false;
  }
  int hour = 0;
  int minute = 0;
  if (!read_two(date, hour, ":") || !read_two(date, minute, ":") || !consume(date, "00")) {
    return false;
  }
  if (consume(date, ".")) date.remove_prefix(std::min(date.size(), date.find_first_not_of('0')));
  const bool east = consume(date, " +");
  if (!east && !consume(date, " -")) return false;
  int zone_hour = 0;
  int zone_minute = 0;
  if (!read_two(date, zone_hour, "") || !read_two(date, zone_minute, "") || !date.empty()) {
    return false;
  }
  const int zone = zone_hour * 60 + zone_minute;
  return minutes + hour * 60 + minute == (east ? zone : -zone);
}

/// Takes a name off the front of `text`: `name` as it is, or in quotes.
bool consume_name(std::string_view& text, std::string_view prefix, std::string_view path) {
  if (text.starts_with('"')) {
    const auto quoted = unquote_path(text);
    if (!quoted || quoted->path.size() != prefix.size() + path.size()) return false;
    if (!quoted->path.starts_with(prefix) || !quoted->path.ends_with(path)) return false;
    text = quoted->rest;
    return true;
  }
  return consume(text, prefix) && consume(text, path);
}

struct Pair {
  std::string first;
  std::string second;
};

/// The two names behind "diff --git". Plain ones are told apart only if they are equally long, as
/// they are where both mean the same path.
std::optional<Pair> split_pair(std::string_view text) {
  if (text.starts_with('"')) {
    const auto first = unquote_path(text);
    if (!first) return std::nullopt;
    auto rest = first->rest;
    if (!consume(rest, " ")) return std::nullopt;
    const auto second = parse_whole_name(rest);
    if (!second) return std::nullopt;
    return Pair{first->path, *second};
  }
  if (text.ends_with('"')) {
    const auto quote = text.find(" \"");
    if (quote == text.npos) return std::nullopt;
    const auto second = parse_whole_name(text.substr(quote + 1));
    if (!second) return std::nullopt;
    return Pair{std::string(text.substr(0, quote)), *second};
  }
  const auto middle = text.size() / 2;
  if (text.size() % 2 == 0 || text[middle] != ' ') return std::nullopt;
  return Pair{std::string(text.substr(0, middle)), std::string(text.substr(middle + 1))};
}

std::string_view without_prefix(std::string_view text, std::string_view prefix) {
  (void)consume(text, prefix);
  return text;
}

}  // namespace

std::optional<Name> parse_name(std::string_view text) {
  std::string path;
  std::string_view rest;
  if (text.starts_with('"')) {
    auto quoted = unquote_path(text);
    if (!quoted) return std::nullopt;
    path = std::move(quoted->path);
    rest = quoted->rest;
    if (!rest.empty() && !rest.starts_with('\t')) return std::nullopt;
  } else {
    path = text.substr(0, text.find('\t'));
    rest = text.substr(path.size());
  }
  if (!is_name(path)) return std::nullopt;
  (void)consume(rest, "\t");
  const bool absent = path == no_file;
  return Name{std::move(path), absent, is_epoch(rest)};
}

std::optional<std::string> parse_whole_name(std::string_view text) {
  if (!text.starts_with('"')) {
    if (!is_name(text)) return std::nullopt;
    return std::string(text);
  }
  auto quoted = unquote_path(text);
  if (!quoted || !quoted->rest.empty() || !is_name(quoted->path)) return std::nullopt;
  return std::move(quoted->path);
}

std::optional<CommonName> parse_common_name(std::string_view text) {
  const auto names = split_pair(text);
  if (!names) return std::nullopt;
  for (const auto& prefixes : known_prefixes) {
    std::string_view first = names->first;
    std::string_view second = names->second;
    if (!consume(first, prefixes.old_side) || !consume(second, prefixes.new_side)) continue;
    if (first == second && is_name(first)) return CommonName{std::string(first), prefixes};
  }
  return std::nullopt;
}

std::optional<Prefixes> find_prefixes(std::string_view text, std::string_view old_path,
                                      std::string_view new_path) {
  for (const auto& prefixes : known_prefixes) {
    auto rest = text;
    if (consume_name(rest, prefixes.old_side, old_path) && consume(rest, " ") &&
        consume_name(rest, prefixes.new_side, new_path) && rest.empty()) {
      return prefixes;
    }
  }
  return std::nullopt;
}

std::optional<std::string> find_common_path(const Name& old_name, const Name& new_name,
                                            bool exact) {
  std::string_view before = old_name.text;
  std::string_view after = new_name.text;
  if (before != after) {
    before = without_prefix(before, "a/");
    after = without_prefix(after, "b/");
  }
  if (old_name.text == no_file) before = after;
  if (new_name.text == no_file) after = before;
  if (before.empty() || after.empty() || before == no_file) return std::nullopt;
  if (before == after) return std::string(after);
  if (exact) return std::nullopt;
  return std::string(after.starts_with(before) ? before : after);
}

}  // namespace homeostat::diff
