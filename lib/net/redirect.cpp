#include "net/redirect.hpp"

#include <algorithm>
#include <array>

#include "core/base/format.hpp"
#include "core/base/text.hpp"

namespace homeostat::net {
namespace {

bool changes_nothing(const std::string& method) { return method == "GET" || method == "HEAD"; }

/// What another origin may see. All other headers might be credentials.
bool is_harmless(const HttpHeader& header) {
  constexpr std::array<std::string_view, 5> all = {"accept", "accept-encoding", "accept-language",
                                                   "content-type", "user-agent"};
  return std::find(all.begin(), all.end(), base::to_lower(header.name)) != all.end();
}

bool loses_body(const std::string& method, int status) {
  if (status == 303) return !changes_nothing(method);
  return (status == 301 || status == 302) && method == "POST";
}

Error refused(std::string message) { return Error{ErrorCode::denied, std::move(message)}; }

}  // namespace

bool is_redirect(const HttpResponse& response) {
  constexpr std::array<int, 5> all = {301, 302, 303, 307, 308};
  return std::find(all.begin(), all.end(), response.status) != all.end() &&
         find_header(response.headers, "Location").has_value();
}

Result<Following> follow(const HttpRequest& request, const Url& url, const HttpResponse& response) {
  const std::string_view location = *find_header(response.headers, "Location");
  Result<Url> next = resolve_reference(url, location);
  if (!next) return refused("its location is no url");
  Following following{request, std::move(*next)};
  HttpRequest& then = following.request;
  then.url = following.url.text();
  if (!check_request(then)) return refused("its location is no url");
  if (url.tls && !following.url.tls) return refused("it leads from https to http");
  if (loses_body(request.method, response.status)) {
    then.method = "GET";
    then.body.clear();
    std::erase_if(then.headers, [](const HttpHeader& header) {
      return base::istarts_with(header.name, "content-");
    });
  }
  if (following.url.origin() == url.origin()) return following;
  if (!then.body.empty()) return refused("it leads to another origin with a body");
  std::erase_if(then.headers, [](const HttpHeader& header) { return !is_harmless(header); });
  return following;
}

Error not_followed(const HttpRequest& request, std::string_view why) {
  const ErrorCode code = changes_nothing(request.method) ? ErrorCode::denied : ErrorCode::transport;
  return Error{code, base::format("the redirect is not followed: {}", why)};
}

}  // namespace homeostat::net
