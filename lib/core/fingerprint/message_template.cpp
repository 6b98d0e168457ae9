// What varies in a message, replaced. The message is taken word by word (between white space),
// each for itself until it no longer changes, so that the template of a template is itself.
#include <algorithm>

#include <homeostat/fingerprint.hpp>

#include "core/base/text.hpp"
#include "core/fingerprint/identity_path.hpp"

namespace homeostat {
namespace {

using std::string_view;

constexpr std::size_t words_max = 64;
constexpr std::size_t word_bytes_max = 256;
constexpr string_view number_token = "<n>";  // numbers, ids, hashes, times: one token for all,
                                             // since a hash may happen to be all digits
constexpr string_view long_token = "<...>";

bool is_name_char(char c) { return base::is_word(c) || c == '$'; }

bool is_plain_hex_id(string_view text) {
  constexpr std::size_t digits_min = 6;
  return text.size() >= digits_min && std::all_of(text.begin(), text.end(), base::is_hex_digit) &&
         std::any_of(text.begin(), text.end(), base::is_digit);
}

// Letters and digits in turn, as no name has them: "V1StGXR8", "k7f3q9".
bool is_random(string_view text) {
  constexpr std::size_t length_min = 8;
  constexpr int changes_min = 3;
  int changes = 0;
  for (std::size_t i = 1; i < text.size(); ++i) {
    const bool change = (base::is_digit(text[i - 1]) && base::is_alpha(text[i])) ||
                        (base::is_alpha(text[i - 1]) && base::is_digit(text[i]));
    changes += change ? 1 : 0;
  }
  return text.size() >= length_min && changes >= changes_min;
}

// One piece of a name between "_": an id, a word with a number of two or more digits, or a name.
std::string piece_of_name(string_view piece) {
  if (piece.empty()) return {};
  if (base::is_digit(piece.front()) || is_plain_hex_id(piece) || is_random(piece)) {
    return std::string(number_token);
  }
  if (std::count_if(piece.begin(), piece.end(), base::is_digit) < 2) return std::string(piece);
  std::string out;
  for (std::size_t i = 0; i < piece.size();) {
    const std::size_t end = std::min(piece.find_first_not_of("0123456789", i), piece.size());
    out += end > i ? number_token : piece.substr(i, 1);
    i = std::max(end, i + 1);
  }
  return out;
}

std::string name_or_ids(string_view name) {
  std::string out;
  bool first = true;
  for (const string_view piece : base::split(name, '_')) {
    if (!first) out += '_';
    first = false;
    out += piece_of_name(piece);
  }
  return out;
}

// The length of a UUID, an ISO time, an IPv6 address or a hexadecimal number at the front; 0 for
// none of them.
std::size_t special_length(string_view text) {
  constexpr std::size_t uuid = 36;
  const auto run_of = [text](auto is_part) {
    return static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), is_part) -
                                    text.begin());
  };
  const std::size_t dashed = run_of([](char c) { return base::is_hex_digit(c) || c == '-'; });
  const string_view id = text.substr(0, dashed);
  if (dashed == uuid && id[8] == '-' && id[13] == '-' && id[18] == '-' && id[23] == '-') {
    return uuid;
  }
  const bool dated = text.size() > 10 && base::is_digits(text.substr(0, 4)) && text[4] == '-' &&
                     text[7] == '-' && text[10] == 'T';
  if (dated) {
    return run_of([](char c) {
      return base::is_digit(c) || c == '-' || c == ':' || c == '.' || c == '+' || c == 'T' ||
             c == 'Z';
    });
  }
  const std::size_t address = run_of([](char c) { return base::is_hex_digit(c) || c == ':'; });
  const string_view groups = text.substr(0, address);
  const auto colons = std::count(groups.begin(), groups.end(), ':');
  const bool ended = address == text.size() || !base::is_word(text[address]);
  if (ended && base::is_hex_digit(text.front()) && groups.back() != ':' &&
      (colons > 3 || (colons > 1 && groups.find("::") != groups.npos)) &&
      std::any_of(groups.begin(), groups.end(), base::is_digit)) {
    return address;
  }
  const bool hexadecimal = text.size() > 2 && text[0] == '0' && (text[1] == 'x' || text[1] == 'X');
  if (!hexadecimal || !base::is_hex_digit(text[2])) return 0;
  return 2 + std::min(text.substr(2).find_first_not_of("0123456789abcdefABCDEF"), text.size() - 2);
}

