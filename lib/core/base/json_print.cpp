#include "core/base/json_print.hpp"

#include <cmath>

#include "core/base/format.hpp"
#include "core/base/text.hpp"
#include "core/base/utf8.hpp"

namespace homeostat::base {
namespace {

namespace json = boost::json;

class Printer {
 public:
  explicit Printer(JsonLayout layout) : indented_(layout == JsonLayout::indented) {}

  void print(const json::value& value) {
    switch (value.kind()) {
      case json::kind::null:
        out_ += "null";
        break;
      case json::kind::bool_:
        out_ += value.get_bool() ? "true" : "false";
        break;
      case json::kind::int64:
        out_ += format("{}", value.get_int64());
        break;
      case json::kind::uint64:
        out_ += format("{}", value.get_uint64());
        break;
      case json::kind::double_:
        print(value.get_double());
        break;
      case json::kind::string:
        out_ += quote_json(value.get_string());
        break;
      case json::kind::array:
        print(value.get_array());
        break;
      case json::kind::object:
        print(value.get_object());
        break;
    }
  }
  [[nodiscard]] std::string take() { return std::move(out_); }

 private:
  void print(double number) { out_ += std::isfinite(number) ? format("{}", number) : "null"; }

  void print(const json::array& array) {
    open('[');
    bool first = true;
    for (const json::value& item : array) {
      next(first);
      print(item);
    }
    close(']', array.empty());
  }

  void print(const json::object& object) {
    open('{');
    bool first = true;
    for (const auto& [key, value] : object) {
      next(first);
      out_ += quote_json(key);
      out_ += indented_ ? ": " : ":";
      print(value);
    }
    close('}', object.empty());
  }

  void open(char bracket) {
    out_ += bracket;
    ++depth_;
  }
  void next(bool& first) {
    if (!first) out_ += ',';
    first = false;
    line();
  }
  void close(char bracket, bool empty) {
    --depth_;
    if (!empty) line();
    out_ += bracket;
  }
  void line() {
    if (indented_) out_ += '\n' + std::string(depth_ * 2, ' ');
  }

  bool indented_;
  std::size_t depth_ = 0;
  std::string out_;
};

}  // namespace

std::string quote_json(std::string_view text) {
  std::string out = "\"";
  for (const char c : replace_invalid_utf8(text)) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (c == '\n') {
      out += "\\n";
    } else if (c == '\r') {
      out += "\\r";
    } else if (c == '\t') {
      out += "\\t";
    } else if (is_control(c)) {
      out += format("\\u{:04x}", static_cast<unsigned>(c));
    } else {
      out += c;
    }
  }
  return out + '"';
}

std::string print_json(const boost::json::value& value, JsonLayout layout) {
  Printer printer(layout);
  printer.print(value);
  return printer.take() + (layout == JsonLayout::indented ? "\n" : "");
}

}  // namespace homeostat::base
