#pragma once

/// What the handles of homeostat.h are, and the guard around every body.

#include <homeostat.h>
#include <homeostat/result.hpp>
#include <memory>
#include <new>
#include <string>
#include <utility>

struct homeostat_error {
  homeostat_status status = HOMEOSTAT_INTERNAL;
  std::string message;
};

struct homeostat_text {
  std::string data;
};

namespace homeostat::capi {

[[nodiscard]] homeostat_status to_status(ErrorCode code) noexcept;
[[nodiscard]] ErrorCode to_code(homeostat_status status) noexcept;

/// Fills `err` (which may be null) and returns the status. Never throws: without memory for the
/// message there is none.
homeostat_status fail(homeostat_error** err, homeostat_status status, const char* message) noexcept;
homeostat_status fail(homeostat_error** err, const Error& error) noexcept;

/// Runs `body` (which returns a status) and turns what it throws into a status.
template <class Body>
homeostat_status guard(homeostat_error** err, Body body) noexcept {
  if (err != nullptr) *err = nullptr;
  try {
    return body();
  } catch (const std::bad_alloc&) {
    return fail(err, HOMEOSTAT_NO_MEMORY, "out of memory");
  } catch (const std::exception& e) {
    return fail(err, HOMEOSTAT_INTERNAL, e.what());
  }
}

/// Hands a text to the caller.
inline homeostat_status give(homeostat_text** out, std::string text) {
  *out = new homeostat_text{std::move(text)};
  return HOMEOSTAT_OK;
}

}  // namespace homeostat::capi
