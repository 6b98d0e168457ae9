#include <homeostat/money.hpp>

#include <limits>

#include "support/catch.hpp"

using homeostat::cost_of;
using homeostat::Money;
using homeostat::parse_money;

namespace {
constexpr std::int64_t lowest = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t highest = std::numeric_limits<std::int64_t>::max();
Money micros(std::int64_t value) { return Money::from_micros(value); }
}  // namespace

TEST_CASE("money prints six decimals and its sign") {
  CHECK(micros(1'000'000).to_string() == "1.000000");
  CHECK(micros(-21).to_string() == "-0.000021");
  CHECK(micros(0).to_string() == "0.000000");
  CHECK(micros(12'345'678).to_string() == "12.345678");
  CHECK(micros(lowest).to_string() == "-9223372036854.775808");
  CHECK(micros(highest).to_string() == "9223372036854.775807");
}

TEST_CASE("sums and differences of money stop at the ends instead of wrapping") {
  CHECK(micros(2) + micros(3) == micros(5));
  CHECK(micros(2) - micros(3) == micros(-1));
  CHECK(micros(highest) + micros(1) == micros(highest));
  CHECK(micros(lowest) + micros(-1) == micros(lowest));
  CHECK(micros(lowest) - micros(1) == micros(lowest));
  CHECK(micros(highest) - micros(-1) == micros(highest));
  CHECK(micros(0) - micros(lowest) == micros(highest));
}

TEST_CASE("an amount is read exactly, where binary fractions would not be") {
  CHECK(*parse_money("1") == micros(1'000'000));
  CHECK(*parse_money("0.066") == micros(66'000));
  CHECK(*parse_money("12.5") == micros(12'500'000));
  CHECK(*parse_money("0.000001") == micros(1));
  CHECK(*parse_money("007") == micros(7'000'000));
  CHECK(*parse_money("9000000") == micros(9'000'000'000'000));
  CHECK(*parse_money("0") == micros(0));
}

TEST_CASE("what is not a plain amount is refused with the allowed form") {
  for (const char* text :
       {"", "abc", "NaN", "inf", "-1", "+1", "1e3", "1.", ".5", "0.0000001", "1,5", " 1", "1 ",
        "0x10", "9000001", "9000000.000001", "99999999999999999999999", "1.2.3", "$1"}) {
    INFO(text);
    const auto parsed = parse_money(text);
    REQUIRE_FALSE(parsed);
    CHECK(parsed.error().code == homeostat::ErrorCode::invalid_argument);
    CHECK(parsed.error().message.find("0 to 9000000") != std::string::npos);
  }
}

TEST_CASE("what money prints is what it reads back") {
  for (const std::int64_t value : {0LL, 1LL, 66'000LL, 999'999LL, 8'999'999'999'999LL}) {
    CHECK(*parse_money(micros(value).to_string()) == micros(value));
  }
}

TEST_CASE("a cost is rounded up, so that many small calls are never free") {
  const Money price = *parse_money("0.30");
  CHECK(cost_of(1'000'000, price) == price);
  CHECK(cost_of(1, price) == micros(1));
  CHECK(cost_of(10, price) == micros(3));
  CHECK(cost_of(0, price) == micros(0));
  CHECK(cost_of(500, micros(0)) == micros(0));
}

TEST_CASE("a cost never goes below nothing and never wraps") {
  CHECK(cost_of(-5, micros(1'000'000)) == micros(0));
  CHECK(cost_of(5'000'000, micros(-1)) == micros(0));
  CHECK(cost_of(highest, micros(highest)) == micros(highest));
}
