// From an issue's title, body and labels to the report.
#include <algorithm>
#include <array>
#include <utility>

#include <homeostat/intake.hpp>

#include "core/base/format.hpp"
#include "core/base/text.hpp"
#include "core/intake/breadcrumbs.hpp"
#include "core/intake/frame_path.hpp"
#include "core/intake/issue_body.hpp"
#include "core/intake/issue_title.hpp"
#include "core/intake/position.hpp"

namespace homeostat {
namespace {

using intake::IssueBody;
using std::string_view;
template <std::size_t N>
using Names = std::array<string_view, N>;

constexpr Names<2> details_sections = {"error details", "details"};
constexpr Names<1> message_sections = {"error message"};
constexpr Names<3> stack_sections = {"stack trace", "stacktrace", "stack"};
constexpr Names<2> breadcrumb_sections = {"breadcrumbs", "user actions"};
constexpr Names<1> context_sections = {"context"};
constexpr Names<1> php_sections = {"php environment"};

constexpr Names<1> extension_names = {"extension"};
constexpr Names<1> product_names = {"product"};
constexpr Names<3> any_product_names = {"extension", "product", "plugin"};
constexpr Names<4> version_names = {"version", "plugin version", "tool version",
                                    "extension version"};
constexpr Names<2> type_names = {"error type", "type"};
constexpr Names<2> message_names = {"message", "error message"};
constexpr Names<1> fingerprint_names = {"fingerprint"};
constexpr Names<1> timestamp_names = {"timestamp"};
constexpr Names<1> environment_names = {"environment"};
constexpr Names<1> location_names = {"location"};
constexpr Names<2> job_names = {"job", "cron job"};
constexpr Names<1> context_names = {"context"};
constexpr Names<1> occurrence_names = {"occurrences"};

bool has_label(const Issue& issue, string_view name) {
  return std::any_of(issue.labels.begin(), issue.labels.end(),
                     [name](const std::string& label) { return base::iequals(label, name); });
}

string_view source_by_labels(const Issue& issue) {
  if (has_label(issue, "source:wordpress")) return "wordpress";
  if (has_label(issue, "source:vps")) return "vps";
  return "extension";
}

Field reported(string_view value) {
  if (value.empty()) return {};
  return {std::string(value), Provenance::reporter};
}

// The labels decide; a report without a source label is a server's if it has what only those have.
void choose_format(const Issue& issue, const IssueBody& body, ErrorReport& report) {
  report.source = source_by_labels(issue);
  const bool labelled = report.source != "extension";
  const bool php = body.find_section(php_sections) != nullptr;
  const bool server_content =
      body.find_field(extension_names).empty() && (php || !body.find_field(product_names).empty() ||
                                                   !body.find_field(occurrence_names).empty());
  const bool detailed = body.find_section(details_sections) != nullptr;
  report.format = ReportFormat::extension;
  if (!labelled && !server_content) return;
  report.format = detailed ? ReportFormat::server : ReportFormat::server_inline;
  if (!labelled) report.source = php ? "wordpress" : "vps";
}

std::string section_text(const IssueBody& body, std::span<const string_view> names) {
  const intake::Section* section = body.find_section(names);
  return section == nullptr ? std::string() : intake::code_or_text(body.lines_of(*section));
}

void read_product(const IssueBody& body, string_view in_title, ErrorReport& report) {
  string_view written = body.find_field(any_product_names);
  if (written.empty()) written = in_title;
  const intake::ProductParts product = intake::parse_product(written);
  report.product = reported(product.name);
  string_view version = body.find_field(version_names);
  if (version.starts_with('v')) version.remove_prefix(1);
  report.version = reported(version.empty() ? product.version : version);
}

void read_fields(const IssueBody& body, const intake::TitleParts& title, ErrorReport& report) {
  read_product(body, title.product, report);
  const string_view type = body.find_field(type_names);
  report.error_type = reported(title.error_type.empty() ? type : title.error_type);
  report.message = reported(body.find_field(message_names));
  if (!report.message.present()) report.message = reported(section_text(body, message_sections));
  if (!report.message.present()) report.message = reported(title.message);
  report.fingerprint_hint = reported(body.find_field(fingerprint_names));
  report.timestamp = reported(body.find_field(timestamp_names));
  report.environment = reported(body.find_field(environment_names));
  report.job = reported(body.find_field(job_names));
  report.location = reported(body.find_field(location_names));
  const string_view php_file = body.find_field_in(php_sections[0], "file");
  if (!php_file.empty()) report.location = reported(php_file);
  report.context = reported(section_text(body, context_sections));
  if (!report.context.present()) report.context = reported(body.find_field(context_names));
  report.occurrences = intake::parse_occurrences(body.find_field(occurrence_names));
}

// Without a readable trace the place that the report names is the only frame.
void read_frames(const IssueBody& body, ErrorReport& report) {
  report.frames = parse_stack_trace(report.stack.value).frames;
  if (!report.frames.empty() || !report.location.present()) return;
  const intake::Position position = intake::split_position(report.location.value);
  if (!intake::looks_like_path(position.path)) return;
  Frame frame;
  frame.file = intake::clean_path(position.path);
  frame.line = position.line;
  frame.column = position.column;
  if (frame.line == 0) {
    frame.line = intake::to_line_number(body.find_field_in(php_sections[0], "line"));
  }
  frame.in_project = intake::is_project_code(frame.file, {});
  report.frames.push_back(std::move(frame));
}

void read_breadcrumbs(const IssueBody& body, ErrorReport& report) {
  if (const intake::Section* section = body.find_section(breadcrumb_sections)) {
    report.breadcrumbs = intake::read_breadcrumbs(body.lines_of(*section));
  }
  if (!report.breadcrumbs.empty() || report.format == ReportFormat::extension) return;
  report.breadcrumbs = intake::make_breadcrumbs({.job = report.job.value,
                                                 .location = report.location.value,
                                                 .context = report.context.value,
                                                 .error_type = report.error_type.value});
}

void require(bool present, string_view name, IntakeResult& result) {
  if (present) return;
  result.refusals.push_back(
      {Reason::malformed, base::format("missing required field: {}", name), {}, 0});
}

bool is_too_large(const Issue& issue, const IntakeOptions& options, IntakeResult& result) {
  const std::pair<string_view, std::size_t> parts[] = {{"title", issue.title.size()},
                                                       {"body", issue.body.size()}};
  for (const auto& [name, size] : parts) {
    if (std::cmp_less_equal(size, options.issue_bytes_max)) continue;
    result.refusals.push_back(
        {Reason::too_large,
         base::format("issue {} has {} bytes, limit is {}", name, size, options.issue_bytes_max),
         {},
         0});
  }
  return !result.refusals.empty();
}

}  // namespace

IntakeResult parse_issue(const Issue& issue, const IntakeOptions& options) {
  IntakeResult result;
  result.report.issue = issue.number;
  result.report.issue_url = issue.url;
  if (is_too_large(issue, options, result)) return result;
  const IssueBody body(issue.body);
  choose_format(issue, body, result.report);
  const std::optional<intake::TitleParts> title = intake::parse_title(issue.title);
  if (!title) {
    result.refusals.push_back(
        {Reason::malformed, "title is not of the form [Product] Type: message", {}, 0});
  }
  read_fields(body, title.value_or(intake::TitleParts{}), result.report);
  result.report.stack = reported(section_text(body, stack_sections));
  read_frames(body, result.report);
  read_breadcrumbs(body, result.report);
  require(result.report.stack.present(), "stackTrace", result);
  require(result.report.fingerprint_hint.present(), "fingerprint", result);
  require(!result.report.breadcrumbs.empty(), "breadcrumbs", result);
  return result;
}

}  // namespace homeostat
