#pragma once

/// The operator's test command, split into words, so that it runs without a shell wherever it can.
///
/// When not to use it: on text that did not come from the operator's configuration.
///
/// ```cpp
/// #include <homeostat/command.hpp>
/// auto words = homeostat::split_command("npm test -- --grep 'two words'");
/// // {"npm", "test", "--", "--grep", "two words"}
/// auto piped = homeostat::split_command("make test | tee log");
/// // {"sh", "-c", "make test | tee log"}
/// ```

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <homeostat/result.hpp>

namespace homeostat {

inline constexpr std::size_t command_bytes_max = 16 * 1024;

/// Splits as a POSIX shell splits words: blanks, single and double quotes, backslashes. A command
/// that only a shell can run (pipes, lists, redirections, expansions, globs, comments, several
/// lines, leading VAR=value, reserved words and builtins) gives {"sh", "-c", command}.
/// The first word is never empty. invalid_argument: empty, above command_bytes_max, a NUL byte,
/// an open quote, a last backslash. Linear time.
Result<std::vector<std::string>> split_command(std::string_view command);

}  // namespace homeostat
