#include <string>

#include "core/pattern/transfer.hpp"
#include "support/catch.hpp"

using namespace homeostat;
using namespace homeostat::test;

namespace {

constexpr std::string_view read_x = "Cannot read properties of undefined (reading 'x')";
const Fix fix{"src/a.js", "TypeError", read_x, "@f(a.x);\n", "f(a?.x);\n"};

using Files = std::vector<FileContent>;

std::optional<Pattern> learned_from(const Files& before, const Files& after) {
  return learn_pattern(diagnosis_of("src/a.js", 1, "TypeError", read_x, "v1:learned"), before,
                       after);
}

FileContent file(std::string_view path, std::string_view content) {
  return {std::string(path), FileMode::regular, std::string(content)};
}

}  // namespace

TEST_CASE("a pattern tells where it comes from and starts without evidence") {
  const Pattern pattern = learn(fix).value();
  CHECK(pattern.error_type == "TypeError");
  CHECK(pattern.fingerprint == FingerprintId("v1:learned"));
  CHECK(pattern.language == Language::javascript);
  CHECK(pattern.file_path == "src/a.js");
  CHECK(pattern.state == PatternState::provisional);
  CHECK(pattern.evidence == PatternEvidence{});
  CHECK(confidence_of(pattern.evidence) == 0);
}

TEST_CASE("the same edit is the same pattern, wherever it was learned") {
  Fix other = fix;
  other.path = "lib/z.ts";
  other.message = "Cannot read properties of null (reading 'title')";
  other.before = "const t = (p) => {\n@    show(this.page.title);\n};\n";
  other.after = "const t = (p) => {\n    show(this.page?.title);\n};\n";
  CHECK(learn(other)->id == learn(fix)->id);
  other.type = "RangeError";
  CHECK(learn(other)->id != learn(fix)->id);
  Fix wrapped = fix;
  wrapped.after = "f(a && a.x);\n";
  CHECK(learn(wrapped)->id != learn(fix)->id);
}

TEST_CASE("nothing is learned from what is no edit of one file") {
  const FileContent a = file("src/a.js", "f(a.x);\n");
  const FileContent fixed = file("src/a.js", "f(a?.x);\n");
  CHECK(learned_from({a}, {fixed}).has_value());
  CHECK_FALSE(learned_from({a}, {a}).has_value());
  CHECK_FALSE(learned_from({}, {fixed}).has_value());
  CHECK_FALSE(learned_from({a}, {}).has_value());
  CHECK_FALSE(learned_from({a}, {fixed, file("src/new.js", "")}).has_value());
  CHECK_FALSE(learned_from({a, file("b.js", "1")}, {fixed, file("b.js", "2")}).has_value());
  CHECK(learned_from({a, file("b.js", "1")}, {fixed, file("b.js", "1")}).has_value());
  CHECK_FALSE(learned_from({a}, {file("src/a.js", "f(a.x); // x may be missing\n")}).has_value());
}

TEST_CASE("secrets and broken text are not learned") {
  const std::string token = "ghp_" + std::string("16C7e42F292c6912E7710c838347Ae178B4a");
  CHECK_FALSE(learned_from({file("src/a.js", "f(a.x);\n")},
                           {file("src/a.js", "f(a.x, '" + token + "');\n")})
                  .has_value());
  CHECK_FALSE(
      learned_from({file("src/a.js", "f(a.x);\n")}, {file("src/a.js", "f(a.x, '\xff\xfe');\n")})
          .has_value());
}

TEST_CASE("a fix of a file without a diagnosed line repairs the same error only") {
  Diagnosis diagnosis = diagnosis_of("src/other.js", 1, "TypeError", read_x, "v1:learned");
  const auto pattern =
      learn_pattern(diagnosis, {file("src/a.js", "f(a.x);\n")}, {file("src/a.js", "f(a?.x);\n")});
  REQUIRE(pattern.has_value());
  CHECK(heal({*pattern}, {"src/b.js", "TypeError", read_x, "@f(b.x);\n"}).empty());
}

TEST_CASE("an error of no known type teaches nothing to others") {
  Fix nameless = fix;
  nameless.message = "";
  const Pattern pattern = learn(nameless).value();
  CHECK(heal({pattern}, {"src/b.js", "TypeError", "", "@f(b.x);\n"}).empty());
}

TEST_CASE("what only TypeScript reads is not put into JavaScript") {
  Fix typed = fix;
  typed.path = "src/a.ts";
  typed.after = "f(a!.x);\n";
  const Pattern pattern = learn(typed).value();
  CHECK(heal({pattern}, {"src/b.ts", "TypeError", read_x, "@f(b.x);\n"}).size() == 1);
  CHECK(heal({pattern}, {"src/b.js", "TypeError", read_x, "@f(b.x);\n"}).empty());
}

TEST_CASE("other languages learn by the common table") {
  const Pattern pattern =
      learn({"a.rb", "NoMethodError", "undefined method 'x' for nil", "@f(a.x)\n", "f(a&.x)\n"})
          .value();
  CHECK(pattern.language == Language::ruby);
  const Diagnosis same =
      diagnosis_of("a.rb", 1, "NoMethodError", "undefined method 'x' for nil", "v1:learned");
  CHECK(match_patterns({pattern}, same, {file("a.rb", "# moved\nf(a.x)\n")}).size() == 1);
}
