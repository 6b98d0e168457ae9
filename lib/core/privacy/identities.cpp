// Who somebody is, by other names than an address: variables of an environment, prompts of
// shells, names of hosts, accounts.
#include <algorithm>
#include <iterator>

#include "core/privacy/scan.hpp"

namespace homeostat::privacy {
namespace {

constexpr std::size_t name_bytes_max = 64;

constexpr std::string_view user_variables[] = {
    "USER",        "LOGNAME",         "USERNAME",           "SUDO_USER",
    "USERDOMAIN",  "GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME", "USERFULLNAME",
    "REMOTE_USER", "LOGON_USER",      "AUTH_USER",          "RUSER",
    "PGUSER",      "USERDNSDOMAIN"};
constexpr std::string_view host_variables[] = {
    "HOSTNAME", "COMPUTERNAME", "HOST", "LOGONSERVER", "CLIENTNAME", "USERDOMAIN_ROAMINGPROFILE"};

// Accounts of machines: nobody's name.
constexpr std::string_view machine_users[] = {
    "root",     "runner", "nobody", "admin",  "administrator", "system",    "www-data",
    "postgres", "user",   "node",   "daemon", "guest",         "localhost", "username"};

bool is_one_of(std::string_view name, const std::string_view* first, const std::string_view* last) {
  return std::any_of(first, last, [&](std::string_view one) { return base::iequals(one, name); });
}

bool is_name_byte(char c) {
  return base::is_word(c) || c == '.' || c == '-' || c == '@' ||
         static_cast<unsigned char>(c) >= 0x80;
}

/// Only blanks and a dash of a list stand in front of `at` on its line.
bool begins_line(std::string_view text, std::size_t at) {
  while (at > 0 && (text[at - 1] == ' ' || text[at - 1] == '-' || text[at - 1] == '\t'))
    --at;
  return at == 0 || text[at - 1] == '\n';
}

/// "S-1-5-21-": users of a domain; the short ids are those of every machine.
constexpr std::string_view sid_head = "S-1-5-21-";

std::size_t end_of_digits(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && end - at < 20 && base::is_digit(text[end]))
    ++end;
  return end;
}

bool is_host_byte(char c) { return base::is_alnum(c) || c == '-' || c == '_'; }

/// The last of a name of a machine that bears the name of its owner.
constexpr std::string_view machines[] = {"macbook",  "mbp",        "imac",   "thinkpad",
                                         "mac-mini", "mac-studio", "mac-pro"};

bool begins_machine(std::string_view rest) {
  return std::any_of(std::begin(machines), std::end(machines), [&](std::string_view one) {
    return base::istarts_with(rest, one) &&
           (rest.size() == one.size() || !base::is_alpha(rest[one.size()]));
  });
}

/// "Janes-iPhone": what an owner calls a device.
bool begins_device(std::string_view rest) {
  for (const std::string_view one : {"iphone", "ipad", "laptop", "pc", "desktop", "air"}) {
    if (base::istarts_with(rest, one) &&
        (rest.size() == one.size() || !base::is_alnum(rest[one.size()])))
      return true;
  }
  return false;
}

/// "DESKTOP-4J7K2LQ": what Windows calls a machine.
bool is_windows_host(std::string_view name) {
  for (const std::string_view head : {"DESKTOP-", "LAPTOP-", "WIN-"}) {
    if (!name.starts_with(head)) continue;
    const std::string_view id = name.substr(head.size());
    return id.size() >= 7 && id.size() <= 11 && std::all_of(id.begin(), id.end(), [](char c) {
             return base::is_upper(c) || base::is_digit(c);
           });
  }
  return false;
}

/// What shells write behind "user@host".
bool ends_prompt(std::string_view rest) {
  for (const std::string_view tail : {":~", ":/", " ~", " MINGW", " MSYS", " UCRT"}) {
    if (rest.starts_with(tail)) return true;
  }
  if (!rest.starts_with(' ')) return rest.starts_with("]$") || rest.starts_with("]#");
  // "jonas@mbp src % make", "[jonas@web01 log]$ ls"
  std::size_t end = 1;
  while (end < rest.size() && end < 40 && (is_name_byte(rest[end]) || rest[end] == '/'))
    ++end;
  const std::string_view tail = rest.substr(end);
  return tail.starts_with(" % ") || tail.starts_with("]$") || tail.starts_with("]#") ||
         tail.starts_with(" $ ");
}

/// "jdbc:oracle:thin:user/password@host": the sign is at `at`, `begin` is that of the password.
std::size_t find_thin_url(Scan& scan, std::size_t begin, std::size_t at) {
  if (scan.before(begin) != '/') return 0;
  const std::string_view user = name_before(scan.text, begin - 1, name_bytes_max);
  const std::size_t first = begin - 1 - user.size();
  if (user.empty() || !scan.text.substr(0, first).ends_with(":thin:")) return 0;
  scan.add(Kind::credentials, first, at);
  return at + 1;
}

/// Only blanks, a bracket, or "(environment) " stand in front of it on its line.
bool begins_prompt(std::string_view text, std::size_t begin) {
  std::size_t at = begin;
  if (at > 0 && text[at - 1] == '[') --at;
  while (at > 0 && text[at - 1] == ' ')
    --at;
  if (at > 0 && text[at - 1] == ')') {
    const std::size_t open = text.substr(at - std::min<std::size_t>(at, 32), 32).find('(');
    return open != std::string_view::npos;
  }
  return at == 0 || text[at - 1] == '\n' || text[at - 1] == '"' || text[at - 1] == '`' ||
         is_after_escape(text, at);
}

}  // namespace

