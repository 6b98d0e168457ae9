#include "core/pattern/generalise.hpp"

#include <algorithm>
#include <map>

#include "core/pattern/chain.hpp"
#include "core/pattern/vocabulary.hpp"
#include "core/pattern/window.hpp"

namespace homeostat::pattern {
namespace {

constexpr std::size_t concrete_context = 6;
constexpr std::size_t shape_widths[]{10, 24, 40};
constexpr std::size_t concrete_removed_max = 200;
constexpr std::size_t concrete_inserted_max = 400;

// What one hole holds, from coarse to fine.
enum class Grain {
  path,  ///< a.b.c, without calls, indices and the members of standard types
  unit,  ///< a.b[c](d).e
  name,  ///< each name alone
};

// The gaps of the right side, as seen from the line where the edit stands.
class GapReader {
 public:
  explicit GapReader(const EditContext& context)
      : context_(context), style_(style_of(context.after)) {
    const TokenEdit& edit = context.edit;
    const TokenStream& before = context.before;
    if (edit.removed > 0 || starts_line()) {
      base_ = indentation_of(before, edit.begin);
    } else if (edit.begin > 0) {
      base_ = indentation_of(before, edit.begin - 1);
    }
  }

  [[nodiscard]] Gap before(std::size_t index) const {
    return gap_before(context_.after, index, base_, style_);
  }

  // The white space in front of the region and behind it, where the edit changed it.
  void set_outer(Template& edit) const {
    const TokenEdit& e = context_.edit;
    const Gap old_lead = gap_before(context_.before, e.begin, base_, style_);
    const Gap old_trail = gap_before(context_.before, e.begin + e.removed, base_, style_);
    const Gap lead = before(e.begin);
    const Gap trail = before(e.begin + e.inserted);
    if (e.inserted == 0) {
      edit.lead = lead;
      edit.trail = Gap{};
      return;
    }
    if (!(lead == old_lead)) edit.lead = lead;
    if (!(trail == old_trail)) edit.trail = trail;
    // Tokens that are put between two others need both gaps; one of them is there already.
    if (e.removed == 0 && !edit.lead && !edit.trail) edit.trail = trail;
  }

 private:
  // Are whole lines put in front of a line?
  [[nodiscard]] bool starts_line() const {
    const TokenEdit& e = context_.edit;
    return e.begin < context_.before.tokens.size() &&
           context_.before.tokens[e.begin].first_on_line &&
           e.begin < context_.after.tokens.size() && context_.after.tokens[e.begin].first_on_line;
  }

  static std::string_view indentation_of(const TokenStream& stream, std::size_t index) {
    if (index >= stream.tokens.size()) return {};
    return indentation_at(stream.text, stream.tokens[index].begin);
  }

  const EditContext& context_;
  Style style_;
  std::string_view base_;
};

Element literal_of(const TokenStream& stream, std::size_t index) {
  Element element;
  element.token = stream.tokens[index].kind;
  element.text = stream.text_of(index);
  return element;
}

Part literal_part(const TokenStream& stream, std::size_t index, const Gap& gap) {
  Part part;
  part.gap = gap;
  part.token = stream.tokens[index].kind;
  part.text = stream.text_of(index);
  return part;
}

Element assertion(ElementKind kind) {
  Element element;
  element.kind = kind;
  return element;
}

bool is_quoted(std::string_view text) {
  return text.size() >= 2 && (text.front() == '\'' || text.front() == '"') &&
         text.front() == text.back();
}

// One attempt to lift the edit off its place at one grain.
class Generaliser {
 public:
  Generaliser(const EditContext& context, const MessageSlots& slots, const Window& window,
              const GapReader& gaps, Grain grain)
      : context_(context),
        before_(context.before),
        after_(context.after),
        slots_(slots),
        window_(window),
        gaps_(gaps),
        grain_(grain) {
    const std::size_t end = context.edit.begin + context.edit.inserted;
    for (std::size_t i = context.edit.begin; i < end; ++i) {
      const TokenKind kind = after_.tokens[i].kind;
      const std::string_view text = after_.text_of(i);
      brings_constant_ = brings_constant_ || kind == TokenKind::number ||
                         kind == TokenKind::string || text == "[" || text == "{";
    }
  }

  std::optional<Template> run() {
    if (window_.statement) out_.left.push_back(assertion(ElementKind::statement));
    if (window_.starts) out_.left.push_back(assertion(ElementKind::starts));
    read_left();
    if (window_.ends) out_.left.push_back(assertion(ElementKind::ends));
    if (!read_right()) return std::nullopt;
    gaps_.set_outer(out_);
    return out_;
  }

 private:
  void read_left() {
    const std::size_t first = context_.edit.begin;
    const std::size_t last = first + context_.edit.removed;
    for (std::size_t i = window_.begin; i < window_.end;) {
      if (i == first) out_.edit_begin = out_.left.size();
      if (i == last) out_.edit_end = out_.left.size();
      const std::size_t cut = i < first ? first : (i < last ? last : window_.end);
      i = read_element(i, cut);
    }
    if (first >= window_.end) out_.edit_begin = out_.left.size();
    if (last >= window_.end) out_.edit_end = out_.left.size();
  }

