#include "core/pattern/right.hpp"

#include <algorithm>

#include <homeostat/secrets.hpp>

#include "core/base/format.hpp"
#include "core/pattern/chain.hpp"

namespace homeostat::pattern {
namespace {

constexpr std::size_t units_max = 3;
constexpr std::size_t near_words_max = 40;
constexpr std::uint8_t far_max = 2;

// The begin of the last link of [begin, end).
std::size_t last_link(const Region& region, WordRange range) {
  const Word& last = region[range.end - 1];
  if (last.kind == TokenKind::close && last.partner >= 0) {
    auto open = static_cast<std::size_t>(last.partner);
    if (open > range.begin && is_join(region.text_of(open - 1))) --open;
    return open;
  }
  return range.size() >= 2 ? range.end - 2 : range.begin;
}

std::size_t first_comma(const Region& region, WordRange range) {
  for (std::size_t i = range.begin; i < range.end; ++i) {
    if (region[i].kind == TokenKind::open && region[i].partner >= 0) {
      i = static_cast<std::size_t>(region[i].partner);
    } else if (region.text_of(i) == ",") {
      return i;
    }
  }
  return range.end;
}

}  // namespace

std::uint64_t Right::identity() const {
  std::uint64_t hash = wraps ? 11 : 12;
  for (const RightPart& part : parts) {
    const auto area = static_cast<std::uint64_t>(part.hole.area);
    if (area == 0) {
      hash = mix(hash, part.hash);
      continue;
    }
    hash = mix(hash, (area << 24U) | (std::uint64_t{part.hole.index} << 16U) |
                         (static_cast<std::uint64_t>(part.hole.part) << 8U) |
                         static_cast<std::uint64_t>(part.hole.name));
  }
  return hash;
}

// A line end is expected behind `{` and `;` and before `}`, and nowhere else.
std::uint64_t Right::layout_rank() const {
  std::uint64_t odd = 0;
  std::uint64_t hash = 3;
  for (std::size_t i = 1; i < parts.size(); ++i) {
    const std::string& last = parts[i - 1].text;
    const bool expected = last == "{" || last == ";" || parts[i].text == "}";
    odd += (parts[i].gap.lines > 0) == expected ? 0 : 1;
    hash = mix(hash, static_cast<std::uint64_t>(parts[i].gap.lines * 100 + parts[i].gap.level * 10 +
                                                parts[i].gap.spaces));
  }
  for (const std::optional<Gap>& gap : {lead, trail}) {
    const Gap g = gap.value_or(Gap{3, 0, 0});
    hash = mix(hash, static_cast<std::uint64_t>(g.lines * 100 + g.level * 10 + g.spaces));
  }
  return (std::min<std::uint64_t>(odd, 255) << 56U) | (hash >> 8U);
}

namespace {

// `catch (e) {}` and `except: pass` hide what failed.
bool has_empty_catch(const Right& right) {
  bool in_catch = false;
  for (std::size_t i = 0; i + 1 < right.parts.size(); ++i) {
    const std::string& text = right.parts[i].text;
    const std::string& next = right.parts[i + 1].text;
    in_catch = in_catch || text == "catch" || text == "except";
    if (in_catch && text == "{" && next == "}") return true;
    if (in_catch && text == ":" && (next == "pass" || next == "...")) return true;
  }
  return false;
}

bool has_secret(const Right& right) {
  std::string text;
  bool literal = false;
  for (const RightPart& part : right.parts) {
    text += part.hole.area == HoleArea::none ? part.text : "x";
    text += ' ';
    literal = literal || (part.kind == TokenKind::string && part.text.size() > 8);
  }
  return literal && !find_secrets(text, SecretProfile::guard).empty();
}

bool is_one_word(const RightPart& part) {
  if (part.hole.area != HoleArea::none) return true;
  if (part.text.empty() || part.kind == TokenKind::other || part.kind == TokenKind::newline) {
    return false;
  }
  const bool text = part.kind == TokenKind::string || part.kind == TokenKind::regex;
  return text || part.text.find_first_of(" \t\r\n") == std::string::npos;
}

}  // namespace

std::string text_of(const Right& right) {
  constexpr std::string_view areas[]{"", "old", "all", "left", "right", "chain", "name", "text"};
  constexpr std::string_view parts[]{"",      "-1",    "-2",         "-3",
                                     ".root", ".last", ".arguments", ".first"};
  std::string text;
  for (const RightPart& part : right.parts) {
    if (!text.empty()) text += part.gap.lines > 0 || part.gap.spaces > 0 ? " " : "";
    if (part.hole.area == HoleArea::none) {
      text += part.text;
      continue;
    }
    text += base::format("<{}{}{}>", areas[static_cast<std::size_t>(part.hole.area)],
                         part.hole.index, parts[static_cast<std::size_t>(part.hole.part)]);
  }
  return text;
}

bool is_safe(const Right& right) {
  return std::all_of(right.parts.begin(), right.parts.end(), is_one_word) &&
         !has_empty_catch(right) && !has_secret(right);
}

Fillings::Fillings(const Region& region, const KeyMaker& keys, Spot spot) : region_(region) {
  const std::size_t end = spot.at + spot.removed;
  std::size_t at = spot.at;
  for (std::uint8_t i = 0; i < units_max + 1 && at < end; ++i) {
    const std::size_t next = keys.right_unit(at).other;
    const std::size_t stop = next <= end ? next : at + 1;
    add_unit(HoleArea::removed, i, {at, stop});
    at = stop;
  }
  if (spot.removed > 0) add({HoleArea::all, 0, HolePart::whole, NameKind::none}, {spot.at, end});
  at = spot.at;
  std::size_t behind = end;
  for (std::uint8_t i = 0; i < units_max; ++i) {
    if (at > 0) {
      const std::size_t begin = keys.left_unit(at).other;
      add_unit(HoleArea::left, i, {begin, at});
      at = begin;
    }
    if (behind < region.size()) {
      const std::size_t next = keys.right_unit(behind).other;
      add_unit(HoleArea::right, i, {behind, next});
      behind = next;
    }
  }
}

void Fillings::add(Hole hole, WordRange range) {
  near_.push_back({hole, range, region_.hash_of(range)});
}

void Fillings::add_unit(HoleArea area, std::uint8_t index, WordRange unit) {
  const Word& first = region_[unit.begin];
  if (unit.size() == 0 || unit.size() > near_words_max) return;
  const bool chain = region_[unit.end - 1].chain_begin == static_cast<std::int32_t>(unit.begin);
  const bool value = first.kind == TokenKind::string || first.kind == TokenKind::number;
  const bool group = first.kind == TokenKind::open && unit.size() > 1;
  if (!chain && !value && !group && first.kind != TokenKind::identifier) return;
  add({area, index, HolePart::whole, NameKind::none}, unit);
  if (unit.size() < 2 || !chain) return;
  WordRange rest = unit;
  for (const HolePart part :
       {HolePart::without_one, HolePart::without_two, HolePart::without_three}) {
    rest.end = last_link(region_, rest);
    if (rest.size() == 0) break;
    add({area, index, part, NameKind::none}, rest);
  }
  add({area, index, HolePart::root, NameKind::none}, {unit.begin, unit.begin + 1});
  const Word& last = region_[unit.end - 1];
  if (last.kind == TokenKind::identifier) {
    add({area, index, HolePart::last_name, NameKind::none}, {unit.end - 1, unit.end});
  } else if (last.kind == TokenKind::close && last.partner >= 0) {
    const WordRange inside{static_cast<std::size_t>(last.partner) + 1, unit.end - 1};
    if (inside.size() == 0) return;
    add({area, index, HolePart::arguments, NameKind::none}, inside);
    const WordRange argument{inside.begin, first_comma(region_, inside)};
    if (argument.size() > 0 && argument.end < inside.end) {
      add({area, index, HolePart::first_argument, NameKind::none}, argument);
    }
  }
}

std::optional<WordRange> Fillings::find(const Hole& hole) const {
  for (const Filling& filling : near_) {
    if (filling.hole == hole) return filling.range;
  }
  return std::nullopt;
}

std::vector<WordRange> chains_of(const Region& region, WordRange words) {
  std::vector<WordRange> chains;
  std::vector<std::uint64_t> known;
  for (std::size_t i = words.begin; i < words.end; ++i) {
    if (region[i].chain_begin < 0 || chains.size() >= far_chains_max) continue;
    const WordRange chain{static_cast<std::size_t>(region[i].chain_begin), i + 1};
    if (chain.begin < words.begin || chain.size() > near_words_max) continue;
    const std::uint64_t hash = region.hash_of(chain);
    if (std::find(known.begin(), known.end(), hash) != known.end()) continue;
    known.push_back(hash);
    chains.push_back(chain);
  }
  return chains;
}

namespace {

class RightMaker {
 public:
  RightMaker(const Region& before, const Region& after, const KeyMaker& keys, WordEdit edit,
             Reach reach)
      : before_(before),
        after_(after),
        edit_(edit),
        reach_(reach),
        fillings_(before, keys, {edit.at, edit.removed}) {
    const std::size_t at = std::min(edit.at, before.size() - 1);
    line_ = chains_of(before, before.line(before[at].line));
  }

