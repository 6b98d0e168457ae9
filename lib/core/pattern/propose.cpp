// Proposals for an error: which learned edits fit near its frames, best first.
#include <algorithm>
#include <cstdlib>
#include <map>
#include <set>
#include <tuple>

#include <homeostat/pattern.hpp>

#include "core/base/format.hpp"
#include "core/pattern/find.hpp"
#include "core/pattern/learn.hpp"
#include "core/pattern/splice.hpp"

namespace homeostat {
namespace pattern {
namespace {

constexpr std::size_t window_tokens_max = 4096;
constexpr std::size_t sites_per_template = 16;
constexpr std::size_t locations_max = 8;
constexpr std::size_t pool_max = 256;

// A candidate with what ranks it.
struct Ranked {
  bool same_error = false;
  bool exact = false;  ///< the concrete template: the very tokens of the old fix
  double confidence = 0;
  std::size_t frame = 0;  ///< which location, innermost first
  std::int64_t lines = 0;
  std::int64_t columns = 0;
  int weight = 0;
  PatternCandidate candidate;

  [[nodiscard]] auto key() const {
    return std::make_tuple(!same_error, !exact, -confidence, frame, lines, columns, -weight);
  }
};

struct Source {
  const FileContent* file = nullptr;
  TokenStream stream;
  FileStyle style;
};

class Proposer {
 public:
  Proposer(const Diagnosis& diagnosis, const std::vector<FileContent>& files)
      : diagnosis_(diagnosis),
        files_(files),
        type_(plain_type(diagnosis.report.error_type.value)),
        slots_(read_slots(type_, diagnosis.report.message.value)) {}

  void consider(const Pattern& learned) {
    if (learned.state == PatternState::quarantined || learned.state == PatternState::retired) {
      return;
    }
    const bool same_error = is_same_error(learned);
    if (!same_error && (type_.empty() || plain_type(learned.error_type) != type_)) return;
    const auto edit = parse_edit(learned.edit_json);
    if (!edit) return;
    const bool related = !edit->message_form.empty() && edit->message_form == slots_.form &&
                         plain_type(learned.error_type) == type_;
    const std::size_t count = std::min(diagnosis_.locations.size(), locations_max);
    for (std::size_t i = 0; i < count; ++i) {
      if (same_error && edit->concrete) {
        try_template(learned, *edit, *edit->concrete, i, {same_error, true});
      }
      if (!related) continue;
      for (const Template& item : edit->abstract) {
        try_template(learned, *edit, item, i, {same_error, false});
      }
    }
  }

  std::vector<PatternCandidate> best(std::size_t candidates_max) {
    std::sort(pool_.begin(), pool_.end(), [](const Ranked& a, const Ranked& b) {
      if (a.key() != b.key()) return a.key() < b.key();
      if (a.candidate.pattern != b.candidate.pattern) {
        return a.candidate.pattern < b.candidate.pattern;
      }
      return a.candidate.write.content < b.candidate.write.content;
    });
    std::vector<PatternCandidate> candidates;
    std::set<std::pair<std::string, std::string>> seen;
    for (Ranked& ranked : pool_) {
      if (candidates.size() >= candidates_max) break;
      const FileWrite& write = ranked.candidate.write;
      if (!seen.emplace(write.path, *write.content).second) continue;
      candidates.push_back(std::move(ranked.candidate));
    }
    return candidates;
  }

 private:
  struct Kind {
    bool same_error = false;
    bool exact = false;
  };

  [[nodiscard]] bool is_same_error(const Pattern& learned) const {
    const std::string& id = learned.fingerprint.str();
    if (id.empty()) return false;
    return id == diagnosis_.fingerprint.str() || id == diagnosis_.fingerprint_v0;
  }

  void try_template(const Pattern& learned, const Edit& edit, const Template& item,
                    std::size_t frame, Kind kind) {
    const Location& location = diagnosis_.locations[frame];
    const Language language = language_of_path(location.path);
    if (family_of(language) != edit.family) return;
    if (edit.family == Family::generic && language != learned.language) return;
    if (edit.typescript && language != Language::typescript) return;
    const Source* source = find_source(location.path, edit.family);
    if (source == nullptr) return;
    const TokenRange starts = kind.exact ? TokenRange{0, source->stream.tokens.size()}
                                         : tokens_near(source->stream, location);
    auto sites = find_sites(item, source->stream, slots_, starts, sites_per_template);
    // The old code at several places of a file: only the line can tell which one is meant.
    if (!kind.exact || sites.size() > 1) keep_nearest(sites, source->stream, location.line);
    if (kind.exact && sites.size() > 1) return;
    for (const Site& site : sites) {
      add(learned, edit, item, *source, site, frame, kind);
    }
  }

  // A repair belongs to the line that fails; farther ones are tried only if none fits there.
  static void keep_nearest(std::vector<Site>& sites, const TokenStream& stream, int line) {
    std::int64_t nearest = lines_near;
    for (const Site& site : sites)
      nearest = std::min(nearest, lines_from(stream, site, line));
    std::erase_if(sites,
                  [&](const Site& site) { return lines_from(stream, site, line) > nearest; });
  }

