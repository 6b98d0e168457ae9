// One fix to learn from, and one relative to heal, in few words.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <homeostat/pattern.hpp>

namespace homeostat::test {

/// A text in which `@` stands before the line that fails (the mark is taken out).
struct Place {
  std::string text;
  int line = 0;
};
inline Place place_of(std::string_view marked) {
  Place place;
  place.line = 1;
  bool found = false;
  for (const char c : marked) {
    if (c == '@' && !found) {
      found = true;
      continue;
    }
    if (c == '\n' && !found) ++place.line;
    place.text += c;
  }
  if (!found) place.line = 0;
  return place;
}

inline Diagnosis diagnosis_of(std::string_view path, int line, std::string_view type,
                              std::string_view message, std::string_view fingerprint) {
  Diagnosis diagnosis;
  diagnosis.report.error_type = {std::string(type), Provenance::reporter};
  diagnosis.report.message = {std::string(message), Provenance::reporter};
  diagnosis.fingerprint = FingerprintId(std::string(fingerprint));
  diagnosis.fingerprint_v0 = "0123456789ab";
  diagnosis.language = language_of_path(path);
  Location location;
  location.path = path;
  location.line = line;
  diagnosis.locations.push_back(location);
  return diagnosis;
}

struct Fix {
  std::string_view path;
  std::string_view type;
  std::string_view message;
  std::string_view before;  ///< marked
  std::string_view after;
};

inline std::optional<Pattern> learn(const Fix& fix) {
  const Place place = place_of(fix.before);
  const Diagnosis diagnosis =
      diagnosis_of(fix.path, place.line, fix.type, fix.message, "v1:learned");
  return learn_pattern(diagnosis, {{std::string(fix.path), FileMode::regular, place.text}},
                       {{std::string(fix.path), FileMode::regular, std::string(fix.after)}});
}

struct Relative {
  std::string_view path;
  std::string_view type;
  std::string_view message;
  std::string_view text;  ///< marked
};

/// What is proposed for a relative (of another fingerprint), best first.
inline std::vector<std::string> heal(const std::vector<Pattern>& library,
                                     const Relative& relative) {
  const Place place = place_of(relative.text);
  const Diagnosis diagnosis =
      diagnosis_of(relative.path, place.line, relative.type, relative.message, "v1:relative");
  std::vector<std::string> texts;
  for (const PatternCandidate& candidate : match_patterns(
           library, diagnosis, {{std::string(relative.path), FileMode::regular, place.text}})) {
    texts.push_back(candidate.write.content.value_or("(deleted)"));
  }
  return texts;
}

/// A relative and what becomes of it; empty: nothing may happen to it.
struct Transfer {
  std::string_view path;
  std::string_view message;
  std::string_view text;  ///< marked
  std::string_view healed;
};

/// Learns the fix, then heals each relative: the first proposal is the expected text.
void check_transfers(const Fix& fix, const std::vector<Transfer>& relatives);

}  // namespace homeostat::test
