#include <mutex>
#include <thread>

#include "testing/expect.hpp"

namespace homeostat::testing {
namespace {

HttpRequest get(HttpUnderTest& test, const std::string& path) {
  HttpRequest request;
  request.url = test.url() + path;
  return request;
}

void carries_the_request(HttpUnderTest& test, const Expect& expect) {
  HttpRequest request = get(test, "/v1/things?page=2");
  request.method = "POST";
  request.headers = {{"X-Trace", "a b"}, {"Content-Type", "text/plain"}};
  request.body = "one\r\ntwo\n\xff";
  if (!expect.success(test.transport().send(request, {}), "send")) return;
  const std::vector<HttpRequest> received = test.received();
  if (!expect.that(received.size() == 1, "the server is asked once")) return;
  expect.that(received[0].method == "POST", "the method arrives");
  expect.that(received[0].url == request.url, "the url arrives with its query");
  expect.that(find_header(received[0].headers, "x-trace") == "a b", "a header arrives");
  expect.that(received[0].body == request.body, "the body arrives, byte by byte");
}

void carries_the_answer(HttpUnderTest& test, const Expect& expect) {
  test.answer({201, {{"X-Kind", "new"}}, "line\n\n\xfe", ""});
  auto answer = test.transport().send(get(test, "/a"), {});
  if (!expect.success(answer, "send")) return;
  expect.that(answer->status == 201, "the status arrives");
  expect.that(find_header(answer->headers, "X-KIND") == "new", "a header arrives");
  expect.that(answer->body == "line\n\n\xfe", "the body arrives, byte by byte");
  expect.that(answer->url == test.url() + "/a", "an answer says which url it is of");
}

void gives_every_status(HttpUnderTest& test, const Expect& expect) {
  for (const int status : {200, 304, 400, 401, 404, 429, 500, 503, 529}) {
    test.answer({status, {}, status == 304 ? "" : "text", ""});
    auto answer = test.transport().send(get(test, "/a"), {});
    if (!expect.success(answer, "an answer with status " + std::to_string(status))) continue;
    expect.that(answer->status == status, "the status is " + std::to_string(status));
  }
}

void gives_pieces_to_the_sink(HttpUnderTest& test, const Expect& expect) {
  std::string got;
  HttpRequest request = get(test, "/a");
  request.on_body = [&](std::string_view piece) {
    got += piece;
    return true;
  };
  test.answer({200, {}, "data: 1\n\n", ""});
  auto answer = test.transport().send(request, {});
  if (expect.success(answer, "send with a sink")) {
    expect.that(got == "data: 1\n\n", "the sink gets the body");
    expect.that(answer->body.empty(), "and the answer does not");
  }
  got.clear();
  test.answer({400, {}, "wrong", ""});
  answer = test.transport().send(request, {});
  if (expect.success(answer, "send with a sink")) {
    expect.that(got.empty() && answer->body == "wrong", "the body of an error is the answer's");
  }
}

void ends_when_the_sink_says_no(HttpUnderTest& test, const Expect& expect) {
  HttpRequest request = get(test, "/a");
  request.on_body = [](std::string_view) { return false; };
  test.answer({200, {}, "text", ""});
  expect.error(test.transport().send(request, {}), ErrorCode::cancelled, "a sink that says no");
  expect.success(test.transport().send(get(test, "/b"), {}), "the next exchange");
}

void limits_a_body(HttpUnderTest& test, const Expect& expect) {
  HttpRequest request = get(test, "/a");
  request.limits.body_bytes_max = 100;
  test.answer({200, {}, std::string(100, 'x'), ""});
  expect.success(test.transport().send(request, {}), "a body of 100 bytes, limit 100,");
  test.answer({200, {}, std::string(101, 'x'), ""});
  expect.error(test.transport().send(request, {}), ErrorCode::transport,
               "a body of 101 bytes, limit 100,");
  expect.success(test.transport().send(get(test, "/b"), {}), "the next exchange");
}

void refuses_bad_requests(HttpUnderTest& test, const Expect& expect) {
  HttpRequest request = get(test, "/a");
  request.headers = {{"X-A", "b\r\nX-B: c"}};
  expect.error(test.transport().send(request, {}), ErrorCode::invalid_argument,
               "a header with a line break");
  request = get(test, "/a b");
  expect.error(test.transport().send(request, {}), ErrorCode::invalid_argument,
               "an url with a space");
  expect.that(test.received().empty(), "the server is not asked");
}

void obeys_stop(HttpUnderTest& test, const Expect& expect) {
  expect.error(test.transport().send(get(test, "/a"), stopped_context()), ErrorCode::cancelled,
               "send after a stop");
  expect.that(test.received().empty(), "the server is not asked");
}

void obeys_deadline(HttpUnderTest& test, const Expect& expect) {
  expect.error(test.transport().send(get(test, "/a"), {{}, Milliseconds{0}}), ErrorCode::timeout,
               "send without time");
  expect.that(test.received().empty(), "the server is not asked");
}

void serves_many_threads(HttpUnderTest& test, const Expect& expect) {
  constexpr int count = 8;
  for (int i = 0; i < count; ++i)
    test.answer({200, {}, "text", ""});
  std::mutex mutex;
  int right = 0;
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < count; ++i) {
      threads.emplace_back([&] {
        const auto answer = test.transport().send(get(test, "/a"), {});
        const std::scoped_lock lock(mutex);
        right += answer && answer->body == "text" ? 1 : 0;
      });
    }
  }
  expect.that(right == count, "eight threads get their answers");
}

}  // namespace

Contract http_transport_contract(std::function<std::unique_ptr<HttpUnderTest>()> make) {
  return make_cases<HttpUnderTest>(
      make, {{"a request arrives as it was made", carries_the_request},
             {"an answer arrives as it was given", carries_the_answer},
             {"every status is an answer", gives_every_status},
             {"a sink gets the body of a 2xx answer", gives_pieces_to_the_sink},
             {"a sink that says no ends the exchange", ends_when_the_sink_says_no},
             {"a body beyond its limit is refused", limits_a_body},
             {"a request that breaks its lines is not sent", refuses_bad_requests},
             {"nothing is sent after a stop", obeys_stop},
             {"nothing is sent when no time is left", obeys_deadline},
             {"many threads share a transport", serves_many_threads}});
}

}  // namespace homeostat::testing
