// The file itself: how it is made, and how an existing one is known to be ours.
#pragma once

#include <memory>
#include <string>

#include "sqlite/connection.hpp"

namespace homeostat::sqlite {

/// Makes the folder and the file where there is none. The file appears at once and complete, so a
/// crash leaves no half-made one, and an empty one is known to be damaged.
Status create_state_file(const std::string& path, const Deadline& deadline);

/// Opens it if it is a state file of a version that we know. Changes nothing otherwise.
Result<std::unique_ptr<Connection>> open_state_file(const std::string& path,
                                                    const Deadline& deadline);

}  // namespace homeostat::sqlite
