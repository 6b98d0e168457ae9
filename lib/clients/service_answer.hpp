// What a service's refusal means for us: wait, or give up, and why.
#pragma once

#include <optional>

#include <homeostat/ports/http_transport.hpp>
#include <homeostat/time.hpp>

namespace homeostat::clients {

struct ServiceRefusal {
  Error error;
  bool may_retry = false;              ///< the service did nothing, and may do it later
  std::optional<Milliseconds> wait{};  ///< how long it asks us to wait
};

/// Of an answer whose status is not 200. `now` is for headers that name a date.
[[nodiscard]] ServiceRefusal read_refusal(const HttpResponse& response, Time now);

/// "1.5s", "6m0s", "20ms", "2" (seconds); none for anything else or beyond a day.
[[nodiscard]] std::optional<Milliseconds> parse_wait(std::string_view text);

}  // namespace homeostat::clients
