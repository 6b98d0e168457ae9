#include <algorithm>
#include <charconv>

#include <homeostat/privacy.hpp>

#include "core/base/text.hpp"
#include "core/privacy/pseudonyms.hpp"
#include "core/privacy/spans.hpp"

namespace homeostat {
namespace {

using privacy::Kind;
using privacy::Span;
using privacy::Spans;

// A replacement may uncover something new beside it; that many passes settle every known text.
constexpr int passes_max = 8;
// What is looked at again around a replacement: its line and those beside it, or so many bytes on
// each side. A text no longer than the last is looked at as a whole.
constexpr std::size_t margin_bytes = 256;
constexpr std::size_t whole_bytes_max = 2048;
// What is found so near to the end of a window that ends inside of a line may be but a part.
constexpr std::size_t edge_bytes = 48;

bool begins_before(const Span& a, const Span& b) { return a.offset < b.offset; }

/// Puts sorted spans into sorted spans.
void merge_in(Spans& all, Spans&& more) {
  if (!std::is_sorted(more.begin(), more.end(), begins_before)) {
    std::stable_sort(more.begin(), more.end(), begins_before);
  }
  if (all.empty()) {
    all = std::move(more);
    return;
  }
  const auto middle = static_cast<std::ptrdiff_t>(all.size());
  all.insert(all.end(), more.begin(), more.end());
  std::inplace_merge(all.begin(), all.begin() + middle, all.end(), begins_before);
}

Spans find_visible(std::string_view text, const SanitizeOptions& options) {
  Spans all;
  Spans found;
  const auto take = [&] {
    merge_in(all, std::move(found));
    found = {};
  };
  if (options.held != nullptr) {
    privacy::find_known_values(text, *options.held, found);
    take();
    if (!options.held->empty()) privacy::find_escaped_known(text, *options.held, found);
    take();
  }
  privacy::find_secret_spans(text, found);
  take();
  const bool source = options.mode == SanitizeMode::source;
  if (!options.compat) {
    privacy::find_joined(text, source, found);
    take();
  }
  if (source) {
    privacy::find_url_secrets(text, found);
    take();
    return all;
  }
  const privacy::FindOptions find{.compat = options.compat};
  privacy::find_random_tokens(text, found);
  take();
  bool escaped = false;
  privacy::find_personal(text, find, found, escaped);
  take();
  if (escaped) {
    privacy::find_escaped(text, find, found);
    take();
  }
  return all;
}

/// "EMAIL_1" inside of its brackets: a name that was given, whatever stands around it.
bool is_given_name(std::string_view text, const Span& span) {
  if (span.offset == 0 || text[span.offset - 1] != '[') return false;
  return text.substr(span.end(), 1) == "]" &&
         privacy::free_form(text.substr(span.offset - 1, span.length + 2)) > 1;
}

Spans find_all(std::string_view text, const SanitizeOptions& options) {
  if (!privacy::has_zero_width(text)) {
    Spans spans = find_visible(text, options);
    std::erase_if(spans, [&](const Span& span) { return is_given_name(text, span); });
    return spans;
  }
  const privacy::BareText bare = privacy::without_zero_width(text);
  Spans spans = find_visible(bare.text, options);
  std::erase_if(spans, [&](const Span& span) { return is_given_name(bare.text, span); });
  for (Span& span : spans) {
    const std::size_t last = bare.offsets[span.end() - 1] + 1;
    span.offset = bare.offsets[span.offset];
    span.length = last - span.offset;
  }
  return spans;
}

/// Spans that overlap become one that covers both, named by the one of higher rank.
Spans join(const Spans& spans) {
  Spans joined;
  joined.reserve(spans.size());
  for (const Span& span : spans) {
    if (joined.empty() || span.offset >= joined.back().end()) {
      joined.push_back(span);
      continue;
    }
    Span& last = joined.back();
    const std::size_t end = std::max(last.end(), span.end());
    if (span.kind < last.kind || (span.kind == last.kind && last.rule == "random-token")) {
      last.kind = span.kind;
      last.rule = span.rule;
    }
    last.length = end - last.offset;
  }
  return joined;
}

struct Written {
  Sanitized out;
  std::vector<std::size_t> ends;  ///< of what each redaction left, its line ends included
};

/// Writes names into a text, the same for the same value.
class Writer {
 public:
  Writer(std::string_view text, Pseudonyms::Table& table, bool compat)
      : text_(text), table_(table), compat_(compat), form_(compat ? 1 : privacy::free_form(text)) {}

