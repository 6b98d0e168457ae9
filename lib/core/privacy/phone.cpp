// Telephone numbers: written internationally, clearly formatted, or behind their label. Never
// bare digits: those are times, ids and sizes.
#include <algorithm>
#include <iterator>

#include "core/privacy/scan.hpp"

namespace homeostat::privacy {
namespace {

constexpr std::size_t written_bytes_max = 28;

constexpr std::string_view labels[] = {
    "tel",     "phone",    "telephone",   "telefon",      "mobile",       "cell",   "fax",
    "handy",   "whatsapp", "phonenumber", "phone_number", "mobil",        "msisdn", "sms",
    "telefax", "phone_no", "mobilephone", "tel_no",       "mobile_number"};

/// Groups of digits with blanks, dots, dashes, slashes or brackets between.
struct Written {
  std::size_t end = 0;
  std::size_t digits = 0;
  std::size_t groups = 0;
  std::array<std::size_t, 8> sizes{};
  bool dotted = false;
  bool dashed = false;
};

bool is_separator(char c) {
  return c == ' ' || c == '-' || c == '.' || c == '/' || c == '(' || c == ')';
}

Written read(std::string_view text, std::size_t at) {
  Written written;
  std::size_t i = at;
  while (i < text.size() && i - at < written_bytes_max) {
    std::size_t size = 0;
    while (i < text.size() && base::is_digit(text[i])) {
      ++i;
      ++size;
    }
    if (size == 0) break;
    written.digits += size;
    if (written.groups < written.sizes.size()) written.sizes[written.groups] = size;
    ++written.groups;
    written.end = i;
    std::size_t next = i;
    while (next < text.size() && next - i < 3 && is_separator(text[next]))
      ++next;
    if (next == i || next >= text.size() || !base::is_digit(text[next])) break;
    if (text[i] == ' ' && written.digits >= 15) break;
    written.dotted = written.dotted || text[i] == '.';
    written.dashed = written.dashed || text[i] == '-';
    i = next;
  }
  return written;
}

bool ends_number(const Scan& scan, std::size_t end) {
  const char after = scan.at(end);
  const char next = scan.at(end + 1);
  if (base::is_word(after) || after == ':' || after == '@') return false;
  return !((after == '.' || after == '-' || after == '/') && base::is_digit(next));
}

/// "+49 30 901820": the digits begin at `at`, behind the sign.
std::size_t find_international(Scan& scan, std::size_t at) {
  const char before = scan.before(at - 1);
  if (base::is_word(before) || before == ')' || before == ']' || before == '+' || before == '.') {
    return 0;
  }
  const bool line_start = before == '\n';
  const Written written = read(scan.text, at);
  const bool plain = written.groups == 1;
  const bool fits = written.digits <= 15 && written.digits >= (plain ? 10U : 8U);
  // A line that a patch adds begins with a sign, too.
  if (!fits || scan.text[at] == '0' || (plain && line_start) || !ends_number(scan, written.end)) {
    return 0;
  }
  if (written.groups == 2 && written.dotted) return 0;  // +1234567.890
  scan.add(Kind::phone, at - 1, written.end);
  return written.end;
}

/// "(555) 014-9876": the first digits begin at `at`, behind the bracket.
std::size_t find_bracketed(Scan& scan, std::size_t at) {
  const Written written = read(scan.text, at);
  const bool american = written.groups == 3 && written.sizes[0] == 3 && written.sizes[1] == 3 &&
                        written.sizes[2] == 4;
  const bool trunk =
      scan.text[at] == '0' && written.groups >= 2 && written.digits >= 9 && written.digits <= 12;
  const std::size_t bracket = scan.text.find(')', at);
  const bool closed = bracket != std::string_view::npos && bracket - at == written.sizes[0];
  if (!closed || !(american || trunk) || !ends_number(scan, written.end)) return 0;
  if (base::is_word(scan.before(at - 1))) return 0;  // f(555)
  scan.add(Kind::phone, at - 1, written.end);
  return written.end;
}

bool has_label(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end > 0 && at - end < 6 &&
         std::string_view(" :=.\"'(+").find(text[end - 1]) != std::string_view::npos) {
    --end;
  }
  if (end == at || end == 0 || !base::is_alpha(text[end - 1])) return false;
  const std::string_view word = name_before(text, end, 20);
  return std::any_of(std::begin(labels), std::end(labels),
                     [&](std::string_view one) { return base::iequals(one, word); });
}

/// "555-012-3456", "415.555.0123", "1-415-555-0123".
bool is_american(const Written& written, std::string_view text, std::size_t at) {
  const bool country = written.groups == 4 && written.sizes[0] == 1 && text[at] == '1';
  const std::size_t first = country ? 1 : 0;
  if (written.groups != first + 3 || written.sizes[first] != 3 || written.sizes[first + 1] != 3 ||
      written.sizes[first + 2] != 4) {
    return false;
  }
  const std::size_t area = at + 2 * first;
  if (text[area] < '2') return false;
  if (written.dotted) return !written.dashed && text[area + 4] >= '2';
  return written.dashed;
}

/// Three digits, or a 1, and a sign that goes on.
bool may_be_american(const Scan& scan, std::size_t at) {
  const std::size_t size = base::is_digit(scan.at(at + 1)) ? 3 : 1;
  const char after = scan.at(at + size);
  return (after == '-' || after == '.') && base::is_digit(scan.at(at + size + 1));
}

}  // namespace

std::size_t find_phone(Scan& scan, std::size_t at) {
  const char before = scan.before(at);
  if (before == '+') return find_international(scan, at);
  if (before == '(') {
    if (const std::size_t end = find_bracketed(scan, at)) return end;
  }
  if (base::is_word(before) ? !is_after_escape(scan.text, at)
                            : before == '.' || before == '-' || before == '/') {
    return 0;
  }
  const bool labelled = has_label(scan.text, at);
  const bool exit_code = scan.text.substr(at, 2) == "00" && scan.at(at + 2) > '0';
  if (!labelled && !exit_code && !may_be_american(scan, at)) return 0;
  const Written written = read(scan.text, at);
  if (written.digits < 7 || written.digits > 15 || !ends_number(scan, written.end)) return 0;
  const bool date = written.groups == 3 && written.sizes[0] == 4 && written.dashed;
  const bool international = exit_code && written.groups >= 3 && written.digits >= 10;
  if (date ||
      !(labelled || (international && !written.dotted) || is_american(written, scan.text, at))) {
    return 0;
  }
  scan.add(Kind::phone, at, written.end);
  return written.end;
}

}  // namespace homeostat::privacy
