#include <algorithm>
#include <array>
#include <cstdint>
#include <iterator>
#include <set>
#include <string>

#include "core/base/text.hpp"
#include "core/guardrails/added_text.hpp"
#include "core/guardrails/code_tokens.hpp"

namespace homeostat::guardrails {
namespace {

// Families of languages, as bits.
constexpr unsigned js = 1;
constexpr unsigned python = 2;
constexpr unsigned php = 4;
constexpr unsigned ruby = 8;
constexpr unsigned c_like = 16;
constexpr unsigned jvm = 32;
constexpr unsigned go = 64;
constexpr unsigned rust = 128;
constexpr unsigned dotnet = 256;
constexpr unsigned shell = 512;
constexpr unsigned any = 0xffff;

struct Ending {
  std::string_view ending;
  unsigned family;
};
constexpr Ending endings[] = {
    {".js", js},        {".jsx", js},         {".mjs", js},     {".cjs", js},
    {".ts", js},        {".tsx", js},         {".mts", js},     {".cts", js},
    {".vue", js},       {".svelte", js},      {".html", js},    {".htm", js},
    {".mdx", js},       {".astro", js},       {".py", python},  {".pyi", python},
    {".php", php | js}, {".phtml", php | js}, {".rb", ruby},    {".erb", ruby | js},
    {".c", c_like},     {".h", c_like},       {".cc", c_like},  {".cpp", c_like},
    {".cxx", c_like},   {".hpp", c_like},     {".java", jvm},   {".kt", jvm},
    {".scala", jvm},    {".groovy", jvm},     {".go", go},      {".rs", rust},
    {".cs", dotnet},    {".sh", shell},       {".bash", shell}, {".css", 0},
    {".scss", 0},       {".less", 0},         {".md", 0},       {".markdown", 0},
    {".rst", 0},        {".txt", 0},          {".adoc", 0},     {".json", 0},
    {".csv", 0},        {".svg", js},         {".xml", js},
};

/// Prose and data hold no code; what nobody knows may be any language.
unsigned family_of(std::string_view path) {
  for (const Ending& one : endings) {
    if (base::iends_with(path, one.ending)) return one.family;
  }
  return any;
}

struct CodeRule {
  unsigned families;
  std::string_view pattern;
  std::string_view what;
  /// A function of everybody's: as a method of something (re.exec) or where it is defined it is
  /// another one.
  bool bare = false;
};

constexpr CodeRule rules[] = {
    {js | python | php | ruby | shell, "eval (", "eval()", true},
    {shell, "eval", "eval", true},
    {ruby, "instance_eval", "instance_eval"},
    {js, "window . eval", "eval()"},
    {js, "globalThis . eval", "eval()"},
    {js, "global . eval", "eval()"},
    {js, "self . eval", "eval()"},
    {js, "top . eval", "eval()"},
    {python, "builtins . eval", "eval()"},
    {python, "builtins . exec", "exec()"},
    {js, "= eval", "a reference to eval"},
    {js, ", eval", "a reference to eval"},
    {js, "( eval", "a reference to eval"},
    {js, "return eval", "a reference to eval"},
    {js, "new Function", "new Function()"},
    {js, "Function (", "Function()", true},
    {js, "AsyncFunction (", "Function()"},
    {js, "GeneratorFunction (", "Function()"},
    {js, "constructor . constructor", "Function() by constructor"},
    {js, "setTimeout ( \"", "setTimeout() of a string"},
    {js, "setTimeout ( '", "setTimeout() of a string"},
    {js, "setTimeout ( `", "setTimeout() of a string"},
    {js, "setInterval ( \"", "setInterval() of a string"},
    {js, "setInterval ( '", "setInterval() of a string"},
    {js, "setInterval ( `", "setInterval() of a string"},
    {js, "document . write", "document.write()"},
    {js, "document . writeln", "document.write()"},
    {js, "chrome . debugger", "chrome.debugger"},
    {js, "browser . debugger", "chrome.debugger"},
    {js, "runInThisContext", "vm.runInThisContext()"},
    {js, "runInNewContext", "vm.runInNewContext()"},
    {js, "child_process", "child_process"},
    {js, "cp . exec (", "exec()"},
    {js, "childProcess . exec (", "exec()"},
    {js | python | php | ruby, "exec (", "exec()", true},
    {js, "execSync", "execSync()"},
    {js, "execFile", "execFile()"},
    {js, "execFileSync", "execFileSync()"},
    {js | ruby, "spawn (", "spawn()"},
    {js, "spawnSync", "spawnSync()"},
    {js, "Deno . Command", "Deno.Command"},
    {js, "Deno . run", "Deno.run()"},
    {python, "__import__ (", "__import__()"},
    {python, "os . system", "os.system()"},
    {python, "os . popen", "os.popen()"},
    {python, "subprocess", "subprocess"},
    {python, "pty . spawn", "pty.spawn()"},
    {php, "shell_exec", "shell_exec()"},
    {php, "passthru (", "passthru()"},
    {php, "proc_open", "proc_open()"},
    {php, "pcntl_exec", "pcntl_exec()"},
    {php, "create_function", "create_function()"},
    {php | ruby | c_like, "system (", "system()", true},
    {php | c_like, "popen (", "popen()", true},
    {ruby, "IO . popen", "IO.popen()"},
    {ruby, "Open3", "Open3"},
    {c_like, "std . system", "system()"},
    {c_like, "posix_spawn", "posix_spawn()"},
    {c_like, "posix_spawnp", "posix_spawn()"},
    {jvm, "Runtime . getRuntime", "Runtime.exec()"},
    {jvm, "ProcessBuilder", "ProcessBuilder"},
    {go, "exec . Command", "exec.Command()"},
    {go, "exec . CommandContext", "exec.Command()"},
    {go, "syscall . Exec", "syscall.Exec()"},
    {go, "os . StartProcess", "os.StartProcess()"},
    {rust, "process . Command", "process::Command"},
    {dotnet, "Process . Start", "Process.Start()"},
};

constexpr std::string_view exec_family[] = {"execl",  "execle", "execlp",  "execv",
                                            "execve", "execvp", "execvpe", "execlpe",
                                            "spawnl", "spawnv", "spawnve", "spawnvp"};

// Words that send something somewhere.
constexpr std::string_view network_words[] = {
    "fetch",
    "XMLHttpRequest",
    "sendBeacon",
    "WebSocket",
    "EventSource",
    "importScripts",
    "axios",
    "ajax",
    "getJSON",
    "superagent",
    "urlopen",
    "requests",
    "httpx",
    "aiohttp",
    "urllib",
    "curl_init",
    "curl_setopt",
    "fsockopen",
    "curl",
    "wget",
    "HttpClient",
    "HttpURLConnection",
    "file_get_contents",
};
constexpr std::string_view network_patterns[] = {
    ". open (",   "http . get (", "http . request (",  "https . get (", "https . request (",
    "http . Get", "http . Post",  "http . NewRequest", "import (",
};

/// The first two bytes of every word that the lists above begin with, as bits: nearly all tokens
/// of a patch are passed over by this one look.
using Beginnings = std::array<std::uint64_t, 1024>;

constexpr std::size_t beginning_of(std::string_view word) {
  const auto byte = [&](std::size_t i) {
    return i < word.size() && word[i] != ' ' ? static_cast<unsigned char>(word[i]) : 0U;
  };
  return static_cast<std::size_t>(byte(0) << 8U | byte(1));
}

constexpr Beginnings beginnings = [] {
  Beginnings bits{};
  const auto add = [&](std::string_view word) {
    bits[beginning_of(word) / 64] |= std::uint64_t{1} << (beginning_of(word) % 64);
  };
  for (const CodeRule& rule : rules)
    add(rule.pattern);
  for (const std::string_view word : exec_family)
    add(word);
  for (const std::string_view word : network_words)
    add(word);
  for (const std::string_view pattern : network_patterns)
    add(pattern);
  add("`");
  add("[");  // in a pattern "." stands for it, too
  add("?");
  add("-");
  add(":");
  return bits;
}();

bool is_telling(std::string_view word) {
  const std::size_t bit = beginning_of(word);
  return (beginnings[bit / 64] >> (bit % 64) & 1U) != 0;
}

template <std::size_t N>
bool contains(const std::string_view (&list)[N], std::string_view word) {
  return std::find(std::begin(list), std::end(list), word) != std::end(list);
}

/// Is the word at `at` a method of something, or its own definition?
bool is_other_function(const CodeTokens& tokens, std::size_t at) {
  if (at == 0) return false;
  const std::string_view before = tokens[at - 1].text;
  const bool member = before == "." || (before == ">" && at > 1 && tokens[at - 2].text == "-") ||
                      (before == ":" && at > 1 && tokens[at - 2].text == ":");
  return member || before == "def" || before == "function" || before == "func" || before == "fn";
}

class Finder {
 public:
  explicit Finder(const FilePatch& file) : family_(family_of(file.path())) {}

