// The one place where Boost.JSON's code is compiled.
#include "core/base/json.hpp"

#include <boost/json/src.hpp>
