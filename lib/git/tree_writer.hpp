// Making a tree out of another one and the files that differ.
#pragma once

#include <string>
#include <vector>

#include "git/objects.hpp"

namespace homeostat::git {

/// The commit's tree with `writes` over it. Uses an index of its own in `temporary_path`. The
/// answer differs from the base in the paths of `writes` and in no other: a write below a file, or
/// over a folder, is invalid_argument and never removes what stood there.
Result<TreeId> write_tree(const Objects& objects, const CommitId& base,
                          const std::vector<FileWrite>& writes, const std::string& temporary_path,
                          const Deadline& deadline);

}  // namespace homeostat::git
