#include <algorithm>
#include <cstdint>

#include <homeostat/guardrails.hpp>

#include "core/base/text.hpp"
#include "core/guardrails/path_class.hpp"

namespace homeostat {
namespace {

enum class Kind : std::uint8_t {
  literal,  // one byte
  any,      // ?      one byte but /
  star,     // *      any bytes but /
  folders,  // **/    nothing, or whole components with their /
  below,    // /**    a / is behind us; at least one byte more
  one_of,   // [a-z]
  none_of,  // [!a-z]
};

struct Token {
  Kind kind = Kind::literal;
  char byte = 0;
  std::string_view set = {};  // between the brackets
};

struct Glob {
  std::vector<Token> tokens;
  bool folder_only = false;  // ended in /
  bool never = false;        // a negation: lists here have none
};

struct NamedClass {
  std::string_view name;
  bool (*test)(char);
};

constexpr NamedClass named_classes[] = {
    {"alnum", [](char c) { return base::is_alnum(c); }},
    {"alpha", [](char c) { return base::is_alpha(c); }},
    {"digit", [](char c) { return base::is_digit(c); }},
    {"lower", [](char c) { return base::is_lower(c); }},
    {"upper", [](char c) { return base::is_upper(c); }},
    {"space", [](char c) { return base::is_space(c); }},
    {"xdigit", [](char c) { return base::is_hex_digit(c); }},
};

/// Length of a set from behind its '[' to its ']', or npos. A ']' that comes first is a member.
std::size_t set_length(std::string_view rest) {
  std::size_t at = 0;
  if (at < rest.size() && (rest[at] == '!' || rest[at] == '^')) ++at;
  if (at < rest.size() && rest[at] == ']') ++at;
  for (; at < rest.size(); ++at) {
    if (rest[at] == ']') return at;
    if (rest[at] == '\\') {
      ++at;
    } else if (rest.substr(at, 2) == "[:") {
      const std::size_t end = rest.find(":]", at + 2);
      if (end == rest.npos) return rest.npos;
      at = end + 1;
    }
  }
  return rest.npos;
}

bool in_named_class(std::string_view name, char c) {
  for (const NamedClass& one : named_classes) {
    if (one.name == name) return one.test(c);
  }
  return false;
}

bool in_set(std::string_view set, char c) {
  const auto byte = [](char x) { return static_cast<unsigned char>(x); };
  for (std::size_t at = 0; at < set.size(); ++at) {
    if (set.substr(at, 2) == "[:") {
      const std::size_t end = set.find(":]", at + 2);
      if (end != set.npos) {
        if (in_named_class(set.substr(at + 2, end - at - 2), c)) return true;
        at = end + 1;
        continue;
      }
    }
    if (set[at] == '\\' && at + 1 < set.size()) ++at;
    const char low = set[at];
    char high = low;
    if (at + 2 < set.size() && set[at + 1] == '-') {
      at += 2;
      if (set[at] == '\\' && at + 1 < set.size()) ++at;
      high = set[at];
    }
    if (byte(low) <= byte(c) && byte(c) <= byte(high)) return true;
  }
  return false;
}

/// Appends the token at `pattern[at]` and returns where the next one begins.
std::size_t read_token(std::string_view pattern, std::size_t at, std::vector<Token>& tokens) {
  const bool at_start = at == 0 || pattern[at - 1] == '/';
  if (at_start && pattern.substr(at, 3) == "**/") {
    tokens.push_back({.kind = Kind::folders});
    return at + 3;
  }
  if (at_start && pattern.substr(at) == "**") {
    tokens.push_back({.kind = Kind::below});
    return at + 2;
  }
  if (pattern[at] == '*') {
    if (tokens.empty() || tokens.back().kind != Kind::star) tokens.push_back({.kind = Kind::star});
    return at + 1;
  }
  if (pattern[at] == '[') {
    std::string_view set = pattern.substr(at + 1);
    const std::size_t length = set_length(set);
    if (length != set.npos) {
      set = set.substr(0, length);
      const bool negated = set.front() == '!' || set.front() == '^';
      tokens.push_back(
          {.kind = negated ? Kind::none_of : Kind::one_of, .set = set.substr(negated ? 1 : 0)});
      return at + length + 2;
    }
  }
  if (pattern[at] == '?') {
    tokens.push_back({.kind = Kind::any});
    return at + 1;
  }
  if (pattern[at] == '\\' && at + 1 < pattern.size()) ++at;
  tokens.push_back({.kind = Kind::literal, .byte = pattern[at]});
  return at + 1;
}

Glob compile(std::string_view pattern) {
  Glob glob;
  if (pattern.starts_with('!')) {
    glob.never = true;
    return glob;
  }
  const bool prefix = pattern.ends_with('/') && pattern.find_first_of("*?[\\") == pattern.npos;
  if (pattern.starts_with("./")) pattern.remove_prefix(1);
  if (pattern.ends_with('/')) {
    glob.folder_only = true;
    pattern.remove_suffix(1);
  }
  // A slash in front of or inside the pattern ties it to the root; so does being a prefix.
  const bool anchored = prefix || pattern.find('/') != pattern.npos;
  if (pattern.starts_with('/')) pattern.remove_prefix(1);
  if (pattern.empty()) {
    glob.never = true;
    return glob;
  }
  if (!anchored) glob.tokens.push_back({.kind = Kind::folders});
  for (std::size_t at = 0; at < pattern.size();)
    at = read_token(pattern, at, glob.tokens);
  return glob;
}

/// The set of tokens before which the match may stand, as flags; size = tokens + 1.
using States = std::vector<char>;

/// Passes on what tokens may match nothing. `at_start`: a component begins here.
void close(const std::vector<Token>& tokens, States& states, bool at_start) {
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const Kind kind = tokens[i].kind;
    if (states[i] != 0 && (kind == Kind::star || (kind == Kind::folders && at_start))) {
      states[i + 1] = 1;
    }
  }
}

void step(const std::vector<Token>& tokens, const States& from, States& to, char c) {
  std::fill(to.begin(), to.end(), static_cast<char>(0));
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (from[i] == 0) continue;
    const Token& token = tokens[i];
    switch (token.kind) {
      case Kind::literal:
        to[i + 1] |= static_cast<char>(token.byte == c);
        break;
      case Kind::any:
        to[i + 1] |= static_cast<char>(c != '/');
        break;
      case Kind::star:
        to[i] |= static_cast<char>(c != '/');
        break;
      case Kind::folders:
        to[i] = 1;
        break;
      case Kind::below:
        to[i] = to[i + 1] = 1;
        break;
      case Kind::one_of:
        to[i + 1] |= static_cast<char>(c != '/' && in_set(token.set, c));
        break;
      case Kind::none_of:
        to[i + 1] |= static_cast<char>(c != '/' && !in_set(token.set, c));
        break;
    }
  }
}

}  // namespace

bool matches_path(std::string_view pattern, std::string_view path) {
  const Glob glob = compile(pattern);
  if (glob.never || path.empty()) return false;
  States states(glob.tokens.size() + 1, 0);
  States next = states;
  states[0] = 1;
  close(glob.tokens, states, true);
  for (std::size_t i = 0; i < path.size(); ++i) {
    // What matches a folder matches all below it.
    if (path[i] == '/' && states.back() != 0) return true;
    step(glob.tokens, states, next, path[i]);
    states.swap(next);
    close(glob.tokens, states, path[i] == '/');
  }
  return states.back() != 0 && !glob.folder_only;
}

bool passes_filters(const PathFilters& filters, std::string_view path) {
  const Result<std::string> normal = normalize_path(path);
  if (!normal) return false;
  const auto matches = [&](const std::string& pattern) { return matches_path(pattern, *normal); };
  if (std::none_of(filters.include.begin(), filters.include.end(), matches)) return false;
  // A file system that ignores case would let "Docs/" into "docs/".
  return !guardrails::is_listed(filters.exclude, *normal);
}

}  // namespace homeostat
