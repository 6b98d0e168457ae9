#include <algorithm>
#include <array>
#include <cstdint>
#include <map>

#include <homeostat/privacy.hpp>

#include "core/base/format.hpp"
#include "core/base/text.hpp"
#include "core/privacy/spans.hpp"

namespace homeostat {
namespace {

using privacy::Kind;
using privacy::Span;
using privacy::Spans;

// A replacement may uncover something new beside it; that many passes settle every known text.
constexpr int passes_max = 4;

struct KindNames {
  std::string_view public_name;  ///< of Redaction::kind
  std::string_view token;        ///< "[EMAIL_1]"
  std::string_view compat;       ///< the predecessor's
};

// In the order of Kind.
constexpr KindNames kind_names[] = {
    {"known_value", "SECRET", "[REDACTED_TOKEN]"},
    {"url_credentials", "CREDENTIALS", "[REDACTED_URL]"},
    {"query_value", "SECRET", "[REDACTED_QUERY_VALUE]"},
    {"data_uri", "DATA", "[REDACTED_DATA_URI]"},
    {"secret", "SECRET", "[REDACTED_TOKEN]"},
    {"extension_id", "EXTENSION", "[REDACTED_EXTENSION_ID]"},
    {"card", "CARD", "[REDACTED_CC]"},
    {"ssn", "SSN", "[REDACTED_SSN]"},
    {"iban", "IBAN", "[REDACTED_IBAN]"},
    {"email", "EMAIL", "[REDACTED_EMAIL]"},
    {"user_path", "USER", "[REDACTED_USER_PATH]"},
    {"mac", "MAC", "[REDACTED_IP]"},
    {"ipv6", "IP", "[REDACTED_IP]"},
    {"ipv4", "IP", "[REDACTED_IP]"},
    {"invisible", "", ""},
};

const KindNames& names_of(Kind kind) { return kind_names[static_cast<std::size_t>(kind)]; }

std::string_view compat_secret(std::string_view rule) {
  if (rule.starts_with("github-")) return "[REDACTED_GITHUB_TOKEN]";
  if (rule == "jwt") return "[REDACTED_JWT]";
  if (rule == "linear-key") return "[REDACTED_LINEAR_KEY]";
  if (rule == "plausible-key") return "[REDACTED_PLAUSIBLE_KEY]";
  return rule.empty() || rule == "random-token" ? "[REDACTED_TOKEN]" : "[REDACTED_API_KEY]";
}

/// Gives the same value the same name, and no name that the text already holds.
class Namer {
 public:
  Namer(std::string_view text, bool compat) : compat_(compat) {
    if (!compat) skip_names_in(text);
  }

  std::string name(const Span& span, std::string_view value) {
    const KindNames& names = names_of(span.kind);
    if (span.kind == Kind::invisible) return {};
    if (compat_ && span.kind == Kind::secret) return std::string(compat_secret(span.rule));
    if (compat_ && span.rule == "windows") return "[REDACTED_WINDOWS_USER_PATH]";
    if (compat_) return std::string(names.compat);
    const bool folded = span.kind == Kind::email || span.kind == Kind::user_path;
    const auto [at, is_new] = given_.try_emplace(
        std::pair(std::string(names.token), folded ? base::to_lower(value) : std::string(value)),
        0);
    if (is_new) at->second = ++last_[std::string(names.token)];
    return base::format("[{}_{}]", names.token, at->second);
  }

 private:
  /// "[EMAIL_3]" in the text: the next address is the fourth.
  void skip_names_in(std::string_view text) {
    for (std::size_t at = text.find('['); at != text.npos; at = text.find('[', at + 1)) {
      std::size_t mid = at + 1;
      while (mid < text.size() && base::is_upper(text[mid]))
        ++mid;
      if (mid == at + 1 || mid >= text.size() || text[mid] != '_') continue;
      std::size_t end = mid + 1;
      while (end < text.size() && end - mid < 10 && base::is_digit(text[end]))
        ++end;
      if (end == mid + 1 || end >= text.size() || text[end] != ']') continue;
      std::int64_t& last = last_[std::string(text.substr(at + 1, mid - at - 1))];
      last = std::max(last, base::parse_int(text.substr(mid + 1, end - mid - 1)).value_or(0));
    }
  }

