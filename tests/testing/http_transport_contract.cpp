#include <functional>

#include "contract/http_world.hpp"
#include "support/contract_failures.hpp"

using namespace homeostat;

namespace {

/// What a broken transport does to a request before, and to its answer after it was sent.
struct Flaw {
  std::function<void(HttpRequest&)> request{};
  std::function<void(Result<HttpResponse>&)> answer{};
  bool obeys = true;
};

class BrokenHttp : public testing::HttpUnderTest, public HttpTransport {
 public:
  explicit BrokenHttp(Flaw flaw) : flaw_(std::move(flaw)) {}
  HttpTransport& transport() override { return *this; }
  std::string url() override { return inner_.url(); }
  void answer(HttpResponse response) override { inner_.answer(std::move(response)); }
  std::vector<HttpRequest> received() override { return inner_.received(); }

  Result<HttpResponse> send(const HttpRequest& request, const CallContext& context) override {
    HttpRequest changed = request;
    if (flaw_.request) flaw_.request(changed);
    auto answer = inner_.transport().send(changed, flaw_.obeys ? context : CallContext{});
    if (flaw_.answer) flaw_.answer(answer);
    return answer;
  }

 private:
  ScriptedHttpUnderTest inner_;
  Flaw flaw_;
};

bool fails(const Flaw& flaw, const std::string& part) {
  const auto make = [&] { return std::make_unique<BrokenHttp>(flaw); };
  return !contract_failures(testing::http_transport_contract(make), part).empty();
}

bool fails_with_request(std::function<void(HttpRequest&)> change, const std::string& part) {
  return fails({.request = std::move(change)}, part);
}

bool fails_with_answer(std::function<void(HttpResponse&)> change, const std::string& part) {
  return fails({.answer =
                    [&](Result<HttpResponse>& answer) {
                      if (answer) change(*answer);
                    }},
               part);
}

}  // namespace

TEST_CASE("a sound transport fails no case") { CHECK_FALSE(fails({}, "")); }

TEST_CASE("a transport that changes requests fails the case about them") {
  const std::string arrives = "a request arrives";
  CHECK(fails_with_request([](HttpRequest& r) { r.method = "PUT"; }, arrives));
  CHECK(fails_with_request([](HttpRequest& r) { r.url += "&x=1"; }, arrives));
  CHECK(fails_with_request([](HttpRequest& r) { r.headers.clear(); }, arrives));
  CHECK(fails_with_request([](HttpRequest& r) { r.body.pop_back(); }, arrives));
  CHECK(fails_with_request([](HttpRequest& r) { r.headers.clear(); }, "breaks its lines"));
}

TEST_CASE("a transport that changes answers fails the case about them") {
  const std::string arrives = "an answer arrives";
  CHECK(fails_with_answer([](HttpResponse& r) { r.status = 200; }, arrives));
  CHECK(fails_with_answer([](HttpResponse& r) { r.headers.clear(); }, arrives));
  CHECK(fails_with_answer([](HttpResponse& r) { r.body += "\n"; }, arrives));
  CHECK(fails_with_answer([](HttpResponse& r) { r.url.clear(); }, arrives));
  CHECK(fails_with_answer([](HttpResponse& r) { r.body.clear(); }, "many threads"));
  CHECK(fails({.answer =
                   [](Result<HttpResponse>& answer) {
                     if (answer && answer->status >= 500) {
                       answer = Error{ErrorCode::transport, "500"};
                     }
                   }},
              "every status"));
}

TEST_CASE("a transport without sinks, limits, stops or deadlines fails the case about them") {
  CHECK(fails_with_request([](HttpRequest& r) { r.on_body = nullptr; }, "gets the body"));
  CHECK(fails_with_request([](HttpRequest& r) { r.on_body = nullptr; }, "says no"));
  CHECK(fails_with_request([](HttpRequest& r) { r.limits.body_bytes_max = 1000; }, "beyond"));
  CHECK(fails_with_request([](HttpRequest& r) { r.limits.body_bytes_max = 99; }, "beyond"));
  CHECK(fails({.obeys = false}, "after a stop"));
  CHECK(fails({.obeys = false}, "no time is left"));
}
