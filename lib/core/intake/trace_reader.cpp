#include "core/intake/trace_reader.hpp"

#include <algorithm>
#include <utility>

#include "core/base/text.hpp"
#include "core/intake/frame_path.hpp"

namespace homeostat::intake {
namespace {

constexpr std::size_t type_bytes_max = 200;
constexpr std::size_t function_bytes_max = 512;

constexpr std::string_view headline_prefixes[] = {"Uncaught (in promise) ",
                                                  "Uncaught ",
                                                  "Unhandled exception. ",
                                                  "Unhandled Exception: ",
                                                  "Unhandled exception: ",
                                                  "[cause]: ",
                                                  "Caused by: ",
                                                  "Wrapped by: ",
                                                  "Unhandled Rejection: ",
                                                  "[error]: ",
                                                  "panic: ",
                                                  "---> ",
                                                  "ERROR: "};

constexpr std::string_view type_endings[] = {
    "Error", "Exception", "Warning", "Fault", "Interrupt", "Exit", "Failure", "Panic", "Overflow"};

std::string_view without_prefixes(std::string_view line) {
  line = base::trim(line);
  constexpr std::string_view thread = "Exception in thread \"";
  if (line.starts_with(thread)) {
    const std::size_t quote = line.find("\" ", thread.size());
    if (quote != line.npos) return base::trim_left(line.substr(quote + 2));
  }
  for (const std::string_view prefix : headline_prefixes) {
    if (line.starts_with(prefix)) {
      line = base::trim_left(line.substr(prefix.size()));
    }
  }
  return line;
}

bool is_type_char(char c) {
  return base::is_word(c) || c == '.' || c == '$' || c == '\\' || c == '`';
}

// The end of the type: the first character that is neither its own nor of a "::".
std::size_t end_of_type(std::string_view line) {
  std::size_t end = 0;
  while (end < line.size() && end <= type_bytes_max) {
    if (is_type_char(line[end])) {
      ++end;
    } else if (line.substr(end, 2) == "::") {
      end += 2;
    } else {
      break;
    }
  }
  return end;
}

bool is_strong_type(std::string_view type) {
  const bool named = std::any_of(std::begin(type_endings), std::end(type_endings),
                                 [type](std::string_view end) { return type.ends_with(end); });
  return named || type.find("::") != type.npos || type.find('\\') != type.npos;
}

}  // namespace

Frame make_frame(const RawFrame& raw) {
  Frame frame;
  const std::string_view function = base::trim(raw.function).substr(0, function_bytes_max);
  if (function != "<anonymous>" && function != "anonymous") frame.function = function;
  frame.file = clean_path(raw.file);
  frame.line = raw.line;
  frame.column = raw.column;
  frame.in_project = is_project_code(frame.file, frame.function);
  return frame;
}

std::optional<Headline> parse_headline(std::string_view line) {
  line = without_prefixes(line.substr(0, trace_line_bytes_max));
  const std::size_t end = end_of_type(line);
  if (end == 0 || end > type_bytes_max || base::is_digit(line.front())) return std::nullopt;
  Headline headline{std::string(line.substr(0, end)), {}, is_strong_type(line.substr(0, end))};
  std::string_view rest = line.substr(end);
  if (rest.starts_with(" [") && headline.strong) {  // node's code: "TypeError [ERR_X]: …"
    const std::size_t close = rest.find(']');
    rest = close == rest.npos ? rest : rest.substr(close + 1);
  }
  if (rest.empty() || rest == ":") return headline.strong ? std::optional(headline) : std::nullopt;
  if (!rest.starts_with(": ")) return std::nullopt;
  headline.message = base::trim(rest.substr(2));
  return headline;
}

void HeadlineKeeper::offer(std::string_view line) {
  if (kept_ && kept_->strong) return;
  std::optional<Headline> headline = parse_headline(line);
  if (headline && (!kept_ || headline->strong)) kept_ = std::move(headline);
}

void HeadlineKeeper::set(std::string type, std::string message) {
  kept_ = Headline{std::move(type), std::move(message), true};
}

void HeadlineKeeper::give_to(StackTrace& trace) {
  if (!kept_) return;
  trace.error_type = std::move(kept_->type);
  trace.message = std::move(kept_->message);
}

void InnerFirstFrames::add(Frame frame) {
  if (frames_.size() < frames_max) frames_.push_back(std::move(frame));
}

void OuterFirstFrames::add(const RawFrame& raw) {
  frames_.push_back(make_frame(raw));
  if (frames_.size() > frames_max) frames_.pop_front();
}

std::vector<Frame> OuterFirstFrames::innermost_first() const {
  return {frames_.rbegin(), frames_.rend()};
}

}  // namespace homeostat::intake
