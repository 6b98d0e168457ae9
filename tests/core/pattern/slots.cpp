#include "core/pattern/slots.hpp"

#include <string>

#include "support/catch.hpp"

using namespace homeostat::pattern;

namespace {

// form property subject owner key
std::string read(std::string_view type, std::string_view message) {
  const MessageSlots slots = read_slots(type, message);
  return slots.form + "|" + slots.property + "|" + slots.subject + "|" + slots.owner + "|" +
         slots.key;
}

}  // namespace

TEST_CASE("messages of every runtime say which names they mean") {
  CHECK(read("TypeError", "Cannot read properties of undefined (reading 'name')") ==
        "read_property|name|||");
  CHECK(read("TypeError", "Cannot read property 'name' of null") == "read_property|name|||");
  CHECK(read("TypeError", "can't access property \"name\", user is undefined") ==
        "read_property|name|user||");
  CHECK(read("TypeError", "undefined is not an object (evaluating 'user.name')") ==
        "read_property|name|user||");
  CHECK(read("TypeError", "a.b.map is not a function") == "not_a_function|map|a.b.map|a.b|");
  CHECK(read("TypeError", "go is not a function") == "not_a_function||go||");
  CHECK(read("ReferenceError", "count is not defined") == "not_defined||count||");
  CHECK(read("KeyError", "'lang'") == "missing_key||||lang");
  CHECK(read("KeyError", "7") == "missing_key||||7");
  CHECK(read("AttributeError", "'NoneType' object has no attribute 'x'") == "none_attribute|x|||");
  CHECK(read("AttributeError", "'Foo' object has no attribute 'x'. Did you mean: 'y'?") ==
        "no_attribute|x|||");
  CHECK(read("NameError", "name 'x' is not defined. Did you mean: 'y'?") == "not_defined||x||");
  CHECK(read("IndexError", "list index out of range") == "index_range||||");
  CHECK(read("Warning", "Undefined array key \"page\"") == "undefined_key||||page");
  CHECK(read("Notice", "Undefined index: page") == "undefined_key||||page");
  CHECK(read("Warning", "Undefined array key 3") == "undefined_key||||3");
  CHECK(read("Warning", "Undefined variable $user") == "not_defined||user||");
  CHECK(read("Error", "Call to a member function name() on null") == "call_on_null|name|||");
}

TEST_CASE("headlines in front of a message do not count") {
  CHECK(read("TypeError", "Uncaught TypeError: go is not a function\n    at x") ==
        "not_a_function||go||");
  CHECK(read("TypeError", "  Uncaught (in promise) TypeError: go is not a function") ==
        "not_a_function||go||");
  CHECK(read("Warning", "PHP Warning: Undefined index: page") == "undefined_key||||page");
}

TEST_CASE("a message of no known form is known by what is not quoted") {
  const std::string first = read_slots("Error", "cannot open 'a.txt' for \"x\"").form;
  CHECK(first.substr(0, 6) == "other:");
  CHECK(first == read_slots("Error", "cannot open 'b.txt' for \"y\"").form);
  CHECK(first != read_slots("Error", "cannot close 'a.txt' for \"x\"").form);
  CHECK(read_slots("Error", "").form.empty());
  CHECK(read_slots("KeyError", "").form.empty());
}

TEST_CASE("names that are no names are not taken over") {
  const std::string name(500, 'n');
  CHECK(read_slots("TypeError", name + " is not a function").subject.empty());
  CHECK(read_slots("TypeError", " is not a function").form.substr(0, 5) == "other");
  CHECK(read_slots("TypeError", ".x is not a function").owner.empty());
}

TEST_CASE("slots have names") {
  for (const Slot slot : {Slot::none, Slot::property, Slot::subject, Slot::owner, Slot::key}) {
    CHECK(find_slot(to_string(slot)) == slot);
  }
  CHECK_FALSE(find_slot("x").has_value());
  CHECK(MessageSlots{}.value(Slot::none).empty());
  CHECK(read_slots("TypeError", "a.b is not a function").value(Slot::owner) == "a");
  CHECK(read_slots("TypeError", "a.b is not a function").value(Slot::subject) == "a.b");
  CHECK(read_slots("KeyError", "'k'").value(Slot::key) == "k");
}