  // One element; gives the token behind it.
  std::size_t read_element(std::size_t i, std::size_t cut) {
    const Token& token = before_.tokens[i];
    const std::string_view text = before_.text_of(i);
    if (token.kind == TokenKind::string && is_quoted(text) && !is_plain_constant(text)) {
      put_hole(ElementKind::string, i, i + 1);
      return i + 1;
    }
    if (token.kind == TokenKind::number && !is_plain_constant(text)) {
      put_hole(ElementKind::number, i, i + 1);
      return i + 1;
    }
    if (grain_ != Grain::name && begins_chain(before_, i)) {
      if (const std::size_t end = end_of_chain(i, cut); end > i) {
        put_hole(ElementKind::chain, i, end);
        return end;
      }
    }
    if (token.kind == TokenKind::identifier && !stays_literal(i)) {
      put_hole(ElementKind::name, i, i + 1);
      return i + 1;
    }
    Element literal = literal_of(before_, i);
    if (is_member(i) || token.kind == TokenKind::number) literal.slot = slot_of(text);
    out_.left.push_back(std::move(literal));
    return i + 1;
  }

  [[nodiscard]] bool is_member(std::size_t i) const {
    return before_.tokens[i].kind == TokenKind::identifier && i > 0 &&
           is_join(before_.text_of(i - 1));
  }

  [[nodiscard]] Slot slot_of(std::string_view text) const {
    for (const Slot slot : {Slot::property, Slot::subject, Slot::owner, Slot::key}) {
      if (fills_slot(slots_, slot, text)) return slot;
    }
    return Slot::none;
  }

  [[nodiscard]] std::size_t end_of_chain(std::size_t i, std::size_t cut) const {
    const std::string_view root = before_.text_of(i);
    if (is_global_word(before_.family, root)) return i;
    if (grain_ == Grain::unit) {
      std::size_t longest = i;
      for (const std::size_t end : chain_ends(before_, i, cut)) {
        if (end > i + 1 && is_named_member(end - 1)) break;
        longest = end;
      }
      return longest;
    }
    std::size_t end = i + 1;
    while (end + 1 < cut && is_join(before_.text_of(end)) &&
           before_.tokens[end + 1].kind == TokenKind::identifier &&
           !is_vocabulary(before_.family, before_.text_of(end + 1)) && !is_named_member(end + 1)) {
      end += 2;
    }
    return root == "this" && end == i + 1 ? i : end;
  }

  // The member that the message names is a hole of its own: the next message names another.
  [[nodiscard]] bool is_named_member(std::size_t i) const {
    return is_member(i) && before_.text_of(i) == slots_.property;
  }

  // A member of a standard type belongs to the repair where the repair brings a value of that
  // type; elsewhere only if the message does not name it.
  [[nodiscard]] bool stays_literal(std::size_t i) const {
    const std::string_view text = before_.text_of(i);
    if (!is_member(i)) {
      return text == "self" || text == "cls" || is_global_word(before_.family, text);
    }
    if (!is_vocabulary(before_.family, text)) return false;
    if (brings_constant_) return member_class(before_.family, text).empty();
    return text != slots_.property;
  }

  void put_hole(ElementKind kind, std::size_t begin, std::size_t end) {
    Element element;
    element.kind = kind;
    const std::string text = joined(before_, begin, end);
    element.slot = slot_of(text);
    if (kind == ElementKind::name && brings_constant_ && is_member(begin)) {
      element.among = member_class(before_.family, text);
    }
    std::string key = text;
    key += static_cast<char>('0' + static_cast<int>(kind));
    const auto [known, is_new] = holes_.emplace(std::move(key), elements_.size());
    if (!is_new) {
      out_.left.push_back(elements_[known->second]);
      return;
    }
    element.hole = static_cast<std::int32_t>(elements_.size());
    ranges_.push_back({begin, end});
    elements_.push_back(element);
    out_.left.push_back(std::move(element));
  }

  // The right side: the longest hole whose tokens stand there, else a word that may stay.
  bool read_right() {
    const std::size_t end = context_.edit.begin + context_.edit.inserted;
    for (std::size_t i = context_.edit.begin; i < end;) {
      const Gap gap = i == context_.edit.begin ? Gap{} : gaps_.before(i);
      const int hole = longest_hole(i, end);
      if (hole < 0) {
        if (!may_stay(i)) return false;
        out_.right.push_back(literal_part(after_, i, gap));
        ++i;
        continue;
      }
      Part part;
      part.gap = gap;
      part.hole = hole;
      out_.right.push_back(part);
      const auto& range = ranges_[static_cast<std::size_t>(hole)];
      i += range.end - range.begin;
    }
    return true;
  }

  struct Range {
    std::size_t begin;
    std::size_t end;
  };

  [[nodiscard]] int longest_hole(std::size_t i, std::size_t end) const {
    const bool member = i > 0 && is_join(after_.text_of(i - 1));
    int best = -1;
    std::size_t best_size = 0;
    for (std::size_t h = 0; h < ranges_.size(); ++h) {
      const std::size_t size = ranges_[h].end - ranges_[h].begin;
      if (size <= best_size || i + size > end) continue;
      if (member && elements_[h].kind == ElementKind::chain) continue;
      if (!same_tokens(ranges_[h], i)) continue;
      best = static_cast<int>(h);
      best_size = size;
    }
    return best;
  }

