// What is written as the sum of string literals - "ghp_" + "…" - is read as one.
#include <algorithm>

#include "core/base/text.hpp"
#include "core/privacy/spans.hpp"

namespace homeostat::privacy {
namespace {

constexpr std::size_t context_bytes_max = 256;
constexpr std::size_t window_bytes_max = 2048;
constexpr std::size_t gap_bytes_max = 64;

struct Joint {
  std::size_t begin = 0;  ///< of the first quote
  std::size_t end = 0;    ///< behind the second; equal to begin: there is none
};

bool is_quote(char c) { return c == '"' || c == '\'' || c == '`'; }

/// The joint around the plus at `at`: a quote, blanks, the plus, blanks, the same quote.
Joint joint_around(std::string_view text, std::size_t at) {
  std::size_t begin = at;
  while (begin > 0 && at - begin < gap_bytes_max && base::is_space(text[begin - 1]))
    --begin;
  std::size_t end = at + 1;
  while (end < text.size() && end - at < gap_bytes_max && base::is_space(text[end]))
    ++end;
  if (begin < 2 || end + 1 >= text.size() || !is_quote(text[begin - 1])) return {};
  if (text[end] != text[begin - 1] || is_quote(text[begin - 2]) || is_quote(text[end + 1])) {
    return {};
  }
  return {begin - 1, end + 1};
}

/// Literals and what stands around them on their lines, without the joints.
struct Joined {
  std::string text;
  std::vector<std::size_t> offsets;  ///< of each byte, and of the end, in the original
  std::vector<std::size_t> joints;   ///< places in `text`
  std::size_t end = 0;               ///< in the original
};

void append(Joined& joined, std::string_view text, std::size_t begin, std::size_t end) {
  for (std::size_t i = begin; i < end; ++i) {
    joined.text += text[i];
    joined.offsets.push_back(i);
  }
}

std::size_t end_of_line(std::string_view text, std::size_t at, std::size_t bytes_max) {
  return std::min({text.find('\n', at), text.size(), at + bytes_max});
}

Joined join_literals(std::string_view text, const Joint& first) {
  Joined joined;
  std::size_t begin = first.begin;
  while (begin > 0 && first.begin - begin < context_bytes_max && text[begin - 1] != '\n')
    --begin;
  append(joined, text, begin, first.begin);
  Joint joint = first;
  while (joined.text.size() < window_bytes_max) {
    joined.joints.push_back(joined.text.size());
    // A joint may cross lines, so the next one is looked for up to the end of its line.
    const std::size_t line = end_of_line(text, joint.end, context_bytes_max);
    std::size_t plus = text.substr(0, line + gap_bytes_max).find('+', joint.end);
    Joint next{};
    while (plus != text.npos && next.begin == next.end) {
      next = joint_around(text, plus);
      if (next.begin < joint.end || next.begin > line) next = {};
      if (next.begin == next.end) plus = text.substr(0, line + gap_bytes_max).find('+', plus + 1);
    }
    const bool more = next.begin != next.end;
    append(joined, text, joint.end, more ? next.begin : line);
    joined.end = more ? next.end : line;
    if (!more) break;
    joint = next;
  }
  joined.offsets.push_back(joined.end);
  return joined;
}

bool crosses_joint(const Joined& joined, const Span& span) {
  return std::any_of(joined.joints.begin(), joined.joints.end(),
                     [&](std::size_t joint) { return span.offset < joint && joint < span.end(); });
}

}  // namespace

void find_joined(std::string_view text, bool secrets_only, Spans& spans) {
  for (std::size_t at = text.find('+'); at != text.npos; at = text.find('+', at + 1)) {
    const Joint joint = joint_around(text, at);
    if (joint.begin == joint.end) continue;
    const Joined joined = join_literals(text, joint);
    Spans found;
    find_secret_spans(joined.text, found);
    bool escaped = false;
    if (!secrets_only) find_personal(joined.text, {}, found, escaped);
    for (const Span& span : found) {
      if (!crosses_joint(joined, span)) continue;
      const std::size_t begin = joined.offsets[span.offset];
      const std::size_t last = joined.offsets[span.end() - 1];
      spans.push_back({span.kind, begin, last + 1 - begin, span.rule});
    }
    at = std::max(at, joined.end - 1);
  }
}

}  // namespace homeostat::privacy
