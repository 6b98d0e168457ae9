#include "core/pattern/features.hpp"

#include <algorithm>
#include <cmath>

#include "core/pattern/chain.hpp"
#include "core/pattern/generalise.hpp"

namespace homeostat::pattern {
namespace {

float& at(Features& f, Feature feature) { return f[static_cast<std::size_t>(feature)]; }
float get(const Features& f, Feature feature) { return f[static_cast<std::size_t>(feature)]; }

float log_of(double count) { return static_cast<float>(std::log(count + 1)); }

// Pairs of neighbouring letters that two names share, 0 to 1.
float similarity(std::string_view a, std::string_view b) {
  if (a.size() < 2 || b.size() < 2) return 0;
  std::size_t shared = 0;
  std::uint64_t used = 0;
  for (std::size_t i = 0; i + 1 < a.size(); ++i) {
    for (std::size_t k = 0; k + 1 < b.size() && k < 64; ++k) {
      const bool same = (a[i] | 32) == (b[k] | 32) && (a[i + 1] | 32) == (b[k + 1] | 32);
      if (!same || ((used >> k) & 1U) != 0) continue;
      used |= std::uint64_t{1} << k;
      ++shared;
      break;
    }
  }
  return 2.0F * static_cast<float>(shared) / static_cast<float>(a.size() + b.size() - 2);
}

struct Mark {
  std::string_view text;
  Feature feature;
};
constexpr Mark marks[]{
    {"?.", Feature::has_question_dot}, {"?->", Feature::has_question_dot},
    {"&&", Feature::has_and},          {"and", Feature::has_and},
    {"||", Feature::has_or},           {"or", Feature::has_or},
    {"?\?", Feature::has_nullish},     {"get", Feature::has_nullish},
    {"if", Feature::has_if},           {"return", Feature::has_return},
    {"await", Feature::has_await},     {"async", Feature::has_await},
    {"isset", Feature::has_isset},     {"empty", Feature::has_isset},
    {"try", Feature::has_try},         {"except", Feature::has_try},
    {"null", Feature::has_null},       {"None", Feature::has_null},
    {"undefined", Feature::has_null},  {"!", Feature::has_not},
    {"not", Feature::has_not},         {"==", Feature::has_equals},
    {"===", Feature::has_equals},      {"!==", Feature::has_equals},
    {"is", Feature::has_equals},       {"!=", Feature::has_equals},
    {"(", Feature::has_call},          {"=", Feature::has_assign},
};

}  // namespace

void Support::add(const Key& key, const LatticeSlot& slot, const LatticeEntry& entry,
                  float precision, double key_trials, float repositories_of_others, bool own) {
  ++count;
  sum += precision;
  house = house || own;
  repositories = std::max(repositories, repositories_of_others);
  examples = std::max(examples, static_cast<float>(entry.examples));
  const int key_width = width_of(key.shape);
  if (key_width > widest || (key_width == widest && precision > widest_precision)) {
    widest = key_width;
    widest_precision = precision;
  }
  if (precision <= best) {
    second = std::max(second, precision);
    return;
  }
  second = best;
  best = precision;
  level = level_of(key.shape);
  width = key_width;
  trials = static_cast<float>(key_trials);
  share = static_cast<float>(entry.examples) / static_cast<float>(slot.examples);
}

FeatureMaker::FeatureMaker(const LatticeQuery& query, const LatticeIndex& index, std::size_t crowd)
    : query_(query),
      index_(index),
      region_(query.region),
      crowd_(crowd),
      named_(query.region.size(), -1.0F) {
  line_ = region_.line(query.line);
  at(site_, Feature::line_words) = static_cast<float>(line_.size());
  at(site_, Feature::language) = static_cast<float>(region_.family());
  const auto& topics = query.message.topics();
  for (std::size_t i = 0; i < topics.size(); ++i) {
    site_[static_cast<std::size_t>(Feature::message_guard) + i] = topics[i] ? 1.0F : 0.0F;
  }
  float most = 0;
  for (std::size_t i = line_.begin; i < line_.end; ++i)
    most = std::max(most, named({i, i + 1}));
  at(site_, Feature::site_named) = most;
  float lines = 0;
  float semicolons = 0;
  for (std::size_t i = 0; i < region_.size(); ++i) {
    const std::string_view text = region_.text_of(i);
    loose_ = loose_ || text == "==" || text == "!=";
    strict_ = strict_ || text == "===" || text == "!==";
    if (i + 1 < region_.size() && !region_[i + 1].first_on_line) continue;
    const bool ends = text == ";" || region_[i].kind == TokenKind::identifier || text == ")";
    lines += ends ? 1.0F : 0.0F;
    semicolons += text == ";" ? 1.0F : 0.0F;
  }
  at(site_, Feature::semicolons_habit) = lines > 0 ? semicolons / lines : 0.5F;
  if (line_.size() > 0) {
    at(site_, Feature::line_head) = static_cast<float>(region_[line_.begin].shape % 251);
  }
}

// Have the repairs with this right side answered errors like this one more often than others?
float FeatureMaker::affinity(const RightEvidence& evidence) const {
  const RightEvidence& all = index_.all();
  const auto& topics = query_.message.topics();
  double sum = 0;
  for (std::size_t i = 0; i < topics.size(); ++i) {
    const double usual = (all.topics[i] + 1.0) / (all.examples + 2.0);
    const double here = (evidence.topics[i] + 8 * usual) / (evidence.examples + 8.0);
    sum += topics[i] ? std::log(here / usual) : std::log((1 - here) / (1 - usual));
  }
  return static_cast<float>(sum);
}

void FeatureMaker::add_habits(Features& f, const Right& right) const {
  float semicolons = 0;
  float braces = 0;
  bool mismatch = false;
  for (const RightPart& part : right.parts) {
    if (part.hole.area != HoleArea::none) continue;
    semicolons += part.text == ";" ? 1.0F : 0.0F;
    braces += part.text == "{" ? 1.0F : 0.0F;
    const bool loose = part.text == "==" || part.text == "!=";
    const bool strict = part.text == "===" || part.text == "!==";
    mismatch = mismatch || (loose && strict_ && !loose_) || (strict && loose_ && !strict_);
  }
  at(f, Feature::right_semicolons) = semicolons;
  at(f, Feature::right_braces) = braces;
  at(f, Feature::equality_mismatch) = mismatch ? 1.0F : 0.0F;
}

// Does the error's message name this expression, or the member that is read from it?
float FeatureMaker::slot_of(WordRange range) const {
  const MessageSlots& slots = query_.message.slots();
  if (slots.property.empty() && slots.subject.empty() && slots.key.empty()) return 0;
  const Word& last = region_[range.end - 1];
  const std::string text = joined(region_.stream(), region_[range.begin].token, last.token + 1);
  for (const Slot slot : {Slot::subject, Slot::owner, Slot::key}) {
    if (fills_slot(slots, slot, text)) return 1;
  }
  const bool read = last.chain_begin == static_cast<std::int32_t>(range.begin) &&
                    range.end + 1 < region_.size() && is_join(region_.text_of(range.end)) &&
                    region_.text_of(range.end + 1) == slots.property;
  return read && !slots.property.empty() ? 1.0F : 0.0F;
}

// How much the message names a range: by its last name, or by its text.
float FeatureMaker::named(WordRange range) {
  for (std::size_t i = range.end; i-- > range.begin;) {
    const Word& word = region_[i];
    const bool text = word.kind == TokenKind::string && range.size() == 1;
    if (word.kind != TokenKind::identifier && !text) continue;
    if (named_[i] < 0) {
      std::string_view name = region_.text_of(i);
      if (text && name.size() > 2) name = name.substr(1, name.size() - 2);
      named_[i] = query_.message.names(name);
    }
    return named_[i];
  }
  return 0;
}

void FeatureMaker::make(LatticeCandidate& candidate, const Support& support, const Right& right,
                        const Fillings& fillings, Choice choice) {
  Features& f = candidate.features;
  f = site_;
  at(f, Feature::best_precision) = support.best;
  at(f, Feature::second_precision) = support.second;
  at(f, Feature::sum_precision) = support.sum;
  at(f, Feature::supports) = static_cast<float>(support.count);
  at(f, Feature::repositories) = support.repositories;
  at(f, Feature::examples) = log_of(support.examples);
  at(f, Feature::best_level) = static_cast<float>(support.level);
  at(f, Feature::best_width) = static_cast<float>(support.width);
  at(f, Feature::widest) = static_cast<float>(support.widest);
  at(f, Feature::widest_precision) = support.widest_precision;
  at(f, Feature::trials) = log_of(support.trials);
  at(f, Feature::share) = support.share;
  at(f, Feature::own_repository) = support.house ? 1.0F : 0.0F;
  const RightEvidence& evidence = index_.evidence(support.right);
  at(f, Feature::right_repositories) = static_cast<float>(repositories_of(evidence.repositories));
  at(f, Feature::right_examples) = log_of(evidence.examples);
  const Spot spot = support.spot;
  const std::size_t end = spot.at + spot.removed;
  at(f, Feature::removed) = static_cast<float>(spot.removed);
  const bool first = spot.at < region_.size() && region_[spot.at].first_on_line;
  at(f, Feature::at_line_begin) = first ? 1.0F : 0.0F;
  at(f, Feature::position) = static_cast<float>(spot.at - line_.begin);
  const bool to_line = end >= region_.size() || region_[end].first_on_line;
  at(f, Feature::statement) = first && to_line ? 1.0F : 0.0F;
  at(f, Feature::deletion) = right.parts.empty() ? 1.0F : 0.0F;
  at(f, Feature::insertion) = spot.removed == 0 ? 1.0F : 0.0F;
  at(f, Feature::filling_count) = static_cast<float>(choice.count);
  at(f, Feature::filling_order) = static_cast<float>(choice.order);
  at(f, Feature::removed_named) = spot.removed > 0 ? named({spot.at, end}) : 0.0F;
  at(f, Feature::topic_affinity) = affinity(evidence);
  at(f, Feature::crowd) = static_cast<float>(crowd_);
  if (spot.removed > 0) {
    float uses = 0;
    for (const Word& word : region_.words())
      uses += word.text == region_[spot.at].text ? 1.0F : 0.0F;
    at(f, Feature::removed_uses) = uses;
    at(f, Feature::removed_common) = region_[spot.at].common ? 1.0F : 0.0F;
  }
  add_habits(f, right);
  add_words(f, right, fillings, candidate);
  if (right.far_holes > 0) add_filling(candidate, right);
}

void FeatureMaker::add_words(Features& f, const Right& right, const Fillings& fillings,
                             const LatticeCandidate& candidate) {
  float words = 0;
  float literals = 0;
  float holes = 0;
  float most = 0;
  for (const RightPart& part : right.parts) {
    if (part.hole.area != HoleArea::none) {
      const WordRange range = *range_of(part.hole, fillings, candidate.fills);
      words += static_cast<float>(range.size());
      ++holes;
      most = std::max(most, named(range));
      at(f, Feature::filling_slot) = std::max(at(f, Feature::filling_slot), slot_of(range));
      continue;
    }
    ++words;
    ++literals;
    if (part.kind == TokenKind::identifier) most = std::max(most, query_.message.names(part.text));
    for (const Mark& mark : marks) {
      if (mark.text == part.text) at(f, mark.feature) = 1;
    }
  }
  at(f, Feature::inserted) = words;
  at(f, Feature::literals) = literals;
  at(f, Feature::own_words) = static_cast<float>(right.own_words);
  at(f, Feature::holes) = holes;
  at(f, Feature::far_holes) = static_cast<float>(right.far_holes);
  at(f, Feature::inserted_named) = most;
  if (!right.parts.empty()) {
    const RightPart& part = right.parts.front();
    const auto area = static_cast<std::uint32_t>(part.hole.area);
    at(f, Feature::first_word) = static_cast<float>(area == 0 ? 16 + part.hash % 1009 : area);
  }
  const Spot spot = candidate.spot;
  if (spot.removed == 1 && right.parts.size() == 1) {
    const RightPart& part = right.parts.front();
    const WordRange range = part.hole.area == HoleArea::none
                                ? WordRange{}
                                : *range_of(part.hole, fillings, candidate.fills);
    if (range.size() > 1) return;
    const std::string_view text =
        range.size() == 0 ? std::string_view(part.text) : region_.text_of(range.begin);
    at(f, Feature::filling_similarity) = similarity(region_.text_of(spot.at), text);
  }
}

void FeatureMaker::add_filling(LatticeCandidate& candidate, const Right& right) {
  Features& f = candidate.features;
  const WordRange fill = candidate.fills[0];
  const Word& last = region_[fill.end - 1];
  const bool chain = last.chain_begin == static_cast<std::int32_t>(fill.begin);
  const bool goes_on = region_.link_end(fill.end) > fill.end;
  at(f, Feature::filling_dereferenced) = chain && goes_on ? 1.0F : 0.0F;
  at(f, Feature::filling_whole) = chain && !goes_on ? 1.0F : 0.0F;
  at(f, Feature::filling_words) = static_cast<float>(fill.size());
  float uses = 0;
  for (const Word& word : region_.words())
    uses += word.text == last.text ? 1.0F : 0.0F;
  at(f, Feature::filling_uses) = uses;
  at(f, Feature::filling_distance) =
      static_cast<float>(fill.begin > candidate.spot.at ? fill.begin - candidate.spot.at
                                                        : candidate.spot.at - fill.begin);
  float most = named(fill);
  if (right.far_holes > 1) most = std::max(most, named(candidate.fills[1]));
  at(f, Feature::filling_named) = most;
  bool assigned = false;
  for (std::size_t i = 0; i + 1 < region_.size() && !assigned; ++i) {
    const bool bound =
        region_.text_of(i + 1) == "=" ||
        (i > 0 && (region_.text_of(i - 1) == "const" || region_.text_of(i - 1) == "let" ||
                   region_.text_of(i - 1) == "var" || region_.text_of(i - 1) == "for"));
    assigned = bound && region_[i].text == last.text;
  }
  at(f, Feature::filling_assigned) = assigned ? 1.0F : 0.0F;
}

void merge_features(LatticeCandidate& into, LatticeCandidate&& from) {
  const float sum =
      get(into.features, Feature::sum_precision) + get(from.features, Feature::sum_precision);
  const float supports =
      get(into.features, Feature::supports) + get(from.features, Feature::supports);
  const bool better =
      get(from.features, Feature::best_precision) > get(into.features, Feature::best_precision);
  if (better) into = std::move(from);
  at(into.features, Feature::sum_precision) = sum;
  at(into.features, Feature::supports) = supports;
}

}  // namespace homeostat::pattern