  [[nodiscard]] bool same_tokens(const Range& range, std::size_t i) const {
    for (std::size_t k = range.begin; k < range.end; ++k) {
      if (!before_.same(k, after_, i + k - range.begin)) return false;
    }
    return true;
  }

  [[nodiscard]] bool may_stay(std::size_t i) const {
    const std::string_view text = after_.text_of(i);
    switch (after_.tokens[i].kind) {
      case TokenKind::identifier:
        return is_vocabulary(after_.family, text);
      case TokenKind::number:
      case TokenKind::string:
        return is_plain_constant(text);
      default:
        return after_.tokens[i].kind != TokenKind::regex &&
               after_.tokens[i].kind != TokenKind::other;
    }
  }

  const EditContext& context_;
  const TokenStream& before_;
  const TokenStream& after_;
  const MessageSlots& slots_;
  const Window& window_;
  const GapReader& gaps_;
  Grain grain_;
  bool brings_constant_ = false;
  Template out_;
  std::map<std::string, std::size_t> holes_;
  std::vector<Range> ranges_;
  std::vector<Element> elements_;
};

// So many tokens on each side, but no text of another language, which would be carried along.
Window shape_window(const EditContext& context, std::size_t width) {
  const auto& tokens = context.before.tokens;
  const auto is_foreign = [&](std::size_t i) {
    return tokens[i].kind == TokenKind::other || tokens[i].kind == TokenKind::regex;
  };
  const std::size_t last = context.edit.begin + context.edit.removed;
  Window window;
  window.begin = context.edit.begin;
  window.end = last;
  while (window.begin > 0 && context.edit.begin - window.begin < width &&
         !is_foreign(window.begin - 1)) {
    --window.begin;
  }
  while (window.end < tokens.size() && window.end - last < width && !is_foreign(window.end)) {
    ++window.end;
  }
  return window;
}

}  // namespace

std::string joined(const TokenStream& stream, std::size_t begin, std::size_t end) {
  std::string text;
  for (std::size_t i = begin; i < end; ++i)
    text += stream.text_of(i);
  return text;
}

bool fills_slot(const MessageSlots& slots, Slot slot, std::string_view text) {
  const std::string_view value = slots.value(slot);
  if (value.empty()) return false;
  if (text == value || (is_quoted(text) && text.substr(1, text.size() - 2) == value)) return true;
  return !text.empty() && text.front() == '$' && text.substr(1) == value;
}

std::optional<Template> concrete_template(const EditContext& context) {
  const TokenEdit& edit = context.edit;
  if (edit.removed > concrete_removed_max || edit.inserted > concrete_inserted_max) {
    return std::nullopt;
  }
  const TokenStream& before = context.before;
  const std::size_t begin = edit.begin - std::min(edit.begin, concrete_context);
  const std::size_t last = edit.begin + edit.removed;
  const std::size_t end = std::min(last + concrete_context, before.tokens.size());
  Template out;
  out.edit_begin = edit.begin - begin;
  out.edit_end = last - begin;
  for (std::size_t i = begin; i < end; ++i)
    out.left.push_back(literal_of(before, i));
  const GapReader gaps(context);
  for (std::size_t i = edit.begin; i < edit.begin + edit.inserted; ++i) {
    out.right.push_back(literal_part(context.after, i, i == edit.begin ? Gap{} : gaps.before(i)));
  }
  gaps.set_outer(out);
  if (!check_concrete(out, before.family)) return std::nullopt;
  return out;
}

std::vector<Template> abstract_templates(const EditContext& context, const MessageSlots& slots) {
  std::vector<Template> templates;
  if (context.edit.inserted == 0 || context.edit.inserted > abstract_right_max ||
      context.edit.removed > abstract_left_max) {
    return templates;
  }
  const GapReader gaps(context);
  const auto window = find_window(context, slots.property);
  for (const Grain grain : {Grain::path, Grain::unit, Grain::name}) {
    // The finest grain is for edits that look into expressions; others need it not.
    if (!window || (grain == Grain::name && !templates.empty())) break;
    const auto found = Generaliser(context, slots, *window, gaps, grain).run();
    if (!found || !check_abstract(*found, context.before.family, slots.form)) continue;
    if (std::find(templates.begin(), templates.end(), *found) == templates.end()) {
      templates.push_back(*found);
    }
  }
  return templates;
}

std::optional<Template> shape_template(const EditContext& context, const MessageSlots& slots) {
  if (context.edit.inserted == 0) return std::nullopt;
  const GapReader gaps(context);
  for (const std::size_t width : shape_widths) {
    const Window window = shape_window(context, width);
    auto found = Generaliser(context, slots, window, gaps, Grain::name).run();
    if (found && check_abstract(*found, context.before.family, slots.form)) return found;
  }
  return std::nullopt;
}

}  // namespace homeostat::pattern
