#pragma once

/// What every port call is given: how long it may take, and whether to stop.

#include <stop_token>

#include <homeostat/result.hpp>
#include <homeostat/time.hpp>

namespace homeostat {

/// A call returns ErrorCode::cancelled soon after `stop` is requested, and ErrorCode::timeout
/// soon after `timeout` has passed since the call began.
struct CallContext {
  std::stop_token stop;
  Milliseconds timeout{60'000};
};

}  // namespace homeostat
