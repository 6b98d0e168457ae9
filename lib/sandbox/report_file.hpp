// The file in which a command leaves its report: untrusted code chose what lies there.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include <homeostat/result.hpp>

namespace homeostat::sandbox {

/// Removes what lies at `path` below `directory`, so that a report is the command's own. Nothing
/// there: success. `unsupported`: it cannot be removed.
Status remove_report(const std::string& directory, const std::string& path);

/// The content. None: it is no plain file of one name, is larger than `bytes_max`, or is reached
/// through a symlink.
[[nodiscard]] std::optional<std::string> read_report(const std::string& directory,
                                                     const std::string& path,
                                                     std::int64_t bytes_max);

}  // namespace homeostat::sandbox
