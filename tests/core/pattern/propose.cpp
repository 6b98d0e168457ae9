#include <chrono>
#include <string>

#include "core/pattern/transfer.hpp"
#include "support/catch.hpp"

using namespace homeostat;
using namespace homeostat::test;

namespace {

constexpr std::string_view read_x = "Cannot read properties of undefined (reading 'x')";
const Fix chaining{"src/a.js", "TypeError", read_x, "@f(a.x);\n", "f(a?.x);\n"};
const Fix guarding{"src/a.js", "TypeError", read_x, "{\n@  f(a.x);\n}\n",
                   "{\n  if (!a) return;\n  f(a.x);\n}\n"};

std::vector<PatternCandidate> propose(const std::vector<Pattern>& library,
                                      const Diagnosis& diagnosis, std::string_view path,
                                      std::string_view text) {
  return match_patterns(library, diagnosis,
                        {{std::string(path), FileMode::regular, std::string(text)}});
}

Diagnosis same_error(int line) {
  return diagnosis_of("src/a.js", line, "TypeError", read_x, "v1:learned");
}
Diagnosis relative(int line) {
  return diagnosis_of("src/b.js", line, "TypeError", read_x, "v1:relative");
}

Pattern tried(Pattern pattern, int successes, int failures) {
  for (int i = 0; i < successes; ++i)
    pattern = with_outcome(pattern, true, {});
  for (int i = 0; i < failures; ++i)
    pattern = with_outcome(pattern, false, {});
  return pattern;
}

}  // namespace

// The predecessor replayed the stored diff of the old fix, whatever the file had become.
TEST_CASE("an old fix is applied by what stands in the file, or not at all") {
  const Pattern pattern = learn(chaining).value();
  const auto moved = propose({pattern}, same_error(9), "src/a.js",
                             "// new\n// lines\n\n\n\n\n\n\nf(a.x);\nq();\n");
  REQUIRE(moved.size() == 1);
  CHECK(moved[0].write.content == "// new\n// lines\n\n\n\n\n\n\nf(a?.x);\nq();\n");
  CHECK(propose({pattern}, same_error(1), "src/a.js", "f(a?.x);\n").empty());
  CHECK(propose({pattern}, same_error(1), "src/a.js", "something(else_);\n").empty());
}

// The predecessor replayed one fix for every other error of the same type in the same file.
TEST_CASE("another error of the same type in the same file is another error") {
  const Pattern pattern = learn(chaining).value();
  for (const std::string_view message :
       {"Cannot read properties of undefined (reading 'y')", "f is not a function",
        "Assignment to constant variable.", "boom", ""}) {
    INFO(message);
    const Diagnosis other = diagnosis_of("src/a.js", 1, "TypeError", message, "v1:other");
    CHECK(propose({pattern}, other, "src/a.js", "f(a.x);\n").empty());
  }
  const Diagnosis other_type = diagnosis_of("src/a.js", 1, "RangeError", read_x, "v1:other");
  CHECK(propose({pattern}, other_type, "src/a.js", "f(a.x);\n").empty());
}

// The predecessor's failures raised the confidence, through the count of uses.
TEST_CASE("failures lower a pattern's rank until it is not used") {
  const Pattern good = tried(learn(guarding).value(), 3, 0);
  const Pattern mixed = tried(learn(chaining).value(), 3, 1);
  const std::string text = "{\n  f(b.x);\n}\n";
  const auto both = propose({mixed, good}, relative(2), "src/b.js", text);
  REQUIRE(both.size() == 2);
  CHECK(both[0].pattern == good.id);
  CHECK(both[0].confidence == confidence_of(good.evidence));
  CHECK(both[0].confidence > both[1].confidence);
  const Pattern failed = tried(learn(chaining).value(), 3, 2);
  CHECK(failed.state == PatternState::quarantined);
  CHECK(propose({failed}, relative(2), "src/b.js", text).empty());
  CHECK(propose({tried(failed, 0, 3)}, relative(2), "src/b.js", text).empty());
}

TEST_CASE("the same error comes first, then confidence, then the nearest place") {
  const Pattern own = learn(chaining).value();
  const Pattern proven = [] {
    Pattern pattern = tried(learn(guarding).value(), 9, 0);
    pattern.fingerprint = FingerprintId("v1:elsewhere");
    return pattern;
  }();
  const auto found = propose({proven, own}, same_error(2), "src/a.js", "{\n  f(a.x);\n}\n");
  REQUIRE(found.size() == 2);
  CHECK(found[0].pattern == own.id);
  CHECK(found[0].why.find("same error as learned from") != std::string::npos);
  CHECK(found[1].why.find("same class of error") != std::string::npos);

  Diagnosis columns = relative(1);
  columns.locations[0].column = 9;
  const auto places = propose({own}, columns, "src/b.js", "f(a.x, b.x, c.x);\n");
  REQUIRE(places.size() == 3);
  CHECK(places[0].write.content == "f(a.x, b?.x, c.x);\n");
}

