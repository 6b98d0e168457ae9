// A path has one spelling, which is its own; what is refused in one spelling passes in no other
// that some system takes for the same.

#include <cstdint>
#include <cstdlib>
#include <homeostat/guardrails.hpp>
#include <string>

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(data, data + size);
  const std::size_t line = text.find('\n');
  const std::string path = text.substr(0, line);
  const std::string pattern = line == text.npos ? "src/" : text.substr(line + 1);
  const bool is_protected = homeostat::is_protected_path(path);
  (void)homeostat::is_sensitive_path(path);
  (void)homeostat::matches_path(pattern, path);
  const homeostat::PathFilters filters{.include = {"**"}, .exclude = {pattern}};
  const bool passes = homeostat::passes_filters(filters, path);
  const auto normal = homeostat::normalize_path(path);
  require(normal || !passes);
  if (!normal) return 0;
  require(homeostat::normalize_path(*normal).value() == *normal);
  require(normal->find("..") == normal->npos || normal->find("../") != 0);
  require(normal->front() != '/' && normal->find('\0') == normal->npos);
  require(homeostat::is_protected_path(*normal) == is_protected);
  require(homeostat::passes_filters(filters, *normal) == passes);
  std::string shout = *normal;
  for (char& c : shout)
    c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  const auto one = homeostat::find_path_class(*normal);
  // A change of case divides words; names are the same in any case.
  if (one && *one != homeostat::ChangeClass::sensitive) {
    require(homeostat::find_path_class(shout) == one);
  }
  return 0;
}
