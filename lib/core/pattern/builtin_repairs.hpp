// The repairs that come with the library, each as a fix in the smallest place that shows it. They
// are learned as any fix is: what the place has around the edit is the precondition, the message's
// form is the class of errors.
#pragma once

#include <span>
#include <string_view>

namespace homeostat::pattern {

struct BuiltinRepair {
  std::string_view name;
  std::string_view path;   ///< its ending tells the language
  std::string_view types;  ///< error types, separated by spaces
  std::string_view message;
  std::string_view before;
  std::string_view after;
  int line = 1;  ///< that fails
};

[[nodiscard]] std::span<const BuiltinRepair> builtin_repairs() noexcept;

}  // namespace homeostat::pattern
