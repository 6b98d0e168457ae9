#include "net/inflate.hpp"

#include <zlib.h>

#include "net/support.hpp"

using namespace homeostat;
using net::Inflater;
using net_test::gzip;
using net_test::outcome;

namespace net_test {

std::string gzip(const std::string& text) {
  z_stream z{};
  constexpr int gzip_format = 16;
  deflateInit2(&z, 9, Z_DEFLATED, MAX_WBITS + gzip_format, 8, Z_DEFAULT_STRATEGY);
  std::string out(deflateBound(&z, text.size()) + 32, '\0');
  z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  z.avail_in = static_cast<uInt>(text.size());
  z.next_out = reinterpret_cast<Bytef*>(out.data());
  z.avail_out = static_cast<uInt>(out.size());
  deflate(&z, Z_FINISH);
  out.resize(z.total_out);
  deflateEnd(&z);
  return out;
}

}  // namespace net_test

namespace {

struct Unpacked {
  std::string text;
  std::string fate;
  bool at_end = false;
};

Unpacked unpack(const std::string& packed, std::size_t piece = 1000) {
  Inflater inflater;
  Unpacked out;
  out.fate = "fine";
  for (std::size_t at = 0; at < packed.size() && out.fate == "fine"; at += piece) {
    out.fate = outcome(inflater.put(packed.substr(at, piece), [&](std::string_view text) {
      out.text += text;
      return Status{};
    }));
  }
  out.at_end = inflater.at_end();
  return out;
}

std::string lines() {
  std::string text;
  for (int i = 0; i < 5000; ++i)
    text += "line " + std::to_string(i * i) + "\n";
  return text;
}

}  // namespace

TEST_CASE("what was packed comes out, however it is cut into pieces") {
  for (const std::size_t piece : {1u, 7u, 1000u, 100'000u}) {
    const Unpacked out = unpack(gzip(lines()), piece);
    CHECK(out.fate == "fine");
    CHECK(out.text == lines());
    CHECK(out.at_end);
  }
}

TEST_CASE("a body of deflate is one of zlib's") {
  const std::string text = lines();
  std::string packed(compressBound(text.size()), '\0');
  uLongf size = packed.size();
  compress(reinterpret_cast<Bytef*>(packed.data()), &size,
           reinterpret_cast<const Bytef*>(text.data()), text.size());
  packed.resize(size);
  CHECK(unpack(packed).text == text);
}

TEST_CASE("several packed texts may follow each other") {
  for (const std::size_t piece : {1u, 1000u}) {
    const Unpacked out = unpack(gzip("one ") + gzip("") + gzip("two"), piece);
    CHECK(out.text == "one two");
    CHECK(out.at_end);
  }
}

TEST_CASE("nothing is at its end, and unpacks to nothing") {
  const Unpacked out = unpack("");
  CHECK(out.at_end);
  CHECK(out.text.empty());
}

TEST_CASE("a packed text that was cut is not at its end") {
  const std::string packed = gzip(lines());
  CHECK_FALSE(unpack(packed.substr(0, packed.size() - 1)).at_end);
  CHECK_FALSE(unpack(packed.substr(0, 5)).at_end);
}

TEST_CASE("a packed text that was changed is refused by its checksum") {
  std::string packed = gzip(lines());
  packed[packed.size() - 6] = static_cast<char>(packed[packed.size() - 6] ^ 1);
  CHECK(unpack(packed).fate == "transport: the body is not packed as it says");
  CHECK(unpack("hello, world").fate == "transport: the body is not packed as it says");
  CHECK(unpack(gzip("one") + "two").fate == "transport: the body is not packed as it says");
}

TEST_CASE("a sink that refuses a piece ends a bomb there") {
  const std::string bomb = gzip(std::string(100'000'000, 'x'));
  REQUIRE(bomb.size() < 200'000);
  Inflater inflater;
  std::size_t bytes = 0;
  std::size_t longest = 0;
  const Status put = inflater.put(bomb, [&](std::string_view piece) -> Status {
    bytes += piece.size();
    longest = std::max(longest, piece.size());
    if (bytes > 100'000) return Error{ErrorCode::transport, "enough"};
    return {};
  });
  CHECK(outcome(put) == "transport: enough");
  CHECK(bytes < 120'000);
  CHECK(longest <= 16 * 1024);
}
