// Does a file's text hold together: brackets, strings, indentation, JSON? Cheap and not complete:
// what fails here no parser takes; what passes may fail in one.
#pragma once

#include <optional>
#include <string_view>

namespace homeostat::guardrails {

struct SyntaxFault {
  int line = 0;
  std::string_view what;  ///< "a bracket that matches no other"
};

/// The first fault; none too where the language is not known. Linear.
[[nodiscard]] std::optional<SyntaxFault> find_syntax_fault(std::string_view path,
                                                           std::string_view text);

}  // namespace homeostat::guardrails
