#include <homeostat/guardrails.hpp>

#include <string>
#include <vector>

#include "core/guardrails/verdicts.hpp"
#include "support/catch.hpp"
#include "support/patches.hpp"
#include "support/synthetic.hpp"

using namespace homeostat;
using homeostat::test::changed;
using homeostat::test::patch_of;
using homeostat::test::random_text;
using homeostat::test::reasons_of;

TEST_CASE("a secret is refused where the patch adds it, and only there") {
  const std::string secret = "ghp_" + random_text(36);
  const std::string line = "const t = \"" + secret + "\";";
  const Verdict verdict =
      check_patch({}, patch_of({changed("src/a.js", {" a", " b", "+" + line})}));
  CHECK(reasons_of(verdict.refusals) == "secret src/a.js:3");
  CHECK(verdict.refusals[0].detail == "an added line holds a secret (github-token, 40 bytes)");
  CHECK(reasons_of(changed("src/a.js", {"-" + line, "+const t = process.env.TOKEN;"})) == "");
  CHECK(reasons_of(changed("src/a.js", {" " + line, "+x"})) == "");
  for (const char* benign : {"+const apiKey = getKey();", "+apiKey: string;", "-secret = 'x'",
                             " secret = 'x'", "+if (secret === other) return;"}) {
    CHECK(reasons_of(changed("src/a.ts", {benign, "+x"})) == "");
  }
}

TEST_CASE("a secret over several lines is seen, with the line of the new file") {
  FilePatch file =
      changed("src/key.py", {" k = '''", "+-----BEGIN RSA PRIVATE KEY-----", "+" + random_text(64),
                             "+" + random_text(64), "+-----END RSA PRIVATE KEY-----", " '''"});
  file.hunks[0].new_start = 40;
  CHECK(reasons_of(file) == "secret src/key.py:41");
}

TEST_CASE("a patch full of secrets is refused with a bounded list") {
  std::vector<std::string> lines;
  for (std::uint64_t i = 0; i < 400; ++i) {
    lines.push_back("+k = 'ghp_" + random_text(36, homeostat::test::base62, i + 1) + "'");
  }
  CHECK(check_patch({}, patch_of({changed("src/a.js", lines)})).refusals.size() == 100);
}

TEST_CASE("a conflict marker is no code") {
  CHECK(reasons_of(changed("src/a.js", {"+<<<<<<< HEAD", "+x", "+=======", "+>>>>>>> b"})) ==
        "does_not_parse src/a.js:1, does_not_parse src/a.js:4");
  CHECK(reasons_of(changed("src/a.js", {"+<<<<<<<", "-<<<<<<< HEAD"})) == "");
}