std::size_t find_environment(Scan& scan, std::size_t at) {
  const std::string_view text = scan.text;
  std::size_t name_end = at;
  while (name_end > 0 && at - name_end < 3 &&
         std::string_view(" \"'\\").find(text[name_end - 1]) != std::string_view::npos)
    --name_end;
  if (name_end == 0 || !base::is_upper(text[name_end - 1])) return 0;
  const std::string_view name = name_before(text, name_end, 28);
  if (name.size() < 4 || name.find('-') != name.npos) return 0;
  const bool user = is_one_of(name, std::begin(user_variables), std::end(user_variables));
  const bool host = is_one_of(name, std::begin(host_variables), std::end(host_variables));
  if (!(user || host) || std::any_of(name.begin(), name.end(), base::is_lower)) return 0;
  if (text[at] == ':' && name_end == at && !begins_line(text, at - name.size())) return 0;
  std::size_t begin = at + 1;
  while (begin - at < 4 && (scan.at(begin) == ' ' || scan.at(begin) == '\\')) {
    ++begin;
  }
  const char quote = scan.at(begin);
  const bool quoted = quote == '"' || quote == '\'';
  begin += static_cast<std::size_t>(quoted);
  std::size_t end = begin;
  while (end < text.size() && end - begin < name_bytes_max &&
         (is_name_byte(text[end]) || (quoted && text[end] == ' ')))
    ++end;
  const std::string_view value = text.substr(begin, end - begin);
  if (value.size() < 2 || scan.at(end) == '(' || scan.at(end) == '{' ||
      is_one_of(value, std::begin(machine_users), std::end(machine_users))) {
    return 0;
  }
  scan.add(user ? Kind::user : Kind::host, begin, end);
  return end;
}

std::size_t find_arn(Scan& scan, std::size_t at) {
  constexpr std::size_t account_digits = 12;
  if (at < 3 || scan.text.substr(at - 3, 3) != "arn" || scan.text.substr(at, 4) != ":aws") return 0;
  const std::string_view text = scan.text;
  std::size_t field = at;  // arn:partition:service:region:account
  for (int i = 0; i < 4; ++i) {
    field = field < text.size() && text[field] == ':' ? field + 1 : text.size();
    if (i == 3) break;
    while (field < text.size() && field - at < 64 &&
           (base::is_alnum(text[field]) || text[field] == '-'))
      ++field;
  }
  const std::size_t account = end_of_digits(text, field);
  if (account - field != account_digits) return 0;
  scan.add(Kind::account, field, account);
  for (const std::string_view owner : {":user/", ":assumed-role/", ":federated-user/"}) {
    if (!text.substr(account).starts_with(owner)) continue;
    const std::size_t name = account + owner.size();
    std::size_t end = name;
    while (end < text.size() && end - name < 128 &&
           (is_name_byte(text[end]) ||
            std::string_view("/+=,").find(text[end]) != std::string_view::npos))
      ++end;
    std::size_t begin = name;
    // Of a role that somebody took on, the name of the session is the person's.
    if (owner == ":assumed-role/") begin = text.substr(0, end).rfind('/') + 1;
    while (end > begin && std::string_view(".,=").find(text[end - 1]) != std::string_view::npos)
      --end;
    if (end > begin) scan.add(Kind::user, begin, end);
    return end;
  }
  return account;
}

