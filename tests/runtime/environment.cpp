#include <homeostat/runtime/environment.hpp>

#include <cstdlib>

#include <algorithm>

#include "support/catch.hpp"

using namespace homeostat;

TEST_CASE("the process's variables are there with their values, empty ones too") {
  setenv("HOMEOSTAT_TEST_A", "x=y", 1);
  setenv("HOMEOSTAT_TEST_EMPTY", "", 1);
  const auto variables = process_environment();
  const auto value_of = [&variables](const std::string& name) -> std::string {
    const auto at = std::find_if(variables.begin(), variables.end(),
                                 [&name](const auto& entry) { return entry.name == name; });
    return at == variables.end() ? "absent" : at->value;
  };
  CHECK(value_of("HOMEOSTAT_TEST_A") == "x=y");
  CHECK(value_of("HOMEOSTAT_TEST_EMPTY").empty());
  unsetenv("HOMEOSTAT_TEST_A");
  unsetenv("HOMEOSTAT_TEST_EMPTY");
}

TEST_CASE("an entry without a name and value is passed over") {
  char junk[] = "no equals sign";
  char good[] = "A=1";
  char* entries[] = {junk, good, nullptr};
  char** const before = environ;
  environ = entries;
  const auto variables = process_environment();
  environ = nullptr;
  const auto none = process_environment();
  environ = before;
  REQUIRE(variables.size() == 1);
  CHECK(variables[0].name == "A");
  CHECK(none.empty());
}
