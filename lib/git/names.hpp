// What may be given to git as a name: everything is checked here before it becomes an argument.
#pragma once

#include <string>
#include <string_view>

#include <homeostat/result.hpp>

namespace homeostat::git {

/// 40 or 64 lower-case hex digits.
[[nodiscard]] bool is_object_id(std::string_view text);

/// What git check-ref-format takes as a branch, and no name that could be an option.
[[nodiscard]] bool is_branch_name(std::string_view text);

/// Any text as one part of a path or of a ref: letters, digits, '-', '_' and inner '.' as they
/// are, all other bytes as %XX. Different texts give different names.
[[nodiscard]] std::string encode_name(std::string_view text);

/// The transport of a location: "file", "https", "http" or "ssh". invalid_config: anything else,
/// or a password within.
Result<std::string> protocol_of(const std::string& location);

/// True for a path or a file URL.
[[nodiscard]] bool is_local(const std::string& location);

/// One printable line of what a program said, at most 300 bytes.
[[nodiscard]] std::string first_line(std::string_view text);

}  // namespace homeostat::git