std::size_t find_sid(Scan& scan, std::size_t at) {
  const std::string_view text = scan.text;
  if (base::is_word(scan.before(at - 1)) || !text.substr(at - 1).starts_with(sid_head)) return 0;
  std::size_t end = at - 1 + sid_head.size();
  std::size_t parts = 0;
  while (parts < 4) {
    const std::size_t next = end_of_digits(text, end);
    if (next == end) break;
    ++parts;
    end = next;
    if (scan.at(end) != '-' || !base::is_digit(scan.at(end + 1)) || parts == 4) break;
    ++end;
  }
  if (parts < 3) return 0;
  scan.add(Kind::account, at - 1, end);
  return end;
}

std::size_t find_host(Scan& scan, std::size_t at) {
  const std::string_view rest = scan.text.substr(at + 1, 16);
  const char next = base::to_lower(rest.front());
  const bool machine = (next == 'm' || next == 'i' || next == 't') && begins_machine(rest);
  const bool owned = base::to_lower(scan.text[at - 1]) == 's' && begins_device(rest);
  const bool windows = at >= 3 && base::is_upper(scan.text[at - 1]) &&
                       (scan.text[at - 1] == 'P' || scan.text[at - 1] == 'N');
  const bool reversed =
      base::is_alpha(next) && at >= 3 && scan.text.substr(0, at).ends_with("MacBook");
  if (!machine && !owned && !windows && !reversed) return 0;
  std::size_t begin = at;
  while (begin > 0 && at - begin < name_bytes_max && is_host_byte(scan.text[begin - 1]))
    --begin;
  std::size_t end = at;
  while (end < scan.text.size() && end - at < name_bytes_max && is_host_byte(scan.text[end]))
    ++end;
  const std::string_view name = scan.text.substr(begin, end - begin);
  const char before = scan.before(begin);
  if (before == '.' || before == '/' || before == '@' || before == '$' || scan.at(end) == '(') {
    return 0;
  }
  // "Janes-iPhone", not "devices-pc": a name of three letters at least, and the s.
  if (owned && !machine && !(base::is_upper(name.front()) && at - begin >= 4)) return 0;
  if (windows && !machine && !owned && !is_windows_host(name)) return 0;
  if (machine && at - begin < 3) return 0;
  scan.add(Kind::host, begin, end);
  return end;
}

std::size_t find_prompt(Scan& scan, std::size_t at) {
  const std::string_view text = scan.text;
  std::size_t begin = at;
  while (begin > 0 && at - begin < name_bytes_max &&
         (base::is_word(text[begin - 1]) || text[begin - 1] == '.' || text[begin - 1] == '-'))
    --begin;
  std::size_t end = at + 1;
  while (end < text.size() && end - at < name_bytes_max &&
         (is_host_byte(text[end]) || text[end] == '.'))
    ++end;
  if (begin == at || end == at + 1 || !base::is_alpha(text[begin])) return 0;
  if (const std::size_t found = find_thin_url(scan, begin, at)) return found;
  const char after = scan.at(end);
  const bool may_end = after == ' ' || after == ':' || after == ']';
  if (!may_end || !begins_prompt(text, begin) || !ends_prompt(text.substr(end, 64))) {
    return find_key_comment(scan, at);
  }
  if (text.substr(begin, at - begin) == "git") return 0;
  scan.add(Kind::host, begin, end);
  return end;
}

/// "ssh-ed25519 AAAA… jonas@laptop": the comment of a public key.
std::size_t find_key_comment(Scan& scan, std::size_t at) {
  constexpr std::size_t blob_bytes_max = 1024;
  const std::string_view text = scan.text;
  std::size_t begin = at;
  while (begin > 0 && at - begin < name_bytes_max && is_name_byte(text[begin - 1]))
    --begin;
  if (begin == at || scan.before(begin) != ' ') return 0;
  std::size_t blob = begin - 1;
  while (blob > 0 && begin - blob < blob_bytes_max &&
         (base::is_alnum(text[blob - 1]) ||
          std::string_view("+/=").find(text[blob - 1]) != std::string_view::npos))
    --blob;
  if (!text.substr(blob).starts_with("AAAA")) return 0;
  std::size_t end = at + 1;
  while (end < text.size() && end - at < name_bytes_max && is_name_byte(text[end]))
    ++end;
  scan.add(Kind::user, begin, end);
  return end;
}

}  // namespace homeostat::privacy
