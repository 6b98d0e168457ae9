// The names of users in paths.
#include <algorithm>
#include <iterator>

#include "core/privacy/scan.hpp"

namespace homeostat::privacy {
namespace {

constexpr std::size_t name_bytes_max = 64;

// Folders whose next component is a person's name. Those of Windows in any case, behind a drive.
constexpr std::string_view home_folders[] = {"Users", "home"};
constexpr std::string_view windows_folders[] = {"users",    "documents and settings",
                                                "home",     "homes",
                                                "users$",   "home$",
                                                "profiles", "documen~1",
                                                "docume~1"};
constexpr std::string_view mail_folders[] = {"mail", "cron"};

// Accounts of machines, and folders that all users share.
constexpr std::string_view shared_names[] = {"runner",
                                             "runneradmin",
                                             "shared",
                                             "public",
                                             "default",
                                             "default user",
                                             "all users",
                                             "linuxbrew",
                                             "vsts",
                                             "circleci",
                                             "travis",
                                             "gitpod",
                                             "codespace",
                                             "vscode",
                                             "containeruser",
                                             "containeradministrator",
                                             "wdagutilityaccount"};

// What may stand in front of /home or /Users in a path of an operating system.
constexpr std::string_view mount_points[] = {
    "/export", "/usr",    "/var",  "/Data",  "/private", "/nfs",          "/host",
    "/hostfs", "/rootfs", "/mnt",  "/media", "/net",     "/Macintosh HD", "/proc/self/root",
    "/data",   "/vol",    "/wsl$", "/chroot"};

// Where a path is one of a web site.
constexpr std::string_view web_words[] = {"get",    "post",    "put",      "patch",  "delete",
                                          "head",   "options", "href",     "to",     "action",
                                          "router", "push",    "navigate", "route",  "redirect",
                                          "url",    "link",    "endpoint", "replace"};

struct Separator {
  std::size_t length = 0;  ///< 0: there is none
  bool back = false;
};

/// The separator that begins at `at`: "/", "\/", "\", "\\", …
Separator separator(std::string_view text, std::size_t at) {
  if (at >= text.size()) return {};
  if (text[at] == '/') return {1, false};
  if (text[at] != '\\') return {};
  std::size_t end = at;
  while (end < text.size() && end - at < 8 && text[end] == '\\')
    ++end;
  if (end - at == 1 && end < text.size() && text[end] == '/') return {2, false};
  return {end - at, true};
}

bool is_drive(std::string_view text, std::size_t colon) {
  return text[colon] == ':' && colon >= 1 && base::is_alpha(text[colon - 1]) &&
         (colon == 1 || !base::is_alnum(text[colon - 2]) || is_after_escape(text, colon - 1));
}

/// "/c" of a shell on Windows, "/mnt/c", "/cygdrive/c", in front of `at`.
bool is_shell_drive(std::string_view text, std::size_t at) {
  if (at < 2 || !base::is_alpha(text[at - 1]) || text[at - 2] != '/') return false;
  const std::string_view parent = text.substr(0, at - 2);
  return parent.empty() || !base::is_word(parent.back()) || parent.ends_with("/mnt") ||
         parent.ends_with("/cygdrive") || parent.ends_with("/drives") || parent.ends_with("/host");
}

/// The word in front of the opening quote or blank before `at`: of `href="/x` it is "href".
std::string_view word_before(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end > 0 && at - end < 4 &&
         std::string_view(" =:\"'`({").find(text[end - 1]) != std::string_view::npos) {
    --end;
  }
  return name_before(text, end, 16);
}

bool is_web_path(std::string_view text, std::size_t at) {
  const std::string_view word = word_before(text, at);
  return std::any_of(std::begin(web_words), std::end(web_words),
                     [&](std::string_view one) { return base::iequals(one, word); });
}

/// May a path of an operating system begin where this separator stands, or is it inside a URL?
bool begins_path(std::string_view text, std::size_t at) {
  if (at == 0) return true;
  const char before = text[at - 1];
  if (before == ':' || before == '/') return true;
  if (is_shell_drive(text, at)) return true;
  if (is_after_escape(text, at)) return true;
  const std::string_view front = text.substr(0, at);
  for (const std::string_view mount : mount_points) {
    if (front.ends_with(mount)) return true;
  }
  return !base::is_word(before) && before != '.' && before != '-' && before != '}' &&
         before != ')' && before != ']' && before != '~' && before != '@' &&
         static_cast<unsigned char>(before) < 0x80 && !is_web_path(text, at);
}

bool ends_name(char c) {
  return c == '\n' || c == '\r' || c == '\t' ||
         std::string_view("/\\:\"'`<>|?*(){}[],;$%&=#").find(c) != std::string_view::npos;
}

/// The name behind the folder: up to the next separator. With blanks only where a separator or a
/// quote follows soon, as in "C:\Users\John Smith\src".
std::size_t name_length(std::string_view text, std::size_t at, bool windows) {
  std::size_t end = at;
  std::size_t blank = std::string_view::npos;
  while (end < text.size() && end - at < name_bytes_max) {
    if (text.substr(end, 3) == "%20" && end > at) {
      end += 3;
      continue;
    }
    if (ends_name(text[end])) break;
    if (text[end] == ' ') {
      if (!windows) break;
      blank = std::min(blank, end);
    }
    ++end;
  }
  const bool quoted = end < text.size() && (text[end] == '"' || text[end] == '\'');
  if (blank != std::string_view::npos && separator(text, end).length == 0 && !quoted) end = blank;
  while (end > at && (text[end - 1] == '.' || text[end - 1] == ' '))
    --end;
  return end - at;
}

bool is_shared(std::string_view name) {
  return std::any_of(std::begin(shared_names), std::end(shared_names),
                     [&](std::string_view one) { return base::iequals(one, name); });
}

/// Adds the whole "/Users/name" or only the name, as the mode wants it.
std::size_t add_user(Scan& scan, std::size_t root, std::size_t name, std::size_t end) {
  if (!scan.options.compat) {
    if (!is_shared(scan.text.substr(name, end - name))) scan.add(Kind::user, name, end);
    return end;
  }
  const bool drive = root >= 2 && is_drive(scan.text, root - 1);
  scan.add(Kind::user, drive ? root - 2 : root, end, drive ? "windows" : "");
  return end;
}

/// The folder in front of the separator `next` is one of homes, of any kind.
bool is_windows_folder(std::string_view folder) {
  return std::any_of(std::begin(windows_folders), std::end(windows_folders),
                     [&](std::string_view one) { return base::iequals(one, folder); });
}

std::size_t folder_length(std::string_view text, std::size_t at) {
  constexpr std::size_t folder_bytes_max = 24;
  std::size_t end = at;
  while (end < text.size() && end - at < folder_bytes_max &&
         (base::is_alnum(text[end]) || text[end] == ' ' || text[end] == '$' || text[end] == '~'))
    ++end;
  return end - at;
}

bool is_home(const Scan& scan, std::size_t root, const Separator& first, std::string_view folder) {
  const bool drive = root >= 1 && is_drive(scan.text, root - 1);
  if (drive || is_shell_drive(scan.text, root)) return is_windows_folder(folder);
  if (first.back) {
    // Behind a share's name, or in a path without its drive.
    return is_windows_folder(folder) && !base::iequals(folder, "home");
  }
  return std::find(std::begin(home_folders), std::end(home_folders), folder) !=
             std::end(home_folders) &&
         begins_path(scan.text, root);
}

/// "\\server\home\name", "\\wsl$\Ubuntu\home\name": is there a share in front of `root`?
bool is_share(std::string_view text, std::size_t root) {
  constexpr std::size_t share_bytes_max = 80;
  std::size_t begin = root;
  while (begin > 0 && root - begin < share_bytes_max &&
         (base::is_word(text[begin - 1]) ||
          std::string_view("\\.$-").find(text[begin - 1]) != std::string_view::npos)) {
    --begin;
  }
  return text.substr(begin, 2) == "\\\\";
}

/// "/var/mail/name".
bool is_mail_folder(std::string_view text, std::size_t root, std::string_view folder) {
  const std::string_view front = text.substr(0, root);
  return (front.ends_with("/var") || front.ends_with("/spool")) &&
         std::find(std::begin(mail_folders), std::end(mail_folders), folder) !=
             std::end(mail_folders);
}

bool may_begin_folder(char c) {
  return std::string_view("UuHhDdPpmc").find(c) != std::string_view::npos;
}

/// "/~name/": the pages of a user.
std::size_t find_user_pages(Scan& scan, std::size_t at) {
  std::size_t end = at + 2;
  while (end < scan.text.size() && end - at < name_bytes_max && base::is_word(scan.text[end]))
    ++end;
  if (end - at < 4 || scan.at(end) != '/' || !base::is_lower(scan.text[at + 2])) return 0;
  scan.add(Kind::user, at + 2, end);
  return end;
}

}  // namespace