TEST_CASE("the predecessor's fingerprint is known, too") {
  Pattern pattern = learn(chaining).value();
  pattern.fingerprint = FingerprintId("0123456789ab");
  CHECK(propose({pattern}, relative(1), "src/b.js", "f(a.x);\n")[0].why.find("same error") == 0);
}

TEST_CASE("the old fix at two places is not guessed") {
  const Fix plain{"src/a.js", "TypeError", "boom", "@go(a);\n", "go(a, 1);\n"};
  const Pattern pattern = learn(plain).value();
  Diagnosis diagnosis = diagnosis_of("src/a.js", 1, "TypeError", "boom", "v1:learned");
  CHECK(propose({pattern}, diagnosis, "src/a.js", "go(a);\n").size() == 1);
  CHECK(propose({pattern}, diagnosis, "src/a.js", "go(a); go(a);\n").empty());
  CHECK(propose({pattern}, diagnosis, "src/a.js", "\n\n\n\n\n\n\n\ngo(a);\ngo(a);\n").empty());
  const auto by_line = propose({pattern}, diagnosis, "src/a.js", "go(a);\ngo(a);\n");
  REQUIRE(by_line.size() == 1);
  CHECK(by_line[0].write.content == "go(a, 1);\ngo(a);\n");
}

TEST_CASE("no more than the wanted number of candidates, none twice") {
  const Pattern pattern = learn(chaining).value();
  const std::vector<FileContent> files{
      {"src/b.js", FileMode::executable, "f(a.x, b.x, c.x, d.x, e.x, g.x, h.x);\n"}};
  MatchOptions options;
  CHECK(match_patterns({pattern, pattern}, relative(1), files, options).size() == 5);
  options.candidates_max = 2;
  const auto two = match_patterns({pattern}, relative(1), files, options);
  REQUIRE(two.size() == 2);
  CHECK(two[0].write.mode == FileMode::executable);
  CHECK(two[0].write.content != two[1].write.content);
  options.candidates_max = 0;
  CHECK(match_patterns({pattern}, relative(1), files, options).empty());
}

TEST_CASE("without a place, a file or a line nothing is proposed") {
  const Pattern pattern = learn(chaining).value();
  CHECK(propose({pattern}, relative(0), "src/b.js", "f(a.x);\n").empty());
  CHECK(propose({pattern}, relative(1), "src/c.js", "f(a.x);\n").empty());
  CHECK(propose({pattern}, relative(1), "src/b.js", "").empty());
  CHECK(match_patterns({pattern}, relative(1), {{"src/b.js", FileMode::symlink, "f(a.x);\n"}})
            .empty());
  Diagnosis nowhere = relative(1);
  nowhere.locations.clear();
  CHECK(propose({pattern}, nowhere, "src/b.js", "f(a.x);\n").empty());
  CHECK(match_patterns({}, relative(1), {}).empty());
}

TEST_CASE("a damaged pattern of the library is passed over") {
  Pattern broken = learn(chaining).value();
  broken.edit_json = "{}";
  const Pattern whole = learn(chaining).value();
  CHECK(propose({broken, whole}, relative(1), "src/b.js", "f(a.x);\n").size() == 1);
}

TEST_CASE("proposals are the same whatever the library's order") {
  const Pattern a = learn(chaining).value();
  const Pattern b = learn(guarding).value();
  const auto texts = [&](const std::vector<Pattern>& library) {
    std::vector<std::string> out;
    for (const auto& candidate : propose(library, relative(2), "src/b.js", "{\n  f(b.x);\n}\n")) {
      out.push_back(candidate.write.content.value_or(""));
    }
    return out;
  };
  CHECK(texts({a, b}) == texts({b, a}));
  CHECK(texts({a, b}).size() == 2);
}

TEST_CASE("a frame in a generated line is found by its column, in bounded time") {
  const Pattern pattern = learn(chaining).value();
  std::string line;
  for (int i = 0; i < 100'000; ++i)
    line += "q(r);";
  const std::string text = line + "f(a.x);" + line + "\n";
  Diagnosis diagnosis = relative(1);
  diagnosis.locations[0].column = static_cast<int>(line.size()) + 4;
  const auto begin = std::chrono::steady_clock::now();
  const auto found = propose({pattern}, diagnosis, "src/b.js", text);
  CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(10));
  REQUIRE(found.size() == 1);
  CHECK(found[0].write.content == line + "f(a?.x);" + line + "\n");
}
