// PHP traces. A line "#0 /a.php(12): f()" says that f was called in line 12, so that a frame's
// function stands in the line below its place; the headline has the innermost place.
#include <utility>

#include "core/base/text.hpp"
#include "core/intake/position.hpp"
#include "core/intake/trace_reader.hpp"

namespace homeostat::intake {
namespace {

constexpr std::string_view prefixes[] = {
    "PHP Fatal error:", "PHP Parse error:",   "PHP Warning:",    "PHP Notice:",
    "PHP Deprecated:",  "Fatal error:",       "Parse error:",    "Warning:",
    "Notice:",          "Stack trace (PHP):", "PHP Stack trace:"};

// The place that ends a headline: " in /a.php:12" or " in /a.php on line 12".
struct Tail {
  std::string_view before;
  std::string_view file;
  int line = 0;
};

std::optional<Tail> read_tail(std::string_view line) {
  const std::size_t in = line.rfind(" in ");
  const std::size_t begin = line.starts_with("in ") && in == line.npos ? 0 : in + 1;
  if (begin == 0 && !line.starts_with("in ")) return std::nullopt;
  const std::string_view place = line.substr(begin + 3);
  Tail tail{line.substr(0, begin), {}, 0};
  const std::size_t on = place.find(" on line ");
  if (on != place.npos) {
    tail.file = place.substr(0, on);
    tail.line = to_line_number(base::trim(place.substr(on + 9)));
  } else {
    const Position position = split_position(base::trim(place));
    tail.file = position.path;
    tail.line = position.line;
  }
  if (tail.line == 0 || tail.file.find(".php") == tail.file.npos) return std::nullopt;
  return tail;
}

std::string_view without_arguments(std::string_view call) {
  if (call.find("{closure") != call.npos) return "{closure}";
  return call.substr(0, call.find('('));
}

class PhpReader final : public TraceReader {
 public:
  void line(std::string_view text) override {
    const std::string_view trimmed = base::trim(text);
    if (trimmed.starts_with("Next ")) ended_ = true;  // wraps the one before: that is the root
    if (ended_) return;
    if (const std::optional<RawFrame> frame = read_php_frame(trimmed)) {
      add(*frame);
    } else if (!has_place_ && frames_.empty()) {
      read_headline(trimmed);
    }
  }

  StackTrace finish() override {
    StackTrace trace;
    trace.language = Language::php;
    trace.frames = std::move(frames_.list());
    if (has_place_) trace.frames.insert(trace.frames.begin(), place_);
    if (trace.frames.size() > frames_max) trace.frames.pop_back();
    headline_.give_to(trace);
    return trace;
  }

 private:
  // The called function belongs to the place above.
  void add(const RawFrame& raw) {
    if (!frames_.empty()) {
      if (frames_.list().back().function.empty()) set_function(frames_.list().back(), raw);
    } else if (has_place_) {
      set_function(place_, raw);
    }
    if (raw.file == "{main}") return;
    frames_.add(RawFrame{{}, raw.file, raw.line, 0});
  }

  static void set_function(Frame& frame, const RawFrame& raw) {
    frame.function = make_frame(raw).function;
  }

  void read_headline(std::string_view text) {
    for (const std::string_view prefix : prefixes) {
      if (text.starts_with(prefix)) text = base::trim_left(text.substr(prefix.size()));
    }
    if (const std::optional<Tail> tail = read_tail(text)) {
      place_ = make_frame(RawFrame{{}, tail->file, tail->line, 0});
      has_place_ = true;
      text = base::trim(tail->before);
    }
    if (!text.empty()) headline_.offer(text);
  }

  InnerFirstFrames frames_;
  HeadlineKeeper headline_;
  Frame place_;
  bool has_place_ = false;
  bool ended_ = false;
};

}  // namespace

bool is_php_headline(std::string_view line) { return read_tail(base::trim(line)).has_value(); }

// `file` is "{main}" for the end of the list.
std::optional<RawFrame> read_php_frame(std::string_view line) {
  std::string_view text = base::trim(line);
  if (!text.starts_with('#')) return std::nullopt;
  const std::size_t digits = text.find_first_not_of("0123456789", 1);
  if (digits == text.npos || digits == 1 || text[digits] != ' ') return std::nullopt;
  text = base::trim_left(text.substr(digits));
  if (text == "{main}") return RawFrame{{}, text, 0, 0};
  constexpr std::string_view internal = "[internal function]: ";
  if (text.starts_with(internal)) {
    return RawFrame{without_arguments(text.substr(internal.size())), "[internal function]", 0, 0};
  }
  const std::size_t close = text.find("): ");
  const std::size_t open = close == text.npos ? close : text.rfind('(', close);
  if (open == text.npos) return std::nullopt;
  const int number = to_line_number(text.substr(open + 1, close - open - 1));
  if (number == 0 || open == 0) return std::nullopt;
  return RawFrame{without_arguments(text.substr(close + 3)), text.substr(0, open), number, 0};
}

std::unique_ptr<TraceReader> make_php_reader() { return std::make_unique<PhpReader>(); }

}  // namespace homeostat::intake
