// Go panics: of each frame one line with the function and one, indented, with the place.
#include <utility>

#include "core/base/text.hpp"
#include "core/intake/position.hpp"
#include "core/intake/trace_reader.hpp"

namespace homeostat::intake {
namespace {

// "main.(*Server).handle(0xc000010000, {0x1, 0x2})", "created by main.run in goroutine 1"
std::string_view function_name(std::string_view line) {
  constexpr std::string_view created = "created by ";
  if (line.starts_with(created)) {
    line = line.substr(created.size());
    return line.substr(0, line.find(" in goroutine "));
  }
  return line.ends_with(')') ? line.substr(0, line.rfind('(')) : line;
}

class GoReader final : public TraceReader {
 public:
  void line(std::string_view text) override {
    const std::string_view trimmed = base::trim(text);
    if (trimmed.starts_with("goroutine ")) {
      ended_ = ended_ || !frames_.empty();  // the first one is the one that failed
      return;
    }
    if (ended_) return;
    if (const std::optional<RawFrame> place = read_go_place(text)) {
      frames_.add(RawFrame{function_name(function_), place->file, place->line, 0});
      function_.clear();
    } else if (frames_.empty() && is_go_headline(trimmed)) {
      read_headline(trimmed);
    } else {
      function_ = trimmed;
    }
  }

  StackTrace finish() override {
    StackTrace trace;
    trace.language = Language::go;
    trace.frames = std::move(frames_.list());
    headline_.give_to(trace);
    return trace;
  }

 private:
  // A panic during a panic comes below: the first one is the root.
  void read_headline(std::string_view text) {
    if (!headline_.empty()) return;
    const std::size_t colon = text.find(": ");
    std::string_view type = text.substr(0, colon);
    std::string_view message = text.substr(colon + 2);
    constexpr std::string_view runtime = "runtime error: ";
    if (message.starts_with(runtime)) {
      type = "runtime error";
      message.remove_prefix(runtime.size());
    }
    constexpr std::string_view recovered = " [recovered]";
    if (message.ends_with(recovered)) message.remove_suffix(recovered.size());
    headline_.set(std::string(type), std::string(message));
  }

  InnerFirstFrames frames_;
  HeadlineKeeper headline_;
  std::string function_;
  bool ended_ = false;
};

}  // namespace

bool is_go_headline(std::string_view line) {
  return line.starts_with("panic: ") || line.starts_with("fatal error: ");
}

std::optional<RawFrame> read_go_place(std::string_view line) {
  if (line.empty() || !base::is_blank(line.front())) return std::nullopt;
  std::string_view text = base::trim(line);
  const std::size_t offset = text.find(" +0x");
  text = text.substr(0, offset);
  const Position position = split_position(text);
  if (position.line == 0 || position.column != 0) return std::nullopt;
  if (!position.path.ends_with(".go") || position.path.starts_with("at ")) return std::nullopt;
  return RawFrame{{}, position.path, position.line, 0};
}

std::unique_ptr<TraceReader> make_go_reader() { return std::make_unique<GoReader>(); }

}  // namespace homeostat::intake
