#include "core/pattern/lattice_index.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <numeric>

#include "core/pattern/common_words.hpp"

namespace homeostat::pattern {
namespace {

bool before(const LatticeEntry& a, const LatticeEntry& b) {
  return a.key != b.key ? a.key < b.key : a.right < b.right;
}

bool has_name(const Right& right) {
  return std::any_of(right.parts.begin(), right.parts.end(), [](const RightPart& part) {
    return part.hole.area == HoleArea::none && part.kind == TokenKind::identifier;
  });
}

}  // namespace

std::uint64_t repository_bit(std::string_view repository) noexcept {
  if (repository.empty()) return 0;
  return std::uint64_t{1} << (mix(hash_text(repository), 5) & 63U);
}

double repositories_of(std::uint64_t bits) noexcept {
  const int set = std::popcount(bits);
  if (set <= 2) return set;
  if (set >= 63) return 266;
  return -64.0 * std::log(1.0 - set / 64.0);
}

void RightEvidence::add(const RightEvidence& other) {
  repositories |= other.repositories;
  examples += other.examples;
  for (std::size_t i = 0; i < topics.size(); ++i)
    topics[i] += other.topics[i];
}

std::uint32_t LatticeIndex::add_right(Right right, const RightEvidence& evidence) {
  all_.add(evidence);
  const auto [known, is_new] =
      right_ids_.emplace(right.identity(), static_cast<std::uint32_t>(rights_.size()));
  const std::uint32_t id = known->second;
  if (is_new) {
    rights_.push_back(std::move(right));
    evidence_.push_back(evidence);
    return id;
  }
  // Of several layouts the plainest is kept, whichever came first.
  if (right.layout_rank() < rights_[id].layout_rank()) rights_[id] = std::move(right);
  evidence_[id].add(evidence);
  return id;
}

void LatticeIndex::add(std::span<const Key> keys, Right right, std::uint64_t repository,
                       const Topics& topics) {
  const bool named = has_name(right);
  RightEvidence evidence{repository, 1, {}};
  std::copy(topics.begin(), topics.end(), evidence.topics.begin());
  const std::uint32_t id = add_right(std::move(right), evidence);
  for (const Key& key : keys) {
    if (named && is_plain_shape(key.shape)) continue;
    pending_.push_back({key.hash, repository, id, 1});
  }
}

void LatticeIndex::add(const LatticeIndex& other) {
  std::vector<std::uint32_t> ids;
  for (std::size_t i = 0; i < other.rights_.size(); ++i)
    ids.push_back(add_right(other.rights_[i], other.evidence_[i]));
  for (LatticeEntry entry : other.entries_) {
    entry.right = ids[entry.right];
    pending_.push_back(entry);
  }
  for (LatticeSlot& slot : slots_) {
    if (slot.count > 0) slot.unseen += other.sites_;
  }
  for (const LatticeSlot& slot : other.slots_) {
    if (slot.count == 0) continue;
    const LatticeSlot* own = find(slot.key);
    if (own == nullptr) {
      counts_[slot.key] = {slot.trials, slot.unseen + sites_};
    } else {
      LatticeSlot& both = slots_[static_cast<std::size_t>(own - slots_.data())];
      both.trials += slot.trials;
      both.unseen += slot.unseen - other.sites_;
    }
  }
  edits_ += other.edits_;
  sites_ += other.sites_;
  settle();
}

// The order in which right sides came must not show.
void LatticeIndex::order_rights() {
  std::vector<std::uint32_t> order(rights_.size());
  std::iota(order.begin(), order.end(), 0U);
  std::vector<std::uint64_t> identities;
  for (const Right& right : rights_)
    identities.push_back(right.identity());
  const auto less = [&](std::uint32_t a, std::uint32_t b) { return identities[a] < identities[b]; };
  if (std::is_sorted(order.begin(), order.end(), less)) return;
  std::sort(order.begin(), order.end(), less);
  std::vector<std::uint32_t> moved(rights_.size());
  std::vector<Right> rights;
  std::vector<RightEvidence> evidence;
  for (const std::uint32_t old : order) {
    moved[old] = static_cast<std::uint32_t>(rights.size());
    right_ids_[identities[old]] = moved[old];
    rights.push_back(std::move(rights_[old]));
    evidence.push_back(evidence_[old]);
  }
  rights_ = std::move(rights);
  evidence_ = std::move(evidence);
  for (LatticeEntry& entry : entries_)
    entry.right = moved[entry.right];
  for (LatticeEntry& entry : pending_)
    entry.right = moved[entry.right];
}

void LatticeIndex::settle() {
  if (pending_.empty()) return;
  order_rights();
  std::unordered_map<std::uint64_t, KeyCounts> counts = std::move(counts_);
  counts_.clear();
  for (const LatticeSlot& slot : slots_) {
    if (slot.count > 0) counts[slot.key] = {slot.trials, slot.unseen};
  }
  join_pending();
  make_slots(counts);
  sites_settled_ = sites_;
}

void LatticeIndex::join_pending() {
  pending_.insert(pending_.end(), entries_.begin(), entries_.end());
  std::sort(pending_.begin(), pending_.end(), before);
  entries_.clear();
  keys_ = 0;
  for (const LatticeEntry& entry : pending_) {
    const bool same_key = !entries_.empty() && entries_.back().key == entry.key;
    if (same_key && entries_.back().right == entry.right) {
      entries_.back().repositories |= entry.repositories;
      entries_.back().examples += entry.examples;
      continue;
    }
    keys_ += same_key ? 0 : 1;
    entries_.push_back(entry);
  }
  pending_ = {};
}

void LatticeIndex::order_entries(std::size_t begin, std::size_t end) {
  std::sort(entries_.begin() + static_cast<std::ptrdiff_t>(begin),
            entries_.begin() + static_cast<std::ptrdiff_t>(end),
            [](const LatticeEntry& a, const LatticeEntry& b) {
              const int more = std::popcount(a.repositories) - std::popcount(b.repositories);
              if (more != 0) return more > 0;
              return a.examples != b.examples ? a.examples > b.examples : a.right < b.right;
            });
}

void LatticeIndex::make_slots(const std::unordered_map<std::uint64_t, KeyCounts>& counts) {
  slots_.assign(std::bit_ceil(keys_ * 3 / 2 + 1), {});
  for (std::size_t i = 0; i < entries_.size();) {
    std::size_t end = i;
    LatticeSlot slot;
    slot.key = entries_[i].key;
    slot.first = static_cast<std::uint32_t>(i);
    slot.unseen = sites_settled_;
    for (; end < entries_.size() && entries_[end].key == slot.key; ++end)
      slot.examples += entries_[end].examples;
    order_entries(i, end);
    const auto count = std::min<std::size_t>(end - i, std::numeric_limits<std::uint16_t>::max());
    slot.count = static_cast<std::uint16_t>(count);
    if (const auto known = counts.find(slot.key); known != counts.end()) {
      slot.trials = known->second.trials;
      slot.unseen = known->second.unseen;
    }
    std::size_t at = slot.key & (slots_.size() - 1);
    while (slots_[at].count != 0)
      at = (at + 1) & (slots_.size() - 1);
    slots_[at] = slot;
    i = end;
  }
}

const LatticeSlot* LatticeIndex::find(std::uint64_t key) const {
  if (slots_.empty()) return nullptr;
  std::size_t at = key & (slots_.size() - 1);
  while (slots_[at].count != 0) {
    if (slots_[at].key == key) return &slots_[at];
    at = (at + 1) & (slots_.size() - 1);
  }
  return nullptr;
}

void LatticeIndex::count_trial(std::uint64_t key) {
  const LatticeSlot* slot = find(key);
  if (slot != nullptr) ++slots_[static_cast<std::size_t>(slot - slots_.data())].trials;
}

double LatticeIndex::trials(const LatticeSlot& slot) const {
  const double seen = slot.unseen < sites_ ? static_cast<double>(sites_ - slot.unseen) : 1.0;
  const double scaled = seen < 100 ? slot.trials : slot.trials * (sites_ / seen);
  return std::max<double>(scaled, slot.examples);
}

std::optional<std::uint32_t> LatticeIndex::find_right(std::uint64_t identity) const {
  const auto found = right_ids_.find(identity);
  if (found == right_ids_.end()) return std::nullopt;
  return found->second;
}

}  // namespace homeostat::pattern
