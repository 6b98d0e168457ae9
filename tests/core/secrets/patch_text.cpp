#include <homeostat/secrets.hpp>
#include <string>

#include "support/catch.hpp"
#include "support/synthetic.hpp"

using homeostat::find_patch_secrets;
using homeostat::PatchSecrets;
using homeostat::SecretPlace;
using homeostat::test::random_text;

namespace {

const std::string& token() {
  static const std::string one = "ghp_" + random_text(36);
  return one;
}

PatchSecrets found_in(const std::string& text) {
  return find_patch_secrets(std::string_view(text));
}

}  // namespace

TEST_CASE("places in the text of a patch are the text's own, well-formed or not") {
  // The counts of this hunk are wrong.
  const std::string text = "fix: " + token() +
                           "\n\ndiff --git a/x b/x\nindex 1..2\n--- a/x\n+++ b/" + token() +
                           "\n@@ -1,9 +1,9 @@\n a = '" + token() + "'\n-b = '" + token() +
                           "'\r\n+c = '" + token() + "'\n\\ No newline at end of file\n";
  const PatchSecrets found = found_in(text);
  REQUIRE(found.rejecting.size() == 3);
  CHECK(found.rejecting[0].place == SecretPlace::commit_message);
  CHECK(found.rejecting[1].place == SecretPlace::file_name);
  CHECK(found.rejecting[2].place == SecretPlace::added);
  CHECK(found.rejecting[2].finding.line == 10);
  CHECK(found.rejecting[2].finding.column == 7);
  REQUIRE(found.present.size() == 2);
  CHECK(found.present[0].place == SecretPlace::context);
  CHECK(found.present[1].place == SecretPlace::removed);
  for (const auto* list : {&found.rejecting, &found.present}) {
    for (const auto& one : *list) {
      CHECK(text.substr(one.finding.offset, one.finding.length) == token());
      CHECK(one.finding.file.empty());
    }
  }
}

TEST_CASE("new names reject a patch, old ones do not") {
  const std::string head = "diff --git a/x b/y\nrename from ";
  CHECK(found_in(head + "x\nrename to " + token() + "\n").rejecting.size() == 1);
  CHECK(found_in(head + "x\ncopy to " + token() + "\n").rejecting.size() == 1);
  CHECK(found_in(head + token() + "\nrename to x\n").rejecting.empty());
  CHECK(found_in(head + token() + "\nrename to x\n").present.empty());
}

TEST_CASE("a key whose head was there before belongs to the lines that are added") {
  const std::string head = "-----BEGIN RSA " + std::string("PRIVATE KEY-----");
  const PatchSecrets found =
      found_in("--- a/k\n+++ b/k\n@@ -1 +1,2 @@\n " + head + "\n+" + random_text(64) + "\n");
  REQUIRE(found.rejecting.size() == 1);
  CHECK(found.rejecting[0].place == SecretPlace::added);
}
