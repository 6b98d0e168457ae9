// What the readers of the single trace forms share. One line comes at a time; a reader keeps at
// most 200 frames, so that memory is bounded whatever comes.
#pragma once

#include <cstddef>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <homeostat/intake.hpp>

namespace homeostat::intake {

inline constexpr std::size_t frames_max = 200;
inline constexpr std::size_t trace_line_bytes_max = 8192;   ///< of a longer line the rest is unread
inline constexpr std::size_t source_line_bytes_max = 1024;  ///< of Frame::source_line

/// A frame as a line has it; views into the line.
struct RawFrame {
  std::string_view function;
  std::string_view file;
  int line = 0;
  int column = 0;
};

/// With a clean path, and no function for "<anonymous>".
[[nodiscard]] Frame make_frame(const RawFrame& raw);

/// "Type: message" of an error.
struct Headline {
  std::string type;
  std::string message;
  bool strong = false;  ///< the type looks like one: "…Error", "a::b", "a\b"
};
/// Also "Uncaught Type: message", "Exception in thread "main" Type: message" and their like.
[[nodiscard]] std::optional<Headline> parse_headline(std::string_view line);

/// The first strong headline, else the first.
class HeadlineKeeper {
 public:
  void offer(std::string_view line);
  void set(std::string type, std::string message);
  void clear() { kept_.reset(); }
  [[nodiscard]] bool empty() const { return !kept_.has_value(); }
  /// Moves type and message into `trace`.
  void give_to(StackTrace& trace);

 private:
  std::optional<Headline> kept_;
};

/// Frames that come innermost first: those beyond the limit are dropped.
class InnerFirstFrames {
 public:
  void add(const RawFrame& raw) { add(make_frame(raw)); }
  void add(Frame frame);
  void clear() { frames_.clear(); }
  [[nodiscard]] bool empty() const { return frames_.empty(); }
  [[nodiscard]] std::vector<Frame>& list() { return frames_; }

 private:
  std::vector<Frame> frames_;
};

/// Frames that come outermost first: the last ones stay.
class OuterFirstFrames {
 public:
  void add(const RawFrame& raw);
  [[nodiscard]] bool empty() const { return frames_.empty(); }
  [[nodiscard]] Frame& last() { return frames_.back(); }
  [[nodiscard]] std::vector<Frame> innermost_first() const;

 private:
  std::deque<Frame> frames_;
};

/// Reads the lines of one form of trace, one after the other.
class TraceReader {
 public:
  virtual ~TraceReader() = default;
  virtual void line(std::string_view text) = 0;
  [[nodiscard]] virtual StackTrace finish() = 0;
};

/// The forms, in the order in which equally many lines decide.
enum class TraceForm { v8, gecko, jvm, dotnet, python, php, ruby, go, rust, native };
inline constexpr std::size_t trace_forms = 10;

// One frame of a form; nothing if the line is none.
[[nodiscard]] std::optional<RawFrame> read_v8_frame(std::string_view line);
[[nodiscard]] std::optional<RawFrame> read_gecko_frame(std::string_view line);
[[nodiscard]] std::optional<RawFrame> read_jvm_frame(std::string_view line);
[[nodiscard]] std::optional<RawFrame> read_dotnet_frame(std::string_view line);
[[nodiscard]] std::optional<RawFrame> read_python_frame(std::string_view line);
[[nodiscard]] std::optional<RawFrame> read_php_frame(std::string_view line);
[[nodiscard]] std::optional<RawFrame> read_ruby_frame(std::string_view line);
[[nodiscard]] std::optional<RawFrame> read_go_place(std::string_view line);
[[nodiscard]] std::optional<RawFrame> read_rust_symbol(std::string_view line);
[[nodiscard]] std::optional<RawFrame> read_native_frame(std::string_view line);

/// "PHP Fatal error: … in /a.php:12", "thrown in /a.php on line 12".
[[nodiscard]] bool is_php_headline(std::string_view line);
/// "thread 'main' panicked at src/main.rs:3:5:".
[[nodiscard]] bool is_rust_panic(std::string_view line);
/// "panic: …", "fatal error: …" at the beginning of a line.
[[nodiscard]] bool is_go_headline(std::string_view line);
/// "==1==ERROR: AddressSanitizer: …", "Program received signal …", "terminate called …".
[[nodiscard]] bool is_native_headline(std::string_view line);

[[nodiscard]] std::unique_ptr<TraceReader> make_v8_reader();
[[nodiscard]] std::unique_ptr<TraceReader> make_gecko_reader();
[[nodiscard]] std::unique_ptr<TraceReader> make_jvm_reader();
[[nodiscard]] std::unique_ptr<TraceReader> make_dotnet_reader();
[[nodiscard]] std::unique_ptr<TraceReader> make_python_reader();
[[nodiscard]] std::unique_ptr<TraceReader> make_php_reader();
[[nodiscard]] std::unique_ptr<TraceReader> make_ruby_reader();
[[nodiscard]] std::unique_ptr<TraceReader> make_go_reader();
[[nodiscard]] std::unique_ptr<TraceReader> make_rust_reader();
[[nodiscard]] std::unique_ptr<TraceReader> make_native_reader();

}  // namespace homeostat::intake
