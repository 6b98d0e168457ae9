// What an error message says about the code: which class of failure, and which names it gives.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace homeostat::pattern {

/// A name in a message.
enum class Slot {
  none,
  property,  ///< the member that was read, written or called on nothing
  subject,   ///< the expression or variable that is wrong
  owner,     ///< of a dotted subject all but its last member, which is the property
  key,       ///< the key or index that is missing
};
[[nodiscard]] std::string_view to_string(Slot slot) noexcept;
[[nodiscard]] std::optional<Slot> find_slot(std::string_view name) noexcept;

struct MessageSlots {
  std::string form;  ///< "read_property"; for a message of no known form "other:" and a hash
  std::string property;
  std::string subject;
  std::string owner;
  std::string key;

  [[nodiscard]] std::string_view value(Slot slot) const noexcept;
};

/// Reads a message by the table of known forms (V8, Firefox, Safari, Python, PHP). Linear.
[[nodiscard]] MessageSlots read_slots(std::string_view error_type, std::string_view message);

}  // namespace homeostat::pattern
