// What stands between a name and its value: `=`, `": "`, `</name><value>`, `, value=`, …
#pragma once

#include <cstddef>
#include <string_view>

#include "core/secrets/values.hpp"

namespace homeostat::secrets {

/// Reads from the end of a name to its value. One object serves a whole text.
class Connector {
 public:
  explicit Connector(std::string_view text) : text_(text) {}

  /// The value given to the name that ends at `at` and begins at `name`; false: this is no
  /// assignment.
  bool read(std::size_t name, std::size_t at, Value& value);

  /// Where the unquoted value ends that was looked at last, if it is too long for any secret.
  [[nodiscard]] std::size_t overlong_end() const;

 private:
  bool skip(char c);
  bool skip_line_end();
  bool skip_comma();
  bool skip_compound();
  bool skip_percent();
  bool skip_tags();
  bool skip_word();
  bool take_quoted(Value& value);
  bool take_escaped(Value& value);
  bool take_brackets(Value& value);
  bool take_plain(Value& value);
  std::size_t plain_end();
  [[nodiscard]] bool is_encoded_end(std::size_t at) const;
  bool is_escaped_quote(std::size_t at, std::size_t& length) const;

  std::string_view text_;
  std::size_t plain_begin_ = 0;  // the unquoted value that was looked at last
  std::size_t plain_end_ = 0;
  std::size_t at_ = 0;
  std::size_t end_ = 0;
  char opened_ = '\0';     // the quote in front of the name
  bool called_ = false;    // a parenthesis stands in front of the name
  bool operator_ = false;  // something that gives a value was seen
  bool assigned_ = false;  // and it was an assignment, not a call
  bool blank_ = false;     // a blank was
  int line_ends_ = 0;
};

}  // namespace homeostat::secrets
