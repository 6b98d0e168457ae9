#include <homeostat/testing/scripted_http.hpp>

#include <algorithm>
#include <utility>

#include "core/base/format.hpp"
#include "core/base/text.hpp"
#include "testing/stopped.hpp"

namespace homeostat::testing {
namespace {

bool fits(const ScriptedExchange& exchange, const HttpRequest& request) {
  return (exchange.method.empty() || exchange.method == request.method) &&
         base::contains(request.url, exchange.url);
}

/// The pieces to the sink, or into the answer's body.
Status give_body(const ScriptedExchange& exchange, const HttpRequest& request,
                 HttpResponse& response) {
  std::vector<std::string> pieces = exchange.pieces;
  if (pieces.empty() && !exchange.body.empty()) pieces.push_back(exchange.body);
  const bool to_sink = request.on_body && exchange.status / 100 == 2;
  std::int64_t bytes = 0;
  for (const std::string& piece : pieces) {
    bytes += static_cast<std::int64_t>(piece.size());
    if (bytes > request.limits.body_bytes_max) {
      return Error{ErrorCode::transport,
                   base::format("the body is longer than {} bytes", request.limits.body_bytes_max)};
    }
    if (!to_sink) {
      response.body += piece;
    } else if (!request.on_body(piece)) {
      return Error{ErrorCode::cancelled, "the receiver of the body said no"};
    }
  }
  return {};
}

}  // namespace

ScriptedHttp::ScriptedHttp(std::vector<ScriptedExchange> exchanges)
    : exchanges_(std::move(exchanges)) {}

ScriptedHttp::ScriptedHttp(ScriptedHttp&& other) noexcept
    : exchanges_(std::move(other.exchanges_)),
      requests_(std::move(other.requests_)),
      on_request_(std::move(other.on_request_)) {}

Result<HttpResponse> ScriptedHttp::send(const HttpRequest& request, const CallContext& context) {
  if (Status checked = check_request(request); !checked) return checked.error();
  if (Status stopped = check_stop(context); !stopped) return stopped.error();
  std::function<void(const HttpRequest&)> callback;
  {
    const std::scoped_lock lock(mutex_);
    requests_.push_back(request);
    callback = on_request_;
  }
  if (callback) callback(request);
  ScriptedExchange exchange;
  {
    const std::scoped_lock lock(mutex_);
    const auto found = std::find_if(exchanges_.begin(), exchanges_.end(),
                                    [&](const ScriptedExchange& e) { return fits(e, request); });
    if (found == exchanges_.end()) {
      return Error{ErrorCode::denied, "no prepared answer for " + request.method};
    }
    exchange = std::move(*found);
    exchanges_.erase(found);
  }
  HttpResponse response{exchange.status, exchange.headers, {}, request.url};
  if (Status given = give_body(exchange, request, response); !given) return given.error();
  if (exchange.error) return *exchange.error;
  return response;
}

void ScriptedHttp::add(ScriptedExchange exchange) {
  const std::scoped_lock lock(mutex_);
  exchanges_.push_back(std::move(exchange));
}

void ScriptedHttp::on_request(std::function<void(const HttpRequest&)> callback) {
  const std::scoped_lock lock(mutex_);
  on_request_ = std::move(callback);
}

std::vector<HttpRequest> ScriptedHttp::requests() const {
  const std::scoped_lock lock(mutex_);
  return requests_;
}

std::size_t ScriptedHttp::unused() const {
  const std::scoped_lock lock(mutex_);
  return exchanges_.size();
}

}  // namespace homeostat::testing
