#include <string>

#include "core/pattern/template.hpp"
#include "core/pattern/transfer.hpp"
#include "support/catch.hpp"

using namespace homeostat::pattern;

namespace {

const std::string good =
    R"({"v":1,"family":"javascript","message":"read_property","abstract":[{"left":)"
    R"([{"hole":0,"kind":"chain"},{"op":"."},{"hole":1,"kind":"name","slot":"property"}],)"
    R"("edit":[1,2],"right":[{"op":"?."}]}]})";

// `good` with one thing changed.
std::string with(std::string_view what, std::string_view by) {
  std::string text = good;
  const auto at = text.find(what);
  REQUIRE(at != std::string::npos);
  return text.replace(at, what.size(), by);
}

}  // namespace

TEST_CASE("an edit is read as it was written") {
  const auto edit = parse_edit(good);
  REQUIRE(edit.has_value());
  CHECK(print_edit(*edit) == good);
  for (const homeostat::test::Fix& fix : {
           homeostat::test::Fix{"a.py", "KeyError", "'k'", "@x = d['k']\n", "x = d.get('k', '')\n"},
           {"a.js", "TypeError", "Cannot read properties of undefined (reading 'trim')",
            "@f(`a${b.trim()}`)\n", "f(`a${(b || '').trim()}`)\n"},
           {"a.php", "Warning", "Undefined array key \"k\"", "<?php\n@f($a['k']);\n",
            "<?php\nif (isset($a['k'])) {\n\n  f($a['k']);\n}\n"},
       }) {
    const auto learned = homeostat::test::learn(fix);
    REQUIRE(learned.has_value());
    const auto parsed = parse_edit(learned->edit_json);
    REQUIRE(parsed.has_value());
    CHECK(print_edit(*parsed) == learned->edit_json);
    CHECK_FALSE(parsed->abstract.empty());
  }
}

TEST_CASE("what was not written by us is refused") {
  for (const std::string& text : {
           std::string(),
           std::string("[]"),
           std::string("{"),
           std::string("{}"),
           with("\"v\":1", "\"v\":2"),
           with("\"v\":1", "\"v\":\"1\""),
           with("\"v\":1,", ""),
           with("\"v\":1", "\"v\":1,\"x\":1"),
           with("javascript", "klingon"),
           with("\"message\":\"read_property\"", "\"message\":1"),
           with("\"v\":1", "\"v\":1,\"typescript\":1"),
           with("{\"hole\":0,\"kind\":\"chain\"}", "1"),
           with("{\"hole\":0,\"kind\":\"chain\"}", "{}"),
           with("{\"hole\":0,\"kind\":\"chain\"}", "{\"hole\":0}"),
           with("{\"hole\":0,\"kind\":\"chain\"}", "{\"hole\":0,\"kind\":\"starts\"}"),
           with("{\"hole\":0,\"kind\":\"chain\"}", "{\"is\":\"chain\"}"),
           with("{\"hole\":0,\"kind\":\"chain\"}", "{\"is\":\"starts\",\"op\":\".\"}"),
           with("\"hole\":0", "\"hole\":-1"),
           with("\"hole\":0", "\"hole\":1.5"),
           with("\"hole\":0", "\"hole\":7"),
           with("\"slot\":\"property\"", "\"slot\":\"x\""),
           with("{\"op\":\".\"}", "{\"oops\":\".\"}"),
           with("{\"op\":\".\"}", "{\"op\":1}"),
           with("[1,2]", "[2,1]"),
           with("[1,2]", "[1,2,3]"),
           with("[1,2]", "[1,9]"),
           with("[1,2]", "[1]"),
           with("\"edit\"", "\"edits\""),
           with("[{\"op\":\"?.\"}]", "[{\"op\":\"?.\",\"gap\":[0,0]}]"),
           with("[{\"op\":\"?.\"}]", "[{\"op\":\"?.\",\"gap\":[9,0,0]}]"),
           with("[{\"op\":\"?.\"}]", "[{\"op\":\"?.\",\"open\":\"(\"}]"),
           with("[{\"op\":\"?.\"}]", "[{\"op\":\"?.\",\"hole\":0}]"),
           with("[{\"op\":\"?.\"}]", "[{\"gap\":[0,0,0]}]"),
           with("[{\"op\":\"?.\"}]", "[{\"identifier\":\"evil\"}]"),
           with("[{\"op\":\"?.\"}]", "[{\"op\":\";evil()\"}]"),
           with("[{\"op\":\"?.\"}]", "[{\"hole\":5}]"),
           std::string(R"({"v":1,"family":"php","message":"","abstract":[]})"),
           std::string(100'000, ' '),
       }) {
    INFO(text.substr(0, 300));
    CHECK_FALSE(parse_edit(text).has_value());
  }
}

TEST_CASE("a deep or broken text is refused, not followed") {
  CHECK_FALSE(parse_edit(std::string(5000, '[')).has_value());
  for (std::size_t cut = 0; cut < good.size(); ++cut) {
    CHECK_FALSE(parse_edit(good.substr(0, cut)).has_value());
  }
}
