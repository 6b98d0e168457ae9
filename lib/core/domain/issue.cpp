#include <homeostat/issue.hpp>

#include <algorithm>
#include <array>

#include "core/base/enum_names.hpp"
#include "core/base/text.hpp"

namespace homeostat {
namespace {

constexpr base::EnumNames<13> language_names = {
    "unknown", "javascript", "typescript", "python", "php", "java", "kotlin",
    "go",      "rust",       "csharp",     "ruby",   "c",   "cpp"};
static_assert(static_cast<std::size_t>(Language::cpp) + 1 == language_names.size());

constexpr base::EnumNames<5> format_names = {"extension", "server", "server_inline", "event",
                                             "trace"};
static_assert(static_cast<std::size_t>(ReportFormat::trace) + 1 == format_names.size());

struct Extension {
  std::string_view name;
  Language language;
};

// A header ".h" may be C or C++; C is what both can read.
constexpr std::array<Extension, 34> extensions = {{
    {"js", Language::javascript},
    {"jsx", Language::javascript},
    {"mjs", Language::javascript},
    {"cjs", Language::javascript},
    {"ts", Language::typescript},
    {"tsx", Language::typescript},
    {"mts", Language::typescript},
    {"cts", Language::typescript},
    {"py", Language::python},
    {"pyi", Language::python},
    {"pyw", Language::python},
    {"php", Language::php},
    {"phtml", Language::php},
    {"java", Language::java},
    {"kt", Language::kotlin},
    {"kts", Language::kotlin},
    {"go", Language::go},
    {"rs", Language::rust},
    {"cs", Language::csharp},
    {"rb", Language::ruby},
    {"rake", Language::ruby},
    {"ru", Language::ruby},
    {"c", Language::c},
    {"h", Language::c},
    {"cc", Language::cpp},
    {"cpp", Language::cpp},
    {"cxx", Language::cpp},
    {"c++", Language::cpp},
    {"hh", Language::cpp},
    {"hpp", Language::cpp},
    {"hxx", Language::cpp},
    {"h++", Language::cpp},
    {"ipp", Language::cpp},
    {"inl", Language::cpp},
}};

}  // namespace

std::string_view to_string(Language language) noexcept {
  return base::enum_name(language_names, language);
}

std::string_view to_string(ReportFormat format) noexcept {
  return base::enum_name(format_names, format);
}

Language language_of_path(std::string_view path) noexcept {
  const std::string_view name = path.substr(path.find_last_of('/') + 1);
  const std::size_t dot = name.find_last_of('.');
  if (dot == std::string_view::npos || dot == 0) return Language::unknown;
  const std::string_view extension = name.substr(dot + 1);
  const auto found = std::find_if(
      extensions.begin(), extensions.end(),
      [extension](const Extension& entry) { return base::iequals(entry.name, extension); });
  return found == extensions.end() ? Language::unknown : found->language;
}

}  // namespace homeostat
