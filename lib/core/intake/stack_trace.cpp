// Which form a trace has, and one pass of that form's reader.
#include <algorithm>
#include <array>
#include <utility>

#include "core/base/text.hpp"
#include "core/intake/trace_reader.hpp"

namespace homeostat {
namespace {

using intake::TraceForm;

// Calls `use` with each line, cut at trace_line_bytes_max.
template <class Use>
void for_each_line(std::string_view text, Use use) {
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    const std::string_view line = base::without_line_end(text.substr(0, end));
    use(line.substr(0, intake::trace_line_bytes_max));
    text = end == text.npos ? std::string_view{} : text.substr(end + 1);
  }
}

// The form of the lines that begin with "at ": four forms share the word.
std::optional<TraceForm> form_of_at_line(std::string_view line, bool after_rust_symbol) {
  if (intake::read_jvm_frame(line)) return TraceForm::jvm;
  const std::optional<intake::RawFrame> frame = intake::read_v8_frame(line);
  if (frame && frame->line > 0 && after_rust_symbol) return TraceForm::rust;
  if (frame) return TraceForm::v8;
  if (intake::read_dotnet_frame(line)) return TraceForm::dotnet;
  return std::nullopt;
}

std::optional<TraceForm> form_of_numbered_line(std::string_view line) {
  if (intake::read_php_frame(line)) return TraceForm::php;
  if (intake::read_native_frame(line)) return TraceForm::native;
  return std::nullopt;
}

std::optional<TraceForm> form_of_headline(std::string_view line) {
  if (intake::is_rust_panic(line)) return TraceForm::rust;
  if (intake::is_go_headline(line)) return TraceForm::go;
  if (intake::is_native_headline(line)) return TraceForm::native;
  if (intake::is_php_headline(line)) return TraceForm::php;
  return std::nullopt;
}

std::optional<TraceForm> form_of_line(std::string_view line, bool after_rust_symbol) {
  const std::string_view trimmed = base::trim(line);
  if (trimmed.starts_with("at ")) return form_of_at_line(trimmed, after_rust_symbol);
  if (trimmed.starts_with('#')) return form_of_numbered_line(trimmed);
  if (intake::read_python_frame(line)) return TraceForm::python;
  if (intake::read_go_place(line)) return TraceForm::go;
  if (intake::read_rust_symbol(line)) return TraceForm::rust;
  if (intake::read_ruby_frame(line)) return TraceForm::ruby;
  if (intake::read_gecko_frame(line)) return TraceForm::gecko;
  return form_of_headline(trimmed);
}

// The form that most lines have; none if no line has any.
std::optional<TraceForm> find_form(std::string_view text) {
  std::array<std::size_t, intake::trace_forms> counts{};
  bool after_rust_symbol = false;
  for_each_line(text, [&](std::string_view line) {
    const std::optional<TraceForm> form = form_of_line(line, after_rust_symbol);
    after_rust_symbol = form == TraceForm::rust && !base::trim(line).starts_with("at ");
    if (form) ++counts[static_cast<std::size_t>(*form)];
  });
  const auto most = std::max_element(counts.begin(), counts.end());
  if (*most == 0) return std::nullopt;
  return static_cast<TraceForm>(most - counts.begin());
}

std::unique_ptr<intake::TraceReader> make_reader(TraceForm form) {
  switch (form) {
    case TraceForm::v8:
      return intake::make_v8_reader();
    case TraceForm::gecko:
      return intake::make_gecko_reader();
    case TraceForm::jvm:
      return intake::make_jvm_reader();
    case TraceForm::dotnet:
      return intake::make_dotnet_reader();
    case TraceForm::python:
      return intake::make_python_reader();
    case TraceForm::php:
      return intake::make_php_reader();
    case TraceForm::ruby:
      return intake::make_ruby_reader();
    case TraceForm::go:
      return intake::make_go_reader();
    case TraceForm::rust:
      return intake::make_rust_reader();
    case TraceForm::native:
      break;
  }
  return intake::make_native_reader();
}

// A form may serve several languages (V8's also PHP's by our own loggers): the files know better.
Language refined(Language by_form, const std::vector<Frame>& frames) {
  const auto found = std::find_if(frames.begin(), frames.end(), [](const Frame& frame) {
    return frame.in_project && language_of_path(frame.file) != Language::unknown;
  });
  return found == frames.end() ? by_form : language_of_path(found->file);
}

}  // namespace

StackTrace parse_stack_trace(std::string_view text) {
  const std::optional<TraceForm> form = find_form(text);
  if (!form) {
    StackTrace trace;
    intake::HeadlineKeeper headline;
    for_each_line(text, [&headline](std::string_view line) { headline.offer(line); });
    headline.give_to(trace);
    return trace;
  }
  const std::unique_ptr<intake::TraceReader> reader = make_reader(*form);
  for_each_line(text, [&reader](std::string_view line) { reader->line(line); });
  StackTrace trace = reader->finish();
  trace.language = refined(trace.language, trace.frames);
  return trace;
}

}  // namespace homeostat