  Right run() {
    const std::size_t end = edit_.at + edit_.inserted;
    for (std::size_t i = edit_.at; i < end;) {
      RightPart part;
      const std::size_t size = fill(i, end, part);
      if (size == 0) {
        part.kind = after_[i].kind;
        part.hash = after_[i].text;
        part.text = after_.text_of(i);
        if (!after_[i].common) ++right_.own_words;
      }
      if (i > edit_.at) part.gap = gap(i);
      right_.parts.push_back(std::move(part));
      i += std::max<std::size_t>(size, 1);
    }
    set_outer();
    return std::move(right_);
  }

 private:
  // How many inserted words from `i` a hole holds; 0: none.
  std::size_t fill(std::size_t i, std::size_t end, RightPart& part) {
    const Word& word = after_[i];
    if (edit_.removed > 2 && !is_one_unit() && i + edit_.removed <= end &&
        after_.hash_of({i, i + edit_.removed}) ==
            before_.hash_of({edit_.at, edit_.at + edit_.removed})) {
      part.hole = {HoleArea::all, 0, HolePart::whole, NameKind::none};
      return edit_.removed;
    }
    if (word.chain_end >= 0) {
      for (std::size_t stop = std::min(static_cast<std::size_t>(word.chain_end), end); stop > i;
           --stop) {
        if (after_[stop - 1].chain_begin != static_cast<std::int32_t>(i)) continue;
        if (fill_chain({i, stop}, part)) return stop - i;
      }
    }
    return fill_one(i, part) ? 1 : 0;
  }

