// One request and its answer on a connection that is open.
#pragma once

#include <string>
#include <vector>

#include "net/connection.hpp"
#include "net/response_reader.hpp"
#include "net/url.hpp"

namespace homeostat::net {

/// The text of a request's first line and headers, with what the transport adds.
struct HeadOptions {
  bool absolute = false;            ///< the whole URL in the first line: for a proxy
  std::string proxy_authorization;  ///< empty: none
  std::string user_agent;           ///< unless the request has one
};
[[nodiscard]] std::string make_head(const HttpRequest& request, const Url& url,
                                    const HeadOptions& options);
/// For CONNECT to `url` by a proxy.
[[nodiscard]] std::string make_connect_head(const Url& url, const HeadOptions& options);

struct Exchanged {
  Result<HttpResponse> answer;
  bool answer_began = false;  ///< at least one byte of it came
  bool reusable = false;      ///< the connection is at the start of another exchange
};

/// Sends head and body, reads the answer.
[[nodiscard]] Exchanged exchange(Connection& connection, std::string_view head,
                                 std::string_view body, const ReaderOptions& options,
                                 Waiter& waiter);

}  // namespace homeostat::net
