#include <homeostat/ports/http_transport.hpp>

#include <algorithm>
#include <array>

#include "core/base/format.hpp"
#include "core/base/text.hpp"

namespace homeostat {
namespace {

constexpr std::size_t url_bytes_max = 8192;
constexpr std::array<std::string_view, 5> own_headers = {
    "connection", "content-length", "host", "proxy-authorization", "transfer-encoding"};

Error invalid(std::string message) {
  return Error{ErrorCode::invalid_argument, std::move(message)};
}

/// RFC 9110, 5.6.2.
bool is_token(std::string_view text) {
  const auto allowed = [](char c) {
    return base::is_alnum(c) ||
           std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
  };
  return !text.empty() && std::all_of(text.begin(), text.end(), allowed);
}

Status check_url(std::string_view url) {
  if (url.size() > url_bytes_max) {
    return invalid(base::format("the url is of {} bytes, limit is {}", url.size(), url_bytes_max));
  }
  if (std::any_of(url.begin(), url.end(), [](char c) { return c <= ' ' || c >= 0x7f; })) {
    return invalid("the url has a character that is not printable ascii");
  }
  if (!base::istarts_with(url, "https://") && !base::istarts_with(url, "http://")) {
    return invalid("the url does not begin with https:// or http://");
  }
  const std::string_view rest = url.substr(url.find("//") + 2);
  const std::string_view authority = rest.substr(0, rest.find_first_of("/?#"));
  if (authority.empty()) return invalid("the url has no host");
  if (base::contains(authority, "@")) return invalid("the url has a user name: use a header");
  return {};
}

Status check_header(const HttpHeader& header) {
  if (!is_token(header.name)) return invalid("a header's name is not a token");
  const auto breaks = [](char c) { return base::is_control(c) && c != '\t'; };
  if (std::any_of(header.value.begin(), header.value.end(), breaks)) {
    return invalid(base::format("the header {} has a control character", header.name));
  }
  const std::string name = base::to_lower(header.name);
  if (std::find(own_headers.begin(), own_headers.end(), name) != own_headers.end()) {
    return invalid(base::format("the header {} is the transport's own", header.name));
  }
  return {};
}

}  // namespace

std::optional<std::string_view> find_header(const std::vector<HttpHeader>& headers,
                                            std::string_view name) noexcept {
  for (const HttpHeader& header : headers) {
    if (base::iequals(header.name, name)) return header.value;
  }
  return std::nullopt;
}

Status check_request(const HttpRequest& request) {
  if (request.method.empty() || !std::all_of(request.method.begin(), request.method.end(),
                                             [](char c) { return base::is_upper(c); })) {
    return invalid("the method is not a word of capital letters");
  }
  if (Status url = check_url(request.url); !url) return url;
  for (const HttpHeader& header : request.headers) {
    if (Status checked = check_header(header); !checked) return checked;
  }
  if (request.limits.header_bytes_max <= 0) return invalid("header_bytes_max must be above 0");
  if (request.limits.body_bytes_max <= 0) return invalid("body_bytes_max must be above 0");
  if (request.limits.redirects_max < 0) return invalid("redirects_max must not be below 0");
  return {};
}

}  // namespace homeostat
