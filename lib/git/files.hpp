// Small files that people read and edit, too.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <homeostat/result.hpp>

namespace homeostat::git {

/// Names of the plain files in a folder that end so, sorted; hidden ones are passed over. No
/// folder: none. More than `files_max`: denied.
Result<std::vector<std::string>> list_files(const std::string& folder, std::string_view ending,
                                            std::int64_t files_max);

/// A regular file's bytes; denied above the limit. Never waits on a pipe.
Result<std::string> read_file(const std::string& path, std::int64_t bytes_max);

/// Replaces the file as a whole, synced to the disk with its folder, which is made if absent.
Status write_file(const std::string& path, std::string_view text);

}  // namespace homeostat::git
