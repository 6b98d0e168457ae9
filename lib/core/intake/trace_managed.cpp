// Stack traces of the JVM ("at a.B.c(B.java:1)") and of .NET ("at A.B.C() in x.cs:line 1").
#include <utility>

#include "core/base/text.hpp"
#include "core/intake/position.hpp"
#include "core/intake/trace_reader.hpp"

namespace homeostat::intake {
namespace {

constexpr std::string_view jvm_suffixes[] = {".java", ".kt", ".kts", ".scala", ".groovy", ".clj"};

bool is_jvm_file(std::string_view file) {
  for (const std::string_view suffix : jvm_suffixes) {
    if (file.ends_with(suffix)) return true;
  }
  return file == "SourceFile";
}

bool has_space(std::string_view text) { return text.find_first_of(" \t") != text.npos; }

class JvmReader final : public TraceReader {
 public:
  void line(std::string_view text) override {
    if (ended_) return;
    const std::string_view trimmed = base::trim(text);
    const bool outer = !text.empty() && !base::is_blank(text.front());
    if (const std::optional<RawFrame> frame = read_jvm_frame(trimmed)) {
      if (!suppressed_) frames_.add(*frame);
    } else if (trimmed.starts_with("Suppressed: ")) {
      suppressed_ = true;
    } else if (trimmed.starts_with("Caused by: ") && (outer || !suppressed_)) {
      suppressed_ = false;
      frames_.clear();
      headline_.clear();
      headline_.offer(trimmed);
    } else if (trimmed.starts_with("Wrapped by: ")) {
      ended_ = true;  // this form begins with the root cause
    } else if (frames_.empty()) {
      headline_.offer(trimmed);
    }
  }

  StackTrace finish() override {
    StackTrace trace;
    trace.language = Language::java;
    trace.frames = std::move(frames_.list());
    headline_.give_to(trace);
    return trace;
  }

 private:
  InnerFirstFrames frames_;
  HeadlineKeeper headline_;
  bool suppressed_ = false;
  bool ended_ = false;
};

// "A.B.<Save>d__5.MoveNext" and "A.<>c.<Save>b__0_0" are code of Save; the compiler numbers them
// anew whenever a neighbour comes or goes.
std::string written_name(std::string_view function) {
  const std::size_t open = function.rfind(".<");
  const std::size_t close = open == function.npos ? open : function.find('>', open);
  if (close == function.npos || close == open + 2) return std::string(function);
  const std::string_view name = function.substr(open + 2, close - open - 2);
  std::string_view type = function.substr(0, open);
  type = type.substr(0, type.find(".<>c"));
  return std::string(type) + "." + std::string(name);
}

class DotnetReader final : public TraceReader {
 public:
  void line(std::string_view text) override {
    const std::string_view trimmed = base::trim(text);
    if (ended_) return;
    if (const std::optional<RawFrame> frame = read_dotnet_frame(trimmed)) {
      const std::string function = written_name(frame->function);
      frames_.add(RawFrame{function, frame->file, frame->line, frame->column});
    } else if (trimmed.starts_with("--- End of inner exception stack trace")) {
      ended_ = true;  // what follows is of the outer exceptions
    } else if (frames_.empty()) {
      read_headline(trimmed);
    }
  }

  StackTrace finish() override {
    StackTrace trace;
    trace.language = Language::csharp;
    trace.frames = std::move(frames_.list());
    headline_.give_to(trace);
    return trace;
  }

 private:
  // "A: outer ---> B: inner": the last one is the root cause.
  void read_headline(std::string_view text) {
    const std::size_t arrow = text.rfind("---> ");
    if (arrow != text.npos) {
      headline_.clear();
      text = text.substr(arrow + 5);
    }
    headline_.offer(text);
  }

  InnerFirstFrames frames_;
  HeadlineKeeper headline_;
  bool ended_ = false;
};

// "A.B.C(String a, Int32 b)" without its arguments; empty if it is no such name.
std::string_view dotnet_name(std::string_view text) {
  const std::size_t open = text.find('(');
  if (open == text.npos || open == 0) return {};
  const std::string_view name = base::trim_right(text.substr(0, open));
  return has_space(name) || name.find('.') == name.npos ? std::string_view{} : name;
}

}  // namespace

std::optional<RawFrame> read_jvm_frame(std::string_view line) {
  std::string_view text = base::trim(line);
  if (!text.starts_with("at ")) return std::nullopt;
  text = base::trim_left(text.substr(3));
  const std::size_t open = text.find('(');
  const std::size_t close = text.find(')', open == text.npos ? 0 : open);
  if (open == text.npos || close == text.npos) return std::nullopt;
  std::string_view function = text.substr(0, open);
  if (has_space(function) || function.find('.') == function.npos) return std::nullopt;
  function.remove_prefix(function.rfind('/') + 1);  // "java.base/", "app//"; npos + 1 is 0
  const std::string_view where = text.substr(open + 1, close - open - 1);
  if (where == "Native Method" || where == "Unknown Source") return RawFrame{function, {}, 0, 0};
  const Position position = split_position(where);
  if (!is_jvm_file(position.path)) return std::nullopt;
  return RawFrame{function, position.path, position.line, 0};
}

std::optional<RawFrame> read_dotnet_frame(std::string_view line) {
  std::string_view text = base::trim(line);
  if (!text.starts_with("at ")) return std::nullopt;
  text = base::trim_left(text.substr(3));
  const std::string_view name = dotnet_name(text);
  if (name.empty()) return std::nullopt;
  const std::size_t place = text.rfind(":line ");
  const std::size_t in = text.find(") in ");
  if (place != text.npos && in != text.npos && in + 5 < place) {
    const int number = to_line_number(text.substr(place + 6));
    return RawFrame{name, text.substr(in + 5, place - in - 5), number, 0};
  }
  const std::size_t mono = text.find("] in ");  // "A.B (System.String x) [0x00001] in /a/b.cs:12"
  if (mono != text.npos && text.find(" [0x") < mono) {
    const Position position = split_position(text.substr(mono + 5));
    return RawFrame{name, position.path, position.line, 0};
  }
  const bool bare = text.ends_with(')') && text.find(':') == text.npos;
  return bare ? std::optional(RawFrame{name, {}, 0, 0}) : std::nullopt;
}

std::unique_ptr<TraceReader> make_jvm_reader() { return std::make_unique<JvmReader>(); }
std::unique_ptr<TraceReader> make_dotnet_reader() { return std::make_unique<DotnetReader>(); }

}  // namespace homeostat::intake
