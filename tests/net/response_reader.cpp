#include "net/response_reader.hpp"

#include <random>

#include "net/support.hpp"

using namespace homeostat;
using net::ReaderOptions;
using net::ResponseReader;
using net_test::gzip;
using net_test::outcome;

namespace {

struct Read {
  std::string fate;
  HttpResponse response;
  std::size_t left = 0;
  bool keeps_alive = false;
};

/// As a connection gives it: `piece` bytes at a time, then the end.
Read read(const std::string& text, std::size_t piece, const ReaderOptions& options = {}) {
  ResponseReader reader(options);
  std::string bytes;
  std::size_t at = 0;
  while (!reader.done() && at < text.size()) {
    bytes += text.substr(at, piece);
    at = std::min(text.size(), at + piece);
    const auto used = reader.put(bytes);
    if (!used) return {outcome(used), {}, 0, false};
    REQUIRE(*used <= bytes.size());
    bytes.erase(0, *used);
  }
  if (!reader.done()) {
    if (const Status ended = reader.put_end(); !ended) return {outcome(ended), {}, 0, false};
  }
  const std::size_t left = bytes.size() + text.size() - at;
  const bool keeps = reader.keeps_alive();
  return {"fine", reader.take(), left, keeps};
}

/// The same, whatever the pieces.
Read read(const std::string& text, const ReaderOptions& options = {}) {
  const Read whole = read(text, text.size() + 1, options);
  for (const std::size_t piece : {1u, 2u, 3u, 5u, 16u}) {
    const Read again = read(text, piece, options);
    CHECK(again.fate == whole.fate);
    CHECK(again.response.body == whole.response.body);
    CHECK(again.left == whole.left);
  }
  return whole;
}

const std::string cut = "transport: the connection ended before the answer did";

bool is_garbled(const std::string& text) {
  const bool garbled =
      read(text, text.size()).fate.starts_with("transport: the answer is garbled: ");
  // In pieces, what makes it so may not have come.
  return garbled && read(text, 3).fate.starts_with("transport: ");
}

}  // namespace

TEST_CASE("an answer with a length is read to its end and no further") {
  const Read got = read("HTTP/1.1 201 Created\r\nX-A: b\r\nContent-Length: 5\r\n\r\nhellomore");
  CHECK(got.fate == "fine");
  CHECK(got.response.status == 201);
  CHECK(find_header(got.response.headers, "x-a") == "b");
  CHECK(got.response.body == "hello");
  CHECK(got.left == 4);
  CHECK(got.keeps_alive);
}

TEST_CASE("an answer in chunks is joined") {
  const std::string head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
  CHECK(read(head + "0\r\n\r\n").fate == "fine");
  const Read got = read(head + "5;note=x\r\nhello\r\nA\r\n, world..\n\r\n0\r\nX-T: u\r\n\r\n");
  CHECK(got.fate == "fine");
  CHECK(got.response.body == "hello, world..\n");
  CHECK(got.keeps_alive);
  CHECK_FALSE(find_header(got.response.headers, "X-T"));
  CHECK(read(head + "0\r\n\r\nHTTP/1.1").left == 8);
}

TEST_CASE("an answer without a length ends with the connection") {
  const Read got = read("HTTP/1.0 200 OK\r\n\r\nall of it");
  CHECK(got.fate == "fine");
  CHECK(got.response.body == "all of it");
  CHECK_FALSE(got.keeps_alive);
  CHECK_FALSE(
      read("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 1\r\n\r\na").keeps_alive);
}

TEST_CASE("an answer without a body has none, whatever it says") {
  const std::string head = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n";
  const Read got = read(head, {.without_body = true});
  CHECK(got.fate == "fine");
  CHECK(got.response.body.empty());
  CHECK(got.keeps_alive);
  CHECK(read("HTTP/1.1 204 No\r\n\r\n").fate == "fine");
  CHECK(read("HTTP/1.1 304 Same\r\nContent-Length: 5\r\n\r\n").fate == "fine");
}

TEST_CASE("what announces an answer is passed over, but not for ever") {
  const std::string interim = "HTTP/1.1 103 Early\r\nLink: </a>\r\n\r\n";
  const std::string last = "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\na";
  const Read got = read(interim + interim + last);
  CHECK(got.fate == "fine");
  CHECK(got.response.status == 200);
  CHECK_FALSE(find_header(got.response.headers, "Link"));
  std::string many;
  for (int i = 0; i < 9; ++i)
    many += interim;
  CHECK(is_garbled(many + last));
  CHECK(is_garbled("HTTP/1.1 101 Switching\r\nUpgrade: x\r\n\r\n" + last));
}

