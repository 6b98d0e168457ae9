// All keys of all learned edits, with the right sides seen under each and the evidence for them.
// A lookup costs the same however large the index is.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <homeostat/result.hpp>

#include "core/pattern/right.hpp"

namespace homeostat::pattern {

/// A repository as one of 64 bits: enough to count few distinct ones, and to leave one out.
[[nodiscard]] std::uint64_t repository_bit(std::string_view repository) noexcept;
/// How many distinct repositories a sum of bits stands for, about.
[[nodiscard]] double repositories_of(std::uint64_t bits) noexcept;

struct LatticeEntry {
  std::uint64_t key = 0;
  std::uint64_t repositories = 0;
  std::uint32_t right = 0;
  std::uint32_t examples = 0;
};

struct LatticeSlot {
  std::uint64_t key = 0;
  std::uint32_t first = 0;  ///< of its entries, those of most repositories first
  std::uint16_t count = 0;
  std::uint16_t unused = 0;
  std::uint32_t examples = 0;
  std::uint32_t trials = 0;  ///< places of learned fixes where the key was found
  std::uint32_t unseen = 0;  ///< places that were tried before the key was known
  std::uint32_t unused_too = 0;
};

/// What repairs are about; see message_words.hpp.
inline constexpr std::size_t message_topics = 12;
using Topics = std::array<bool, message_topics>;

struct RightEvidence {
  std::uint64_t repositories = 0;
  std::uint32_t examples = 0;
  std::array<std::uint32_t, message_topics> topics{};  ///< examples whose error was about it
  void add(const RightEvidence& other);
};

class LatticeIndex {
 public:
  /// Adds an edit under its keys; seen by `find` after the next `settle`.
  void add(std::span<const Key> keys, Right right, std::uint64_t repository, const Topics& topics);
  void add_edit() { ++edits_; }
  /// Adds all that another one knows, likewise.
  void add(const LatticeIndex& other);
  void settle();

  [[nodiscard]] const LatticeSlot* find(std::uint64_t key) const;
  [[nodiscard]] std::span<const LatticeEntry> entries(const LatticeSlot& slot) const {
    return std::span(entries_).subspan(slot.first, slot.count);
  }
  /// A place was tried at which these keys were found.
  void count_trial(std::uint64_t key);
  void count_site() { ++sites_; }
  /// How often a key is found, over all places.
  [[nodiscard]] double trials(const LatticeSlot& slot) const;

  [[nodiscard]] const Right& right(std::uint32_t id) const { return rights_[id]; }
  [[nodiscard]] const RightEvidence& evidence(std::uint32_t id) const { return evidence_[id]; }
  [[nodiscard]] const RightEvidence& all() const { return all_; }
  [[nodiscard]] std::optional<std::uint32_t> find_right(std::uint64_t identity) const;
  [[nodiscard]] std::size_t rights() const { return rights_.size(); }
  [[nodiscard]] std::size_t keys() const { return keys_; }
  [[nodiscard]] std::size_t patterns() const { return entries_.size(); }
  [[nodiscard]] std::size_t edits() const { return edits_; }

  /// The same content gives the same bytes.
  [[nodiscard]] std::string to_bytes() const;
  static Result<LatticeIndex> from_bytes(std::string_view bytes);
  [[nodiscard]] static bool has_magic(std::string_view bytes) noexcept;

 private:
  struct KeyCounts {
    std::uint32_t trials = 0;
    std::uint32_t unseen = 0;
  };
  std::uint32_t add_right(Right right, const RightEvidence& evidence);
  void order_rights();
  void join_pending();
  void make_slots(const std::unordered_map<std::uint64_t, KeyCounts>& counts);
  void order_entries(std::size_t begin, std::size_t end);

  std::vector<LatticeEntry> pending_;
  std::unordered_map<std::uint64_t, KeyCounts> counts_;  ///< of keys of others that were added
  std::vector<LatticeEntry> entries_;
  std::vector<LatticeSlot> slots_;
  std::vector<Right> rights_;
  std::vector<RightEvidence> evidence_;
  RightEvidence all_;  ///< the sum of them
  std::unordered_map<std::uint64_t, std::uint32_t> right_ids_;
  std::size_t keys_ = 0;
  std::size_t edits_ = 0;
  std::uint32_t sites_ = 0;
  std::uint32_t sites_settled_ = 0;
};

}  // namespace homeostat::pattern