  [[nodiscard]] bool is_one_unit() const {
    return before_[edit_.at].chain_end == static_cast<std::int32_t>(edit_.at + edit_.removed);
  }

  bool fill_near(WordRange range, RightPart& part) {
    const std::uint64_t hash = after_.hash_of(range);
    for (const Fillings::Filling& filling : fillings_.near()) {
      if (filling.hash != hash || filling.range.size() != range.size()) continue;
      if (filling.hole.area == HoleArea::all) continue;
      part.hole = filling.hole;
      return true;
    }
    return false;
  }

  bool fill_chain(WordRange range, RightPart& part) {
    if (reach_ == Reach::near) return fill_near(range, part) || fill_far_chain(range, part);
    return fill_far_chain(range, part) || fill_near(range, part);
  }

  bool fill_far_chain(WordRange range, RightPart& part) {
    const std::uint64_t hash = after_.hash_of(range);
    const bool known = std::any_of(line_.begin(), line_.end(), [&](const WordRange& chain) {
      return chain.size() == range.size() && before_.hash_of(chain) == hash;
    });
    return known && fill_far({HoleArea::far_chain, 0, HolePart::whole, NameKind::none}, hash, part);
  }

  // The same text has the same hole, and there are at most two.
  bool fill_far(Hole hole, std::uint64_t hash, RightPart& part) {
    for (std::uint8_t i = 0; i < right_.far_holes; ++i) {
      if (far_[i].second == hash && far_[i].first.area == hole.area) {
        part.hole = far_[i].first;
        return true;
      }
    }
    if (right_.far_holes >= far_max) return false;
    hole.index = right_.far_holes;
    far_[right_.far_holes++] = {hole, hash};
    part.hole = hole;
    return true;
  }

