#include <homeostat/diff.hpp>
#include <homeostat/guardrails.hpp>
#include <homeostat/pattern.hpp>

#include "hostile/cases.hpp"
#include "support/catch.hpp"

using namespace homeostat;
using homeostat::test::read_cases;
using homeostat::test::text_of;

namespace {

/// What the guardrails say to everything that the patterns propose for a file they fit.
bool is_inert(const std::vector<Pattern>& library, std::size_t& proposals) {
  Diagnosis diagnosis;
  diagnosis.language = Language::javascript;
  diagnosis.report.error_type = {"TypeError", Provenance::reporter};
  diagnosis.report.message = {"Cannot read properties of undefined (reading 'x')",
                              Provenance::reporter};
  for (const char* path : {"src/a.js", "manifest.json"}) {
    diagnosis.locations = {{path, 2, 0, "f"}};
    const std::vector<FileContent> files{{path, FileMode::regular, "q();\nf(a.x);\nr();\n"}};
    for (const PatternCandidate& one : match_patterns(library, diagnosis, files)) {
      ++proposals;
      const FileContent after{one.write.path, one.write.mode, one.write.content.value_or("")};
      if (check_patch({}, make_patch(files, {after})).pass()) return false;
    }
  }
  return true;
}

}  // namespace

TEST_CASE("a poisoned library is refused, or what it proposes is") {
  std::size_t proposals = 0;
  for (const auto& one : read_cases("libraries.jsonl")) {
    INFO(boost::json::serialize(one));
    const auto library = parse_library(boost::json::serialize(one.at("library")));
    if (text_of(one, "expect") == "refuse") {
      CHECK_FALSE(library);
    } else {
      REQUIRE(library);
      CHECK(is_inert(*library, proposals));
    }
  }
  CHECK(proposals > 0);
}
