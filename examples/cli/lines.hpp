#pragma once

/// JSON lines: one object per input line, one per output line, in order, `id` carried through.

#include <boost/json.hpp>
#include <functional>
#include <homeostat/result.hpp>
#include <istream>
#include <ostream>
#include <string>
#include <string_view>

namespace homeostat::cli {

/// Turns an input object into the members of the output object, or an Error.
using LineFunction = std::function<Result<boost::json::object>(const boost::json::object& input)>;

/// A line that is no object, or that the function fails on, gives {"id", "error": {code,
/// message}} in its place. Returns how many did. Blank lines are passed over.
int for_each_line(std::istream& in, std::ostream& out, const LineFunction& function);

/// A member that must be a string (or may be absent: empty).
Result<std::string> text_member(const boost::json::object& object, std::string_view key,
                                bool required);

/// The whole of a file, or of standard input for "-".
Result<std::string> read_all(const std::string& path);

}  // namespace homeostat::cli
