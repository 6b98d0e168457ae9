#include <homeostat/clients/http_model.hpp>

#include <algorithm>
#include <map>

#include "clients/protocol.hpp"
#include "clients/service_answer.hpp"
#include "core/base/format.hpp"
#include "core/base/json_print.hpp"
#include "core/base/json_strict.hpp"
#include "core/base/text.hpp"

namespace homeostat {
namespace {

namespace json = boost::json;
using clients::Protocol;
using clients::ServiceRefusal;

constexpr Milliseconds first_wait{1000};

/// An endpoint with what was worked out of it.
struct Served {
  ModelEndpoint endpoint;
  const Protocol* protocol = nullptr;
  json::object parameters;
  HttpRequest request;  ///< without a body
};

bool is_loopback(std::string_view url) {
  const std::string_view rest = url.substr(std::string_view("http://").size());
  const std::string_view host = rest.substr(0, rest.find_first_of("/?#"));
  for (const std::string_view name : {"localhost", "127.0.0.1", "[::1]"}) {
    if (host == name || host.starts_with(std::string(name) + ":")) return true;
  }
  return false;
}

Result<Served> serve(const ModelEndpoint& endpoint, const HttpModelOptions& options) {
  const auto invalid = [&](std::string_view what) {
    return Error{ErrorCode::invalid_config,
                 base::format("endpoint of model {}: {}", endpoint.id.str(), what)};
  };
  Served served{endpoint, &clients::protocol_of(endpoint.api), {}, {}};
  if (endpoint.id.empty()) return invalid("it has no id");
  if (endpoint.output_limit_key.empty()) return invalid("output_limit_key is empty");
  if (!endpoint.parameters_json.empty()) {
    base::JsonParsed parsed = base::parse_json_strict(endpoint.parameters_json);
    if (parsed.fault || !parsed.value.is_object()) {
      return invalid("parameters_json is not a json object");
    }
    served.parameters = std::move(parsed.value.as_object());
  }
  std::string_view base_url = endpoint.base_url;
  while (base_url.ends_with("/"))
    base_url.remove_suffix(1);
  HttpRequest& request = served.request;
  request.method = "POST";
  request.url = std::string(base_url) + std::string(served.protocol->path);
  request.headers = served.protocol->headers(endpoint);
  request.headers.push_back({"Content-Type", "application/json"});
  request.headers.push_back({"Accept", "application/json"});
  request.limits.body_bytes_max = options.answer_bytes_max;
  request.limits.redirects_max = 0;  // a prompt goes nowhere but where it was sent
  if (Status checked = check_request(request); !checked) return invalid(checked.error().message);
  if (!endpoint.api_key.empty() && base::istarts_with(base_url, "http://") &&
      !is_loopback(base_url)) {
    return invalid("a key is sent by https only");
  }
  return served;
}

HttpRequest make_request(const Served& served, const ModelRequest& request) {
  json::object body = served.protocol->make_body(served.endpoint, request);
  body["model"] =
      served.endpoint.wire_name.empty() ? served.endpoint.id.str() : served.endpoint.wire_name;
  body["stream"] = false;
  for (const json::key_value_pair& parameter : served.parameters)
    body[parameter.key()] = parameter.value();
  HttpRequest made = served.request;
  made.body = base::print_json(body);
  return made;
}

/// Services that queue a request send empty lines ahead: JSON passes over them.
Result<ModelReply> read_answer(const Protocol& protocol, const HttpResponse& response) {
  boost::system::error_code failed;
  const json::value value = json::parse(response.body, failed);
  if (failed || !value.is_object()) return clients::garbled_answer("it is no json object");
  return protocol.read_answer(value.as_object());
}

}  // namespace

class HttpModel::Impl {
 public:
  Impl(HttpTransport& http, Clock& clock, HttpModelOptions options,
       std::map<ModelId, Served> served)
      : http_(http), clock_(clock), options_(std::move(options)), served_(std::move(served)) {}

  Result<ModelReply> complete(const ModelRequest& request, const CallContext& context) {
    const auto served = served_.find(request.model);
    if (served == served_.end()) {
      return Error{ErrorCode::unsupported,
                   base::format("model {} has no endpoint", request.model.str())};
    }
    const HttpRequest made = make_request(served->second, request);
    const Milliseconds end = clock_.monotonic() + context.timeout;
    for (int retries = 0;; ++retries) {
      const auto answer = http_.send(made, {context.stop, end - clock_.monotonic()});
      if (!answer) return answer.error();
      if (answer->status == 200) return read_answer(*served->second.protocol, *answer);
      const ServiceRefusal refusal = clients::read_refusal(*answer, clock_.now());
      if (!refusal.may_retry || retries == options_.retries_max) return refusal.error;
      const Milliseconds wait = refusal.wait.value_or(first_wait * (1 << std::min(retries, 10)));
      if (wait > options_.retry_wait_max || wait >= end - clock_.monotonic()) {
        return refusal.error.with_context(
            base::format("it asks for {} ms, more than is left", wait.count()));
      }
      if (Status slept = clock_.sleep_for(wait, context.stop); !slept) return refused(slept);
    }
  }

 private:
  /// Stopped while waiting: nothing is under way, so nothing is billed; `cancelled` stays.
  static Error refused(const Status& slept) {
    return slept.error().with_context("waiting for the service's rate");
  }

  HttpTransport& http_;
  Clock& clock_;
  HttpModelOptions options_;
  std::map<ModelId, Served> served_;
};

HttpModel::HttpModel(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}

HttpModel::~HttpModel() = default;

Result<std::unique_ptr<HttpModel>> HttpModel::make(HttpTransport& http, Clock& clock,
                                                   HttpModelOptions options) {
  if (options.retries_max < 0) {
    return Error{ErrorCode::invalid_config, "retries_max: must not be below 0"};
  }
  std::map<ModelId, Served> all;
  for (const ModelEndpoint& endpoint : options.endpoints) {
    auto served = serve(endpoint, options);
    if (!served) return served.error();
    if (!all.emplace(endpoint.id, std::move(*served)).second) {
      return Error{ErrorCode::invalid_config,
                   base::format("endpoint of model {}: given twice", endpoint.id.str())};
    }
  }
  auto impl = std::make_unique<Impl>(http, clock, std::move(options), std::move(all));
  return std::unique_ptr<HttpModel>(new HttpModel(std::move(impl)));
}

Result<ModelReply> HttpModel::complete(const ModelRequest& request, const CallContext& context) {
  return impl_->complete(request, context);
}

}  // namespace homeostat