  Written write(const Spans& spans) {
    Written written;
    Sanitized& out = written.out;
    written.ends.reserve(spans.size());
    out.text.reserve(text_.size() + text_.size() / 16);
    out.redactions.reserve(spans.size());
    std::size_t at = 0;
    for (const Span& span : spans) {
      const std::string_view value = text_.substr(span.offset, span.length);
      out.text += text_.substr(at, span.offset - at);
      Redaction redaction{.kind = privacy::names_of(span.kind).public_name,
                          .credential = privacy::is_credential(span.kind),
                          .offset = span.offset,
                          .length = span.length,
                          .placed_offset = out.text.size(),
                          .value = table_.value_of(span.kind, value)};
      append_name(span, redaction.value, out.text);
      redaction.placed_length = out.text.size() - redaction.placed_offset;
      append_line_ends(value, out.text);
      out.redactions.push_back(redaction);
      written.ends.push_back(out.text.size());
      at = span.end();
    }
    out.text += text_.substr(at);
    return written;
  }

 private:
  void append_name(const Span& span, std::uint32_t value, std::string& out) const {
    if (span.kind == Kind::invisible) return;
    if (compat_) {
      out += privacy::compat_token(span);
      return;
    }
    out += '[';
    out += privacy::names_of(span.kind).token;
    out += '_';
    append_number(table_.values[value].number, out);
    if (form_ > 1) {
      out += '_';
      append_number(form_, out);
    }
    out += ']';
  }

  static void append_number(std::uint64_t number, std::string& out) {
    char digits[20];
    const auto end = std::to_chars(std::begin(digits), std::end(digits), number).ptr;
    out.append(std::begin(digits), end);
  }

  /// The line ends of what is taken out stay.
  static void append_line_ends(std::string_view value, std::string& out) {
    for (std::size_t at = value.find('\n'); at != value.npos; at = value.find('\n', at + 1)) {
      out += at > 0 && value[at - 1] == '\r' ? "\r\n" : "\n";
    }
  }

  std::string_view text_;
  Pseudonyms::Table& table_;
  bool compat_;
  std::uint64_t form_;
};

struct Window {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// Behind the second line end in front of `at`, if it is near.
std::size_t begin_of_window(std::string_view text, std::size_t at) {
  const std::size_t limit = at - std::min(at, margin_bytes);
  std::size_t begin = at;
  for (int ends = 0; begin > limit; --begin) {
    if (text[begin - 1] == '\n' && ++ends == 2) break;
  }
  return begin;
}

/// Behind the second line end behind `at`, if it is near.
std::size_t end_of_window(std::string_view text, std::size_t at) {
  const std::size_t limit = std::min(text.size(), at + margin_bytes);
  std::size_t end = at;
  for (int ends = 0; end < limit && ends < 2; ++end) {
    if (text[end] == '\n') ++ends;
  }
  return end;
}

/// Where a place of the output lies in the input; what was replaced counts as a whole.
class PlaceMap {
 public:
  explicit PlaceMap(const Written& written) : written_(written) {}

  [[nodiscard]] std::size_t begin_of(std::size_t at) const {
    const std::size_t next = first_after(at);
    if (next == 0) return at;
    const Redaction& last = written_.out.redactions[next - 1];
    const std::size_t end = written_.ends[next - 1];
    return at < end ? last.offset : last.offset + last.length + (at - end);
  }
  [[nodiscard]] std::size_t end_of(std::size_t at) const {
    const std::size_t next = first_after(at - 1);
    if (next == 0) return at;
    const Redaction& last = written_.out.redactions[next - 1];
    const std::size_t end = written_.ends[next - 1];
    return last.offset + last.length + (at <= end ? 0 : at - end);
  }

