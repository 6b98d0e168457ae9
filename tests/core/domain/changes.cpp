#include <homeostat/changes.hpp>

#include <set>

#include "support/catch.hpp"

using namespace homeostat;

TEST_CASE("every class of change has a name of its own") {
  std::set<std::string_view> names;
  for (std::size_t i = 0; i < change_class_count; ++i) {
    const auto name = to_string(static_cast<ChangeClass>(i));
    INFO(i);
    CHECK(name.find_first_not_of("abcdefghijklmnopqrstuvwxyz_") == name.npos);
    CHECK(names.insert(name).second);
  }
  CHECK(to_string(ChangeClass::owners) == "owners");
  CHECK(to_string(ChangeClass::sensitive) == "sensitive");
  CHECK(to_string(ChangeClass::hidden_text) == "hidden_text");
}

TEST_CASE("built in, everything is blocked but sensitive code") {
  const ChangePolicies changes;
  for (std::size_t i = 0; i < change_class_count; ++i) {
    const auto one = static_cast<ChangeClass>(i);
    CHECK(changes[one] ==
          (one == ChangeClass::sensitive ? ChangePolicy::review : ChangePolicy::block));
  }
}

TEST_CASE("what is no policy blocks, whoever made it up") {
  CHECK(change_policy_of("review") == ChangePolicy::review);
  CHECK(change_policy_of("allow") == ChangePolicy::allow);
  for (const char* name : {"block", "", "Allow", "allow ", "yes", "review_by_owner"}) {
    CHECK(change_policy_of(name) == ChangePolicy::block);
  }
  const auto unknown = static_cast<ChangePolicy>(7);
  CHECK(is_blocked(unknown));
  CHECK(to_string(unknown) == "block");
  CHECK_FALSE(is_blocked(ChangePolicy::review));
  CHECK_FALSE(is_blocked(ChangePolicy::allow));
}