  void read(const Hunk& hunk) {
    const std::vector<NewLine> lines = new_side(hunk);
    const CodeTokens tokens(lines);
    for (std::size_t at = 0; at < tokens.size(); ++at)
      match_rules(tokens, at);
  }

  void add(int line, std::string_view what) {
    const auto same = [&](const CodeFinding& one) { return one.line == line && one.what == what; };
    if (findings_.empty() || !same(findings_.back())) findings_.push_back({line, what});
  }

  [[nodiscard]] unsigned family() const { return family_; }
  [[nodiscard]] bool sends() const { return sends_; }
  std::vector<CodeFinding> take() {
    std::stable_sort(findings_.begin(), findings_.end(),
                     [](const CodeFinding& a, const CodeFinding& b) { return a.line < b.line; });
    return std::move(findings_);
  }

 private:
  void match_rules(const CodeTokens& tokens, std::size_t at) {
    const CodeToken& first = tokens[at];
    if (!is_telling(first.text)) return;
    sends_ = sends_ || contains(network_words, first.text) ||
             std::any_of(std::begin(network_patterns), std::end(network_patterns),
                         [&](std::string_view one) { return tokens.match(at, one) != at; });
    if ((family_ & (python | c_like | php)) != 0 && contains(exec_family, first.text)) {
      report(tokens, at, at + 1, "exec()");
    }
    if (first.text == "`" && (family_ & (php | ruby)) != 0 && family_ != any) {
      report(tokens, at, at + 1, "a command in backticks");
    }
    for (const CodeRule& rule : rules) {
      if ((rule.families & family_) == 0 || !rule.pattern.starts_with(first.text)) continue;
      const std::size_t end = tokens.match(at, rule.pattern);
      if (end == at || (rule.bare && is_other_function(tokens, at))) continue;
      report(tokens, at, end, rule.what);
    }
  }

