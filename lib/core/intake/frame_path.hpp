// The path of a frame: one spelling for what traces write, and whose code it names.
#pragma once

#include <string>
#include <string_view>

namespace homeostat::intake {

/// Without scheme, host, drive, query, "." and doubled slashes; `\` as `/`; a "%20" of a URL is
/// read. A path of a file system keeps its first `/`, one of a URL loses it. At most 1024 bytes.
[[nodiscard]] std::string clean_path(std::string_view written);

/// Is it the project's own code? Not if the path is that of a package manager, a standard
/// library or a runtime, or names no file. `path` is a clean one; the function decides where the
/// path cannot (Java, .NET, Go).
[[nodiscard]] bool is_project_code(std::string_view path, std::string_view function);

}  // namespace homeostat::intake
