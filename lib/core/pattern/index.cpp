// The public index of learned edits.
#include <algorithm>
#include <cmath>

#include <homeostat/pattern_index.hpp>

#include "core/base/format.hpp"
#include "core/base/json_print.hpp"
#include "core/base/text.hpp"
#include "core/pattern/lattice_propose.hpp"
#include "core/pattern/render.hpp"
#include "core/pattern/word_edit.hpp"

namespace homeostat {
namespace {

namespace json = boost::json;
using pattern::Key;
using pattern::KeyMaker;
using pattern::Region;
using pattern::Spot;

constexpr std::size_t region_bytes_max = 1024 * 1024;
constexpr std::size_t json_bytes_max = std::size_t{1} << 30U;

struct NamedLanguage {
  std::string_view name;
  Language language;
};
constexpr NamedLanguage languages[]{{"js", Language::javascript},
                                    {"jsx", Language::javascript},
                                    {"javascript", Language::javascript},
                                    {"ts", Language::typescript},
                                    {"tsx", Language::typescript},
                                    {"typescript", Language::typescript},
                                    {"py", Language::python},
                                    {"python", Language::python},
                                    {"php", Language::php},
                                    {"java", Language::java},
                                    {"kotlin", Language::kotlin},
                                    {"go", Language::go},
                                    {"rust", Language::rust},
                                    {"rs", Language::rust},
                                    {"csharp", Language::csharp},
                                    {"cs", Language::csharp},
                                    {"ruby", Language::ruby},
                                    {"rb", Language::ruby},
                                    {"c", Language::c},
                                    {"cpp", Language::cpp}};

Language language_of(const PatternRegion& region) {
  return region.language == Language::unknown ? language_of_path(region.path) : region.language;
}

// The code of a region, which may begin within a comment or a text.
struct Code {
  explicit Code(const PatternRegion& region)
      : skip(pattern::code_begin(region.text, pattern::family_of(language_of(region)))),
        words(region.text.substr(skip), pattern::family_of(language_of(region))),
        keys(words) {
    const auto skipped = std::count(region.text.begin(),
                                    region.text.begin() + static_cast<std::ptrdiff_t>(skip), '\n');
    line = region.line > skipped ? static_cast<std::uint32_t>(region.line - skipped) : 0;
  }
  std::size_t skip;
  Region words;
  KeyMaker keys;
  std::uint32_t line = 0;
};

// A place where a fix was learned, kept until all are tried there.
struct Place {
  std::string text;
  Language language;
  int line;
};

}  // namespace

Language language_of_name(std::string_view name) noexcept {
  for (const NamedLanguage& entry : languages) {
    if (base::iequals(entry.name, name)) return entry.language;
  }
  return Language::unknown;
}

struct PatternIndex::State {
  pattern::LatticeIndex lattice;
  std::vector<Place> places;

