#include <homeostat/privacy.hpp>

#include <string>

#include "support/catch.hpp"
#include "support/growth.hpp"

using homeostat::escape_markdown;
using homeostat::fence_markdown;

namespace {

/// The zero-width space made visible.
std::string escaped(std::string_view text) {
  std::string out = escape_markdown(text);
  for (std::size_t at = 0; (at = out.find("\xe2\x80\x8b", at)) != out.npos;)
    out.replace(at, 3, "·");
  return out;
}

}  // namespace

TEST_CASE("nothing that a forge links stays live") {
  CHECK(escaped("thanks @octocat and @org/team") == "thanks @·octocat and @·org/team");
  CHECK(escaped("closes #1, fixes GH-12") == "closes \\#·1, fixes GH-·12");
  CHECK(escaped("resolves gh-7 but high-12") == "resolves gh-·7 but high-12");
  CHECK(escaped("owner/repo#1 a@abc1234") == "owner/repo\\#·1 a@·abc123·4");
  CHECK(escaped("see https://evil.example/x") == "see https:·//evil.example/x");
  CHECK(escaped("WWW.evil.example awww.x") == "WWW·.evil.example awww.x");
  CHECK(escaped("commit ec33055b85c5b77675ad95d8e7f469308a0adb15") ==
        "commit ec3305·5b85c5·b77675·ad95d8·e7f469·308a0a·db15");
  CHECK(escaped("feedback decade1 deadbee 123456") == "feedback decade·1 deadbe·e 123456");
  CHECK(escaped("GHSA-x2ab-9 CVE-2021-44228 ghsax-1") == "GHSA-·x2ab-9 CVE-·2021-44228 ghsax-1");
  CHECK(escaped("a.js:100:5 :octocat: a:b :x") == "a.js:·100:5 :·octocat: a:b :x");
}

TEST_CASE("nothing that Markdown or HTML shows as more than text stays live") {
  CHECK(escaped("![x](y) [a](b) <img src=x> &lt;") ==
        "\\!\\[x\\](y) \\[a\\](b) &lt;img src=x&gt; &amp;lt;");
  CHECK(escaped("a | b `c` *d* _e_ ~~f~~ $g$ ^h") ==
        "a \\| b \\`c\\` \\*d\\* \\_e\\_ \\~\\~f\\~\\~ \\$g\\$ \\^h");
  CHECK(escaped("a\\") == "a\\\\");
  CHECK(escaped("```\n@x\n```") == "\\`\\`\\` @·x \\`\\`\\`");
  CHECK(escaped("a<!-- b -->c\r\nd\te") == "ac d e");
}

TEST_CASE("no text begins a block") {
  CHECK(escaped("- a") == "\\- a");
  CHECK(escaped("  + a") == "\\+ a");
  CHECK(escaped("12. a") == "12\\. a");
  CHECK(escaped("1) a") == "1\\) a");
  CHECK(escaped("===") == "\\===");
  CHECK(escaped("/close now") == "\\/close now");
  CHECK(escaped("# a") == "\\#· a");
  CHECK(escaped("> a") == "&gt; a");
  CHECK(escaped("a. b) 1. c") == "a. b) 1. c");
  CHECK(escaped("1234567890. a") == "123456·7890. a");
  CHECK(escaped("\n\n   \n") == "");
}

TEST_CASE("a fence is longer than any run of its text") {
  CHECK(fence_markdown("a\n", "text") == "```text\na\n```\n");
  CHECK(fence_markdown("a") == "```\na\n```\n");
  CHECK(fence_markdown("") == "```\n```\n");
  CHECK(fence_markdown("x\n`````\n@y", "c++ \n```") == "``````c++\nx\n`````\n@y\n``````\n");
}

TEST_CASE("escaping takes time in proportion to the text") {
  for (const char* part : {"abcdef0", ":aa", "www.", "@", "1"}) {
    INFO(part);
    CHECK(homeostat::test::growth(part, 50'000, [](const std::string& text) {
            (void)escape_markdown(text);
          }) < homeostat::test::linear_growth_max);
  }
}
