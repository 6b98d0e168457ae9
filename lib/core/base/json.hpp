// Boost.JSON for the private use of the library. Its code is compiled once, in json_src.cpp, so
// that no Boost library is linked; no public header may show a Boost type.
#pragma once

#include <boost/json.hpp>
