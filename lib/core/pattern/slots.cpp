#include "core/pattern/slots.hpp"

#include <optional>

#include <homeostat/fingerprint.hpp>

#include "core/base/enum_names.hpp"
#include "core/base/sha256.hpp"
#include "core/base/text.hpp"

namespace homeostat::pattern {
namespace {

constexpr std::size_t message_bytes_max = 2000;
constexpr std::size_t slot_bytes_max = 128;

constexpr base::EnumNames<5> slot_names{"none", "property", "subject", "owner", "key"};

// `{p}` the property, `{s}` the subject, `{k}` the key, `{}` anything. A form is the whole
// message, or with a `{}` at its end its beginning.
struct Form {
  std::string_view name;
  std::string_view text;
};
constexpr Form forms[]{
    // V8
    {"read_property", "Cannot read properties of {} (reading '{p}')"},
    {"read_property", "Cannot read property '{p}' of {}"},
    {"set_property", "Cannot set properties of {} (setting '{p}')"},
    {"set_property", "Cannot set property '{p}' of {}"},
    {"destructure", "Cannot destructure property '{p}' of '{s}' as it is {}"},
    {"null_to_object", "Cannot convert undefined or null to object"},
    {"not_a_function", "{s} is not a function"},
    {"not_a_constructor", "{s} is not a constructor"},
    {"not_iterable", "{s} is not iterable{}"},
    {"not_defined", "{s} is not defined"},
    {"before_initialization", "Cannot access '{s}' before initialization"},
    {"constant", "Assignment to constant variable."},
    // Firefox and Safari
    {"read_property", "can't access property \"{p}\", {s} is {}"},
    {"read_property", "undefined is not an object (evaluating '{s}.{p}')"},
    {"read_property", "null is not an object (evaluating '{s}.{p}')"},
    {"is_nothing", "{s} is undefined"},
    {"is_nothing", "{s} is null"},
    // Python
    {"none_attribute", "'NoneType' object has no attribute '{p}'"},
    {"no_attribute", "'{}' object has no attribute '{p}'{}"},
    {"none_subscript", "'NoneType' object is not subscriptable"},
    {"none_iterable", "'NoneType' object is not iterable"},
    {"none_length", "object of type 'NoneType' has no len()"},
    {"not_callable", "'{}' object is not callable"},
    {"not_defined", "name '{s}' is not defined{}"},
    {"unbound", "local variable '{s}' referenced before assignment"},
    {"unbound", "cannot access local variable '{s}' where it is not associated with a value"},
    {"index_range", "{} index out of range"},
    {"index_range", "pop from empty list"},
    {"operand_type", "unsupported operand type(s) for {}"},
    {"empty_sequence", "{} arg is an empty sequence"},
    {"empty_sequence", "{} iterable argument is empty"},
    {"division", "division by zero"},
    {"division", "{} division by zero"},
    {"invalid_literal", "invalid literal for int() with base 10: {}"},
    // PHP
    {"undefined_key", "Undefined index: {k}"},
    {"undefined_key", "Undefined array key \"{k}\""},
    {"undefined_key", "Undefined array key {k}"},
    {"undefined_key", "Undefined offset: {k}"},
    {"not_defined", "Undefined variable: {s}"},
    {"not_defined", "Undefined variable ${s}"},
    {"no_attribute", "Undefined property: {}::${p}"},
    {"read_property", "Attempt to read property \"{p}\" on {}"},
    {"read_property", "Trying to get property '{p}' of non-object"},
    {"call_on_null", "Call to a member function {p}() on {}"},
    {"offset_on_null", "Trying to access array offset on value of type {}"},
    {"offset_on_null", "Trying to access array offset on null"},
    {"division", "Division by zero"},
    {"foreach_argument", "foreach() argument must be of type array|object, {} given"},
    {"foreach_argument", "Invalid argument supplied for foreach()"},
};

void put(MessageSlots& slots, char which, std::string_view value) {
  if (value.size() > slot_bytes_max) return;
  if (which == 'p') slots.property = value;
  if (which == 's') slots.subject = value;
  if (which == 'k') slots.key = value;
}

// Each capture ends where the text behind it first occurs, so one walk decides.
std::optional<MessageSlots> match_form(const Form& form, std::string_view message) {
  MessageSlots slots;
  slots.form = form.name;
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
       {"Uncaught (in promise) ", "Uncaught ", "PHP ", "Fatal error: ", "Warning: ", "Notice: "}) {
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
    const char first = message.front();
    const bool quoted = message.size() > 2 && (first == '\'' || first == '"');
    put(slots, 'k', quoted ? message.substr(1, message.size() - 2) : message);
    return slots;
  }
  for (const Form& form : forms) {
    if (auto slots = match_form(form, message)) return with_members(*std::move(slots));
  }
  MessageSlots slots;
  if (!message.empty()) slots.form = "other:" + base::sha256_hex(skeleton(message)).substr(0, 12);
  return slots;
}

}  // namespace homeostat::pattern
