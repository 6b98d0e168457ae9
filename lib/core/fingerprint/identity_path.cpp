#include "core/fingerprint/identity_path.hpp"

#include <algorithm>
#include <span>
#include <vector>

#include "core/base/text.hpp"

namespace homeostat::fingerprint {
namespace {

using std::string_view;
using Parts = std::span<const string_view>;

constexpr string_view anchors[] = {
    "src",        "lib",      "libs",   "app",     "apps",       "packages", "modules",
    "crates",     "plugins",  "themes", "content", "background", "popup",    "options",
    "shared",     "config",   "server", "scripts", "includes",   "internal", "components",
    "extensions", "services", "cmd",    "pkg",     "frontend",   "backend"};

// Folders that hold checkouts, wherever they stand, and those that do so in a home.
constexpr string_view holders[] = {"projects",   "sources", "sites",     "repos",   "repositories",
                                   "git",        "github",  "gitlab",    "www",     "opt",
                                   "srv",        "tmp",     "builds",    "usr",     "var",
                                   "dev",        "jenkins", "_work",     "__w",     "runner",
                                   "workspaces", "prog",    "checkouts", "private", "development"};
constexpr string_view home_holders[] = {"src",
                                        "source",
                                        "code",
                                        "develop",
                                        "project",
                                        "work",
                                        "repo",
                                        "documents",
                                        "desktop",
                                        "downloads",
                                        "data",
                                        "build",
                                        "onedrive",
                                        "dropbox",
                                        "workspace",
                                        "ideaprojects",
                                        "pycharmprojects",
                                        "phpstormprojects",
                                        "webstormprojects",
                                        "visual studio"};

// Folders that are checkouts themselves, as containers, servers and build machines name them.
constexpr string_view roots[] = {"app",    "workspace", "html",     "htdocs", "public_html", "code",
                                 "task",   "s",         "httpdocs", "webapp", "project",     "repo",
                                 "source", "work",      "build",    "data"};

template <std::size_t N>
bool is_one_of(string_view text, const string_view (&names)[N]) {
  return std::any_of(std::begin(names), std::end(names),
                     [text](string_view name) { return base::iequals(text, name); });
}

bool is_hash(string_view text, std::size_t length_min) {
  return text.size() >= length_min && std::all_of(text.begin(), text.end(), base::is_hex_digit) &&
         std::any_of(text.begin(), text.end(), base::is_digit);
}

// "20240501", "3f2a9c1b", "1.2.3", "v1.2", "notes-1.2.3"
bool is_build_folder(string_view name) {
  constexpr std::size_t number_digits_min = 6;
  constexpr std::size_t hash_digits_min = 7;
  if (name.size() >= number_digits_min && base::is_digits(name)) return true;
  if (is_hash(name, hash_digits_min)) return true;
  string_view tail = name.substr(name.rfind('-') + 1);  // npos + 1 is 0
  if (tail.starts_with('v')) tail.remove_prefix(1);
  const bool numbers =
      std::all_of(tail.begin(), tail.end(), [](char c) { return base::is_digit(c) || c == '.'; });
  return numbers && !tail.empty() && base::is_digit(tail.front()) && tail.find('.') != tail.npos;
}

// The eight characters that some bundlers put behind a "-": "index-DfG3k_9a.js".
bool is_short_hash(string_view text) {
  constexpr std::size_t length = 8;
  if (text.size() != length || !std::all_of(text.begin(), text.end(), base::is_word)) return false;
  const bool digit = std::any_of(text.begin(), text.end(), base::is_digit);
  const bool letter = std::any_of(text.begin(), text.end(), base::is_alpha);
  const bool upper = std::any_of(text.begin() + 1, text.end(), base::is_upper);
  const bool lower = std::any_of(text.begin(), text.end(), base::is_lower);
  return letter && (digit || (upper && lower));
}

bool is_content_hash(string_view text) {
  constexpr std::size_t digits_min = 6;
  return is_hash(text, digits_min);
}

// "index-DfG3k_9a" and "main_3f2a9c1b" without their hashes.
string_view without_hash(string_view part) {
  const std::size_t dash = part.rfind('-');
  if (dash != part.npos && dash > 0 && is_short_hash(part.substr(dash + 1))) {
    return part.substr(0, dash);
  }
  const std::size_t mark = part.find_last_of("-_");
  const bool hashed = mark != part.npos && mark > 0 && is_content_hash(part.substr(mark + 1));
  return hashed ? part.substr(0, mark) : part;
}

// "main.3f2a9c1b.min.js" is main.js, "2.chunk.js" is 0.chunk.js.
std::string stable_name(string_view name) {
  const std::vector<string_view> parts = base::split(name, '.');
  std::string stable;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    string_view part = parts[i];
    const bool last = i + 1 == parts.size();
    if (i > 0 && !last && (part == "min" || is_content_hash(part))) continue;
    if (!last) part = without_hash(part);
    if (i > 0) stable += '.';
    stable += !last && !part.empty() && base::is_digits(part) ? string_view("0") : part;
  }
  return stable;
}

// Without the home: "/home/ann", "/Users/ann", "/mnt/c/Users/ann", "/root".
Parts without_home(Parts parts, bool& at_home) {
  if (parts.size() > 2 && parts[0] == "mnt" && parts[1].size() == 1) parts = parts.subspan(2);
  if (parts.size() > 2 && parts[0].size() == 1 && parts[1] == "Users") parts = parts.subspan(1);
  if (parts.size() > 2 && parts[0] == "var" && parts[1] == "lib") parts = parts.subspan(2);
  if (parts.size() > 2 && parts[0] == "var" && parts[1] == "home") parts = parts.subspan(1);
  const bool named = parts.size() > 2 && (parts[0] == "home" || parts[0] == "Users" ||
                                          parts[0] == "Documents and Settings");
  at_home = named || (parts.size() > 1 && parts[0] == "root");
  if (!at_home) return parts;
  return parts.subspan(named ? 2 : 1);
}

bool has_anchor(Parts folders) {
  return std::any_of(folders.begin(), folders.end(),
                     [](string_view name) { return is_one_of(name, anchors); });
}

// Without holders and without the checkout's name. The last part is the file.
Parts without_checkout(Parts parts, bool at_home) {
  bool held = at_home;
  while (parts.size() > 2 &&
         (is_one_of(parts[0], holders) || (at_home && is_one_of(parts[0], home_holders)))) {
    held = true;
    parts = parts.subspan(1);
    if (parts.size() > 2 && parts[0] == "src") parts = parts.subspan(1);  // "/usr/src/…"
  }
  if (parts.size() < 2) return parts;
  if (is_one_of(parts[0], roots)) return parts.subspan(1);
  if (!held) return parts;
  const Parts below = parts.subspan(1);
  const bool own = is_one_of(parts[0], anchors) && !has_anchor(below.first(below.size() - 1));
  if (own) return parts;
  const bool doubled = below.size() > 1 && below[0] == parts[0];  // "work/notes/notes/…"
  return doubled ? below.subspan(1) : below;
}

Parts from_first_anchor(Parts parts) {
  for (std::size_t i = 0; i + 1 < parts.size(); ++i) {
    if (is_one_of(parts[i], anchors)) return parts.subspan(i);
  }
  return parts;
}

// What follows the last folder that a build named, or "wp-content/plugins"; all if there is none.
Parts after_build_folder(Parts parts, bool& cut) {
  for (std::size_t i = parts.size(); i-- > 1;) {
    const string_view folder = parts[i - 1];
    const bool wordpress = i > 1 && parts[i - 2] == "wp-content" &&
                           (folder == "plugins" || folder == "themes" || folder == "mu-plugins");
    if (!wordpress && !is_build_folder(folder)) continue;
    cut = true;
    return parts.subspan(i);
  }
  return parts;
}

}  // namespace

std::string identity_path(string_view path) {
  std::vector<string_view> all;
  for (const string_view part : base::split(path, '/')) {
    if (!part.empty() && part != "." && part != "..") all.push_back(part);
  }
  bool cut = false;
  Parts parts = after_build_folder(all, cut);
  if (path.starts_with('/') && !cut) {
    bool at_home = false;
    parts = without_home(parts, at_home);
    parts = from_first_anchor(without_checkout(parts, at_home));
  }
  if (parts.empty()) return {};
  std::string identity;
  for (const string_view folder : parts.first(parts.size() - 1)) {
    identity += folder;
    identity += '/';
  }
  return identity + stable_name(parts.back());
}

bool is_bundle(string_view path) {
  const string_view name = path.substr(path.rfind('/') + 1);  // npos + 1 is 0
  return stable_name(name) != name;
}

}  // namespace homeostat::fingerprint
