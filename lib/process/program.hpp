// Finding a program in a search path that the caller gives; the host's PATH is never asked.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include <homeostat/result.hpp>

namespace homeostat::process {

/// The path of `name`: itself if it holds a '/', else the first executable file of that name in
/// the absolute folders of `search_path` ("/usr/bin:/bin"). `unsupported` if there is none.
/// `accept` may pass over a candidate; empty: takes all.
Result<std::string> find_program(const std::string& name, std::string_view search_path,
                                 const std::function<bool(const std::string&)>& accept = {});

}  // namespace homeostat::process