  void report(const CodeTokens& tokens, std::size_t begin, std::size_t end, std::string_view what) {
    if (!tokens.is_added(begin, end)) return;
    while (!tokens[begin].added)
      ++begin;
    add(tokens[begin].line, what);
  }

  unsigned family_;
  bool sends_ = false;
  std::vector<CodeFinding> findings_;
};

/// The hosts of absolute addresses in a line, lower case.
std::vector<std::string> hosts_in(std::string_view line) {
  std::vector<std::string> hosts;
  for (std::size_t at = line.find("//"); at != line.npos; at = line.find("//", at + 2)) {
    const std::string_view before = line.substr(0, at);
    const bool scheme = before.ends_with("http:") || before.ends_with("https:") ||
                        before.ends_with("ws:") || before.ends_with("wss:");
    const bool relative = before.ends_with('"') || before.ends_with('\'') || before.ends_with('`');
    if (!scheme && !relative) continue;
    std::string_view authority = line.substr(at + 2);
    authority = authority.substr(0, authority.find_first_of("/?#\"'` \t\\)<>"));
    const std::size_t user = authority.rfind('@');
    if (user != authority.npos) authority.remove_prefix(user + 1);
    if (!authority.empty()) hosts.push_back(base::to_lower(authority));
  }
  return hosts;
}

/// Hosts that stand in added lines and in no line that was there before.
void find_new_hosts(const FilePatch& file, Finder& finder) {
  std::set<std::string> known{"www.w3.org"};
  for (const Hunk& hunk : file.hunks) {
    for (const HunkLine& line : hunk.lines) {
      if (line.kind == LineKind::added) continue;
      for (std::string& host : hosts_in(line.text))
        known.insert(std::move(host));
    }
  }
  for (const Hunk& hunk : file.hunks) {
    for (const NewLine& line : new_side(hunk)) {
      if (!line.added) continue;
      for (const std::string& host : hosts_in(line.text)) {
        if (!known.contains(host)) finder.add(line.number, "a request to a new host");
      }
    }
  }
}

}  // namespace

std::vector<CodeFinding> find_dangerous_code(const FilePatch& file) {
  Finder finder(file);
  if (finder.family() == 0) return {};
  for (const Hunk& hunk : file.hunks)
    finder.read(hunk);
  if (finder.sends()) find_new_hosts(file, finder);
  return finder.take();
}

}  // namespace homeostat::guardrails
