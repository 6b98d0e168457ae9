#include "core/pattern/slots.hpp"

#include <optional>

#include <homeostat/fingerprint.hpp>

#include "core/base/enum_names.hpp"
#include "core/base/sha256.hpp"
#include "core/base/text.hpp"
#include "core/pattern/message_forms.hpp"

namespace homeostat::pattern {
namespace {

constexpr std::size_t message_bytes_max = 2000;
constexpr std::size_t slot_bytes_max = 128;

constexpr base::EnumNames<6> slot_names{"none", "property", "subject", "owner", "key", "type"};
constexpr base::EnumNames<15> failure_names{
    "unknown",       "missing_value",  "not_callable",   "not_iterable",   "missing_key",
    "out_of_bounds", "missing_member", "undefined_name", "constant",       "wrong_type",
    "wrong_count",   "bad_value",      "division",       "missing_module", "recursion"};

// `a.b`: the member b of a; `a[0]`: something of a.
void put_access(MessageSlots& slots, std::string_view value) {
  const std::size_t cut = value.find_last_of(".[");
  slots.subject = value.substr(0, cut);
  if (cut != std::string_view::npos && value[cut] == '.') slots.property = value.substr(cut + 1);
}

void put(MessageSlots& slots, char which, std::string_view value) {
  if (value.size() > slot_bytes_max) return;
  if (which == 'p') slots.property = value;
  if (which == 's') slots.subject = value;
  if (which == 'k') slots.key = value;
  if (which == 't') slots.type = value;
  if (which == 'm') slots.property = value.substr(value.rfind('.') + 1);
  if (which == 'e') put_access(slots, value);
}

// Each capture ends where the text behind it first occurs, so one walk decides.
std::optional<MessageSlots> match_form(const MessageForm& form, std::string_view message) {
  MessageSlots slots;
  slots.form = form.name;
  slots.failure = form.failure;
  std::string_view rest = form.text;
  while (!rest.empty()) {
    if (rest[0] != '{') {
      const std::string_view literal = rest.substr(0, rest.find('{'));
      if (message.substr(0, literal.size()) != literal) return std::nullopt;
      message.remove_prefix(literal.size());
      rest.remove_prefix(literal.size());
      continue;
    }
    const char which = rest[1];
    rest.remove_prefix(which == '}' ? 2 : 3);
    const std::string_view behind = rest.substr(0, rest.find('{'));
    const std::size_t end = behind.empty() ? message.size() : message.find(behind);
    if (end == std::string_view::npos || (end == 0 && which != '}')) return std::nullopt;
    put(slots, which, message.substr(0, end));
    message.remove_prefix(end);
  }
  if (!message.empty()) return std::nullopt;
  return slots;
}

// "a.b.c is not a function" names the member c of a.b.
MessageSlots with_members(MessageSlots slots) {
  const std::size_t dot = slots.subject.rfind('.');
  if (dot == std::string::npos || dot == 0) return slots;
  slots.owner = slots.subject.substr(0, dot);
  if (slots.property.empty()) slots.property = slots.subject.substr(dot + 1);
  return slots;
}

// "Uncaught TypeError: x" → "x"; the type of the report, however it is qualified.
std::string_view without_headline(std::string_view error_type, std::string_view message) {
  message = base::trim(message);
  for (const std::string_view word :
       {"Unhandled Promise Rejection: ", "Uncaught (in promise) ", "Uncaught ", "PHP ",
        "Fatal error: ", "Warning: ", "Notice: ", "Deprecated: ", "panic: ", "runtime error: ",
        "thread 'main' panicked at '"}) {
    if (message.starts_with(word)) message.remove_prefix(word.size());
  }
  if (!error_type.empty() && message.starts_with(error_type) &&
      message.substr(error_type.size()).starts_with(": ")) {
    message.remove_prefix(error_type.size() + 2);
  }
  return base::trim(message.substr(0, message.find('\n')));
}

// The message without what its quotes hold: the same for relatives of one error.
std::string skeleton(std::string_view message) {
  std::string out;
  char quote = '\0';
  for (const char c : message) {
    if (quote != '\0') {
      if (c == quote) quote = '\0';
      continue;
    }
    if (c == '\'' || c == '"' || c == '`') quote = c;
    out += c;
  }
  return message_template(out);
}

}  // namespace

std::string_view to_string(Slot slot) noexcept { return base::enum_name(slot_names, slot); }

std::string_view to_string(Failure failure) noexcept {
  return base::enum_name(failure_names, failure);
}

std::optional<Slot> find_slot(std::string_view name) noexcept {
  return base::find_enum<Slot>(slot_names, name);
}

std::string_view MessageSlots::value(Slot slot) const noexcept {
  switch (slot) {
    case Slot::property:
      return property;
    case Slot::subject:
      return subject;
    case Slot::owner:
      return owner;
    case Slot::key:
      return key;
    case Slot::type:
      return type;
    case Slot::none:
      break;
  }
  return {};
}

MessageSlots read_slots(std::string_view error_type, std::string_view message) {
  message = without_headline(error_type, message.substr(0, message_bytes_max));
  // Python's KeyError says nothing but the key.
  if (error_type == "KeyError" && !message.empty()) {
    MessageSlots slots;
    slots.form = "missing_key";
    slots.failure = Failure::missing_key;
    const char first = message.front();
    const bool quoted = message.size() > 2 && (first == '\'' || first == '"');
    put(slots, 'k', quoted ? message.substr(1, message.size() - 2) : message);
    return slots;
  }
  for (const MessageForm& form : message_forms()) {
    if (auto slots = match_form(form, message)) return with_members(*std::move(slots));
  }
  MessageSlots slots;
  if (!message.empty()) slots.form = "other:" + base::sha256_hex(skeleton(message)).substr(0, 12);
  return slots;
}

}  // namespace homeostat::pattern
