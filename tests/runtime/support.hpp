#pragma once

#include <string>

#include "support/catch.hpp"
#include "support/temporary_folder.hpp"

namespace runtime_test {

using support::TemporaryFolder;

/// Writes a file of the folder and gives its path.
inline std::string write_in(const TemporaryFolder& folder, const std::string& name,
                            const std::string& content) {
  support::write_file(folder / name, content);
  return folder / name;
}

}  // namespace runtime_test
