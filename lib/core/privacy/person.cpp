// Names of people, where an address stands beside them.
#include <algorithm>
#include <iterator>

#include "core/privacy/scan.hpp"

namespace homeostat::privacy {
namespace {

constexpr std::size_t name_bytes_max = 80;
constexpr std::size_t words_max = 5;

// Headers and trailers behind which a name stands, however it is written.
constexpr std::string_view person_headers[] = {
    "author",      "committer",   "commit",      "co-authored-by", "signed-off-by", "reviewed-by",
    "acked-by",    "tested-by",   "reported-by", "suggested-by",   "helped-by",     "from",
    "to",          "cc",          "bcc",         "reply-to",       "sender",        "tagger",
    "maintainer",  "maintainers", "contact",     "return-path",    "x-original-to", "approved-by",
    "mentored-by",
};

// Small words inside of names.
constexpr std::string_view particles[] = {"van", "von", "de",  "der", "den", "la", "le",
                                          "da",  "di",  "del", "bin", "al",  "el", "dos"};

bool is_high(char c) { return static_cast<unsigned char>(c) >= 0x80; }

bool is_name_byte(char c) {
  return base::is_alpha(c) || is_high(c) || c == ' ' || c == '.' || c == '-' || c == '\'';
}

/// Written as a name is: "Tomás", "O'Neil", "J.", "van".
bool is_name_word(std::string_view word) {
  if (word.empty()) return false;
  if (base::is_upper(word.front()) || is_high(word.front())) return true;
  return std::find(std::begin(particles), std::end(particles), word) != std::end(particles);
}

/// Where the last words of `text` that look like a name begin, and how many there are.
struct NameWords {
  std::size_t begin = 0;
  std::size_t count = 0;
};
NameWords name_at_end_of(std::string_view text) {
  NameWords name{text.size(), 0};
  while (name.begin > 0 && name.count < words_max) {
    const std::size_t space = text.substr(0, name.begin).find_last_of(' ');
    const std::size_t begin = space == text.npos ? 0 : space + 1;
    if (!is_name_word(text.substr(begin, name.begin - begin))) break;
    ++name.count;
    name.begin = begin == 0 ? 0 : begin - 1;
  }
  if (name.count > 0 && text[name.begin] == ' ') ++name.begin;
  return name;
}

/// The name goes in front of the address that was found just before.
void add_name(Scan& scan, std::size_t begin, std::size_t end) {
  scan.add(Kind::person, begin, end);
  const std::size_t last = scan.spans.size() - 1;
  std::swap(scan.spans[last - 1], scan.spans[last]);
}

bool is_person_header(std::string_view text, std::size_t colon) {
  const std::string_view name = name_before(text, colon, 20);
  return std::any_of(std::begin(person_headers), std::end(person_headers),
                     [&](std::string_view one) { return base::iequals(one, name); });
}

/// `"Name" ` in front of `end`.
void find_quoted_name(Scan& scan, std::size_t end) {
  const std::string_view text = scan.text;
  const char quote = text[end - 1];
  std::size_t last = end - 1;
  if (last > 0 && text[last - 1] == '\\') --last;  // \" of JSON
  std::size_t begin = last;
  while (begin > 0 && last - begin < name_bytes_max && text[begin - 1] != quote &&
         (is_name_byte(text[begin - 1]) || text[begin - 1] == ','))
    --begin;
  if (begin < last && scan.before(begin) == quote) add_name(scan, begin, last);
}

/// "Name" in front of `end`, without quotes.
void find_bare_name(Scan& scan, std::size_t end) {
  const std::string_view text = scan.text;
  std::size_t begin = end;
  while (begin > 0 && end - begin < name_bytes_max && is_name_byte(text[begin - 1]))
    --begin;
  if (begin < end && is_after_escape(text, begin + 1)) ++begin;
  while (begin < end && text[begin] == ' ')
    ++begin;
  if (begin == end) return;
  std::size_t edge = begin;
  while (edge > 0 && text[edge - 1] == ' ')
    --edge;
  const char before = scan.before(edge);
  if (before == ':' && is_person_header(text, edge - 1)) {
    add_name(scan, begin, end);
    return;
  }
  const NameWords name = name_at_end_of(text.substr(begin, end - begin));
  // Words of a sentence may begin with a capital: a name alone is one word, after others it is two.
  const bool alone = name.begin == 0 && !base::is_alnum(before) && before != '.';
  if (name.count >= (alone ? 1U : 2U)) add_name(scan, begin + name.begin, end);
}

/// `[Name](mailto:` in front of `begin`.
void find_link_text(Scan& scan, std::size_t begin) {
  constexpr std::string_view link = "](mailto:";
  const std::string_view text = scan.text;
  if (begin < link.size() || text.substr(begin - link.size(), link.size()) != link) return;
  const std::size_t end = begin - link.size();
  std::size_t name = end;
  while (name > 0 && end - name < name_bytes_max && is_name_byte(text[name - 1]))
    --name;
  if (name < end && scan.before(name) == '[') add_name(scan, name, end);
}

/// `<a href="mailto:…">Name</a>` behind `end`.
void find_anchor_text(Scan& scan, std::size_t end) {
  const std::string_view text = scan.text;
  if (text.substr(end, 2) != "\">" && text.substr(end, 2) != "'>") return;
  const std::size_t begin = end + 2;
  std::size_t last = begin;
  while (last < text.size() && last - begin < name_bytes_max && is_name_byte(text[last]))
    ++last;
  const std::string_view name = text.substr(begin, last - begin);
  if (text.substr(last, 4) == "</a>" && name_at_end_of(name).begin == 0 && !name.empty()) {
    scan.add(Kind::person, begin, last);
  }
}

}  // namespace

void find_person(Scan& scan, std::size_t begin, std::size_t end) {
  const std::string_view text = scan.text;
  std::size_t open = 0;  // where "<" or "&lt;" begins
  if (scan.before(begin) == '<' && scan.at(end) == '>') {
    open = begin - 1;
  } else if (text.substr(0, begin).ends_with("&lt;")) {
    open = begin - 4;
  } else {
    find_link_text(scan, begin);
    find_anchor_text(scan, end);
    return;
  }
  std::size_t last = open;
  while (last > 0 && open - last < 2 && text[last - 1] == ' ')
    --last;
  if (last == 0) return;
  if (text[last - 1] == '"' || text[last - 1] == '\'') {
    find_quoted_name(scan, last);
  } else {
    find_bare_name(scan, last);
  }
}

}  // namespace homeostat::privacy
