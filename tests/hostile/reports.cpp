#include <homeostat/privacy.hpp>

#include <map>

#include "hostile/cases.hpp"
#include "hostile/live.hpp"
#include "hostile/walk.hpp"
#include "support/catch.hpp"

using namespace homeostat;
using homeostat::test::issue_with;
using homeostat::test::live_elements;
using homeostat::test::read_cases;
using homeostat::test::text_of;
using homeostat::test::Texts;
using homeostat::test::texts_of;

namespace {

std::size_t count(std::string_view text, std::string_view part) {
  std::size_t found = 0;
  for (std::size_t at = text.find(part); at != text.npos; at = text.find(part, at + part.size()))
    ++found;
  return found;
}

/// Live elements of a body, those that an ordinary report has too left out.
std::vector<std::string> foreign_elements(const std::string& body, const std::string& ordinary) {
  std::map<std::string, int> counts;
  for (const std::string& one : live_elements(test::outside_of_code(body)))
    ++counts[one];
  for (const std::string& one : live_elements(test::outside_of_code(ordinary)))
    --counts[one];
  std::vector<std::string> foreign;
  for (const auto& [element, surplus] : counts) {
    // A list may have more or fewer items than an ordinary one, and names other code.
    if (surplus > 0 && element != "block") foreign.push_back(element);
  }
  return foreign;
}

}  // namespace

TEST_CASE("no field of a report reaches out of its fence in a prompt") {
  const Texts ordinary = texts_of(issue_with("", ""));
  const std::size_t fences = count(ordinary.prompt, "n0nce7");
  REQUIRE(fences > 2);
  for (const auto& one : read_cases("reports.jsonl")) {
    INFO(boost::json::serialize(one));
    const Texts texts = texts_of(issue_with(text_of(one, "field"), text_of(one, "text")));
    CHECK(count(texts.prompt, "n0nce7") <= fences);
    CHECK(texts.prompt.find("<!--") == texts.prompt.npos);
    CHECK(strip_invisible(texts.prompt) == texts.prompt);
  }
}

TEST_CASE("no field of a report is live in a pull request") {
  const Texts ordinary = texts_of(issue_with("", ""));
  for (const auto& one : read_cases("reports.jsonl")) {
    INFO(boost::json::serialize(one));
    const Texts texts = texts_of(issue_with(text_of(one, "field"), text_of(one, "text")));
    INFO(texts.body);
    CHECK(foreign_elements(texts.body, ordinary.body).empty());
    CHECK(count(texts.body, "<!-- homeostat:state -->") == 1);
    CHECK(count(texts.body, "<!--") == count(ordinary.body, "<!--"));
    CHECK(texts.title.find('\n') == texts.title.npos);
    CHECK(texts.title.find_first_of("@#`[]") == texts.title.npos);
    CHECK(texts.commit.find('@') == texts.commit.npos);
    CHECK(texts.commit.find('#') == texts.commit.npos);
  }
}
