#include <initializer_list>
#include <string>

#include "core/secrets/found.hpp"
#include "support/catch.hpp"
#include "support/synthetic.hpp"

using homeostat::SecretProfile;
using homeostat::test::found_in;
using homeostat::test::random_text;

TEST_CASE("quotes of other languages around a value are passed") {
  const std::string v = random_text(24);
  for (const std::string& text : std::initializer_list<std::string>{
           "{\\\"api_key\\\": \\\"" + v + "\\\"}", "{\\\\\"api_key\\\\\": \\\\\"" + v + "\\\\\"}",
           "alert(&quot;apiKey:&quot;" + v + "&quot;)", "?q=%22api_key%22%3A%22" + v + "%22",
           "service[\"api_token\"] = [[" + v + "]]", "api_key := @\"" + v + "\"", "api_key -> " + v,
           "api_key ?"
           "?= \"" +
               v + "\"",
           "api_key .= '" + v + "'", "| api key | `" + v + "` |",
           "{\"name\": \"api_key\", \"value\": \"" + v + "\"}", "api key 2: " + v,
           "let api_key: &str = \"" + v + "\";", "api_key|=" + v}) {
    INFO(text);
    CHECK(found_in(text) == v);
  }
}

TEST_CASE("what is no value of a name is not taken for one") {
  const std::string v = random_text(24);
  for (const std::string& text : std::initializer_list<std::string>{
           "token\n" + v,                   // the next line
           "tokens (\n\n\n" + v + ")",      // far away
           "[\"a_key\", \"b_" + v + "\"]",  // a list
           "token <" + v,                   // an open tag
           "token | " + std::string(80, ' ') + v, "token, valued " + v, "token = [[" + v,
           "token = " + v + "(x)"}) {
    INFO(text);
    CHECK(found_in(text) == "");
  }
}