  static std::int64_t lines_from(const TokenStream& stream, const Site& site, int line) {
    const Token& token = stream.tokens[std::min(site.edit.begin, stream.tokens.size() - 1)];
    return std::abs(static_cast<std::int64_t>(token.line) - line);
  }

  void add(const Pattern& learned, const Edit& edit, const Template& item, const Source& source,
           const Site& site, std::size_t frame, Kind kind) {
    const Location& location = diagnosis_.locations[frame];
    const TokenStream& stream = source.stream;
    const Token& token = stream.tokens[std::min(site.edit.begin, stream.tokens.size() - 1)];
    const std::int64_t lines = lines_from(stream, site, location.line);
    if (pool_.size() >= pool_max) return;
    auto text = apply_template(item, site, stream, source.style);
    if (!text) return;
    Ranked ranked;
    ranked.same_error = kind.same_error;
    ranked.exact = kind.exact;
    ranked.confidence = confidence_of(learned.evidence);
    ranked.frame = frame;
    ranked.lines = lines;
    ranked.columns = columns_from(stream, token, location);
    ranked.weight = weight_of(item, edit.family, edit.message_form);
    ranked.candidate.pattern = learned.id;
    ranked.candidate.write = {source.file->path, source.file->mode, std::move(*text)};
    ranked.candidate.confidence = ranked.confidence;
    ranked.candidate.why =
        base::format("{} as learned from, {}, {} lines from frame {}, {} of {} uses held",
                     kind.same_error ? "same error" : "same class of error",
                     kind.exact ? "same code" : base::format("form of weight {}", ranked.weight),
                     lines, frame + 1, learned.evidence.successes,
                     learned.evidence.successes + learned.evidence.failures);
    pool_.push_back(std::move(ranked));
  }

  // How far a token of the location's line is from its column, in bytes.
  static std::int64_t columns_from(const TokenStream& stream, const Token& token,
                                   const Location& location) {
    if (location.column <= 0 || static_cast<std::int64_t>(token.line) != location.line) return 0;
    return std::abs(static_cast<std::int64_t>(token.begin) - place_of(stream, location));
  }

  static std::size_t first_token_of(const TokenStream& stream, std::int64_t line) {
    const auto line_below = [](const Token& token, std::int64_t wanted) {
      return static_cast<std::int64_t>(token.line) < wanted;
    };
    const auto& tokens = stream.tokens;
    return static_cast<std::size_t>(
        std::lower_bound(tokens.begin(), tokens.end(), line, line_below) - tokens.begin());
  }

  // The byte that a location's line and column mean.
  static std::int64_t place_of(const TokenStream& stream, const Location& location) {
    const std::size_t first = first_token_of(stream, location.line);
    if (first >= stream.tokens.size()) return 0;
    const std::size_t line_end = stream.text.rfind('\n', stream.tokens[first].begin);
    const std::int64_t begin =
        line_end == std::string_view::npos ? 0 : static_cast<std::int64_t>(line_end) + 1;
    return begin + location.column - 1;
  }

  // The tokens from which a match can reach the lines near a location.
  static TokenRange tokens_near(const TokenStream& stream, const Location& location) {
    if (location.line <= 0) return {};
    const std::int64_t line = location.line;
    TokenRange near{first_token_of(stream, line - 2 * lines_near),
                    first_token_of(stream, line + lines_near + 1)};
    if (near.end - near.begin <= window_tokens_max) return near;
    // A line of a generated file: the tokens around the column.
    const std::int64_t place = place_of(stream, location);
    const auto begins_below = [](const Token& token, std::int64_t wanted) {
      return static_cast<std::int64_t>(token.begin) < wanted;
    };
    const auto& tokens = stream.tokens;
    const auto middle = static_cast<std::size_t>(
        std::lower_bound(tokens.begin(), tokens.end(), place, begins_below) - tokens.begin());
    near.begin = std::max(near.begin, middle - std::min(middle, window_tokens_max / 2));
    near.end = std::min(near.end, near.begin + window_tokens_max);
    return near;
  }

  const Source* find_source(const std::string& path, Family family) {
    const auto known = sources_.find(path);
    if (known != sources_.end()) return &known->second;
    const auto file = std::find_if(files_.begin(), files_.end(),
                                   [&](const FileContent& f) { return f.path == path; });
    if (file == files_.end() || file->mode == FileMode::symlink) return nullptr;
    Source source;
    source.file = &*file;
    source.stream = read_tokens(file->content, family);
    if (source.stream.tokens.empty()) return nullptr;
    source.style = file_style_of(source.stream);
    return &sources_.emplace(path, std::move(source)).first->second;
  }

  const Diagnosis& diagnosis_;
  const std::vector<FileContent>& files_;
  std::string_view type_;
  MessageSlots slots_;
  std::map<std::string, Source> sources_;
  std::vector<Ranked> pool_;
};

}  // namespace
}  // namespace pattern

std::vector<PatternCandidate> match_patterns(const std::vector<Pattern>& library,
                                             const Diagnosis& diagnosis,
                                             const std::vector<FileContent>& files,
                                             const MatchOptions& options) {
  pattern::Proposer proposer(diagnosis, files);
  for (const Pattern& learned : library)
    proposer.consider(learned);
  return proposer.best(options.candidates_max);
}

}  // namespace homeostat
