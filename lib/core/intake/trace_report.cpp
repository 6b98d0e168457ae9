// A bare stack trace as a report.
#include <utility>

#include <homeostat/intake.hpp>

#include "core/base/format.hpp"
#include "core/base/text.hpp"

namespace homeostat {
namespace {

Field read_from(std::string value) {
  if (value.empty()) return {};
  return {std::move(value), Provenance::reporter};
}

}  // namespace

IntakeResult parse_trace(std::string_view text, const IntakeOptions& options) {
  IntakeResult result;
  result.report.format = ReportFormat::trace;
  result.report.source = "trace";
  if (std::cmp_greater(text.size(), options.issue_bytes_max)) {
    result.refusals.push_back({Reason::too_large,
                               base::format("stack trace has {} bytes, limit is {}", text.size(),
                                            options.issue_bytes_max),
                               {},
                               0});
    return result;
  }
  StackTrace trace = parse_stack_trace(text);
  if (trace.frames.empty() && trace.error_type.empty()) {
    result.refusals.push_back(
        {Reason::malformed, "text has no frame and no headline of a stack trace", {}, 0});
  }
  result.report.error_type = read_from(std::move(trace.error_type));
  result.report.message = read_from(std::move(trace.message));
  result.report.stack = read_from(std::string(base::trim(text)));
  result.report.frames = std::move(trace.frames);
  return result;
}

}  // namespace homeostat
