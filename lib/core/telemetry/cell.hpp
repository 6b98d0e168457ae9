// Text from outside for a line or a table cell of the run summary.
#pragma once

#include <string>
#include <string_view>

namespace homeostat::telemetry {

/// One line of bounded length in which no Markdown is live.
[[nodiscard]] std::string cell(std::string_view text);

}  // namespace homeostat::telemetry
