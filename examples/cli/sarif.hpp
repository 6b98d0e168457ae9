#pragma once

/// Findings of a scan as SARIF 2.1.0, which code hosts read.

#include <homeostat/secrets.hpp>
#include <string>
#include <vector>

namespace homeostat::cli {

struct FileFindings {
  std::string path;
  std::string text;
  std::vector<SecretFinding> findings;
};

/// One run, as one line of JSON. `complete`: every file could be read.
std::string to_sarif(const std::vector<FileFindings>& files, bool complete);

}  // namespace homeostat::cli
