#include <homeostat/secrets.hpp>

#include <string>

#include "support/catch.hpp"
#include "support/growth.hpp"
#include "support/synthetic.hpp"

using homeostat::KnownForm;
using homeostat::KnownValues;
using homeostat::test::random_text;

namespace {

constexpr std::string_view base64_digits =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Written here anew: the library's own encoder is what is under test.
std::string base64_of(std::string_view bytes) {
  std::string out;
  for (std::size_t at = 0; at < bytes.size(); at += 3) {
    std::uint32_t three = 0;
    for (std::size_t i = 0; i < 3; ++i) {
      three =
          three << 8U | (at + i < bytes.size() ? static_cast<unsigned char>(bytes[at + i]) : 0U);
    }
    for (std::size_t i = 0; i < 4; ++i)
      out += at + i <= bytes.size() ? base64_digits[three >> (18 - 6 * i) & 63U] : '=';
  }
  return out;
}

std::string hex_of(std::string_view bytes, const char* digits) {
  std::string out;
  for (const char c : bytes) {
    out += digits[static_cast<unsigned char>(c) >> 4U];
    out += digits[static_cast<unsigned char>(c) & 15U];
  }
  return out;
}

KnownValues holding(std::string_view value) {
  KnownValues known;
  known.add("token", value);
  return known;
}

}  // namespace

TEST_CASE("a known value is found plain and told by its name") {
  KnownValues known;
  CHECK(known.empty());
  CHECK(known.find("anything").empty());
  const std::string one = random_text(40);
  const std::string two = "hunter2!";
  known.add("forge token", one);
  known.add("signature", two);
  CHECK_FALSE(known.empty());
  const auto found = known.find("x" + two + "y " + one + two);
  REQUIRE(found.size() == 3);
  CHECK(found[0].name == "signature");
  CHECK(found[0].offset == 1);
  CHECK(found[0].length == two.size());
  CHECK(found[1].name == "forge token");
  CHECK(found[1].offset == 11);
  CHECK(found[1].length == one.size());
  CHECK(found[1].form == KnownForm::plain);
  CHECK(found[2].offset == 11 + one.size());
}

TEST_CASE("a known value is found in base64 behind any number of bytes, in both alphabets") {
  for (const std::size_t size : {8U, 9U, 16U, 40U, 93U}) {
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
      const std::string value = random_text(size, "abcdefgh0123456789+/?>~\x7f", seed);
      const KnownValues known = holding(value);
      for (std::size_t shift = 0; shift < 6; ++shift) {
        std::string text = base64_of(std::string(shift, 'u') + value + "more");
        INFO("seed " << seed << " size " << size << " shift " << shift << " " << text);
        REQUIRE(known.find(text).size() == 1);
        CHECK(known.find(text)[0].form == KnownForm::base64);
        for (char& c : text)
          c = c == '+' ? '-' : c == '/' ? '_' : c;
        CHECK(known.find(text).size() == 1);
      }
    }
  }
}

TEST_CASE("a known value is found in hex and percent-encoded, in capitals and small letters") {
  const std::string value = "p4ss/w0rd+with=" + random_text(12);
  const KnownValues known = holding(value);
  for (const char* digits : {"0123456789abcdef", "0123456789ABCDEF"}) {
    const auto hex = known.find("<" + hex_of(value, digits) + ">");
    REQUIRE(hex.size() == 1);
    CHECK(hex[0].form == KnownForm::hex);
    CHECK(hex[0].length == 2 * value.size());
  }
  for (const char* text : {"p4ss%2Fw0rd%2Bwith%3D", "p4ss%2fw0rd%2bwith%3d"}) {
    const auto percent = known.find("?q=" + std::string(text) + value.substr(15) + "&b=1");
    REQUIRE(percent.size() == 1);
    CHECK(percent[0].form == KnownForm::percent);
    CHECK(percent[0].offset == 3);
    CHECK(percent[0].length == value.size() + 6);
  }
}

TEST_CASE("long parts of a known value are found, short ones are not") {
  const std::string value = random_text(60);
  const KnownValues known = holding(value);
  for (std::size_t from = 0; from + 16 <= value.size(); ++from) {
    const auto found = known.find("a " + value.substr(from, 16) + " b");
    INFO("from " << from);
    REQUIRE(found.size() == 1);
    CHECK(found[0].offset == 2);
    CHECK(found[0].length == 16);
    CHECK(known.find("a " + value.substr(from, 15) + " b").empty());
  }
  CHECK(known.find(hex_of(value.substr(7, 16), "0123456789abcdef")).size() == 1);
  CHECK(known.find(hex_of(value.substr(7, 15), "0123456789abcdef")).empty());
}

TEST_CASE("a known key in PEM is found line by line, its frame is nobody's secret") {
  const std::string line = random_text(64);
  const std::string begin = "-----BEGIN RSA " + std::string("PRIVATE KEY-----");
  const KnownValues known =
      holding(begin + "\r\n" + line + "\r\n" + random_text(64, homeostat::test::base62, 2) +
              "\n-----END RSA PRIVATE KEY-----\n");
  CHECK(known.find(begin).empty());
  CHECK(known.find("key = \"" + begin + "\\n" + line + "\\n\"").size() == 1);
}

TEST_CASE("values too short to tell are passed over") {
  CHECK(holding("12345").empty());
  CHECK(holding("").empty());
  CHECK(holding("123456").find("x123456x").size() == 1);
  CHECK(holding("1234567").find(hex_of("1234567", "0123456789abcdef")).empty());
  CHECK(holding("123456").find("12345").empty());
}

TEST_CASE("known values are searched in time proportional to the text") {
  KnownValues known;
  known.add("a", std::string(200, 'a'));
  known.add("b", random_text(40));
  for (const char* part : {"a", "aaaaaaaaaaaaaaab", "ab"}) {
    CHECK(homeostat::test::growth(part, 200'000, [&](const std::string& text) {
            (void)known.find(text);
          }) < homeostat::test::linear_growth_max);
  }
}
