#include "core/secrets/prefilter.hpp"

#include <string>

#include "core/secrets/scan.hpp"
#include "support/catch.hpp"
#include "support/synthetic.hpp"

using homeostat::SecretProfile;
using homeostat::secrets::block_bytes;
using homeostat::secrets::fastest_masks;
using homeostat::secrets::Hit;
using homeostat::secrets::look_ahead_bytes;
using homeostat::secrets::Masks;
using homeostat::secrets::masks_plain;
using homeostat::test::random_text;

namespace {

/// Bytes of all kinds, those that anchors are made of more often.
std::string noise(std::size_t size, std::uint64_t seed) {
  std::string text = random_text(size, "paswdecrtoknyphm:/%\\-_$ 0123456789\"'=\n", seed);
  const std::string bytes = random_text(size, {"\x00\x7f\x80\xff", 4}, seed + 1);
  for (std::size_t i = 0; i < size; i += 7)
    text[i] = bytes[i];
  return text;
}

}  // namespace

TEST_CASE("the fast first stage sees every word byte and every anchor that the plain one sees") {
  for (std::uint64_t seed = 1; seed <= 300; ++seed) {
    const std::string text = noise(block_bytes + look_ahead_bytes, seed);
    const auto* bytes = reinterpret_cast<const unsigned char*>(text.data());
    const Masks plain = masks_plain(bytes);
    const Masks fast = fastest_masks()(bytes);
    INFO("seed " << seed);
    REQUIRE(plain.word == fast.word);
    REQUIRE((plain.anchor & ~fast.anchor) == 0);
  }
}

TEST_CASE("word bytes are letters, digits, dash and underscore") {
  for (int c = 0; c < 256; ++c) {
    const bool word = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                      c == '-' || c == '_';
    CHECK(homeostat::secrets::is_word_byte(static_cast<char>(c)) == word);
  }
}

TEST_CASE("runs and anchors are found at every place of a block, once, and in order") {
  for (std::size_t front = 0; front < 150; ++front) {
    const std::string text = std::string(front, ' ') + "0123456789ab password " +
                             std::string(200 - front, '.') + "987654321 ";
    std::vector<std::size_t> anchors;
    std::vector<std::size_t> runs;
    homeostat::secrets::visit(
        text, masks_plain, [&](std::size_t at) { anchors.push_back(at); },
        [&](std::size_t at) { runs.push_back(at); });
    INFO("front " << front);
    REQUIRE(runs == std::vector<std::size_t>{front});
    REQUIRE(anchors == std::vector<std::size_t>{front + 13});
  }
}

TEST_CASE("both first stages lead to the same findings") {
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    std::string text;
    for (std::uint64_t part = 0; part < 6; ++part) {
      text += noise(70, seed * 10 + part) + "ghp_" + random_text(36, homeostat::test::base62, seed);
      text += " api_key = \"" + random_text(24, homeostat::test::base62, seed + part) + "\" ";
    }
    for (const auto profile : {SecretProfile::guard, SecretProfile::redact}) {
      const auto plain = homeostat::secrets::scan({text, profile}, masks_plain);
      const auto fast = homeostat::secrets::scan({text, profile}, fastest_masks());
      INFO("seed " << seed);
      REQUIRE(plain.size() == fast.size());
      for (std::size_t i = 0; i < plain.size(); ++i) {
        CHECK(plain[i].rule == fast[i].rule);
        CHECK(plain[i].offset == fast[i].offset);
        CHECK(plain[i].length == fast[i].length);
      }
    }
  }
}