  bool fill_one(std::size_t i, RightPart& part) {
    const Word& word = after_[i];
    const WordRange range{i, i + 1};
    const bool value = word.kind == TokenKind::string || word.kind == TokenKind::number;
    if (word.kind != TokenKind::identifier && !value) return false;
    if (word.common && word.kind != TokenKind::identifier) return false;
    const bool member = word.name == NameKind::member || word.name == NameKind::member_call;
    const bool far = reach_ == Reach::far;
    if (word.common && !far && (member || word.name == NameKind::call)) return false;
    if (!far && fill_near(range, part)) return true;
    if ((word.common && !far) || word.kind == TokenKind::number) return false;
    const bool text = word.kind == TokenKind::string;
    for (const Word& known : before_.words()) {
      if (known.text != word.text || known.kind != word.kind) continue;
      const Hole hole{text ? HoleArea::far_string : HoleArea::far_name, 0, HolePart::whole,
                      text ? NameKind::none : known.name};
      return fill_far(hole, word.text, part);
    }
    return false;
  }

  [[nodiscard]] Gap gap(std::size_t word) const {
    const std::size_t token =
        word < after_.size() ? after_[word].token : after_.stream().tokens.size();
    return gap_before(after_.stream(), token, base(), after_.style());
  }
  [[nodiscard]] Gap old_gap(std::size_t word) const {
    const std::size_t token =
        word < before_.size() ? before_[word].token : before_.stream().tokens.size();
    return gap_before(before_.stream(), token, base(), before_.style());
  }

  // The indentation of the line of the edit.
  [[nodiscard]] std::string_view base() const {
    const bool line = edit_.at < before_.size() && before_[edit_.at].first_on_line &&
                      edit_.at < after_.size() && after_[edit_.at].first_on_line;
    std::size_t at = edit_.at;
    if (edit_.removed == 0 && !line && at > 0) --at;
    if (at >= before_.size()) return {};
    return indentation_at(before_.text(), before_[at].begin);
  }

  void set_outer() {
    const Gap lead = gap(edit_.at);
    const Gap trail = gap(edit_.at + edit_.inserted);
    if (edit_.inserted == 0) {
      right_.lead = lead;
      right_.trail = Gap{};
      return;
    }
    if (!(lead == old_gap(edit_.at))) right_.lead = lead;
    if (!(trail == old_gap(edit_.at + edit_.removed))) right_.trail = trail;
    if (edit_.removed > 0) return;
    if (!right_.lead && !right_.trail) right_.trail = trail;
    const bool opens = after_.family() == Family::python &&
                       after_.text_of(edit_.at + edit_.inserted - 1) == ":" && right_.trail &&
                       right_.trail->lines > 0 && right_.trail->level > 0;
    if (opens && before_[edit_.at].first_on_line) right_.wraps = true;
  }

  const Region& before_;
  const Region& after_;
  WordEdit edit_;
  Reach reach_;
  Fillings fillings_;
  std::vector<WordRange> line_;
  Right right_;
  std::array<std::pair<Hole, std::uint64_t>, far_max> far_{};
};

constexpr std::size_t inserted_max = 80;

}  // namespace

std::optional<Right> make_right(const Region& before, const Region& after, const KeyMaker& keys,
                                WordEdit edit, Reach reach) {
  if (edit.removed > removed_max || edit.inserted > inserted_max || before.size() == 0) {
    return std::nullopt;
  }
  return RightMaker(before, after, keys, edit, reach).run();
}

}  // namespace homeostat::pattern
