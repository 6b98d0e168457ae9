#include <homeostat/diff.hpp>
#include <homeostat/secrets.hpp>

#include <string>

#include "support/catch.hpp"
#include "support/synthetic.hpp"

using homeostat::find_patch_secrets;
using homeostat::Patch;
using homeostat::PatchSecrets;
using homeostat::SecretPlace;
using homeostat::test::random_text;

namespace {

const std::string& token() {
  static const std::string one = "ghp_" + random_text(36);
  return one;
}

PatchSecrets found_in(const std::string& hunk) {
  const auto patch = homeostat::parse_patch("--- a/src/a.js\n+++ b/src/a.js\n" + hunk);
  REQUIRE(patch.has_value());
  return find_patch_secrets(*patch);
}

}  // namespace

TEST_CASE("only what a patch adds rejects it") {
  const PatchSecrets added =
      found_in("@@ -4,2 +5,3 @@\n const x = 1;\n+  const t = '" + token() + "';\n use(t);\n");
  REQUIRE(added.rejecting.size() == 1);
  CHECK(added.present.empty());
  CHECK(added.rejecting[0].place == SecretPlace::added);
  CHECK(added.rejecting[0].finding.file == "src/a.js");
  CHECK(added.rejecting[0].finding.line == 6);
  CHECK(added.rejecting[0].finding.column == 14);
  CHECK(added.rejecting[0].finding.offset == 13);
  CHECK(added.rejecting[0].finding.length == 40);

  const PatchSecrets removed =
      found_in("@@ -4,2 +5,2 @@\n const x = 1;\n-t = '" + token() + "';\n+t = env.T;\n");
  CHECK(removed.rejecting.empty());
  REQUIRE(removed.present.size() == 1);
  CHECK(removed.present[0].place == SecretPlace::removed);
  CHECK(removed.present[0].finding.line == 5);

  const PatchSecrets context =
      found_in("@@ -4,2 +5,2 @@\n t = '" + token() + "';\n-use(1);\n+use(2);\n");
  CHECK(context.rejecting.empty());
  REQUIRE(context.present.size() == 1);
  CHECK(context.present[0].place == SecretPlace::context);
  CHECK(context.present[0].finding.line == 5);
}

TEST_CASE("a key of several lines is found across them, also where its head was there before") {
  const std::string head = "-----BEGIN RSA " + std::string("PRIVATE KEY-----");
  const std::string body = random_text(64);
  const PatchSecrets whole =
      found_in("@@ -0,0 +1,3 @@\n+" + head + "\n+" + body + "\n+" + body + "\n");
  REQUIRE(whole.rejecting.size() == 1);
  CHECK(whole.rejecting[0].finding.line == 1);
  const PatchSecrets tail = found_in("@@ -1 +1,2 @@\n " + head + "\n+" + body + "\n");
  REQUIRE(tail.rejecting.size() == 1);
  CHECK(tail.rejecting[0].finding.line == 2);
  CHECK(tail.rejecting[0].finding.column == 1);
}

TEST_CASE("new file names and the texts that go with a patch are searched") {
  const auto patch =
      homeostat::parse_patch("diff --git a/x b/" + token() +
                             "\nsimilarity index 100%\nrename from x\nrename to " + token() + "\n");
  REQUIRE(patch.has_value());
  const std::string message = "fix: use " + token();
  const std::string body = "See " + token() + ".";
  const PatchSecrets found =
      find_patch_secrets(*patch, {.commit_message = message, .pull_request = body});
  REQUIRE(found.rejecting.size() == 3);
  CHECK(found.rejecting[0].place == SecretPlace::commit_message);
  CHECK(found.rejecting[0].finding.line == 1);
  CHECK(found.rejecting[1].place == SecretPlace::pull_request);
  CHECK(found.rejecting[2].place == SecretPlace::file_name);
  CHECK(found.rejecting[2].finding.line == 0);
  CHECK(find_patch_secrets(Patch{}).rejecting.empty());
}
