#include <algorithm>

#include "core/base/format.hpp"
#include "core/secrets/hit.hpp"

namespace homeostat {
namespace {

using secrets::Hit;

/// Sorted by offset; hits that overlap become one that covers both, named by the surer one.
std::vector<Hit> merge(std::vector<Hit> hits) {
  std::stable_sort(hits.begin(), hits.end(),
                   [](const Hit& a, const Hit& b) { return a.offset < b.offset; });
  std::vector<Hit> merged;
  for (const Hit& hit : hits) {
    if (merged.empty() || hit.offset >= merged.back().offset + merged.back().length) {
      merged.push_back(hit);
      continue;
    }
    Hit& last = merged.back();
    const std::size_t end = std::max(last.offset + last.length, hit.offset + hit.length);
    if (hit.confidence > last.confidence) {
      last.rule = hit.rule;
      last.confidence = hit.confidence;
    }
    if (hit.offset != last.offset) last.shown = {};
    last.length = end - last.offset;
  }
  return merged;
}

}  // namespace

std::vector<SecretFinding> find_secrets(std::string_view text, SecretProfile profile) {
  std::vector<Hit> hits;
  secrets::find_tokens(text, profile, hits);
  secrets::find_structures(text, profile, hits);
  secrets::find_assignments(text, profile, hits);
  std::vector<SecretFinding> findings;
  int line = 1;
  std::size_t line_start = 0;
  std::size_t at = 0;
  for (const Hit& hit : merge(std::move(hits))) {
    for (; at < hit.offset; ++at) {
      if (text[at] != '\n') continue;
      ++line;
      line_start = at + 1;
    }
    findings.push_back({.rule = std::string(hit.rule),
                        .confidence = hit.confidence,
                        .offset = hit.offset,
                        .length = hit.length,
                        .line = line,
                        .column = static_cast<int>(hit.offset - line_start) + 1,
                        .preview = base::format("{}…({})", hit.shown, hit.length)});
  }
  return findings;
}

}  // namespace homeostat
