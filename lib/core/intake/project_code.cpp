#include <algorithm>
#include <vector>

#include "core/base/text.hpp"
#include "core/intake/frame_path.hpp"

namespace homeostat::intake {
namespace {

using std::string_view;

constexpr string_view foreign_components[] = {
    "node_modules", "bower_components", "jspm_packages", "site-packages", "dist-packages",
    "vendor",       "third_party",      "third-party",   "gems",          ".cargo",
    ".rustup",      ".gradle",          ".m2",           ".nuget",        ".yarn",
    ".pnpm",        "wp-includes",      "wp-admin",      "libsanitizer",  "sysdeps",
};

constexpr string_view foreign_prefixes[] = {
    // not files of anybody
    "<", "[", "(", "node:", "data:", "about:", "javascript:", "extensions::", "chrome:",
    "resource:", "evalmachine.", "phar:", "jar:", "index ",
    // runtimes
    "internal/modules/", "internal/process/", "internal/main/", "internal/timers",
    "internal/bootstrap/", "internal/streams/", "webpack/bootstrap", "webpack/runtime", "/rustc/",
    "/_/src/",
    // the system
    "/usr/lib/", "/usr/lib64/", "/usr/libexec/", "/usr/include/", "/usr/local/lib/",
    "/usr/local/go/", "/lib/", "/lib64/", "/nix/store/", "/opt/homebrew/", "/System/", "/Library/",
    "/Applications/", "/Program Files/", "/Program Files (x86)/", "/Windows/"};

constexpr string_view foreign_names[] = {"native", "unknown", "anonymous", "eval", "SourceFile"};

constexpr string_view jvm_runtime[] = {"java.",    "javax.",     "jdk.",     "sun.",
                                       "com.sun.", "kotlin.",    "kotlinx.", "scala.",
                                       "android.", "androidx.",  "dalvik.",  "com.android",
                                       "groovy.",  "org.junit.", "junit."};

constexpr string_view dotnet_runtime[] = {"System.", "Microsoft.", "MS.Internal."};

template <std::size_t N>
bool starts_with_any(string_view text, const string_view (&prefixes)[N]) {
  return std::any_of(std::begin(prefixes), std::end(prefixes),
                     [text](string_view prefix) { return text.starts_with(prefix); });
}

template <std::size_t N>
bool is_one_of(string_view text, const string_view (&names)[N]) {
  return std::find(std::begin(names), std::end(names), text) != std::end(names);
}

bool is_python_version(string_view name) {
  return name.size() > 6 && base::istarts_with(name, "python") && base::is_digit(name[6]);
}

// "go/src/runtime" is the library; "go/src/github.com/a/b" is somebody's project.
bool is_go_library(string_view parent, string_view name, string_view next) {
  return name == "src" && parent.starts_with("go") && !next.empty() && next.find('.') == next.npos;
}

bool has_foreign_pair(const std::vector<string_view>& parts) {
  for (std::size_t i = 1; i < parts.size(); ++i) {
    const string_view parent = parts[i - 1];
    const string_view name = parts[i];
    if (parent == "lib" && (is_python_version(name) || name == "ruby")) return true;
    if (name == "Lib" && is_python_version(parent)) return true;
    if (parent == "pkg" && name == "mod") return true;
    if (i + 2 < parts.size() && is_go_library(parent, name, parts[i + 1])) return true;
  }
  return false;
}

bool is_runtime_function(string_view path, string_view function) {
  if (path.ends_with(".java") || path.ends_with(".kt") || path.ends_with(".scala")) {
    return starts_with_any(function, jvm_runtime);
  }
  if (path.ends_with(".cs")) return starts_with_any(function, dotnet_runtime);
  return path.ends_with(".go") && function.starts_with("runtime.");
}

}  // namespace

bool is_project_code(string_view path, string_view function) {
  if (path.empty() || starts_with_any(path, foreign_prefixes)) return false;
  if (is_one_of(path, foreign_names)) return false;
  const std::vector<string_view> parts = base::split(path, '/');
  const bool foreign = std::any_of(parts.begin(), parts.end(), [](string_view part) {
    return is_one_of(part, foreign_components);
  });
  return !foreign && !has_foreign_pair(parts) && !is_runtime_function(path, function);
}

}  // namespace homeostat::intake
