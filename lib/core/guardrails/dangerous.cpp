#include <algorithm>
#include <string>

#include "core/guardrails/added_text.hpp"
#include "core/guardrails/code_rules.hpp"
#include "core/guardrails/code_tokens.hpp"

namespace homeostat::guardrails {
namespace {

// The arguments of one call, about; more is not looked through.
constexpr std::size_t arguments_max = 64;

CodeSyntax syntax_of(unsigned families) {
  if ((families & every) == every || (families & markup) != 0) return {};
  CodeSyntax syntax;
  syntax.slash_comments = (families & (js | php | c_like | jvm | go | rust | dotnet)) != 0;
  syntax.hash_comments = (families & (python | php | ruby | shell)) != 0;
  syntax.plain_strings = (families & shell) == 0;
  syntax.any_case = (families & php) != 0;
  syntax.templates = (families & php) == 0 && (families & (js | go | shell)) != 0;
  syntax.string_prefixes = (families & python) != 0;
  return syntax;
}

bool is_quote(std::string_view token) { return token == "\"" || token == "'" || token == "`"; }

/// Is the word at `at` a method of something?
bool is_member(const CodeTokens& tokens, std::size_t at) {
  if (at == 0) return false;
  const std::string_view before = tokens[at - 1].text;
  return before == "." || (before == ">" && at > 1 && tokens[at - 2].text == "-") ||
         (before == ":" && at > 1 && tokens[at - 2].text == ":");
}

/// `name ( … ) {` on one line defines a method of that name; `end` is behind the "(".
bool is_method(const CodeTokens& tokens, std::size_t end) {
  if (!tokens.is_at(end - 1, "(")) return false;
  const int line = tokens[end - 1].line;
  int depth = 1;
  std::size_t at = end;
  for (; depth > 0 && at < std::min(tokens.size(), end + arguments_max); ++at) {
    if (tokens.is_at(at, "(")) ++depth;
    if (tokens.is_at(at, ")")) --depth;
  }
  return depth == 0 && tokens.is_at(at, "{") && tokens[at].line == line;
}

/// Is the name its own definition?
bool is_definition(const CodeTokens& tokens, std::size_t at, std::size_t end) {
  const std::string_view before = at == 0 ? std::string_view() : tokens[at - 1].text;
  return before == "def" || before == "function" || before == "func" || before == "fn" ||
         before == "fun" || is_method(tokens, end);
}

class Finder {
 public:
  Finder(unsigned families, std::vector<CodeFinding>& findings)
      : families_(families), findings_(findings) {}

  void read(const CodeTokens& tokens) {
    for (std::size_t at = 0; at < tokens.size(); ++at) {
      const std::string_view word = is_quote(tokens[at].text) ? "'" : tokens[at].text;
      for (const RuleTable& table :
           {evaluation_rules(), process_rules(), connection_rules(), check_rules()}) {
        for (const CodeRule& rule : table.beginning_with(word))
          match(tokens, at, rule);
      }
      match_backtick(tokens, at);
      match_yaml(tokens, at);
    }
  }

 private:
  void match(const CodeTokens& tokens, std::size_t at, const CodeRule& rule) {
    if ((rule.families & families_) == 0) return;
    if (tokens[at].is_text && rule.kind != RuleKind::comment) return;
    // In PHP "function(" is no Function() of the JavaScript around it.
    if ((rule.families & php) == 0 && !rule.pattern.starts_with(tokens[at].text) &&
        !is_quote(tokens[at].text)) {
      return;
    }
    const std::size_t end = tokens.match(at, rule.pattern);
    if (end == at) return;
    if (rule.kind == RuleKind::bare && is_member(tokens, at)) return;
    if (rule.pattern.ends_with(" (") && is_definition(tokens, at, end)) return;
    report(tokens, at, end, {.of = rule.of, .what = rule.what});
  }

  /// Outside of quotes: in a query between quotes they stand around names.
  void match_backtick(const CodeTokens& tokens, std::size_t at) {
    if (tokens[at].text != "`" || tokens[at].is_text || tokens[at].is_quoted) return;
    if ((families_ & (php | ruby)) == 0 || (families_ & every) == every) return;
    report(tokens, at, at + 1, {.of = ChangeClass::processes, .what = "a command in backticks"});
  }

  /// yaml.load() makes objects of any class, unless a safe loader is asked for.
  void match_yaml(const CodeTokens& tokens, std::size_t at) {
    if ((families_ & python) == 0 || tokens[at].is_text) return;
    const std::size_t end = tokens.match(at, "yaml . load (");
    if (end == at) return;
    for (std::size_t i = end; i < std::min(tokens.size(), end + arguments_max); ++i) {
      if (tokens[i].text.ends_with("SafeLoader")) return;
    }
    report(tokens, at, end, {.of = ChangeClass::dynamic_code, .what = "yaml.load()"});
  }

  void report(const CodeTokens& tokens, std::size_t begin, std::size_t end, CodeFinding finding) {
    if (!tokens.is_added(begin, end)) return;
    while (!tokens[begin].added)
      ++begin;
    finding.line = tokens[begin].line;
    const auto same = [&](const CodeFinding& one) {
      return one.line == finding.line && one.what == finding.what;
    };
    if (findings_.empty() || !same(findings_.back())) findings_.push_back(finding);
  }

  unsigned families_;
  std::vector<CodeFinding>& findings_;
};

}  // namespace

void find_dangerous_code(const CodeTokens& tokens, unsigned families,
                         std::vector<CodeFinding>& findings) {
  Finder(families, findings).read(tokens);
}

std::vector<CodeFinding> find_in_added(const FilePatch& file, std::string_view before) {
  std::vector<CodeFinding> findings;
  const unsigned families = families_of(file.path());
  if (families != 0) {
    std::vector<CodeTokens> hunks;
    hunks.reserve(file.hunks.size());
    for (const Hunk& hunk : file.hunks) {
      hunks.emplace_back(new_side(hunk), syntax_of(families));
      find_dangerous_code(hunks.back(), families, findings);
    }
    find_new_hosts(file, hunks, before, findings);
  }
  find_weakened_tests(file, findings);
  find_hidden_text(file, families, findings);
  std::stable_sort(findings.begin(), findings.end(),
                   [](const CodeFinding& a, const CodeFinding& b) { return a.line < b.line; });
  return findings;
}

}  // namespace homeostat::guardrails
