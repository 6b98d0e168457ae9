// The version of the library that is linked, as opposed to the headers that were compiled.
//
// ```cpp
// #include <homeostat/version.hpp>
// bool is_first() { return homeostat::version() == "0.1.0"; }
// ```
#pragma once

#include <string_view>

namespace homeostat {

// "major.minor.patch", a semantic version. Lives for ever; safe from any thread.
[[nodiscard]] std::string_view version() noexcept;

}  // namespace homeostat