  void try_at(const Place& place) {
    PatternRegion region;
    region.text = place.text;
    region.language = place.language;
    region.line = place.line;
    const Code code(region);
    lattice.count_site();
    pattern::for_each_spot(lattice, code.words, code.keys, code.line,
                           [&](Spot, std::span<const Key> keys) {
                             for (const Key& key : keys)
                               lattice.count_trial(key.hash);
                           });
  }
};

PatternIndex::PatternIndex() : state_(std::make_unique<State>()) {}
PatternIndex::~PatternIndex() = default;
PatternIndex::PatternIndex(PatternIndex&&) noexcept = default;
PatternIndex& PatternIndex::operator=(PatternIndex&&) noexcept = default;

bool PatternIndex::learn(const PatternRegion& before, std::string_view after) {
  if (before.text.size() > region_bytes_max || after.size() > region_bytes_max) return false;
  const Code code(before);
  const std::string_view new_text = after.substr(pattern::code_begin(after, code.words.family()));
  const Region new_words(new_text, code.words.family());
  const auto edit = pattern::find_word_edit(code.words, new_words);
  if (!edit) return false;
  auto near = pattern::make_right(code.words, new_words, code.keys, *edit, pattern::Reach::near);
  if (!near || !pattern::is_safe(*near)) return false;
  auto far = pattern::make_right(code.words, new_words, code.keys, *edit, pattern::Reach::far);
  std::vector<Key> keys;
  code.keys.make({edit->at, edit->removed}, keys);
  const std::uint64_t repository = pattern::repository_bit(before.repo);
  const bool two = far && far->identity() != near->identity() && pattern::is_safe(*far);
  const pattern::MessageWords message(before.error_type, before.message);
  state_->lattice.add(keys, *std::move(near), repository, message.topics());
  if (two) state_->lattice.add(keys, *std::move(far), repository, message.topics());
  state_->lattice.add_edit();
  state_->places.push_back({std::string(before.text), language_of(before), before.line});
  return true;
}

void PatternIndex::settle() {
  state_->lattice.settle();
  for (const Place& place : state_->places)
    state_->try_at(place);
  state_->places = {};
}

std::vector<PatternProposal> PatternIndex::propose(const PatternRegion& region,
                                                   const ProposeOptions& options) const {
  std::vector<PatternProposal> proposals;
  if (region.text.size() > region_bytes_max) return proposals;
  const Code code(region);
  const pattern::MessageWords message(region.error_type, region.message);
  const pattern::LatticeIndex& lattice = state_->lattice;
  const pattern::LatticeQuery query{.region = code.words,
                                    .keys = code.keys,
                                    .line = code.line,
                                    .message = message,
                                    .repository = pattern::repository_bit(region.repo),
                                    .other_repositories = options.other_repositories,
                                    .deletions = options.deletions};
  for (const pattern::LatticeCandidate& candidate : pattern::propose_words(lattice, query)) {
    if (proposals.size() >= options.candidates_max) break;
    const pattern::Right& right = lattice.right(candidate.right);
    auto text = pattern::render(code.words, code.keys, right, candidate);
    if (!text) continue;
    PatternProposal proposal;
    proposal.after = std::string(region.text.substr(0, code.skip)) + *std::move(text);
    proposal.pattern = base::format("l1:{:016x}", right.identity());
    proposal.confidence = pattern::confidence_of_score(candidate.score);
    proposal.why = pattern::why_of(candidate.features);
    proposals.push_back(std::move(proposal));
  }
  return proposals;
}

void PatternIndex::merge(const PatternIndex& other) { state_->lattice.add(other.state_->lattice); }

PatternIndexSize PatternIndex::size() const {
  const pattern::LatticeIndex& lattice = state_->lattice;
  return {lattice.edits(), lattice.rights(), lattice.keys(), lattice.patterns()};
}

std::string PatternIndex::snapshot() const { return state_->lattice.to_bytes(); }

bool PatternIndex::is_snapshot(std::string_view bytes) noexcept {
  return pattern::LatticeIndex::has_magic(bytes);
}

Result<PatternIndex> PatternIndex::from_snapshot(std::string_view bytes) {
  auto lattice = pattern::LatticeIndex::from_bytes(bytes);
  if (!lattice) return lattice.error();
  PatternIndex index;
  index.state_->lattice = *std::move(lattice);
  return index;
}

std::string PatternIndex::to_json(Time now) const {
  const pattern::LatticeIndex& lattice = state_->lattice;
  json::array patterns;
  for (std::uint32_t id = 0; id < lattice.rights(); ++id) {
    const pattern::Right& right = lattice.right(id);
    const pattern::RightEvidence& evidence = lattice.evidence(id);
    patterns.push_back(
        {{"id", base::format("l1:{:016x}", right.identity())},
         {"description", pattern::text_of(right)},
         {"uses", evidence.examples},
         {"repositories", std::lround(pattern::repositories_of(evidence.repositories))}});
  }
  json::object metadata;
  metadata["lastUpdated"] = format_time(now);
  metadata["totalPatterns"] = lattice.rights();
  json::object out;
  out["version"] = 2;
  out["patterns"] = std::move(patterns);
  out["metadata"] = std::move(metadata);
  out["index"] = base::base64(snapshot());
  return base::print_json(out, base::JsonLayout::indented);
}

Result<PatternIndex> PatternIndex::from_json(std::string_view text) {
  const auto wrong = [](std::string message) {
    return Error{ErrorCode::invalid_argument, "pattern library: " + std::move(message)};
  };
  if (text.size() > json_bytes_max) {
    return wrong(base::format("{} bytes, limit is {}", text.size(), json_bytes_max));
  }
  boost::system::error_code code;
  const json::value value = json::parse(text, code);
  const json::object* object = code ? nullptr : value.if_object();
  if (object == nullptr) return wrong("not a JSON object");
  const json::value* version = object->if_contains("version");
  if (version == nullptr || !version->is_int64() || version->get_int64() != 2) {
    return wrong("version is not 2");
  }
  const json::value* index = object->if_contains("index");
  if (index == nullptr || !index->is_string()) return wrong("index is missing");
  const auto bytes = base::from_base64(index->get_string());
  if (!bytes) return wrong("index is not base64");
  return from_snapshot(*bytes);
}

}  // namespace homeostat