// "1,234.5", "10.0.0.1", "1e-9", "12ms", "3f2a9c": all that hangs on a number.
std::size_t number_length(string_view text) {
  std::size_t end = 0;
  while (end < text.size()) {
    const bool joined = (text[end] == '.' || text[end] == ',') && end + 1 < text.size() &&
                        base::is_digit(text[end + 1]);
    const bool exponent = (text[end] == '-' || text[end] == '+') && end > 0 &&
                          (text[end - 1] == 'e' || text[end - 1] == 'E') && end + 1 < text.size() &&
                          base::is_digit(text[end + 1]);
    if (!base::is_alnum(text[end]) && !joined && !exponent) break;
    ++end;
  }
  return end;
}

std::size_t email_length(string_view text) {
  const auto is_local = [](char c) { return base::is_word(c) || c == '.' || c == '+' || c == '-'; };
  const auto at =
      static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), is_local) - text.begin());
  if (at == 0 || at >= text.size() || text[at] != '@') return 0;
  std::size_t end = at + 1;
  while (end < text.size() && (base::is_alnum(text[end]) || text[end] == '-' || text[end] == '.')) {
    ++end;
  }
  while (text[end - 1] == '.' || text[end - 1] == '-')
    --end;  // of the sentence
  const string_view host = text.substr(at + 1, end - at - 1);
  const std::size_t dot = host.find('.');
  return dot == host.npos || dot == 0 || dot + 1 == host.size() ? 0 : end;
}

// A letter-led name in quotes stays as it is, unless a part of it is an id.
bool is_kept_name(string_view text) {
  constexpr std::size_t id_digits_min = 2;
  if (text.empty() || !(base::is_alpha(text[0]) || text[0] == '_' || text[0] == '$')) return false;
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    const bool end = i == text.size() || text[i] == '.' || text[i] == '-' || text[i] == '_';
    if (!end && !is_name_char(text[i])) return false;
    if (!end) continue;
    const string_view piece = text.substr(begin, i - begin);
    const bool number = piece.size() >= id_digits_min && base::is_digits(piece);
    if (number || is_plain_hex_id(piece) || is_random(piece)) return false;
    begin = i + 1;
  }
  return true;
}

class WordTemplate {
 public:
  explicit WordTemplate(string_view word) : word_(word) {}

  std::string make() {
    while (at_ < word_.size())
      step();
    return std::move(out_);
  }

 private:
  [[nodiscard]] string_view rest() const { return word_.substr(at_); }
  [[nodiscard]] bool at_boundary() const {
    return at_ == 0 || (!is_name_char(word_[at_ - 1]) && word_[at_ - 1] != '>');
  }

  void take(std::size_t length, string_view token) {
    out_ += token;
    at_ += length;
  }

  void step() {
    if (at_boundary()) {
      if (take_quoted() || take_url() || take_path()) return;
      if (const std::size_t length = email_length(rest()); length > 0) {
        return take(length, "<email>");
      }
      const bool negative = word_[at_] == '-' && rest().size() > 1 && base::is_digit(rest()[1]);
      if (negative && (at_ == 0 || word_[at_ - 1] == '(' || word_[at_ - 1] == '=')) ++at_;
      if (const std::size_t length = special_length(rest()); length > 0) {
        return take(length, number_token);
      }
    }
    const char c = word_[at_];
    if (base::is_digit(c)) return take(number_length(rest()), number_token);
    const std::size_t dotted = rest().find_first_not_of("0123456789", 1);
    const bool version = c == 'v' && at_boundary() && dotted > 1 && dotted + 1 < rest().size() &&
                         rest()[dotted] == '.' && base::is_digit(rest()[dotted + 1]);
    if (version) return take(1, "v");
    if (!is_name_char(c)) return take(1, word_.substr(at_, 1));
    std::size_t end = at_;
    while (end < word_.size() && is_name_char(word_[end]))
      ++end;
    const string_view name = word_.substr(at_, end - at_);
    const bool alone = at_boundary() && (end == word_.size() || word_[end] != '<');
    if (alone && is_calendar_word(name)) return take(name.size(), number_token);
    take(name.size(), name_or_ids(name));
  }

