#include "process/capture.hpp"

#include <random>

#include "support/catch.hpp"

using homeostat::process::Capture;

TEST_CASE("output within the limit is kept whole") {
  Capture capture(10);
  capture.append("01234");
  capture.append("56789");
  CHECK(capture.whole());
  CHECK(capture.text() == "0123456789");
}

TEST_CASE("beyond the limit head and tail are kept and the middle is counted") {
  Capture capture(10);
  capture.append("01234");
  capture.append("abcdefgh");
  capture.append("56789");
  CHECK_FALSE(capture.whole());
  CHECK(capture.total_bytes() == 18);
  CHECK(capture.text() == "01234\n[… 8 bytes left out …]\n56789");
}

TEST_CASE("no cut leaves half a character") {
  Capture capture(13);
  // "é" has 2 bytes: the head of 6 would end within one, the tail of 7 begin within one.
  capture.append("aaaaaé");
  capture.append("xxxxxxxxxx");
  capture.append("ébbbbbb");
  CHECK(capture.text() == "aaaaa\n[… 14 bytes left out …]\nbbbbbb");
}

TEST_CASE("characters of three and four bytes are not cut either") {
  Capture capture(8);
  capture.append("a€€€€€€z");
  CHECK(capture.text() == "a€\n[… 12 bytes left out …]\n€z");
  Capture wide(8);
  wide.append("ab😀😀😀cde");
  CHECK(wide.text() == "ab\n[… 12 bytes left out …]\ncde");
}

TEST_CASE("a limit of nothing keeps nothing") {
  Capture capture(0);
  capture.append("abc");
  CHECK(capture.text() == "\n[… 3 bytes left out …]\n");
}

TEST_CASE("head and tail do not depend on how the output came in pieces") {
  const auto seed = std::random_device{}();
  CAPTURE(seed);
  std::mt19937 random(seed);
  for (int round = 0; round < 500; ++round) {
    std::string all;
    Capture pieces(1 + static_cast<std::int64_t>(random() % 64));
    auto once = pieces;
    for (auto count = random() % 20; count > 0; --count) {
      const std::string piece(random() % 40, static_cast<char>('a' + random() % 26));
      pieces.append(piece);
      all += piece;
    }
    once.append(all);
    CHECK(pieces.text() == once.text());
    CHECK(pieces.total_bytes() == static_cast<std::int64_t>(all.size()));
  }
}
