#include "core/diff/helpers.hpp"

using namespace homeostat;
using helpers::applied;
using helpers::numbers;

namespace {

/// Whether a context line `patch` is found where the file has `file`.
bool same_but_for_space(const std::string& patch, const std::string& file) {
  const auto result = applied("@@ -5,2 +5,3 @@\n " + patch + "\n+new\n end\n",
                              numbers(4) + file + "\nend\n" + numbers(3), true);
  return result == numbers(4) + file + "\nnew\nend\n" + numbers(3);
}

}  // namespace

TEST_CASE("runs of white space are equal, white space and none are not") {
  CHECK(same_but_for_space("a b", "a  \t b"));
  CHECK(same_but_for_space("\ta", "    a"));
  CHECK(same_but_for_space("a", "a\r"));
  CHECK(same_but_for_space("a\r\r", "a"));
  CHECK(same_but_for_space("a ", "a \t "));
  CHECK(!same_but_for_space("a b", "ab"));
  CHECK(!same_but_for_space("a", " a"));
  CHECK(!same_but_for_space("a", "a "));
  CHECK(!same_but_for_space("a", "A"));
  CHECK(!same_but_for_space("a\vb", "a b"));
}

TEST_CASE("a run is found wherever it stands, whatever its length") {
  for (int length = 1; length <= 20; ++length) {
    for (const int place : {0, 1, 37, 90}) {
      const auto run = numbers(1000 + length, 1001);
      const auto file = numbers(place) + run + "end\n" + numbers(place + 9, place);
      std::string hunk =
          "@@ -50," + std::to_string(length + 1) + " +50," + std::to_string(length + 2) + " @@\n";
      for (int i = 1; i <= length; ++i) {
        hunk += " " + std::to_string(1000 + i) + "\n";
      }
      INFO(length << " lines at " << place);
      CHECK(applied(hunk + "+new\n end\n", file, true) ==
            numbers(place) + run + "new\nend\n" + numbers(place + 9, place));
    }
  }
}

TEST_CASE("a run whose beginning and end are common is found by both together") {
  std::string file;
  for (int i = 0; i < 30; ++i) {
    file += "a\nb\nc" + std::to_string(i) + "\n";
  }
  file += "a\nb\nc\n";
  for (int i = 0; i < 30; ++i) {
    file += "b" + std::to_string(i) + "\nb\nc\n";
  }
  const auto result = applied("@@ -50,3 +50,4 @@\n a\n b\n+new\n c\n", file, true);
  CHECK(result.find("c29\na\nb\nnew\nc\n") != std::string::npos);
}

TEST_CASE("a run whose beginning is common is found by its end") {
  std::string file;
  for (int i = 0; i < 30; ++i) {
    file += "a\nb\nc" + std::to_string(i) + "\n";
  }
  CHECK(applied("@@ -50,3 +50,4 @@\n a\n b\n+new\n c\n", "0\n" + file + "a\nb\nc\n", true) ==
        "0\n" + file + "a\nb\nnew\nc\n");
}

TEST_CASE("a run longer than the file is found nowhere") {
  CHECK(applied("@@ -1,3 +1,4 @@\n 1\n 2\n+new\n 3\n", "1\n2\n", true) ==
        "error: x: hunk 1 fits nowhere");
}
