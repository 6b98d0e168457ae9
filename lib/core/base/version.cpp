#include <homeostat/version.hpp>

#include "version_number.hpp"

namespace homeostat {

std::string_view version() noexcept { return HOMEOSTAT_VERSION; }

}  // namespace homeostat
