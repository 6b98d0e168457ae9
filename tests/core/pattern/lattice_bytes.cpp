#include "core/pattern/lattice_support.hpp"
#include "support/catch.hpp"

using namespace homeostat;
using homeostat::test::index_of;
using homeostat::test::region_of;

namespace {

PatternIndex sample() {
  return index_of("a.js", {{"return user.name;\n", "return user && user.name;\n"},
                           {"f();\nx.go(1);\n", "f();\nif (x) {\n  x.go(1);\n}\n", 2}});
}

}  // namespace

TEST_CASE("a snapshot gives the same index back") {
  const PatternIndex index = sample();
  const std::string bytes = index.snapshot();
  CHECK(PatternIndex::is_snapshot(bytes));
  const auto read = PatternIndex::from_snapshot(bytes);
  REQUIRE(read);
  CHECK(read->snapshot() == bytes);
  CHECK(read->size().patterns == index.size().patterns);
  const auto region = region_of("d/four", "b.js", "return page.title;\n");
  CHECK(homeostat::test::texts_of(*read, region) == homeostat::test::texts_of(index, region));
  CHECK(PatternIndex::from_snapshot(PatternIndex().snapshot()));
}

TEST_CASE("a torn or altered snapshot is refused") {
  const std::string bytes = sample().snapshot();
  for (std::size_t cut = 0; cut < bytes.size(); cut += 97)
    CHECK_FALSE(PatternIndex::from_snapshot(bytes.substr(0, cut)));
  for (std::size_t at = 0; at < bytes.size(); at += 131) {
    std::string other = bytes;
    other[at] = static_cast<char>(other[at] ^ 0x40);
    INFO("byte " << at);
    CHECK_FALSE(PatternIndex::from_snapshot(other));
  }
  CHECK_FALSE(PatternIndex::from_snapshot(bytes + "x"));
}

TEST_CASE("the JSON form lists the repairs and holds the index") {
  const PatternIndex index = sample();
  const std::string json = index.to_json(Time{});
  CHECK(json.find("<right0-1> &&") != std::string::npos);
  CHECK(json.find("totalPatterns") != std::string::npos);
  const auto read = PatternIndex::from_json(json);
  REQUIRE(read);
  CHECK(read->snapshot() == index.snapshot());
  for (const char* bad : {"", "[]", "{}", R"({"version":1,"index":""})", R"({"version":2})",
                          R"({"version":2,"index":"?"})", R"({"version":2,"index":"AAAA"})"}) {
    CHECK_FALSE(PatternIndex::from_json(bad));
  }
}
