#include <homeostat/event.hpp>

#include "core/base/enum_names.hpp"

namespace homeostat {
namespace {

constexpr base::EnumNames<10> kind_names = {
    "run_started", "repo_started", "issue_started", "room_entered", "room_left",
    "issue_ended", "repo_ended",   "run_ended",     "metrics",      "warning"};
static_assert(static_cast<std::size_t>(EventKind::warning) + 1 == kind_names.size());

}  // namespace

std::string_view to_string(EventKind kind) noexcept { return base::enum_name(kind_names, kind); }

}  // namespace homeostat