  static bool is_calendar_word(string_view name) {
    constexpr string_view words =
        " Mon Tue Wed Thu Fri Sat Sun Jan Feb Mar Apr May Jun Jul Aug "
        "Sep Oct Nov Dec AM PM ";
    return name.size() <= 3 && words.find(" " + std::string(name) + " ") != words.npos;
  }

  bool take_quoted() {
    const char quote = word_[at_];
    if (quote != '\'' && quote != '"' && quote != '`') return false;
    const std::size_t close = word_.find(quote, at_ + 1);
    if (close == word_.npos || !is_kept_name(word_.substr(at_ + 1, close - at_ - 1))) return false;
    take(close + 1 - at_, word_.substr(at_, close + 1 - at_));
    return true;
  }

  // Up to what closes a bracket or a quote around it.
  [[nodiscard]] string_view place() const {
    const string_view text = rest().substr(0, rest().find_first_of("'\"`()[]{}<>,;|"));
    return text.substr(0, text.find_last_not_of(".:") + 1);  // npos + 1 is 0
  }

  bool take_url() {
    const string_view text = place();
    const std::size_t mark = text.find("://");
    if (mark == text.npos || mark == 0 || !base::is_alpha(text.front())) return false;
    const bool scheme = std::all_of(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(mark),
                                    [](char c) { return base::is_alnum(c) || c == '-'; });
    if (!scheme) return false;
    if (text.starts_with("file://")) {
      const bool drive = text.size() > 9 && text[7] == '/' && text[9] == ':';
      const std::size_t skipped = drive ? 8 : 7;
      at_ += skipped;
      if (take_path_here()) return true;
      at_ -= skipped;
    }
    const std::size_t slash = text.find('/', mark + 3);
    const string_view path = slash == text.npos ? string_view{} : text.substr(slash);
    take(text.size(), "<url>");
    add_path(path.substr(0, path.find_first_of("?#")));
    return true;
  }

  // "/home/ann/a.js", "C:\work\a.js": without what is of a machine.
  bool take_path() { return (at_ == 0 || word_[at_ - 1] != '/') && take_path_here(); }

  bool take_path_here() {
    const string_view text = place();
    const bool drive = text.size() > 3 && base::is_alpha(text[0]) && text[1] == ':' &&
                       (text[2] == '\\' || text[2] == '/');
    const bool rooted = text.size() > 1 && text[0] == '/' && is_name_char(text[1]);
    if (!drive && !rooted) return false;
    std::string path(text.substr(drive ? 2 : 0));
    std::replace(path.begin(), path.end(), '\\', '/');
    const std::string identity = fingerprint::identity_path(path);
    if (identity.empty()) return false;
    at_ += text.size();
    add_path(identity);
    return true;
  }

  // The folders and the name without their numbers and ids.
  void add_path(string_view path) {
    std::size_t begin = 0;
    for (std::size_t i = 0; i <= path.size(); ++i) {
      if (i < path.size() && is_name_char(path[i])) continue;
      out_ += name_or_ids(path.substr(begin, i - begin));
      if (i < path.size()) out_ += path[i];
      begin = i + 1;
    }
  }

  string_view word_;
  std::string out_;
  std::size_t at_ = 0;
};

// Replacing may uncover what can be replaced ("/x/https://h/7" has a URL behind a path), so it is
// repeated until nothing changes. A word that takes longer is nobody's message.
std::string template_of_word(string_view word) {
  constexpr int rounds_max = 4;
  std::string out(word);
  for (int round = 0; round < rounds_max && out.size() <= word_bytes_max; ++round) {
    std::string next = WordTemplate(out).make();
    if (next == out) return out;
    out = std::move(next);
  }
  return std::string(long_token);
}

}  // namespace

std::string message_template(string_view message) {
  std::string out;
  std::size_t words = 0;
  std::size_t at = 0;
  while (words < words_max) {
    while (at < message.size() && (base::is_space(message[at]) || base::is_control(message[at]))) {
      ++at;
    }
    if (at == message.size()) break;
    const std::size_t begin = at;
    while (at < message.size() && !base::is_space(message[at]) && !base::is_control(message[at])) {
      ++at;
    }
    if (words > 0) out += ' ';
    out += template_of_word(message.substr(begin, at - begin));
    ++words;
  }
  return out;
}

}  // namespace homeostat
