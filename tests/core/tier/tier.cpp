#include <homeostat/tier.hpp>

#include <string>

#include <homeostat/intake.hpp>

#include "support/catch.hpp"

using homeostat::choose_tier;
using homeostat::Config;
using homeostat::ErrorReport;
using homeostat::find_model;
using homeostat::Frame;
using homeostat::is_sensitive;
using homeostat::ModelId;

namespace {

// A report with so many in-project frames, spread over so many files.
ErrorReport report_of(int frames, int files) {
  ErrorReport report;
  for (int i = 0; i < frames; ++i) {
    Frame frame;
    frame.file = "src/" + std::to_string(i % files) + ".js";
    frame.line = i + 1;
    frame.in_project = true;
    report.frames.push_back(frame);
  }
  return report;
}

homeostat::Location place(const std::string& path) { return {path, 1, 1, "f"}; }

homeostat::ModelConfig model(const std::string& id) {
  homeostat::ModelConfig config;
  config.id = ModelId(id);
  return config;
}

int tier_of(int frames, int files) { return choose_tier(report_of(frames, files), false, 0).tier; }

}  // namespace

TEST_CASE("few frames in one file are tier 1, some in up to three tier 2, others tier 3") {
  CHECK(tier_of(1, 1) == 1);
  CHECK(tier_of(4, 1) == 1);
  CHECK(tier_of(5, 1) == 2);
  CHECK(tier_of(2, 2) == 2);
  CHECK(tier_of(13, 3) == 2);
  CHECK(tier_of(14, 1) == 3);
  CHECK(tier_of(4, 4) == 3);
}

TEST_CASE("without a file of the project the tier is 3, and the reason says so") {
  CHECK(choose_tier({}, false, 0).tier == 3);
  ErrorReport report = report_of(1, 1);
  report.frames[0].in_project = false;
  const homeostat::TierChoice choice = choose_tier(report, false, 0);
  CHECK(choice.tier == 3);
  CHECK(choice.reason == "no frame names a file of the project");
  CHECK(choose_tier(report_of(2, 2), false, 0).reason == "2 frames in 2 files");
}

TEST_CASE("frames without a column count (the predecessor sent PHP and Python to tier 3)") {
  const auto tier_of_trace = [](const std::string& text) {
    return choose_tier(homeostat::parse_trace(text).report, false, 0).tier;
  };
  CHECK(tier_of_trace("E: x\n  at includes/a.php:45\n  at includes/a.php:120\n") == 1);
  CHECK(tier_of_trace("Traceback (most recent call last):\n  File \"a.py\", line 1, in a\n    x()\n"
                      "KeyError: 1\n") == 1);
}

TEST_CASE("foreign frames do not make an error harder") {
  ErrorReport report = report_of(2, 1);
  Frame foreign;
  foreign.file = "/app/node_modules/x.js";
  report.frames.insert(report.frames.end(), 50, foreign);
  CHECK(choose_tier(report, false, 0).tier == 1);
}

TEST_CASE("a forced tier is taken, but never for what is sensitive (the predecessor did)") {
  const ErrorReport report = report_of(20, 5);
  CHECK(choose_tier(report, false, 1).tier == 1);
  CHECK(choose_tier(report, false, 2).tier == 2);
  CHECK(choose_tier(report, false, 3).tier == 3);
  CHECK(choose_tier(report, false, 7).tier == 3);
  for (const int force : {0, 1, 2, 3}) {
    CAPTURE(force);
    const homeostat::TierChoice choice = choose_tier(report_of(1, 1), true, force);
    CHECK(choice.tier == 3);
    CHECK(choice.reason == "sensitive: only trusted models may see it");
  }
}

TEST_CASE("a sensitive file in a frame of the project or in a location makes a report sensitive") {
  ErrorReport report = report_of(1, 1);
  CHECK_FALSE(is_sensitive(report, {}));
  CHECK_FALSE(is_sensitive(report, {place("src/list.js")}));
  CHECK(is_sensitive(report, {place("src/list.js"), place("src/auth.js")}));
  report.frames[0].file = "/home/ann/notes/shared/api-keys.js";
  CHECK(is_sensitive(report, {}));
  report.frames[0].in_project = false;
  CHECK_FALSE(is_sensitive(report, {}));
}

TEST_CASE("a model is found by its id, and one that is not listed is not") {
  Config config;
  config.models = {model("a"), model("b")};
  CHECK(find_model(config, ModelId("b")) == &config.models[1]);
  CHECK(find_model(config, ModelId("c")) == nullptr);
}
