// Which redirects are followed, and with what.
#pragma once

#include <string_view>

#include <homeostat/ports/http_transport.hpp>

#include "net/url.hpp"

namespace homeostat::net {

/// A 301, 302, 303, 307 or 308 that says where to.
[[nodiscard]] bool is_redirect(const HttpResponse& response);

struct Following {
  HttpRequest request;
  Url url;
};

/// The request to send next. An error's message says why there is none: from https to http, a body
/// to another origin, or an URL that is none.
Result<Following> follow(const HttpRequest& request, const Url& url, const HttpResponse& response);

/// `denied` for a request that changes nothing, else `transport`: the peer may have acted.
[[nodiscard]] Error not_followed(const HttpRequest& request, std::string_view why);

}  // namespace homeostat::net
