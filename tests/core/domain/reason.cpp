#include <homeostat/reason.hpp>

#include <algorithm>
#include <set>

#include "support/catch.hpp"

using namespace homeostat;

TEST_CASE("every reason has a name of its own that finds it again") {
  std::set<std::string_view> names;
  for (const Reason reason : all_reasons()) {
    const auto name = to_string(reason);
    INFO(name);
    CHECK(names.insert(name).second);
    CHECK(find_reason(name) == reason);
    CHECK(name.find_first_not_of("abcdefghijklmnopqrstuvwxyz_") == name.npos);
  }
  CHECK(names.size() == 49);
}

TEST_CASE("reasons keep the spelling of the public formats") {
  CHECK(to_string(Reason::not_labelled) == "not_labelled");
  CHECK(to_string(Reason::diff_lines) == "diff_lines");
  CHECK(to_string(Reason::lease_lost) == "lease_lost");
  CHECK(to_string(Reason::error) == "error");
  CHECK_FALSE(find_reason("no_such_reason"));
  CHECK_FALSE(find_reason(""));
}

TEST_CASE("every reason says in one short sentence what a person can do") {
  for (const Reason reason : all_reasons()) {
    const auto text = remedy(reason);
    INFO(to_string(reason) << ": " << text);
    CHECK(text.size() >= 15);
    CHECK(text.size() <= 80);
    CHECK(text.back() == '.');
    CHECK(std::count(text.begin(), text.end(), '.') == 1);
    CHECK(text.find('\n') == text.npos);
  }
}

TEST_CASE("rooms are named as in the walk") {
  CHECK(to_string(Room::admit) == "admit");
  CHECK(to_string(Room::prove) == "prove");
  CHECK(to_string(Room::record) == "record");
}

TEST_CASE("a value outside the closed set reads as an error, never as a pass") {
  CHECK(to_string(static_cast<Reason>(999)) == "error");
}

// The predecessor's comments promised an automatic retry that nothing kept, and printed "\$".
TEST_CASE("no remedy promises what nothing keeps") {
  for (const Reason reason : all_reasons()) {
    const std::string text(remedy(reason));
    INFO(text);
    for (const char* promise : {"automatic", "will ", "later", "soon", "\\", "$"}) {
      CHECK(text.find(promise) == std::string::npos);
    }
  }
}