TEST_CASE("a packed answer is unpacked") {
  const std::string packed = gzip("hello");
  const Read got = read("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " +
                        std::to_string(packed.size()) + "\r\n\r\n" + packed);
  CHECK(got.fate == "fine");
  CHECK(got.response.body == "hello");
  CHECK(read("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + packed.substr(0, 12)).fate ==
        "transport: the packed body of the answer was cut");
}

TEST_CASE("the body of an error is kept from the sink") {
  std::string got;
  const HttpBodySink sink = [&](std::string_view piece) {
    got += piece;
    return true;
  };
  const std::string rest = "\r\nContent-Length: 2\r\n\r\nno";
  CHECK(read("HTTP/1.1 500 Bad" + rest, 100, {.sink = &sink}).response.body == "no");
  CHECK(got.empty());
  CHECK(read("HTTP/1.1 206 Part" + rest, 100, {.sink = &sink}).response.body.empty());
  CHECK(got == "no");
}

TEST_CASE("an answer that is cut is no answer") {
  const std::string with_length = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";
  const std::string chunks =
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n";
  for (const std::string& whole : {with_length, chunks}) {
    for (std::size_t size = 0; size < whole.size(); ++size) {
      CHECK(read(whole.substr(0, size), 7).fate == cut);
    }
  }
}

TEST_CASE("what is no HTTP is garbled") {
  CHECK(is_garbled("SSH-2.0-OpenSSH_9.2\r\n"));
  CHECK(is_garbled("HTTP/2.0 200 OK\r\n\r\n"));
  CHECK(is_garbled("HTTP/1.1 2000 OK\r\n\r\n"));
  CHECK(is_garbled("HTTP/1.1 099 No\r\n\r\n"));
  CHECK(is_garbled("HTTP/1.1 600 No\r\n\r\n"));
  CHECK(is_garbled("HTTP/1.1 200 OK\r\nno colon\r\n\r\n"));
  CHECK(is_garbled(std::string(300, '\0')));
}

TEST_CASE("a length or an encoding that is not clear is garbled") {
  const std::string head = "HTTP/1.1 200 OK\r\n";
  CHECK(is_garbled(head + "Content-Length: 1\r\nContent-Length: 2\r\n\r\na"));
  CHECK(is_garbled(head + "Content-Length: -1\r\n\r\na"));
  CHECK(is_garbled(head + "Content-Length: 99999999999999999999\r\n\r\na"));
  CHECK(is_garbled(head + "Content-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"));
  CHECK(is_garbled(head + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"));
  CHECK(is_garbled(head + "Transfer-Encoding: chunked, gzip\r\n\r\n0\r\n\r\n"));
  CHECK(is_garbled(head + "Transfer-Encoding: chunked\r\n\r\nhello\r\n"));
  CHECK(is_garbled(head + "Transfer-Encoding: chunked\r\n\r\n5\r\nhelloo\r\n0\r\n\r\n"));
  CHECK(is_garbled(head + "Transfer-Encoding: chunked\r\n\r\n-5\r\nhello\r\n"));
  CHECK(is_garbled(head + "Transfer-Encoding: chunked\r\n\r\n11111111111111111\r\n"));
}

TEST_CASE("headers, lines and bodies end at their limits") {
  ReaderOptions options;
  options.limits = {.header_bytes_max = 200, .body_bytes_max = 100};
  const std::string head = "HTTP/1.1 200 OK\r\n";
  CHECK(read(head + "X-A: " + std::string(300, 'a') + "\r\n\r\n", 50, options).fate ==
        "transport: the answer is garbled: its headers have more than 200 bytes");
  CHECK(read("HTTP/1.1 200 " + std::string(300, 'a') + "\r\n\r\n", 50, options).fate ==
        "transport: the answer is garbled: its headers have more than 200 bytes");
  const std::string chunked = head + "Transfer-Encoding: chunked\r\n\r\n";
  const std::string longer = "transport: the answer is garbled: a line has more than 200 bytes";
  CHECK(read(chunked + "5;" + std::string(300, 'a'), 50, options).fate == longer);
  CHECK(read(chunked + "0\r\nX-A: " + std::string(300, 'a'), 50, options).fate == longer);
  const std::string beyond = "transport: the body of the answer is longer than 100 bytes";
  CHECK(read(head + "Content-Length: 101\r\n\r\n", 50, options).fate == beyond);
  CHECK(read(head + "\r\n" + std::string(101, 'x'), 50, options).fate == beyond);
  CHECK(read(chunked + "65\r\n" + std::string(101, 'x') + "\r\n", 50, options).fate == beyond);
}

TEST_CASE("no bytes make the reader fail otherwise than by an error") {
  const unsigned seed = std::random_device{}();
  INFO("seed " << seed);
  std::mt19937 random(seed);
  const auto below = [&](std::size_t n) { return random() % n; };
  const std::vector<std::string> seeds = {
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\nA: b\r\n\r\n",
      "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nX: y\r\n z\r\n\r\nhello",
      "HTTP/1.1 100 Go\r\n\r\nHTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + gzip("hello")};
  const std::string spice = "\r\n\r\n0;:, \t5a\xff\x7f";
  for (int i = 0; i < 3000; ++i) {
    std::string text = seeds[below(seeds.size())];
    for (std::size_t changes = below(5); changes-- > 0;) {
      const std::size_t at = below(text.size());
      const std::size_t kind = below(3);
      if (kind == 0) text[at] = spice[below(spice.size())];
      if (kind == 1) text.insert(at, spice.substr(below(spice.size())));
      if (kind == 2) text.erase(at, 1 + below(4));
      if (text.empty()) break;
    }
    const Read got = read(text, 1 + below(20));
    CHECK((got.fate == "fine" || got.fate.starts_with("transport: ")));
  }
}
