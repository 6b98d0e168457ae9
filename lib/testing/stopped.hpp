// What every double does first: it obeys the stop token and the deadline.
#pragma once

#include <homeostat/ports/context.hpp>

namespace homeostat::testing {

inline Status check_stop(const CallContext& context) {
  if (context.stop.stop_requested()) return Error{ErrorCode::cancelled, "stop was requested"};
  if (context.timeout <= Milliseconds{0}) return Error{ErrorCode::timeout, "no time is left"};
  return {};
}

}  // namespace homeostat::testing
