// Whole files of bounded size.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include <homeostat/result.hpp>

namespace homeostat::runtime {

/// An Error `store` with the path and what the system said: "repos.yml: No such file …".
Error system_error(std::string_view path, int error_number);

/// The file's bytes. A folder, or more than `bytes_max`, is an error.
Result<std::string> read_file(const std::string& path, std::size_t bytes_max);

/// Some editors put a byte order mark before UTF-8.
[[nodiscard]] std::string_view without_byte_order_mark(std::string_view text);

}  // namespace homeostat::runtime
