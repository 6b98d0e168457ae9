// What a message says, in words: which names it mentions, and what it is about.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/pattern/lattice_index.hpp"
#include "core/pattern/slots.hpp"

namespace homeostat::pattern {

class MessageWords {
 public:
  MessageWords(std::string_view error_type, std::string_view message);

  /// 1: the name stands in the message; less: some of its parts (camelCase, snake_case) do.
  [[nodiscard]] float names(std::string_view name) const;
  [[nodiscard]] const Topics& topics() const { return topics_; }
  [[nodiscard]] const MessageSlots& slots() const { return slots_; }

 private:
  [[nodiscard]] bool has(std::uint64_t hash) const;

  std::vector<std::uint64_t> words_;  ///< sorted hashes, lower case
  Topics topics_{};                   ///< in the order of the features `message_…`
  MessageSlots slots_;
};

}  // namespace homeostat::pattern
