// Ruby traces in both orders: "a.rb:1:in 'f': message (Type)" with "from …" below, and
// "Traceback (most recent call last):" with the headline last.
#include <algorithm>
#include <utility>

#include "core/base/text.hpp"
#include "core/intake/position.hpp"
#include "core/intake/trace_reader.hpp"

namespace homeostat::intake {
namespace {

constexpr std::size_t quoted_at = 5;  // the length of ":in '"

// The place before ":in `name'" and what follows the name's quote.
struct Parts {
  std::string_view place;
  std::string_view name;
  std::string_view rest;
};

std::optional<Parts> split_line(std::string_view text) {
  const std::size_t in = std::min(text.find(":in `"), text.find(":in '"));
  if (in == text.npos) return std::nullopt;
  const std::size_t close = text.find('\'', in + quoted_at);
  if (close == text.npos) return std::nullopt;
  return Parts{text.substr(0, in), text.substr(in + quoted_at, close - in - quoted_at),
               text.substr(close + 1)};
}

// "	from a.rb:1", "	 2: from a.rb:1"
std::string_view without_from(std::string_view text, bool& called) {
  const std::size_t from = text.find("from ");
  called = from != text.npos && text.substr(0, from).find_first_not_of("0123456789: ") == text.npos;
  return called ? text.substr(from + 5) : text;
}

class RubyReader final : public TraceReader {
 public:
  void line(std::string_view text) override {
    const std::string_view trimmed = base::trim(text);
    if (trimmed.starts_with("Traceback (most recent call last)")) {
      outer_first_ = true;
      return;
    }
    bool called = false;
    const std::string_view place = without_from(trimmed, called);
    const std::optional<RawFrame> frame = read_ruby_frame(trimmed);
    if (!frame) {
      if (frames_.empty() && reversed_.empty()) headline_.offer(trimmed);
      return;
    }
    const std::optional<Parts> parts = split_line(place);
    const bool heads = !called && parts && parts->rest.starts_with(": ");
    if (outer_first_ && !heads) {
      reversed_.add(*frame);
      return;
    }
    if (heads) start(parts->rest.substr(2));
    frames_.add(*frame);
  }

  StackTrace finish() override {
    StackTrace trace;
    trace.language = Language::ruby;
    for (Frame& frame : reversed_.innermost_first())
      frames_.add(std::move(frame));
    trace.frames = std::move(frames_.list());
    headline_.give_to(trace);
    return trace;
  }

 private:
  // A second headline is that of the cause.
  void start(std::string_view message) {
    frames_.clear();
    const std::size_t open = message.rfind(" (");
    const bool typed = open != message.npos && message.ends_with(')');
    if (!typed) {
      headline_.set("RuntimeError", std::string(message));
      return;
    }
    const std::string_view type = message.substr(open + 2, message.size() - open - 3);
    headline_.set(std::string(type), std::string(message.substr(0, open)));
  }

  InnerFirstFrames frames_;
  OuterFirstFrames reversed_;
  HeadlineKeeper headline_;
  bool outer_first_ = false;
};

}  // namespace

std::optional<RawFrame> read_ruby_frame(std::string_view line) {
  bool called = false;
  const std::string_view text = without_from(base::trim(line), called);
  if (const std::optional<Parts> parts = split_line(text)) {
    const Position position = split_position(parts->place);
    if (position.line == 0 || position.path.empty()) return std::nullopt;
    return RawFrame{parts->name, position.path, position.line, 0};
  }
  const Position position = split_position(text);
  if (!called || position.line == 0 || !looks_like_path(position.path)) return std::nullopt;
  return RawFrame{{}, position.path, position.line, 0};
}

std::unique_ptr<TraceReader> make_ruby_reader() { return std::make_unique<RubyReader>(); }

}  // namespace homeostat::intake
