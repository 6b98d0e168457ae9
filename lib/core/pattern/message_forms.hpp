// The forms of messages by which runtimes say what failed.
#pragma once

#include <span>
#include <string_view>

#include "core/pattern/slots.hpp"

namespace homeostat::pattern {

/// `{p}` the property, `{s}` the subject, `{k}` the key, `{t}` the type, `{}` anything; `{m}` a
/// method with its class, whose last name is the property; `{e}` an expression whose last member
/// could not be read. The text is the whole message. With several forms that fit the first one
/// counts.
struct MessageForm {
  std::string_view name;
  Failure failure;
  std::string_view text;
};

[[nodiscard]] std::span<const MessageForm> message_forms() noexcept;

}  // namespace homeostat::pattern
