// Rust panics: the headline has a place; of each frame of the backtrace one line with the symbol
// and, where it is known, one with the place.
#include <algorithm>
#include <utility>

#include "core/base/text.hpp"
#include "core/intake/position.hpp"
#include "core/intake/trace_reader.hpp"

namespace homeostat::intake {
namespace {

constexpr std::string_view panicked = " panicked at ";

// "a::b::h0123456789abcdef": the hash is of the build.
std::string_view without_hash(std::string_view symbol) {
  constexpr std::size_t hash = 19;  // "::h" and 16 digits
  if (symbol.size() <= hash) return symbol;
  const std::string_view tail = symbol.substr(symbol.size() - hash);
  if (!tail.starts_with("::h")) return symbol;
  for (const char c : tail.substr(3)) {
    if (!base::is_hex_digit(c)) return symbol;
  }
  return symbol.substr(0, symbol.size() - hash);
}

class RustReader final : public TraceReader {
 public:
  void line(std::string_view text) override {
    const std::string_view trimmed = base::trim(text);
    if (is_rust_panic(trimmed)) {
      if (headline_.empty()) read_panic(trimmed);
    } else if (message_follows_) {
      headline_.set("panic", std::string(trimmed));
      message_follows_ = false;
    } else if (const std::optional<RawFrame> symbol = read_rust_symbol(text)) {
      flush();
      function_ = without_hash(symbol->function);
    } else if (trimmed.starts_with("at ") && !function_.empty()) {
      const Position position = split_position(trimmed.substr(3));
      frames_.add(RawFrame{function_, position.path, position.line, position.column});
      function_.clear();
    }
  }

  StackTrace finish() override {
    flush();
    StackTrace trace;
    trace.language = Language::rust;
    trace.frames = std::move(frames_.list());
    const bool only_runtime = std::none_of(trace.frames.begin(), trace.frames.end(),
                                           [](const Frame& frame) { return frame.in_project; });
    if (only_runtime && !place_.file.empty()) {
      if (trace.frames.size() == frames_max) trace.frames.pop_back();
      trace.frames.insert(trace.frames.begin(), place_);
    }
    headline_.give_to(trace);
    return trace;
  }

 private:
  // "thread 'main' panicked at src/main.rs:3:5:" with the message in the next line; before Rust
  // 1.73 "thread 'main' panicked at 'message', src/main.rs:3:5".
  void read_panic(std::string_view text) {
    std::string_view rest = text.substr(text.find(panicked) + panicked.size());
    if (rest.ends_with(':')) rest.remove_suffix(1);
    const std::size_t quote = rest.rfind("', ");
    const bool old_form = rest.starts_with('\'') && quote != rest.npos;
    headline_.set("panic", old_form ? std::string(rest.substr(1, quote - 1)) : std::string());
    message_follows_ = !old_form;
    const Position position = split_position(old_form ? rest.substr(quote + 3) : rest);
    if (position.line == 0) return;
    place_ = make_frame(RawFrame{{}, position.path, position.line, position.column});
  }

  void flush() {
    if (!function_.empty()) frames_.add(RawFrame{function_, {}, 0, 0});
    function_.clear();
  }

  InnerFirstFrames frames_;
  HeadlineKeeper headline_;
  Frame place_;
  std::string function_;
  bool message_follows_ = false;
};

}  // namespace

bool is_rust_panic(std::string_view line) {
  const std::string_view text = base::trim(line);
  return text.starts_with("thread '") && text.find(panicked) != text.npos;
}

// "   4: app::parse::h0123456789abcdef", "  12:     0x55d0c0f1 - app::parse"
std::optional<RawFrame> read_rust_symbol(std::string_view line) {
  std::string_view text = base::trim(line);
  const std::size_t digits = text.find_first_not_of("0123456789");
  if (digits == 0 || digits == text.npos || text.substr(digits, 2) != ": ") return std::nullopt;
  text = base::trim_left(text.substr(digits + 2));
  const std::size_t dash = text.find(" - ");
  if (text.starts_with("0x") && dash != text.npos) text = base::trim(text.substr(dash + 3));
  const bool called = text.starts_with("from ");  // Ruby's order, turned round
  const bool named = !text.empty() && (base::is_word(text.front()) || text.front() == '<');
  if (called || !named || split_position(text).line != 0) return std::nullopt;
  if (text.find("::") == text.npos && text.find(' ') != text.npos) return std::nullopt;
  return RawFrame{text, {}, 0, 0};
}

std::unique_ptr<TraceReader> make_rust_reader() { return std::make_unique<RustReader>(); }

}  // namespace homeostat::intake
