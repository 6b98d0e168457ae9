// What led to an error: the reporter's list, or what the fields of a server's report say.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <homeostat/issue.hpp>

#include "core/intake/issue_body.hpp"

namespace homeostat::intake {

inline constexpr std::size_t breadcrumbs_max = 50;

/// One of each line that is not blank, without "1." and list marks; the last 50, oldest first.
[[nodiscard]] std::vector<Field> read_breadcrumbs(std::span<const BodyLine> lines);

struct Circumstances {
  std::string_view job;
  std::string_view location;
  std::string_view context;
  std::string_view error_type;
};
/// One for each of them that is there, in this order; if none is, one that says so.
[[nodiscard]] std::vector<Field> make_breadcrumbs(const Circumstances& known);

}  // namespace homeostat::intake