  bool compat_;
  std::map<std::pair<std::string, std::string>, std::int64_t> given_;
  std::map<std::string, std::int64_t> last_;
};

Spans find_all(std::string_view text, const SanitizeOptions& options) {
  const privacy::FindOptions find{.compat = options.compat};
  Spans spans;
  privacy::find_known_values(text, options.known_values, spans);
  privacy::find_secret_spans(text, spans);
  privacy::find_random_tokens(text, spans);
  privacy::find_url_parts(text, spans);
  privacy::find_emails(text, spans);
  privacy::find_addresses(text, find, spans);
  privacy::find_user_paths(text, find, spans);
  privacy::find_numbers(text, spans);
  privacy::find_direction_marks(text, spans);
  return spans;
}

std::size_t end_of(const Span& span) { return span.offset + span.length; }

/// The host behind a URL's credentials looks like the domain of an address; it is none.
void drop_hosts_of_credentials(Spans& spans) {
  std::vector<std::size_t> ends;
  for (const Span& span : spans) {
    if (span.kind == Kind::credentials) ends.push_back(end_of(span));
  }
  std::sort(ends.begin(), ends.end());
  std::erase_if(spans, [&](const Span& span) {
    if (span.kind != Kind::email) return false;
    const auto end = std::upper_bound(ends.begin(), ends.end(), span.offset);
    return end != ends.end() && *end < end_of(span);
  });
}

/// Sorted; spans that overlap become one that covers both, named by the one of higher rank.
Spans merge(Spans spans) {
  drop_hosts_of_credentials(spans);
  std::stable_sort(spans.begin(), spans.end(),
                   [](const Span& a, const Span& b) { return a.offset < b.offset; });
  Spans merged;
  for (const Span& span : spans) {
    if (merged.empty() || span.offset >= end_of(merged.back())) {
      merged.push_back(span);
      continue;
    }
    Span& last = merged.back();
    const std::size_t end = std::max(end_of(last), end_of(span));
    if (span.kind < last.kind || (span.kind == last.kind && last.rule == "random-token")) {
      last.kind = span.kind;
      last.rule = span.rule;
    }
    last.length = end - last.offset;
  }
  return merged;
}

/// The line ends of what is taken out stay.
std::string line_ends_of(std::string_view value) {
  std::string ends;
  for (std::size_t i = 0; i < value.size(); ++i) {
    if (value[i] == '\n') ends += i > 0 && value[i - 1] == '\r' ? "\r\n" : "\n";
  }
  return ends;
}

/// In the predecessor's form the scheme goes with the id, and "data:…;base64," with the bytes.
void widen_for_compat(std::string_view text, Spans& spans) {
  for (Span& span : spans) {
    const std::string_view before = text.substr(0, span.offset);
    std::size_t begin = span.offset;
    if (span.kind == Kind::extension_id) {
      begin -= 3;
      while (begin > 0 && (base::is_alpha(text[begin - 1]) || text[begin - 1] == '-'))
        --begin;
    } else if (span.kind == Kind::data_uri) {
      begin = before.rfind("data:");
    }
    span.length += span.offset - begin;
    span.offset = begin;
  }
}

struct Replaced {
  Span span;
  std::size_t length = 0;  ///< of what stands there now
};

struct Pass {
  std::string text;
  std::vector<Replaced> replaced;
};

Pass run_pass(std::string_view text, const SanitizeOptions& options, Namer& namer) {
  Spans spans = find_all(text, options);
  if (options.compat) widen_for_compat(text, spans);
  Pass pass;
  pass.text.reserve(text.size());
  std::size_t at = 0;
  for (const Span& span : merge(std::move(spans))) {
    const std::string_view value = text.substr(span.offset, span.length);
    const std::string instead = namer.name(span, value) + line_ends_of(value);
    pass.text += text.substr(at, span.offset - at);
    pass.text += instead;
    pass.replaced.push_back({span, instead.size()});
    at = end_of(span);
  }
  pass.text += text.substr(at);
  return pass;
}

/// Where a span of a pass's output lies in its input; what was replaced counts as a whole.
Span before_pass(const Span& span, const Pass& pass) {
  std::size_t shift_in = 0;
  std::size_t begin = span.offset;
  std::size_t end = end_of(span);
  std::size_t out = 0;
  for (const Replaced& one : pass.replaced) {
    out = one.span.offset + shift_in;  // modulo 2^64: the shift may be negative
    const std::size_t out_end = out + one.length;
    if (out_end <= span.offset) begin = end_of(one.span) + (span.offset - out_end);
    if (out < span.offset && span.offset < out_end) begin = one.span.offset;
    if (out_end <= end_of(span)) end = end_of(one.span) + (end_of(span) - out_end);
    if (out < end_of(span) && end_of(span) < out_end) end = end_of(one.span);
    shift_in += one.length - one.span.length;
  }
  return {span.kind, begin, end - begin, span.rule};
}

}  // namespace

Sanitized sanitize(std::string_view text, const SanitizeOptions& options) {
  Namer namer(text, options.compat);
  std::vector<Pass> passes;
  Spans all;
  std::string current(text);
  for (int i = 0; i < passes_max; ++i) {
    Pass pass = run_pass(current, options, namer);
    if (pass.replaced.empty()) break;
    for (const Replaced& one : pass.replaced) {
      Span span = one.span;
      for (auto earlier = passes.rbegin(); earlier != passes.rend(); ++earlier) {
        span = before_pass(span, *earlier);
      }
      all.push_back(span);
    }
    current = pass.text;
    passes.push_back(std::move(pass));
  }
  Sanitized result{std::move(current), {}};
  for (const Span& span : merge(std::move(all))) {
    result.redactions.push_back(
        {std::string(names_of(span.kind).public_name), span.offset, span.length});
  }
  return result;
}

}  // namespace homeostat
