#include <homeostat/result.hpp>

#include "core/base/enum_names.hpp"

namespace homeostat {
namespace {

constexpr base::EnumNames<10> code_names = {
    "invalid_argument", "invalid_config", "cancelled", "timeout",     "transport",
    "denied",           "conflict",       "store",     "unsupported", "internal"};
static_assert(static_cast<std::size_t>(ErrorCode::internal) + 1 == code_names.size());

}  // namespace

std::string_view to_string(ErrorCode code) noexcept { return base::enum_name(code_names, code); }

bool is_retryable(ErrorCode code) noexcept {
  return code == ErrorCode::timeout || code == ErrorCode::transport || code == ErrorCode::conflict;
}

}  // namespace homeostat
