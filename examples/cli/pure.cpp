/// The commands without state that read errors: intake, fingerprint.

#include <homeostat/fingerprint.hpp>
#include <homeostat/intake.hpp>
#include <homeostat/tier.hpp>
#include <iostream>

#include "cli.hpp"
#include "lines.hpp"

namespace homeostat::cli {
namespace json = boost::json;

namespace {

Result<Issue> read_issue(const json::object& object) {
  Issue issue;
  if (const json::value* number = object.if_contains("number"); number && number->is_int64()) {
    issue.number = {number->get_int64()};
  }
  const struct {
    const char* key;
    std::string& text;
  } texts[] = {{"title", issue.title}, {"body", issue.body}, {"html_url", issue.url}};
  for (const auto& [key, text] : texts) {
    auto read = text_member(object, key, false);
    if (!read) return read.error();
    text = std::move(*read);
  }
  const json::value* labels = object.if_contains("labels");
  if (labels == nullptr) return issue;
  if (!labels->is_array()) {
    return Error{ErrorCode::invalid_argument, "member \"labels\" is not an array"};
  }
  for (const json::value& label : labels->get_array()) {
    if (label.is_string()) {
      issue.labels.emplace_back(label.get_string());
    } else if (label.is_object()) {
      auto name = text_member(label.get_object(), "name", true);
      if (!name) return name.error().with_context("labels");
      issue.labels.push_back(std::move(*name));
    } else {
      return Error{ErrorCode::invalid_argument, "a label is neither a string nor an object"};
    }
  }
  return issue;
}

json::value text_or_null(const Field& field) {
  return field.present() ? json::value(field.value) : json::value(nullptr);
}

json::object to_object(const Frame& frame) {
  return {{"function", frame.function},
          {"file", frame.file},
          {"line", frame.line},
          {"column", frame.column},
          {"in_project", frame.in_project}};
}

json::array frames_of(const std::vector<Frame>& frames) {
  json::array array;
  for (const Frame& frame : frames)
    array.push_back(to_object(frame));
  return array;
}

json::object to_object(const IntakeResult& read) {
  const ErrorReport& report = read.report;
  json::array errors;
  for (const Refusal& refusal : read.refusals) {
    errors.push_back({{"code", to_string(refusal.reason)}, {"detail", refusal.detail}});
  }
  json::array breadcrumbs;
  for (const Field& breadcrumb : report.breadcrumbs)
    breadcrumbs.emplace_back(breadcrumb.value);
  const bool sensitive = is_sensitive(report, {});
  return {{"errors", std::move(errors)},
          {"source", report.source},
          {"format", to_string(report.format)},
          {"product", text_or_null(report.product)},
          {"version", text_or_null(report.version)},
          {"error_type", text_or_null(report.error_type)},
          {"message", text_or_null(report.message)},
          {"fingerprint_hint", text_or_null(report.fingerprint_hint)},
          {"occurrences", report.occurrences},
          {"breadcrumbs", std::move(breadcrumbs)},
          {"frames", frames_of(report.frames)},
          {"tier", choose_tier(report, sensitive, 0).tier}};
}

Result<json::object> intake_line(const json::object& input) {
  const json::value* issue = input.if_contains("issue");
  if (issue == nullptr || !issue->is_object()) {
    return Error{ErrorCode::invalid_argument, "member \"issue\" is not an object"};
  }
  auto read = read_issue(issue->get_object());
  if (!read) return read.error();
  return to_object(parse_issue(*read));
}

/// A file may hold an issue, an error event or a bare trace: told apart by what it is.
IntakeResult intake_text(const std::string& text) {
  boost::system::error_code bad;
  const json::value value = json::parse(text, bad);
  if (bad || !value.is_object()) return parse_trace(text);
  if (value.get_object().contains("body") || value.get_object().contains("title")) {
    if (auto issue = read_issue(value.get_object())) return parse_issue(*issue);
  }
  return parse_event(text);
}

Result<json::object> fingerprint_line(const json::object& input) {
  const json::value* error = input.if_contains("error");
  if (error == nullptr || !error->is_object()) {
    return Error{ErrorCode::invalid_argument, "member \"error\" is not an object"};
  }
  std::string parts[3];
  const char* keys[] = {"type", "message", "stack"};
  for (int i = 0; i < 3; ++i) {
    auto text = text_member(error->get_object(), keys[i], false);
    if (!text) return text.error();
    parts[i] = std::move(*text);
  }
  ErrorReport report;
  report.error_type = {parts[0], Provenance::reporter};
  report.message = {parts[1], Provenance::reporter};
  report.stack = {parts[2], Provenance::reporter};
  report.frames = parse_stack_trace(parts[2]).frames;
  return json::object{{"fingerprint", fingerprint_v1(report).str()},
                      {"v0", fingerprint_v0(parts[0], parts[1], parts[2])}};
}

int answer_lines(const LineFunction& function) {
  return for_each_line(std::cin, std::cout, function) == 0 ? exit_ok : exit_failed;
}

}  // namespace

int intake(const TextOptions& options) {
  if (options.jsonl) return answer_lines(intake_line);
  auto text = read_all(options.file);
  if (!text) return fail(text.error());
  const IntakeResult read = intake_text(*text);
  std::cout << json::serialize(to_object(read)) << "\n";
  return exit_ok;
}

int fingerprint(const TextOptions& options) {
  if (options.jsonl) return answer_lines(fingerprint_line);
  auto text = read_all(options.file);
  if (!text) return fail(text.error());
  const IntakeResult read = intake_text(*text);
  const ErrorReport& report = read.report;
  const FingerprintParts parts = fingerprint_parts(report);
  json::array frames;
  for (const std::string& frame : parts.frames)
    frames.emplace_back(frame);
  std::cout << json::serialize(
                   json::object{{"fingerprint", fingerprint_v1(report).str()},
                                {"v0", fingerprint_v0(report.error_type.value, report.message.value,
                                                      report.stack.value)},
                                {"error_type", parts.error_type},
                                {"message_template", parts.message_template},
                                {"frames", std::move(frames)}})
            << "\n";
  return exit_ok;
}

}  // namespace homeostat::cli
