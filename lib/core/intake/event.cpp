// A JSON error event of the widespread form: exception.values, the root cause first, with
// stacktrace.frames, the outermost first.
#include <algorithm>
#include <utility>

#include <homeostat/intake.hpp>

#include "core/base/format.hpp"
#include "core/base/text.hpp"
#include "core/intake/breadcrumbs.hpp"
#include "core/intake/issue_title.hpp"
#include "core/intake/json_text.hpp"
#include "core/intake/trace_reader.hpp"

namespace homeostat {
namespace {

using boost::json::array;
using boost::json::value;
using intake::find_member;
using intake::find_values;
using intake::number_of;
using intake::text_of;

Field reported(std::string text) {
  if (text.empty()) return {};
  return {std::move(text), Provenance::reporter};
}

std::string first_text(const value* object, std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names) {
    std::string text = text_of(find_member(object, name));
    if (!text.empty()) return text;
  }
  return {};
}

// Java's function names stand apart from their class.
std::string function_of(const value& frame, std::string_view file) {
  const std::string name = first_text(&frame, {"function", "raw_function"});
  const std::string module = text_of(find_member(&frame, "module"));
  const Language language = language_of_path(file);
  const bool apart = language == Language::java || language == Language::kotlin;
  return apart && !module.empty() && !name.empty() ? module + "." + name : name;
}

Frame frame_of(const value& object) {
  std::string file = first_text(&object, {"filename", "abs_path"});
  const std::string whole = text_of(find_member(&object, "abs_path"));
  const bool longer = file.find('/') == std::string::npos && whole.ends_with("/" + file);
  if (longer && language_of_path(file) != Language::java) file = whole;
  const std::string function = function_of(object, file);
  Frame frame = intake::make_frame({function, file, number_of(find_member(&object, "lineno")),
                                    number_of(find_member(&object, "colno"))});
  frame.source_line = text_of(find_member(&object, "context_line"));
  frame.source_line.resize(std::min(frame.source_line.size(), intake::source_line_bytes_max));
  const value* in_app = find_member(&object, "in_app");
  if (in_app != nullptr && in_app->is_bool()) {
    frame.in_project = in_app->get_bool() && !frame.file.empty();
  }
  return frame;
}

std::vector<Frame> frames_of(const value* holder) {
  const value* stack = find_member(holder, "stacktrace");
  const array* list = find_values(find_member(stack, "frames"));
  std::vector<Frame> frames;
  if (list == nullptr) return frames;
  for (auto frame = list->rbegin(); frame != list->rend(); ++frame) {
    if (frames.size() == intake::frames_max) break;
    frames.push_back(frame_of(*frame));
  }
  return frames;
}

// The exceptions: of the event itself, or of the entry of that type that the web API shows.
const array* exceptions_of(const value* event) {
  if (const array* list = find_values(find_member(event, "exception"))) return list;
  const array* entries = find_values(find_member(event, "entries"));
  if (entries == nullptr) return nullptr;
  for (const value& entry : *entries) {
    if (text_of(find_member(&entry, "type")) == "exception") {
      return find_values(find_member(&entry, "data"));
    }
  }
  return nullptr;
}

// Type and message are the root cause's; so are the frames, if it has any.
void read_exceptions(const value* event, ErrorReport& report) {
  const array* list = exceptions_of(event);
  if (list != nullptr) {
    for (const value& exception : *list) {
      if (!report.error_type.present()) {
        report.error_type = reported(text_of(find_member(&exception, "type")));
        report.message = reported(text_of(find_member(&exception, "value")));
      }
      if (report.frames.empty()) report.frames = frames_of(&exception);
    }
  }
  if (report.frames.empty()) report.frames = frames_of(event);
}

void read_message(const value* event, ErrorReport& report) {
  if (report.message.present()) return;
  std::string text = text_of(find_member(event, "message"));
  if (text.empty()) text = first_text(find_member(event, "message"), {"formatted", "message"});
  if (text.empty()) text = first_text(find_member(event, "logentry"), {"formatted", "message"});
  report.message = reported(std::move(text));
}

// "app@1.2.3+45": the release names product and version.
void read_release(const value* event, ErrorReport& report) {
  const std::string release = text_of(find_member(event, "release"));
  const std::size_t at = release.rfind('@');
  if (at == std::string::npos || at == 0) {
    report.version = reported(release);
    return;
  }
  const std::string name = release.substr(0, at);
  report.product = reported(std::string(intake::parse_product(name).name));
  report.version = reported(release.substr(at + 1));
}

void read_breadcrumbs(const value* event, ErrorReport& report) {
  const array* list = find_values(find_member(event, "breadcrumbs"));
  if (list == nullptr) return;
  const std::size_t extra = list->size() - std::min(list->size(), intake::breadcrumbs_max);
  for (std::size_t i = extra; i < list->size(); ++i) {
    const value& crumb = (*list)[i];
    const std::string category = first_text(&crumb, {"category", "type"});
    const std::string message = first_text(&crumb, {"message"});
    std::string text =
        message.empty() || category.empty() ? category + message : category + ": " + message;
    if (!text.empty()) report.breadcrumbs.push_back(reported(std::move(text)));
  }
}

void read_hint(const value* event, ErrorReport& report) {
  const array* list = find_values(find_member(event, "fingerprint"));
  std::string hint;
  for (std::size_t i = 0; list != nullptr && i < list->size(); ++i) {
    hint += (i == 0 ? "" : "|") + text_of(&(*list)[i]);
  }
  report.fingerprint_hint = reported(std::move(hint));
}

// The trace's text, for those who read text.
std::string stack_text(const ErrorReport& report) {
  std::string text = report.error_type.value;
  if (report.message.present()) text += (text.empty() ? "" : ": ") + report.message.value;
  for (const Frame& frame : report.frames) {
    const std::string place = base::format("{}:{}:{}", frame.file, frame.line, frame.column);
    text += frame.function.empty() ? base::format("\n    at {}", place)
                                   : base::format("\n    at {} ({})", frame.function, place);
  }
  return text;
}

}  // namespace

