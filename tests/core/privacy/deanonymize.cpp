#include <homeostat/diff.hpp>
#include <homeostat/privacy.hpp>

#include <string>
#include <vector>

#include "support/catch.hpp"
#include "support/synthetic.hpp"

using namespace homeostat;

namespace {

struct Shown {
  explicit Shown(std::string content, SanitizeMode mode = SanitizeMode::text) {
    FileContent file{.path = "a.js", .content = std::move(content)};
    SanitizeOptions options;
    options.mode = mode;
    Sanitized safe = sanitize(file.content, names, options);
    files.push_back({std::move(file), std::move(safe)});
  }
  /// A model's change of what it was shown, as a change of the file.
  Deanonymized change(const std::string& from, const std::string& to) {
    FileContent before{.path = "a.js", .content = files[0].shown.text};
    FileContent after = before;
    const std::size_t at = after.content.find(from);
    REQUIRE(at != std::string::npos);
    after.content.replace(at, from.size(), to);
    return deanonymize(make_patch({before}, {after}), files, names);
  }
  std::string applied(const Deanonymized& result) {
    const auto done = apply_patch(result.patch, std::vector{files[0].file});
    REQUIRE(done);
    return *done->writes.at(0).content;
  }
  Pseudonyms names;
  std::vector<ShownFile> files;
};

}  // namespace

TEST_CASE("a changed line gets back what stood in it") {
  Shown shown("one\nsend(\"ann@x.example\", 1);\r\n// 203.0.113.7\nend\n");
  const Deanonymized result = shown.change("send(\"[EMAIL_1]\", 1)", "send(\"[EMAIL_1]\", 2)");
  CHECK(result.refusals.empty());
  CHECK(shown.applied(result) == "one\nsend(\"ann@x.example\", 2);\r\n// 203.0.113.7\nend\n");
}

TEST_CASE("a placeholder elsewhere is not restored") {
  Shown shown("send(\"ann@x.example\");\nlog();\n\n\n\n\nkeep();\n");
  const Deanonymized moved = shown.change("keep();", "keep(\"[EMAIL_1]\");");
  REQUIRE(moved.refusals.size() == 1);
  CHECK(moved.refusals[0].reason == Reason::secret);
  CHECK(moved.refusals[0].detail == "[EMAIL_1] stands where its value never stood");
  CHECK(moved.refusals[0].file == "a.js");
  CHECK(moved.refusals[0].line == 7);
  CHECK(print_patch(moved.patch).find("+keep(\"[EMAIL_1]\");") != std::string::npos);
  CHECK(print_patch(moved.patch).find("ann@") == std::string::npos);

  const Deanonymized doubled =
      shown.change("send(\"[EMAIL_1]\")", "send(\"[EMAIL_1]\", \"[EMAIL_1]\")");
  CHECK(doubled.refusals.size() == 1);
  const Deanonymized invented = shown.change("log();", "log(\"[SECRET_9]\");");
  CHECK(invented.refusals.size() == 1);
}

TEST_CASE("a credential is not written into a new line, and its old line stays whole") {
  const std::string key = "ghp_" + test::random_text(36);
  Shown shown("const k = \"" + key + "\";\nlog();\n", SanitizeMode::source);
  CHECK(shown.files[0].shown.text == "const k = \"[SECRET_1]\";\nlog();\n");
  const Deanonymized beside = shown.change("log();", "warn();");
  CHECK(beside.refusals.empty());
  CHECK(shown.applied(beside) == "const k = \"" + key + "\";\nwarn();\n");
  const Deanonymized again = shown.change("const k = \"[SECRET_1]\"", "let k = \"[SECRET_1]\"");
  REQUIRE(again.refusals.size() == 1);
  CHECK(again.refusals[0].reason == Reason::secret);
  CHECK(again.refusals[0].detail == "a new line would hold the credential [SECRET_1]");
}

TEST_CASE("what only looks like a placeholder stays what it is") {
  Shown shown("say(\"[EMAIL_1]\", \"ann@x.example\");\n");
  CHECK(shown.files[0].shown.text == "say(\"[EMAIL_1]\", \"[EMAIL_1_2]\");\n");
  const Deanonymized result = shown.change("say(", "cry(");
  CHECK(result.refusals.empty());
  CHECK(shown.applied(result) == "cry(\"[EMAIL_1]\", \"ann@x.example\");\n");
}

TEST_CASE("a hunk is found at its place, or at the only one") {
  Shown shown("a\nann@x.example\nb\nb\nc\n");
  Patch patch = make_patch({{.path = "a.js", .content = shown.files[0].shown.text}},
                           {{.path = "a.js", .content = "a\n[EMAIL_1]\nb\nb\nd\n"}});
  patch.files[0].hunks[0].old_start = 7;
  const Deanonymized elsewhere = deanonymize(patch, shown.files, shown.names);
  CHECK(elsewhere.refusals.empty());
  CHECK(elsewhere.patch.files[0].hunks[0].lines[0].text == "ann@x.example");

  patch.files[0].hunks[0].lines = {{LineKind::removed, "b"}, {LineKind::added, "e"}};
  const Deanonymized ambiguous = deanonymize(patch, shown.files, shown.names);
  REQUIRE(ambiguous.refusals.size() == 1);
  CHECK(ambiguous.refusals[0].reason == Reason::does_not_apply);

  patch.files[0].hunks[0].lines = {{LineKind::removed, "nowhere"}};
  CHECK(deanonymize(patch, shown.files, shown.names).refusals.size() == 1);
  patch.files[0].hunks[0].lines = {{LineKind::added, "new"}};
  CHECK(deanonymize(patch, shown.files, shown.names).refusals.empty());
}

TEST_CASE("a line that stands everywhere is not looked for everywhere") {
  std::string content;
  for (int i = 0; i < 200; ++i)
    content += "x\n";
  Shown shown(content);
  Patch patch;
  Hunk hunk;
  hunk.old_start = 900;
  hunk.lines = {{LineKind::removed, "x"}, {LineKind::removed, "y"}};
  FilePatch file;
  file.old_path = file.new_path = "a.js";
  file.hunks = {hunk};
  patch.files = {file};
  CHECK(deanonymize(patch, shown.files, shown.names).refusals.size() == 1);
}

TEST_CASE("a new file may hold no placeholder") {
  Shown shown("ann@x.example\n");
  Patch patch = make_patch({}, {{.path = "b.js", .content = "x[0]\n[EMAIL_1]\n"}});
  REQUIRE(deanonymize(patch, shown.files, shown.names).refusals.size() == 1);
  patch = make_patch({}, {{.path = "b.js", .content = "x[0] [y\n"}});
  const Deanonymized clean = deanonymize(patch, shown.files, shown.names);
  CHECK(clean.refusals.empty());
  CHECK(clean.patch == patch);
}

TEST_CASE("a file that is not the one that was shown is refused") {
  Shown shown("ann@x.example\n");
  shown.files[0].file.content = "one\ntwo\n";
  const Patch patch = make_patch({{.path = "a.js", .content = "[EMAIL_1]\n"}},
                                 {{.path = "a.js", .content = "x\n"}});
  const Deanonymized result = deanonymize(patch, shown.files, shown.names);
  REQUIRE(result.refusals.size() == 1);
  CHECK(result.refusals[0].reason == Reason::does_not_apply);
}
