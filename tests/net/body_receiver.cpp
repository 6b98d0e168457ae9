#include "net/body_receiver.hpp"

#include "net/support.hpp"

using namespace homeostat;
using net::BodyReceiver;
using net_test::gzip;
using net_test::outcome;

namespace {

const std::string too_long = "transport: the body of the answer is longer than 100 bytes";

}  // namespace

TEST_CASE("a body is kept, or passed on") {
  std::vector<HttpHeader> headers;
  BodyReceiver keeping(100, nullptr);
  CHECK(keeping.begin(headers, std::nullopt));
  CHECK(keeping.put("one "));
  CHECK(keeping.put("two"));
  CHECK(keeping.end());
  CHECK(keeping.take() == "one two");

  std::string got;
  const HttpBodySink sink = [&](std::string_view piece) {
    got += piece;
    return piece != "no";
  };
  BodyReceiver passing(100, &sink);
  CHECK(passing.begin(headers, std::nullopt));
  CHECK(passing.put("one"));
  CHECK(outcome(passing.put("no")) == "cancelled: the receiver of the body said no");
  CHECK(got == "oneno");
  CHECK(passing.take().empty());
}

TEST_CASE("a packed body is unpacked, and its headers say so no longer") {
  for (const char* name : {"gzip", " X-GZIP ", "deflate"}) {
    std::vector<HttpHeader> headers = {
        {"content-encoding", name}, {"Content-Length", "30"}, {"Date", "today"}};
    BodyReceiver receiver(100, nullptr);
    CHECK(receiver.begin(headers, 30));
    CHECK(headers == std::vector<HttpHeader>{{"Date", "today"}});
    CHECK(receiver.put(gzip("text")));
    CHECK(receiver.end());
    CHECK(receiver.take() == "text");
  }
}

TEST_CASE("another packing stays as it is, and is named") {
  std::vector<HttpHeader> headers = {{"Content-Encoding", "br"}};
  BodyReceiver receiver(100, nullptr);
  CHECK(receiver.begin(headers, std::nullopt));
  CHECK(receiver.put("\x0b\x02"));
  CHECK(receiver.end());
  CHECK(receiver.take() == "\x0b\x02");
  CHECK(headers.size() == 1);
}

TEST_CASE("a body is limited by its own account, on the wire and unpacked") {
  std::vector<HttpHeader> plain;
  CHECK(BodyReceiver(100, nullptr).begin(plain, 100));
  CHECK(outcome(BodyReceiver(100, nullptr).begin(plain, 101)) == too_long);

  BodyReceiver counted(100, nullptr);
  CHECK(counted.begin(plain, std::nullopt));
  CHECK(counted.put(std::string(100, 'x')));
  CHECK(outcome(counted.put("x")) == too_long);

  std::vector<HttpHeader> packed = {{"Content-Encoding", "gzip"}};
  BodyReceiver bomb(100, nullptr);
  CHECK(bomb.begin(packed, std::nullopt));
  CHECK(outcome(bomb.put(gzip(std::string(101, 'x')))) == too_long);

  packed = {{"Content-Encoding", "gzip"}};
  BodyReceiver hollow(100, nullptr);
  CHECK(hollow.begin(packed, std::nullopt));
  Status put;
  for (int i = 0; i < 20 && put; ++i)
    put = hollow.put(gzip(""));
  CHECK(outcome(put) == too_long);
}

TEST_CASE("a packed body that was cut is no body") {
  std::vector<HttpHeader> headers = {{"Content-Encoding", "gzip"}};
  BodyReceiver receiver(100, nullptr);
  CHECK(receiver.begin(headers, std::nullopt));
  CHECK(receiver.put(gzip("text").substr(0, 15)));
  CHECK(outcome(receiver.end()) == "transport: the packed body of the answer was cut");
}