std::size_t at_separator(Scan& scan, std::size_t at) {
  const std::string_view text = scan.text;
  const Separator first = separator(text, at);
  const std::size_t begin = at + first.length;
  if (scan.at(begin) == '~' && text[at] == '/') {
    if (const std::size_t end = find_user_pages(scan, at)) return end;
  }
  if (!may_begin_folder(scan.at(begin))) return begin;
  const std::size_t length = folder_length(text, begin);
  const Separator second = separator(text, begin + length);
  if (second.length == 0) return begin;
  const std::string_view folder = text.substr(begin, length);
  const bool home = is_home(scan, at, first, folder) ||
                    (first.back && base::iequals(folder, "home") && is_share(text, at)) ||
                    (!scan.options.compat && is_mail_folder(text, at, folder));
  if (!home) return begin + length;
  const std::size_t name = begin + length + second.length;
  const bool windows = first.back || (at > 0 && text[at - 1] == ':');
  const std::size_t name_bytes = name_length(text, name, windows);
  if (name_bytes == 0) return name;
  return add_user(scan, at, name, name + name_bytes);
}

std::size_t at_tilde(Scan& scan, std::size_t at) {
  const std::string_view text = scan.text;
  const char before = scan.before(at);
  const bool starts = before == '\0' || base::is_space(before) ||
                      std::string_view("\"'`=:(").find(before) != std::string_view::npos;
  if (!starts || scan.options.compat) return at + 1;
  std::size_t end = at + 1;
  while (end < text.size() && end - at < name_bytes_max &&
         (base::is_lower(text[end]) || base::is_digit(text[end]) || text[end] == '_' ||
          (end > at + 1 && (text[end] == '.' || text[end] == '-'))))
    ++end;
  const bool path =
      scan.at(end) == '/' && (base::is_alpha(scan.at(end + 1)) || scan.at(end + 1) == '.');
  if (end - at < 3 || !path || base::is_digit(text[at + 1])) return at + 1;
  scan.add(Kind::user, at + 1, end);
  return end;
}

}  // namespace homeostat::privacy
