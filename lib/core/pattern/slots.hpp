// What an error message says about the code: which class of failure, and which names it gives.
#pragma once

#include <cstdint>
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
  type,      ///< the type that has not the member, or is not what was wanted
};
[[nodiscard]] std::string_view to_string(Slot slot) noexcept;
[[nodiscard]] std::optional<Slot> find_slot(std::string_view name) noexcept;

/// What went wrong, whatever the language calls it.
enum class Failure : std::uint8_t {
  unknown,
  missing_value,   ///< null, undefined, None, nil where a value was needed
  not_callable,    ///< no function, or none of that name
  not_iterable,    ///< nothing that could be looped over or unpacked
  missing_key,     ///< of a map
  out_of_bounds,   ///< of an array, list or text
  missing_member,  ///< a value of a type without that member
  undefined_name,  ///< a variable, function or class that is not there (yet)
  constant,        ///< an assignment to what cannot be assigned to
  wrong_type,      ///< operands or arguments of other types than wanted
  wrong_count,     ///< too few or too many arguments or values
  bad_value,       ///< a text that is no number, an empty sequence, …
  division,        ///< by zero
  missing_module,
  recursion,  ///< too deep
};
[[nodiscard]] std::string_view to_string(Failure failure) noexcept;

struct MessageSlots {
  std::string form;  ///< "read_property"; for a message of no known form "other:" and a hash
  Failure failure = Failure::unknown;
  std::string property;
  std::string subject;
  std::string owner;
  std::string key;
  std::string type;

  [[nodiscard]] std::string_view value(Slot slot) const noexcept;
};

/// Reads a message by the table of known forms (V8, Firefox, Safari, Python, PHP, Java, Kotlin,
/// Go, Rust, Ruby, C#, C++). Linear.
[[nodiscard]] MessageSlots read_slots(std::string_view error_type, std::string_view message);

}  // namespace homeostat::pattern
