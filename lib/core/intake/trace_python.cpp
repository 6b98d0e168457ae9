// Python tracebacks: outermost first, the headline below, the first of a chain is the root cause.
#include <utility>

#include "core/base/text.hpp"
#include "core/intake/position.hpp"
#include "core/intake/trace_reader.hpp"

namespace homeostat::intake {
namespace {

// An exception group draws its lines beside a rail of "|" and "+".
std::string_view without_rail(std::string_view line) {
  std::size_t begin = 0;
  while (begin < line.size() && (base::is_blank(line[begin]) || line[begin] == '|'))
    ++begin;
  const bool railed = line.substr(0, begin).find('|') != line.npos;
  return railed ? line.substr(line.find('|') + 1) : line;
}

bool is_marker_line(std::string_view trimmed) {
  return trimmed.find_first_not_of("^~ ") == trimmed.npos;
}

class PythonReader final : public TraceReader {
 public:
  void line(std::string_view text) override {
    if (ended_) return;
    text = without_rail(text);
    const std::string_view trimmed = base::trim(text);
    if (const std::optional<RawFrame> frame = read_python_frame(text)) {
      frames_.add(*frame);
      source_follows_ = true;
    } else if (trimmed.starts_with("Traceback (most recent call last)")) {
      ended_ = !frames_.empty();
    } else if (source_follows_ && text.starts_with("    ") && !trimmed.empty()) {
      if (!is_marker_line(trimmed)) {
        frames_.last().source_line = trimmed.substr(0, source_line_bytes_max);
      }
      source_follows_ = false;
    } else if (!frames_.empty() && !trimmed.empty() && !starts_indented(text)) {
      read_headline(trimmed);
    }
  }

  StackTrace finish() override {
    StackTrace trace;
    trace.language = Language::python;
    trace.frames = frames_.innermost_first();
    headline_.give_to(trace);
    return trace;
  }

 private:
  // An exception group indents its headline by the two columns of its rail.
  static bool starts_indented(std::string_view text) { return text.starts_with("   "); }

  void read_headline(std::string_view text) {
    std::optional<Headline> headline = parse_headline(text);
    if (!headline && is_bare_type(text)) headline = Headline{std::string(text), {}, true};
    if (!headline) return;
    headline_.set(std::move(headline->type), std::move(headline->message));
    ended_ = true;
  }

  // "KeyboardInterrupt", "my.errors.NotReady"
  static bool is_bare_type(std::string_view text) {
    for (const char c : text) {
      if (!base::is_word(c) && c != '.') return false;
    }
    return base::is_alpha(text.front());
  }

  OuterFirstFrames frames_;
  HeadlineKeeper headline_;
  bool source_follows_ = false;
  bool ended_ = false;
};

}  // namespace

std::optional<RawFrame> read_python_frame(std::string_view line) {
  std::string_view text = base::trim(without_rail(line));
  constexpr std::string_view file_word = "File \"";
  constexpr std::string_view line_word = "\", line ";
  if (!text.starts_with(file_word)) return std::nullopt;
  text.remove_prefix(file_word.size());
  const std::size_t mark = text.find(line_word);
  if (mark == text.npos) return std::nullopt;
  const std::string_view file = text.substr(0, mark);
  std::string_view rest = text.substr(mark + line_word.size());
  const std::size_t digits = rest.find_first_not_of("0123456789");
  const int number = to_line_number(rest.substr(0, digits));
  if (number == 0) return std::nullopt;
  rest = digits == rest.npos ? std::string_view{} : rest.substr(digits);
  const std::string_view function = rest.starts_with(", in ") ? rest.substr(5) : std::string_view{};
  return RawFrame{function, file, number, 0};
}

std::unique_ptr<TraceReader> make_python_reader() { return std::make_unique<PythonReader>(); }

}  // namespace homeostat::intake
