#include <homeostat/privacy.hpp>

#include "core/base/utf8.hpp"
#include "hostile/cases.hpp"
#include "hostile/live.hpp"
#include "support/catch.hpp"

using namespace homeostat;
using homeostat::test::live_elements;
using homeostat::test::read_cases;
using homeostat::test::text_of;

namespace {

/// Characters that a reader sees, but for marks of Markdown and blanks.
std::string letters_of(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (base::is_alnum(c)) out += c;
  }
  return out;
}

}  // namespace

TEST_CASE("nothing of the hostile texts is live after escaping") {
  for (const auto& one : read_cases("texts.jsonl")) {
    const std::string text = text_of(one, "text");
    const std::string out = escape_markdown(text);
    INFO(text_of(one, "id") << ": " << text << "\nbecame: " << out);
    CHECK(live_elements(out).empty());
    CHECK(out.find('\n') == out.npos);
    CHECK(base::is_valid_utf8(out));
    // In a list, a cell of a table and a heading it stays one line as well.
    CHECK(live_elements(escape_markdown("x " + text)).empty());
  }
}

TEST_CASE("what people read in the hostile texts stays") {
  for (const auto& one : read_cases("texts.jsonl")) {
    const std::string text = text_of(one, "text");
    const std::string visible = strip_invisible(text);
    std::string out = escape_markdown(text);
    for (const auto& [entity, sign] :
         {std::pair{"&lt;", "<"}, std::pair{"&gt;", ">"}, std::pair{"&amp;", "&"}}) {
      out = base::replace_all(out, entity, sign);
    }
    INFO(text);
    CHECK(letters_of(out) == letters_of(visible));
    CHECK(strip_invisible(visible) == visible);
  }
}

TEST_CASE("a fence holds every hostile text") {
  for (const auto& one : read_cases("texts.jsonl")) {
    const std::string text = strip_invisible(text_of(one, "text"));
    INFO(text);
    CHECK(test::outside_of_code(fence_markdown(text, "text") + "after\n") == "after\n");
  }
}

TEST_CASE("the measure of what is live finds what is") {
  for (const char* text : {"@octocat", "#1",      "a #12", "http://x", "www.x", "WWW.X", "GH-1",
                           "<b>",      "`x`",     "*x",    "_x",       "[x",    "|",     "~",
                           "abcdef1",  "1234567", "- x",   "> x",      "\\\\`", "/close"}) {
    INFO(text);
    CHECK_FALSE(live_elements(text).empty());
  }
  for (const char* text : {"plain text.", "a\\_b", "C\\#", "a - b", "x@", "abcdef", "12.5"}) {
    INFO(text);
    CHECK(live_elements(text).empty());
  }
}
