#include "core/pattern/find.hpp"

#include <algorithm>

#include "core/pattern/chain.hpp"
#include "core/pattern/generalise.hpp"
#include "core/pattern/vocabulary.hpp"

namespace homeostat::pattern {
namespace {

constexpr int steps_per_start = 512;

class Finder {
 public:
  Finder(const Template& edit, const TokenStream& stream, const MessageSlots& slots,
         std::size_t sites_max)
      : edit_(edit), stream_(stream), slots_(slots), sites_max_(sites_max) {
    for (const Element& element : edit.left) {
      if (element.hole >= 0 && static_cast<std::size_t>(element.hole) >= holes_) ++holes_;
    }
  }

  std::vector<Site> run(TokenRange starts) {
    for (std::size_t i = starts.begin; i < starts.end && sites_.size() < sites_max_; ++i) {
      site_ = Site{};
      site_.whole.begin = i;
      site_.holes.assign(holes_, TokenRange{});
      bound_.assign(holes_, false);
      steps_ = steps_per_start;
      fit(0, i);
    }
    return std::move(sites_);
  }

 private:
  // Tries to fit the elements from `e` on at token `at`, with all ways that a chain may end.
  void fit(std::size_t e, std::size_t at) {
    if (--steps_ < 0 || sites_.size() >= sites_max_) return;
    if (e == edit_.edit_begin) site_.edit.begin = at;
    if (e == edit_.edit_end) site_.edit.end = at;
    if (e == edit_.left.size()) {
      site_.whole.end = at;
      sites_.push_back(site_);
      return;
    }
    const Element& element = edit_.left[e];
    if (element.kind == ElementKind::chain) return fit_chain(element, e, at);
    if (!takes_tokens(element.kind)) {
      if (holds(element.kind, at)) fit(e + 1, at);
      return;
    }
    if (at >= stream_.tokens.size() || !fits_token(element, at)) return;
    if (element.kind == ElementKind::literal) return fit(e + 1, at + 1);
    bind(element, {at, at + 1}, e);
  }

  [[nodiscard]] bool holds(ElementKind kind, std::size_t at) const {
    if (kind == ElementKind::statement) return begins_statement(stream_, at);
    if (kind == ElementKind::ends) return ends_expression(stream_, at);
    return at == 0 || opens_expression(stream_, at - 1);
  }

  [[nodiscard]] bool fits_token(const Element& element, std::size_t at) const {
    const TokenKind kind = stream_.tokens[at].kind;
    const std::string_view text = stream_.text_of(at);
    switch (element.kind) {
      case ElementKind::literal:
        return kind == element.token && text == element.text &&
               (element.slot == Slot::none || fills_slot(slots_, element.slot, text));
      case ElementKind::name:
        return kind == TokenKind::identifier && fits_member(element, at);
      case ElementKind::number:
        return kind == TokenKind::number;
      default:
        return kind == TokenKind::string && (text.front() == '\'' || text.front() == '"');
    }
  }

  [[nodiscard]] bool fits_member(const Element& element, std::size_t at) const {
    const std::string_view text = stream_.text_of(at);
    return element.among.empty() || member_class(stream_.family, text) == element.among;
  }

  void fit_chain(const Element& element, std::size_t e, std::size_t at) {
    const auto hole = static_cast<std::size_t>(element.hole);
    const bool link_follows = e + 1 < edit_.left.size() && is_link(edit_.left[e + 1]);
    const std::size_t size = site_.holes[hole].end - site_.holes[hole].begin;
    for (const std::size_t end : chain_ends(stream_, at, stream_.tokens.size())) {
      if (bound_[hole] && end - at != size) continue;
      // Without a link behind it in the template the chain is the whole one.
      if (!link_follows && link_end(stream_, end) != end) continue;
      bind(element, {at, end}, e);
    }
  }

  static bool is_link(const Element& element) {
    if (element.kind != ElementKind::literal) return false;
    return is_join(element.text) || element.text == "[" || element.text == "(";
  }

  void bind(const Element& element, TokenRange range, std::size_t e) {
    const auto hole = static_cast<std::size_t>(element.hole);
    if (bound_[hole]) {
      if (same(site_.holes[hole], range)) fit(e + 1, range.end);
      return;
    }
    if (element.slot != Slot::none &&
        !fills_slot(slots_, element.slot, joined(stream_, range.begin, range.end))) {
      return;
    }
    const Site saved = site_;
    bound_[hole] = true;
    site_.holes[hole] = range;
    fit(e + 1, range.end);
    bound_[hole] = false;
    site_ = saved;
  }

  [[nodiscard]] bool same(TokenRange a, TokenRange b) const {
    if (a.end - a.begin != b.end - b.begin) return false;
    for (std::size_t i = 0; i < a.end - a.begin; ++i) {
      if (!stream_.same(a.begin + i, stream_, b.begin + i)) return false;
    }
    return true;
  }

  const Template& edit_;
  const TokenStream& stream_;
  const MessageSlots& slots_;
  std::size_t sites_max_;
  std::size_t holes_ = 0;
  int steps_ = 0;
  Site site_;
  std::vector<bool> bound_;
  std::vector<Site> sites_;
};

}  // namespace

std::vector<Site> find_sites(const Template& edit, const TokenStream& stream,
                             const MessageSlots& slots, TokenRange starts, std::size_t sites_max) {
  return Finder(edit, stream, slots, sites_max).run(starts);
}

}  // namespace homeostat::pattern
