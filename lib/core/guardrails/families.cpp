#include <algorithm>
#include <iterator>

#include "core/guardrails/code_rules.hpp"

namespace homeostat::guardrails {
namespace {

struct Ending {
  std::string_view ending;
  unsigned families;
};
constexpr Ending endings[] = {
    {".js", js},
    {".jsx", js},
    {".mjs", js},
    {".cjs", js},
    {".ts", js},
    {".tsx", js},
    {".mts", js},
    {".cts", js},
    {".vue", js | markup},
    {".svelte", js | markup},
    {".html", js | markup},
    {".htm", js | markup},
    {".mdx", js | markup},
    {".astro", js | markup},
    {".ejs", js | markup},
    {".hbs", js | markup},
    {".svg", js | markup},
    {".xml", js | markup},
    {".py", python},
    {".pyi", python},
    {".pyw", python},
    {".pyx", python},
    {".php", php | js},
    {".phtml", php | js},
    {".inc", php | js},
    {".rb", ruby},
    {".rake", ruby},
    {".ru", ruby},
    {".erb", ruby | js | markup},
    {".c", c_like},
    {".h", c_like},
    {".cc", c_like},
    {".cpp", c_like},
    {".cxx", c_like},
    {".hpp", c_like},
    {".hh", c_like},
    {".java", jvm},
    {".kt", jvm},
    {".kts", jvm},
    {".scala", jvm},
    {".groovy", jvm},
    {".jsp", jvm | js | markup},
    {".go", go},
    {".rs", rust},
    {".cs", dotnet},
    {".sh", shell},
    {".bash", shell},
    {".zsh", shell},
    {".ksh", shell},
    {".bats", shell},
    {".css", 0},
    {".scss", 0},
    {".less", 0},
    {".md", 0},
    {".markdown", 0},
    {".rst", 0},
    {".txt", 0},
    {".adoc", 0},
    {".json", 0},
    {".csv", 0},
};

std::string_view name_of(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == path.npos ? path : path.substr(slash + 1);
}

bool is_package(std::string_view path) {
  const std::string_view name = name_of(path);
  return base::iequals(name, "package.json") || base::iequals(name, "composer.json");
}

}  // namespace

unsigned families_of(std::string_view path) {
  if (is_package(path)) return package;
  const unsigned more = is_test_path(path) ? static_cast<unsigned>(tests) : 0U;
  for (const Ending& one : endings) {
    if (base::iends_with(path, one.ending)) return one.families == 0 ? 0 : one.families | more;
  }
  return every | more;
}

bool is_test_path(std::string_view path) {
  constexpr std::string_view folders[] = {"test", "tests", "__tests__", "spec", "specs", "testing"};
  const std::vector<std::string_view> parts = base::split(path, '/');
  const std::string_view name = parts.back();
  for (const std::string_view part : parts) {
    if (part.data() == name.data()) break;
    if (std::find(std::begin(folders), std::end(folders), part) != std::end(folders)) return true;
  }
  const std::string_view stem = name.substr(0, name.rfind('.'));
  for (const std::string_view end :
       {".test", ".spec", "_test", "_spec", "-test", "Test", "Tests"}) {
    if (stem.ends_with(end)) return true;
  }
  return name.starts_with("test_");
}

}  // namespace homeostat::guardrails
