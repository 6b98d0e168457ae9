#include "core/pattern/slots.hpp"

#include <string>

#include "support/catch.hpp"
#include "support/growth.hpp"

using namespace homeostat::pattern;
using homeostat::test::growth;
using homeostat::test::linear_growth_max;

namespace {

// form property subject owner key
std::string read(std::string_view type, std::string_view message) {
  const MessageSlots slots = read_slots(type, message);
  return slots.form + "|" + slots.property + "|" + slots.subject + "|" + slots.owner + "|" +
         slots.key;
}

// form property type
std::string typed(std::string_view type, std::string_view message) {
  const MessageSlots slots = read_slots(type, message);
  return slots.form + "|" + slots.property + "|" + slots.type;
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

TEST_CASE("messages of V8 say which names they mean") {
  CHECK(read("TypeError", "Cannot set properties of null (setting 'x')") == "set_property|x|||");
  CHECK(read("TypeError", "Cannot destructure property 'a' of 'b.c' as it is undefined.") ==
        "destructure|a|b.c|b|");
  CHECK(read("TypeError", "x.map(...).filter is not a function") ==
        "not_a_function|filter|x.map(...).filter|x.map(...)|");
  CHECK(read("TypeError", "A is not a constructor") == "not_a_constructor||A||");
  CHECK(read("TypeError", "a.b is not iterable (cannot read property undefined)") ==
        "not_iterable|b|a.b|a|");
  CHECK(read("TypeError",
             "object null is not iterable (cannot read property "
             "Symbol(Symbol.iterator))") == "not_iterable||||");
  CHECK(read("ReferenceError", "Cannot access 'x' before initialization") ==
        "before_initialization||x||");
  CHECK(read("TypeError", "Assignment to constant variable.") == "constant||||");
  CHECK(read("TypeError", "Cannot assign to read only property 'x' of object '#<Object>'") ==
        "read_only|x|||");
  CHECK(read("SyntaxError", "Unexpected token 'a', \"abc\" is not valid JSON") ==
        "invalid_json||||");
  CHECK(read("RangeError", "Maximum call stack size exceeded") == "too_deep||||");
  CHECK(read("Error", "Cannot find module './a'\nRequire stack:") == "missing_module||||./a");
}

TEST_CASE("messages of other browsers say which names they mean") {
  CHECK(read("TypeError", "user is undefined") == "is_nothing||user||");
  CHECK(read("TypeError", "this.user is null") == "is_nothing|user|this.user|this|");
  CHECK(read("TypeError", "null is not an object (evaluating 'a.b.c')") ==
        "read_property|c|a.b|a|");
  CHECK(read("TypeError", "undefined is not an object (evaluating 'a')") == "read_property||a||");
  CHECK(read("TypeError", "null is not an object (evaluating 'a[0]')") == "read_property||a||");
  CHECK(read("TypeError", "a.b is not a function. (In 'a.b(1)', 'a.b' is undefined)") ==
        "not_a_function|b|a.b|a|");
  CHECK(read("ReferenceError", "Can't find variable: x") == "not_defined||x||");
  CHECK(read("ReferenceError", "can't access lexical declaration 'x' before initialization") ==
        "before_initialization||x||");
}

TEST_CASE("messages of Python say which names they mean") {
  CHECK(typed("AttributeError", "type object 'A' has no attribute 'x'") == "no_attribute|x|A");
  CHECK(read("AttributeError", "module 'a' has no attribute 'x'") == "no_attribute|x|a||");
  CHECK(read("UnboundLocalError", "local variable 'x' referenced before assignment") ==
        "unbound||x||");
  CHECK(read("UnboundLocalError",
             "cannot access local variable 'x' where it is not associated "
             "with a value") == "unbound||x||");
  CHECK(typed("TypeError", "'int' object is not subscriptable") == "not_subscriptable||int");
  CHECK(typed("TypeError", "'dict' object is not callable") == "not_callable||dict");
  CHECK(read("TypeError", "f() missing 1 required positional argument: 'x'") ==
        "missing_argument||f||x");
  CHECK(read("TypeError", "A.f() got an unexpected keyword argument 'x'") ==
        "extra_argument|f|A.f|A|x");
  CHECK(read("TypeError", "f() takes 1 positional argument but 2 were given") ==
        "extra_argument||f||");
  CHECK(read("TypeError", "unsupported operand type(s) for +: 'int' and 'str'") ==
        "operand_type||||");
  CHECK(typed("TypeError", "can only concatenate str (not \"int\") to str") == "operand_type||str");
  CHECK(typed("TypeError", "'<' not supported between instances of 'str' and 'int'") ==
        "operand_type||str");
  CHECK(read("ModuleNotFoundError", "No module named 'a.b'") == "missing_module||||a.b");
  CHECK(read("ImportError", "cannot import name 'x' from 'y' (/z.py)") == "import_name||x||");
  CHECK(read("ZeroDivisionError", "float division by zero") == "division||||");
  CHECK(read("ValueError", "not enough values to unpack (expected 2, got 1)") ==
        "unpack_count||||");
  CHECK(read("KeyError", "\"it's\"") == "missing_key||||it's");
}

TEST_CASE("messages of PHP say which names they mean") {
  CHECK(typed("Warning", "Undefined property: App\\User::$name") == "no_attribute|name|App\\User");
  CHECK(read("Notice", "Undefined variable: x") == "not_defined||x||");
  CHECK(read("Notice", "Undefined offset: 2") == "undefined_offset||||2");
  CHECK(typed("Error", "Call to a member function f() on bool") == "call_on_null|f|bool");
  CHECK(typed("Error", "Call to undefined method A::f()") == "undefined_method|f|A");
  CHECK(read("Error", "Call to undefined function f()") == "undefined_function||f||");
  CHECK(read("Warning", "Attempt to read property \"x\" on null") == "read_property|x|||");
  CHECK(typed("Warning", "foreach() argument must be of type array|object, null given") ==
        "foreach_argument||null");
  CHECK(typed("TypeError",
              "count(): Argument #1 ($value) must be of type Countable|array, null "
              "given") == "count_argument||null");
  CHECK(read("Deprecated",
             "strlen(): Passing null to parameter #1 ($string) of type string is "
             "deprecated") == "null_argument||strlen||");
  CHECK(typed("TypeError",
              "f(): Argument #1 ($x) must be of type int, string given, called in "
              "a.php on line 3") == "argument_type||string");
  CHECK(typed("Warning", "Trying to access array offset on value of type null") ==
        "offset_on_null||null");
}

TEST_CASE("messages of compiled languages say which names they mean") {
  CHECK(read("java.lang.NullPointerException",
             "Cannot invoke \"String.length()\" because \"this.name\" is null") ==
        "call_on_null|length|this.name|this|");
  CHECK(read("NullPointerException",
             "Cannot invoke \"com.a.B.go(int)\" because the return value of \"com.a.C.find(int)\" "
             "is null") == "call_on_null|go|com.a.C.find|com.a.C|");
  CHECK(read("NullPointerException", "Cannot read field \"x\" because \"<local4>.b\" is null") ==
        "read_property|x|<local4>.b|<local4>|");
  CHECK(typed("NullPointerException", "Cannot load from int array because \"a\" is null") ==
        "array_of_null||int");
  CHECK(read("ArrayIndexOutOfBoundsException", "Index 5 out of bounds for length 3") ==
        "index_range||||5");
  CHECK(read("panic", "runtime error: index out of range [3] with length 2") == "index_range||||3");
  CHECK(read("", "panic: runtime error: invalid memory address or nil pointer dereference") ==
        "nil_pointer||||");
  CHECK(read("", "assignment to entry in nil map") == "nil_map||||");
  CHECK(read("", "called `Option::unwrap()` on a `None` value") == "unwrap_none||||");
  CHECK(read("", "index out of bounds: the len is 3 but the index is 7") == "index_range||||7");
  CHECK(read("NoMethodError", "undefined method `name' for nil:NilClass") ==
        "call_on_null|name|||");
  CHECK(read("NoMethodError", "undefined method 'name' for nil") == "call_on_null|name|||");
  CHECK(typed("NoMethodError", "undefined method 'name' for an instance of A") ==
        "undefined_method|name|an instance of A");
  CHECK(read("NullReferenceException", "Object reference not set to an instance of an object.") ==
        "nil_pointer||||");
  CHECK(read("std::out_of_range",
             "vector::_M_range_check: __n (which is 9) >= this->size() "
             "(which is 3)") == "index_range||||9");
}

TEST_CASE("a form says what kind of failure it is") {
  const auto failure = [](std::string_view type, std::string_view message) {
    return to_string(read_slots(type, message).failure);
  };
  CHECK(failure("TypeError", "Cannot read property 'a' of null") == "missing_value");
  CHECK(failure("TypeError", "a is not a function") == "not_callable");
  CHECK(failure("KeyError", "'a'") == "missing_key");
  CHECK(failure("IndexError", "list index out of range") == "out_of_bounds");
  CHECK(failure("Error", "what?") == "unknown");
  CHECK(to_string(Failure::recursion) == "recursion");
}

TEST_CASE("reading a message is linear") {
  CHECK(growth(" (reading '", 20'000, [](std::string_view text) {
          const std::string message = "Cannot read properties of " + std::string(text);
          for (int i = 0; i < 20; ++i)
            CHECK_FALSE(read_slots("TypeError", message).form.empty());
        }) < linear_growth_max);
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
  for (const Slot slot :
       {Slot::none, Slot::property, Slot::subject, Slot::owner, Slot::key, Slot::type}) {
    CHECK(find_slot(to_string(slot)) == slot);
  }
  CHECK_FALSE(find_slot("x").has_value());
  CHECK(MessageSlots{}.value(Slot::none).empty());
  CHECK(read_slots("TypeError", "a.b is not a function").value(Slot::owner) == "a");
  CHECK(read_slots("TypeError", "a.b is not a function").value(Slot::subject) == "a.b");
  CHECK(read_slots("KeyError", "'k'").value(Slot::key) == "k");
  CHECK(read_slots("TypeError", "'A' object is not callable").value(Slot::type) == "A");
}
