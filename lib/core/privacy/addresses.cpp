#include <algorithm>

#include "core/base/text.hpp"
#include "core/privacy/spans.hpp"

namespace homeostat::privacy {
namespace {

constexpr std::size_t run_bytes_max = 64;

/// One number 0-255 at `at`; 0 if there is none, else its length.
std::size_t octet(std::string_view text, std::size_t at) {
  std::size_t length = 0;
  int value = 0;
  while (length < 3 && at + length < text.size() && base::is_digit(text[at + length])) {
    value = value * 10 + (text[at + length] - '0');
    ++length;
  }
  return value > 255 ? 0 : length;
}

/// The length of "1.2.3.4" at `at`, 0 if it is none.
std::size_t dotted_quad(std::string_view text, std::size_t at) {
  std::size_t end = at;
  for (int i = 0; i < 4; ++i) {
    if (i > 0 && (end >= text.size() || text[end++] != '.')) return 0;
    const std::size_t length = octet(text, end);
    if (length == 0) return 0;
    end += length;
  }
  return end - at;
}

/// The word before `at`, across a few separators: of "Version=4.0.0.0" it is "Version".
std::string_view word_before(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end > 0 && at - end < 3 && std::string_view(" =:\"'(").find(text[end - 1]) != text.npos) {
    --end;
  }
  std::size_t begin = end;
  while (begin > 0 && end - begin < 16 && base::is_alpha(text[begin - 1]))
    --begin;
  return text.substr(begin, end - begin);
}

bool is_version_context(std::string_view text, std::size_t at) {
  const char before = at == 0 ? '\0' : text[at - 1];
  // A product: "Chrome/120.0.0.0", and not the host of a URL.
  if (before == '/' && at >= 2 && base::is_alnum(text[at - 2])) return true;
  const std::string_view word = word_before(text, at);
  for (const std::string_view one :
       {"version", "ver", "v", "release", "build", "oid", "section", "chapter", "revision", "rev",
        "fileversion", "assemblyversion", "productversion", "tag"}) {
    if (base::iequals(word, one)) return true;
  }
  return false;
}

bool is_own_or_mask(std::string_view ip) {
  return ip.starts_with("127.") || ip == "0.0.0.0" || ip.starts_with("255.");
}

std::size_t find_ipv4(std::string_view text, std::size_t at, bool keep_own, Spans& spans) {
  const std::size_t length = dotted_quad(text, at);
  if (length == 0) return at;
  const std::size_t end = at + length;
  const char after = end < text.size() ? text[end] : '\0';
  const char next = end + 1 < text.size() ? text[end + 1] : '\0';
  if (base::is_word(after) || ((after == '.' || after == '-') && base::is_alnum(next))) return at;
  if (is_version_context(text, at)) return end;
  if (keep_own && is_own_or_mask(text.substr(at, length))) return end;
  spans.push_back({Kind::ipv4, at, length, {}});
  return end;
}

bool is_mac(std::string_view run) {
  if (run.size() != 17) return false;
  for (std::size_t i = 0; i < run.size(); ++i) {
    if (i % 3 == 2 ? run[i] != ':' : !base::is_hex_digit(run[i])) return false;
  }
  return true;
}

/// What RFC 4291 calls an address, in text form, at least two groups of it written.
bool is_ipv6(std::string_view run) {
  int groups = 0;
  int gaps = 0;
  for (std::size_t at = 0; at < run.size();) {
    if (run.substr(at, 2) == "::") {
      ++gaps;
      at += 2;
      continue;
    }
    if (run[at] == ':') {
      if (at == 0 || at + 1 == run.size()) return false;
      ++at;
    }
    std::size_t end = at;
    while (end < run.size() && base::is_hex_digit(run[end]))
      ++end;
    if (end < run.size() && run[end] == '.') {
      if (dotted_quad(run, at) != run.size() - at) return false;
      groups += 2;
      break;
    }
    if (end == at || end - at > 4) return false;
    ++groups;
    at = end;
  }
  return gaps == 0 ? groups == 8 : gaps == 1 && groups >= 2 && groups < 8;
}

bool is_run_byte(char c) { return base::is_hex_digit(c) || c == ':' || c == '.'; }

std::size_t zone_length(std::string_view text, std::size_t at) {
  if (at >= text.size() || text[at] != '%') return 0;
  std::size_t end = at + 1;
  while (end < text.size() && end - at < 17 && base::is_alnum(text[end]))
    ++end;
  return end - at == 1 ? 0 : end - at;
}

/// A run of hex digits and colons from `begin` to `end`.
void judge_run(std::string_view text, std::size_t begin, std::size_t end, Spans& spans) {
  std::string_view run = text.substr(begin, end - begin);
  while (run.ends_with('.'))
    run.remove_suffix(1);
  if (run.ends_with(':') && !run.ends_with("::")) run.remove_suffix(1);
  if (is_mac(run)) {
    spans.push_back({Kind::mac, begin, run.size(), {}});
    return;
  }
  // "fab::add2" is a name: of an address the first group that is written has a digit.
  const std::string_view first = run.substr(0, run.find(':', 1));
  if (!is_ipv6(run) ||
      (first.front() != ':' && std::none_of(first.begin(), first.end(), base::is_digit))) {
    return;
  }
  const std::size_t after = begin + run.size();
  const char next = after < text.size() ? text[after] : '\0';
  if (base::is_word(next) || next == '(' || next == '<' || next == '~') return;
  spans.push_back({Kind::ipv6, begin, run.size() + zone_length(text, after), {}});
}

bool continues_word(std::string_view text, std::size_t at) {
  if (at == 0) return false;
  const char before = text[at - 1];
  return base::is_word(before) || before == '.' || before == '-' ||
         static_cast<unsigned char>(before) >= 0x80;
}

}  // namespace

void find_addresses(std::string_view text, const FindOptions& options, Spans& spans) {
  for (std::size_t at = 0; at < text.size();) {
    if (!is_run_byte(text[at])) {
      ++at;
      continue;
    }
    std::size_t end = at;
    bool colon = false;
    for (; end < text.size() && is_run_byte(text[end]); ++end)
      colon = colon || text[end] == ':';
    const std::size_t count = spans.size();
    // A word that ran into the run ("abc.de:10") is a name of a file or a namespace.
    if (colon && end - at <= run_bytes_max && !continues_word(text, at)) {
      judge_run(text, at, end, spans);
    }
    for (std::size_t i = at; i < end && spans.size() == count;) {
      const bool starts = base::is_digit(text[i]) && !continues_word(text, i);
      const std::size_t next = starts ? find_ipv4(text, i, !options.compat, spans) : i;
      i = std::max(next, i + 1);
    }
    at = end;
  }
}

}  // namespace homeostat::privacy
