#include <iterator>

#include "handles.hpp"

namespace homeostat::capi {
namespace {

struct Pair {
  ErrorCode code;
  homeostat_status status;
};
constexpr Pair pairs[] = {
    {ErrorCode::invalid_argument, HOMEOSTAT_INVALID_ARGUMENT},
    {ErrorCode::invalid_config, HOMEOSTAT_INVALID_CONFIG},
    {ErrorCode::cancelled, HOMEOSTAT_CANCELLED},
    {ErrorCode::timeout, HOMEOSTAT_TIMEOUT},
    {ErrorCode::transport, HOMEOSTAT_TRANSPORT},
    {ErrorCode::denied, HOMEOSTAT_DENIED},
    {ErrorCode::conflict, HOMEOSTAT_CONFLICT},
    {ErrorCode::store, HOMEOSTAT_STORE},
    {ErrorCode::unsupported, HOMEOSTAT_UNSUPPORTED},
    {ErrorCode::internal, HOMEOSTAT_INTERNAL},
};

}  // namespace

homeostat_status to_status(ErrorCode code) noexcept {
  for (const Pair& pair : pairs) {
    if (pair.code == code) return pair.status;
  }
  return HOMEOSTAT_INTERNAL;
}

ErrorCode to_code(homeostat_status status) noexcept {
  for (const Pair& pair : pairs) {
    if (pair.status == status) return pair.code;
  }
  return ErrorCode::internal;
}

homeostat_status fail(homeostat_error** err, homeostat_status status,
                      const char* message) noexcept {
  if (err == nullptr) return status;
  try {
    *err = new homeostat_error{status, message};
  } catch (const std::bad_alloc&) {
    *err = nullptr;
  }
  return status;
}

homeostat_status fail(homeostat_error** err, const Error& error) noexcept {
  return fail(err, to_status(error.code), error.message.c_str());
}

}  // namespace homeostat::capi

extern "C" {

homeostat_status homeostat_error_status(const homeostat_error* error) {
  return error == nullptr ? HOMEOSTAT_OK : error->status;
}

const char* homeostat_error_message(const homeostat_error* error) {
  return error == nullptr ? "" : error->message.c_str();
}

void homeostat_error_free(homeostat_error* error) { delete error; }

}  // extern "C"
