// A tree as files on disk.
#pragma once

#include <memory>
#include <string>

#include "git/objects.hpp"

namespace homeostat::git {

/// Without .git, in a private folder below `temporary_path`. Nothing is written through a symlink.
Result<std::unique_ptr<Checkout>> make_checkout(const Objects& objects, const TreeId& tree,
                                                const std::string& temporary_path,
                                                const Deadline& deadline);

/// Removes what processes that are gone left below `temporary_path`: older than an hour and held
/// by nobody.
void remove_stale_folders(const std::string& temporary_path);

}  // namespace homeostat::git
