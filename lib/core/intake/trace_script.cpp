// Stack traces of browsers and Node: V8 ("at f (file:1:2)") and Firefox or Safari ("f@file:1:2").
#include <utility>

#include "core/base/text.hpp"
#include "core/intake/frame_path.hpp"
#include "core/intake/position.hpp"
#include "core/intake/trace_reader.hpp"

namespace homeostat::intake {
namespace {

// What stands where a place would, for code that has none.
bool is_placeless(std::string_view where) {
  return where == "<anonymous>" || where == "native" || where == "anonymous" ||
         where.starts_with("index ");
}

// "eval at f (http://a/b.js:1:2), <anonymous>:1:1" is called from b.js: the innermost brackets.
std::string_view place_of_eval(std::string_view where) {
  const std::size_t open = where.rfind('(');
  if (open == where.npos) return where;
  const std::size_t close = where.find(')', open);
  return where.substr(open + 1, close == where.npos ? close : close - open - 1);
}

std::optional<RawFrame> frame_at(std::string_view function, std::string_view where) {
  if (where.starts_with("eval at ")) where = place_of_eval(where);
  const std::size_t alias = function.find(" [as ");
  function = base::trim(function.substr(0, alias));
  if (is_placeless(where)) return RawFrame{function, where, 0, 0};
  const Position position = split_position(where);
  if (position.line == 0 || position.path.empty()) return std::nullopt;
  return RawFrame{function, position.path, position.line, position.column};
}

// The place that Node prints above the headline, with the line's text below it.
struct Excerpt {
  std::string path;
  int line = 0;
  std::string source;
};

class V8Reader final : public TraceReader {
 public:
  void line(std::string_view text) override {
    if (const std::optional<RawFrame> frame = read_v8_frame(text)) {
      if (!ended_) frames_.add(*frame);
      return;
    }
    const std::string_view trimmed = base::trim(text);
    if (trimmed.starts_with("[cause]: ") || trimmed.starts_with("Caused by: ")) {
      frames_.clear();
      headline_.clear();
      ended_ = false;
      headline_.offer(trimmed);
    } else if (frames_.empty()) {
      headline_.offer(trimmed);
      read_excerpt(text, trimmed);
    } else if (const auto next = parse_headline(trimmed); next && next->strong) {
      ended_ = true;  // another error, not a cause of this one
    }
  }

  StackTrace finish() override {
    StackTrace trace;
    trace.language = Language::javascript;
    trace.frames = std::move(frames_.list());
    if (!trace.frames.empty() && excerpt_.line > 0 && trace.frames[0].line == excerpt_.line &&
        trace.frames[0].file == excerpt_.path) {
      trace.frames[0].source_line = excerpt_.source;
    }
    headline_.give_to(trace);
    return trace;
  }

 private:
  void read_excerpt(std::string_view text, std::string_view trimmed) {
    if (source_follows_ && !trimmed.empty()) {
      excerpt_.source = text.substr(0, source_line_bytes_max);
      source_follows_ = false;
      return;
    }
    const Position position = split_position(trimmed);
    if (position.line == 0 || position.column != 0 || !looks_like_path(position.path)) return;
    excerpt_ = {clean_path(position.path), position.line, {}};
    source_follows_ = true;
  }

  InnerFirstFrames frames_;
  HeadlineKeeper headline_;
  Excerpt excerpt_;
  bool source_follows_ = false;
  bool ended_ = false;
};

class GeckoReader final : public TraceReader {
 public:
  void line(std::string_view text) override {
    if (const std::optional<RawFrame> frame = read_gecko_frame(text)) {
      frames_.add(*frame);
    } else if (frames_.empty()) {
      headline_.offer(text);
    }
  }

  StackTrace finish() override {
    StackTrace trace;
    trace.language = Language::javascript;
    trace.frames = std::move(frames_.list());
    headline_.give_to(trace);
    return trace;
  }

 private:
  InnerFirstFrames frames_;
  HeadlineKeeper headline_;
};

}  // namespace

std::optional<RawFrame> read_v8_frame(std::string_view line) {
  std::string_view text = base::trim(line);
  if (!text.starts_with("at ")) return std::nullopt;
  text = base::trim(text.substr(3));
  if (text.ends_with(" {")) text = base::trim(text.substr(0, text.size() - 2));
  if (text.starts_with("async ")) text = base::trim_left(text.substr(6));
  if (text.ends_with(')')) {
    const std::size_t open = text.starts_with('(') ? 0 : text.find(" (");
    if (open == text.npos) return std::nullopt;
    const std::size_t where = open + (open == 0 ? 1 : 2);
    return frame_at(text.substr(0, open), text.substr(where, text.size() - 1 - where));
  }
  if (text.find("] in ") != text.npos) return std::nullopt;  // Mono writes so
  const Position position = split_position(text);
  if (position.line == 0 && is_placeless(text)) return RawFrame{{}, text, 0, 0};
  if (position.line == 0 || !looks_like_path(position.path)) return std::nullopt;
  return RawFrame{{}, position.path, position.line, position.column};
}

// "async*f/<@https://a/b.js:1:2", "f@b.js line 5 > eval:1:2", "global code@…", "f@[native code]".
std::optional<RawFrame> read_gecko_frame(std::string_view line) {
  std::string_view text = base::trim(line);
  const std::size_t at = text.find('@');
  const bool bare = text.starts_with("http://") || text.starts_with("https://");
  if (at == text.npos && !bare) return std::nullopt;
  std::string_view function = bare ? std::string_view{} : text.substr(0, at);
  std::string_view where = bare ? text : text.substr(at + 1);
  const std::size_t star = function.find('*');  // "async*f", "promise callback*f"
  if (star != function.npos) function.remove_prefix(star + 1);
  while (function.ends_with('<') || function.ends_with('/'))
    function.remove_suffix(1);
  if (where == "[native code]") return RawFrame{function, where, 0, 0};
  const std::size_t eval = where.find(" line ");
  if (eval != where.npos && where.find(" > ", eval) != where.npos) {
    const std::string_view digits = where.substr(eval + 6, where.find(" > ", eval) - eval - 6);
    return RawFrame{function, where.substr(0, eval), to_line_number(digits), 0};
  }
  const Position position = split_position(where);
  if (position.line == 0 || position.path.find('/') == position.path.npos) return std::nullopt;
  if (!looks_like_path(position.path)) return std::nullopt;
  return RawFrame{function, position.path, position.line, position.column};
}

std::unique_ptr<TraceReader> make_v8_reader() { return std::make_unique<V8Reader>(); }
std::unique_ptr<TraceReader> make_gecko_reader() { return std::make_unique<GeckoReader>(); }

}  // namespace homeostat::intake
