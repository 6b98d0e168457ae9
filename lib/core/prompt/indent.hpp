// How the indentation of an answer maps to that of a file.
#pragma once

#include <map>
#include <string>
#include <string_view>

namespace homeostat::prompt {

/// The white space in front of a line.
[[nodiscard]] std::string_view indent_of(std::string_view line);

/// Learns from lines that stand in both, and writes new lines as the file would have them.
class IndentMap {
 public:
  /// False: one indentation of the answer stands for two of the file, its meaning is lost.
  bool add(std::string_view from, std::string_view to);

  /// `line` with the file's indentation. An indentation that was not learned is reached from the
  /// nearest shallower one, its surplus scaled as the learned ones are.
  /// Nothing learned changes nothing.
  [[nodiscard]] std::string apply(std::string_view line) const;

  [[nodiscard]] bool is_identity() const;
  /// What was learned is one shift or one scale, so that other indentations can be reached.
  [[nodiscard]] bool is_regular() const;
  [[nodiscard]] bool knows(std::string_view indent) const {
    return map_.contains(std::string(indent));
  }

 private:
  [[nodiscard]] bool is_scaled() const;
  [[nodiscard]] std::string surplus(std::string_view extra) const;
  [[nodiscard]] std::string shallower(std::string_view indent) const;

  std::map<std::string, std::string> map_;
};

}  // namespace homeostat::prompt