 private:
  /// The index of the first redaction that is placed behind `at`.
  [[nodiscard]] std::size_t first_after(std::size_t at) const {
    const auto& all = written_.out.redactions;
    const auto next = std::upper_bound(
        all.begin(), all.end(), at,
        [](std::size_t place, const Redaction& one) { return place < one.placed_offset; });
    return static_cast<std::size_t>(next - all.begin());
  }

  const Written& written_;
};

/// What lies around the redactions that cover any of `places`, or around all of them.
std::vector<Window> windows_around(const Written& written, const Spans* places) {
  std::vector<Window> windows;
  const std::string_view text = written.out.text;
  if (written.ends.empty()) return windows;
  if (text.size() <= whole_bytes_max) return {{0, text.size()}};
  std::size_t place = 0;
  for (std::size_t i = 0; i < written.ends.size(); ++i) {
    const Redaction& one = written.out.redactions[i];
    if (places != nullptr) {
      while (place < places->size() && (*places)[place].offset < one.offset)
        ++place;
      if (place == places->size()) break;
      if ((*places)[place].offset >= one.offset + one.length) continue;
    }
    const std::size_t begin = begin_of_window(text, one.placed_offset);
    const std::size_t end = end_of_window(text, written.ends[i]);
    if (!windows.empty() && begin <= windows.back().end) {
      windows.back().end = end;
    } else {
      windows.push_back({begin, end});
    }
  }
  return windows;
}

/// In coordinates of the input. What lies at the edge of a window was cut off from its context.
Spans find_in(const Written& written, const std::vector<Window>& windows,
              const SanitizeOptions& options) {
  const std::string_view text = written.out.text;
  const PlaceMap places(written);
  Spans spans;
  for (const Window& window : windows) {
    const bool cut_begin = window.begin > 0 && text[window.begin - 1] != '\n';
    const bool cut_end = window.end < text.size() && text[window.end - 1] != '\n';
    const std::size_t from = window.begin + (cut_begin ? edge_bytes : 0);
    const std::size_t to = window.end - (cut_end ? edge_bytes : 0);
    for (const Span& span :
         find_all(text.substr(window.begin, window.end - window.begin), options)) {
      const std::size_t begin = window.begin + span.offset;
      if (begin < from || begin + span.length > to) continue;
      const std::size_t first = places.begin_of(begin);
      const std::size_t last = places.end_of(begin + span.length);
      spans.push_back({span.kind, first, last - first, span.rule});
    }
  }
  return spans;
}

bool same_places(const Spans& a, const Spans& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const Span& x, const Span& y) {
    return x.offset == y.offset && x.length == y.length;
  });
}

}  // namespace

Sanitized sanitize(std::string_view text, Pseudonyms& names, const SanitizeOptions& options) {
  if (!options.known_values.empty()) {
    KnownValues held = options.held != nullptr ? *options.held : KnownValues{};
    for (const std::string& value : options.known_values)
      held.add("known value", value);
    SanitizeOptions prepared = options;
    prepared.known_values.clear();
    prepared.held = &held;
    return sanitize(text, names, prepared);
  }
  Writer writer(text, names.table(), options.compat);
  Spans spans = join(find_all(text, options));
  Written written = writer.write(spans);
  std::vector<Window> windows = windows_around(written, nullptr);
  for (int pass = 1; pass < passes_max && !windows.empty(); ++pass) {
    Spans more = find_in(written, windows, options);
    if (more.empty()) break;
    Spans all = spans;
    merge_in(all, Spans(more));
    all = join(all);
    if (same_places(all, spans)) break;
    spans = std::move(all);
    written = writer.write(spans);
    windows = windows_around(written, &more);
  }
  return std::move(written.out);
}

Sanitized sanitize(std::string_view text, const SanitizeOptions& options) {
  Pseudonyms names;
  return sanitize(text, names, options);
}

std::string restore(const Sanitized& sanitized, const Pseudonyms& names) {
  std::string text;
  std::size_t at = 0;
  for (const Redaction& one : sanitized.redactions) {
    text += std::string_view(sanitized.text).substr(at, one.placed_offset - at);
    const std::string& value = names.table().values[one.value].bytes;
    text += value;
    at = one.placed_offset + one.placed_length + privacy::line_end_bytes(value);
  }
  return text += std::string_view(sanitized.text).substr(at);
}

}  // namespace homeostat
