// C and C++: gdb ("#0  0x… in f (x=1) at a.c:12"), the sanitizers ("#0 0x… in f(int) a.cc:12:3")
// and what the C and C++ libraries print when they end a program.
#include <algorithm>
#include <utility>

#include "core/base/text.hpp"
#include "core/intake/position.hpp"
#include "core/intake/trace_reader.hpp"

namespace homeostat::intake {
namespace {

constexpr std::string_view sanitizer_mark = "Sanitizer: ";
constexpr std::string_view signal_mark = "received signal ";
constexpr std::string_view terminate_mark = "terminate called after throwing an instance of '";
constexpr std::string_view assertion_mark = ": Assertion `";
constexpr std::string_view undefined_mark = ": runtime error: ";

// "ns::f(int) const" is ns::f; "(anonymous namespace)::f" and "operator()" keep their brackets.
std::string_view without_arguments(std::string_view function) {
  constexpr std::string_view anonymous = "(anonymous namespace)";
  std::size_t open = function.find('(');
  while (open != function.npos) {
    if (function.substr(open).starts_with(anonymous)) {
      open += anonymous.size();
    } else if (function.substr(0, open).ends_with("operator")) {
      open += 2;
    } else {
      break;
    }
    open = open < function.size() ? function.find('(', open) : function.npos;
  }
  return base::trim(function.substr(0, open));
}

// gdb: "f (x=1) at a.c:12", "f () from /lib/libc.so.6"
std::optional<RawFrame> read_gdb(std::string_view text) {
  const std::size_t at = text.rfind(" at ");
  if (at != text.npos) {
    const Position position = split_position(text.substr(at + 4));
    if (position.line == 0) return std::nullopt;
    return RawFrame{without_arguments(text.substr(0, at)), position.path, position.line,
                    position.column};
  }
  const std::size_t from = text.rfind(" from ");
  if (from == text.npos) return std::nullopt;
  return RawFrame{without_arguments(text.substr(0, from)), {}, 0, 0};
}

// The sanitizers: "f(int) /a.cc:12:3", "f(int) (/lib/x.so+0x12) (BuildId: ab)"
RawFrame read_sanitizer(std::string_view text) {
  const std::size_t space = text.rfind(' ');
  const Position position = split_position(text.substr(space == text.npos ? 0 : space + 1));
  if (space != text.npos && position.line > 0) {
    return RawFrame{without_arguments(text.substr(0, space)), position.path, position.line,
                    position.column};
  }
  return RawFrame{without_arguments(text.substr(0, text.find(" (/"))), {}, 0, 0};
}

std::string_view after(std::string_view text, std::string_view mark) {
  return text.substr(text.find(mark) + mark.size());
}

class NativeReader final : public TraceReader {
 public:
  void line(std::string_view text) override {
    const std::string_view trimmed = base::trim(text);
    if (const std::optional<RawFrame> frame = read_native_frame(trimmed)) {
      if (!ended_) frames_.add(*frame);
      return;
    }
    // What follows the first list is where memory came from, or another thread.
    if (!frames_.empty()) {
      ended_ = true;
    } else {
      read_headline(trimmed);
    }
  }

  StackTrace finish() override {
    StackTrace trace;
    trace.language = Language::c;
    trace.frames = std::move(frames_.list());
    if (trace.frames.empty() && place_.line > 0) trace.frames.push_back(place_);
    headline_.give_to(trace);
    return trace;
  }

 private:
  void read_headline(std::string_view text) {
    if (text.starts_with("what():  ")) {
      headline_.set(thrown_, std::string(text.substr(9)));
    } else if (!headline_.empty()) {
      return;
    } else if (base::contains(text, sanitizer_mark) && base::contains(text, "ERROR: ")) {
      const std::string_view rest = after(text, sanitizer_mark);
      const std::size_t end = rest.find(' ');
      headline_.set(std::string(rest.substr(0, end)),
                    end == rest.npos ? std::string() : std::string(rest.substr(end + 1)));
    } else if (base::contains(text, signal_mark)) {
      const std::string_view rest = after(text, signal_mark);
      const std::size_t comma = rest.find(", ");
      headline_.set(std::string(rest.substr(0, comma)),
                    comma == rest.npos ? std::string() : std::string(rest.substr(comma + 2)));
    } else if (base::contains(text, terminate_mark)) {
      const std::string_view rest = after(text, terminate_mark);
      thrown_ = rest.substr(0, rest.find('\''));
      headline_.set(thrown_, {});
    } else {
      read_place(text);
    }
  }

  // "src/a.c:3:5: runtime error: …" and "app: src/a.c:3: int f(int): Assertion `x' failed."
  void read_place(std::string_view text) {
    const bool asserted = base::contains(text, assertion_mark);
    if (!asserted && !base::contains(text, undefined_mark)) return;
    std::string_view place = text.substr(0, text.find(asserted ? assertion_mark : undefined_mark));
    std::string_view function;
    if (asserted) {
      const std::size_t name = place.rfind(": ");
      const std::size_t program = place.find(": ");
      if (name == place.npos || name == program) return;
      function = without_arguments(place.substr(name + 2));
      function.remove_prefix(function.rfind(' ') + 1);  // the result's type; npos + 1 is 0
      place = place.substr(program + 2, name - program - 2);
    }
    const Position position = split_position(place);
    place_ = make_frame(RawFrame{function, position.path, position.line, position.column});
    headline_.set(
        asserted ? "assertion" : "runtime error",
        std::string(after(text, asserted ? std::string_view(": Assertion ") : undefined_mark)));
  }

  InnerFirstFrames frames_;
  HeadlineKeeper headline_;
  std::string thrown_;
  Frame place_;
  bool ended_ = false;
};

}  // namespace

bool is_native_headline(std::string_view line) {
  return (base::contains(line, sanitizer_mark) && base::contains(line, "ERROR: ")) ||
         base::contains(line, signal_mark) || base::contains(line, terminate_mark) ||
         base::contains(line, assertion_mark) || base::contains(line, undefined_mark);
}

std::optional<RawFrame> read_native_frame(std::string_view line) {
  std::string_view text = base::trim(line);
  if (!text.starts_with('#')) return std::nullopt;
  const std::size_t digits = text.find_first_not_of("0123456789", 1);
  if (digits == text.npos || digits == 1 || text[digits] != ' ') return std::nullopt;
  text = base::trim_left(text.substr(digits));
  if (!text.starts_with("0x")) return read_gdb(text);
  const std::size_t in = text.find(" in ");
  if (in == text.npos) {  // "0x55 (/bin/app+0x12)": a place without a name
    return base::contains(text, " (") ? std::optional(RawFrame{}) : std::nullopt;
  }
  text = text.substr(in + 4);
  if (const std::optional<RawFrame> frame = read_gdb(text)) return frame;
  return read_sanitizer(text);
}

std::unique_ptr<TraceReader> make_native_reader() { return std::make_unique<NativeReader>(); }

}  // namespace homeostat::intake