IntakeResult parse_event(std::string_view json, const IntakeOptions& options) {
  IntakeResult result;
  ErrorReport& report = result.report;
  report.format = ReportFormat::event;
  report.source = "event";
  if (std::cmp_greater(json.size(), options.issue_bytes_max)) {
    result.refusals.push_back(
        {Reason::too_large,
         base::format("event has {} bytes, limit is {}", json.size(), options.issue_bytes_max),
         {},
         0});
    return result;
  }
  const intake::ParsedJson parsed = intake::parse_json(json);
  if (!parsed.value) {
    result.refusals.push_back({Reason::malformed, parsed.error, {}, 0});
    return result;
  }
  const value* event = &*parsed.value;
  if (const value* data = find_member(event, "data")) event = data;  // as web hooks wrap it
  if (const value* inner = find_member(event, "event")) event = inner;
  read_exceptions(event, report);
  read_message(event, report);
  read_release(event, report);
  read_breadcrumbs(event, report);
  read_hint(event, report);
  report.timestamp = reported(text_of(find_member(event, "timestamp")));
  report.environment = reported(text_of(find_member(event, "environment")));
  report.context = reported(text_of(find_member(event, "transaction")));
  report.location = reported(text_of(find_member(event, "culprit")));
  if (!report.error_type.present()) {
    report.error_type = reported(text_of(find_member(event, "level")));
  }
  if (report.frames.empty() && !report.message.present()) {
    result.refusals.push_back(
        {Reason::malformed, "event has no exception with frames and no message", {}, 0});
    return result;
  }
  report.stack = {stack_text(report), Provenance::derived};
  return result;
}

}  // namespace homeostat
