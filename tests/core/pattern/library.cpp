#include <string>

#include "core/pattern/transfer.hpp"
#include "support/catch.hpp"

using namespace homeostat;
using namespace homeostat::test;

namespace {

const Time now{Milliseconds(1'700'000'000'000)};

Pattern sample() {
  return learn({"src/a.js", "TypeError", "Cannot read properties of undefined (reading 'x')",
                "@f(a.x);\n", "f(a?.x);\n"})
      .value();
}

std::string library_of(std::string_view entries) {
  return R"({"version":1,"patterns":[)" + std::string(entries) +
         R"(],"metadata":{"lastUpdated":"2025-10-01T00:00:00.000Z","totalPatterns":1}})";
}

// An entry as the predecessor stored it.
std::string stored(std::string_view patch) {
  return R"x({"id":"2f1c8a52","fingerprintId":"abcdefabcdef","errorType":"TypeError",)x"
         R"x("filePath":"src/a.js","description":"Cannot read properties of undefined )x"
         R"x((reading 'x')","confidence":0.9,"successRate":1,"uses":4,"patch":")x" +
         std::string(patch) + "\"}";
}

}  // namespace

TEST_CASE("a library starts empty and is read as it was written") {
  const std::string empty = print_library({}, now);
  CHECK(empty.find("\"totalPatterns\": 0") != std::string::npos);
  CHECK(empty.find("\"version\": 1") != std::string::npos);
  CHECK(parse_library(empty).value().empty());
  const Pattern pattern = with_outcome(sample(), true, now);
  const auto read = parse_library(print_library({pattern}, now));
  REQUIRE(read.has_value());
  CHECK(*read == std::vector<Pattern>{pattern});
}

TEST_CASE("a stored diff of the predecessor is abstracted and starts without evidence") {
  const auto read = parse_library(
      library_of(stored("--- a/src/a.js\\n+++ b/src/a.js\\n@@ -10,3 +10,3 @@\\n q();\\n-f(a.x);\\n"
                        "+f(a?.x);\\n r();\\n")));
  REQUIRE(read.has_value());
  REQUIRE(read->size() == 1);
  const Pattern& pattern = read->front();
  CHECK(pattern.id == sample().id);
  CHECK(pattern.fingerprint == FingerprintId("abcdefabcdef"));
  CHECK(pattern.evidence == PatternEvidence{});
  const auto healed =
      heal({pattern}, {"src/z.ts", "TypeError", "Cannot read properties of null (reading 'y')",
                       "@show(this.row.y);\n"});
  REQUIRE(healed.size() == 1);
  CHECK(healed[0] == "show(this.row?.y);\n");
}

TEST_CASE("entries that cannot be used are refused by name") {
  for (const std::string_view patch :
       {"", "not a patch", "--- a/x.js\\n+++ b/x.js\\n@@ -1 +1 @@\\n-a\\n+a\\n",
        "--- a/x.js\\n+++ b/x.js\\n@@ -1 +1 @@\\n-a\\n+b\\n@@ -9 +9 @@\\n-a\\n+b\\n",
        "--- a/x.js\\n+++ b/x.js\\n@@ -1 +1 @@\\n-a\\n+b\\n--- a/y.js\\n+++ b/y.js\\n"
        "@@ -1 +1 @@\\n-a\\n+b\\n",
        "--- /dev/null\\n+++ b/y.js\\n@@ -0,0 +1 @@\\n+b\\n"}) {
    INFO(patch);
    const auto read = parse_library(library_of(stored(patch)));
    REQUIRE_FALSE(read.has_value());
    CHECK(read.error().message.find("pattern 2f1c8a52: ") != std::string::npos);
  }
  const auto nameless = parse_library(library_of("1"));
  REQUIRE_FALSE(nameless.has_value());
  CHECK(nameless.error().message.find("pattern #0: not an object") != std::string::npos);
  CHECK_FALSE(parse_library(library_of("{\"id\":7,\"patch\":1}")).has_value());
  std::string many = "1";
  for (int i = 0; i < 30; ++i)
    many += ",1";
  CHECK(parse_library(library_of(many)).error().message.find("and 21 more") != std::string::npos);
}

TEST_CASE("a file that is no library is refused") {
  for (const std::string_view text :
       {"", "[]", "{}", "{\"version\":2,\"patterns\":[]}", "{\"version\":1}",
        "{\"version\":1,\"patterns\":{}}", "{\"version\":1,\"version\":1,\"patterns\":[]}",
        "{\"version\":1,\"patterns\":[]} x"}) {
    INFO(text);
    CHECK_FALSE(parse_library(text).has_value());
  }
}

TEST_CASE("the same pattern twice is one") {
  const Pattern pattern = sample();
  CHECK(parse_library(print_library({pattern, pattern}, now)).value().size() == 1);
}
