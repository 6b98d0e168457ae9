#include <homeostat/runtime/config_file.hpp>

#include "runtime/support.hpp"

using namespace homeostat;
using namespace runtime_test;

namespace {

/// The message about a file with this content, without the folder's name in front.
std::string fault_of(const std::string& content, const std::string& name = "repos.yml") {
  const TemporaryFolder folder;
  const auto config = load_config(write_in(folder, name, content));
  INFO(content);
  REQUIRE_FALSE(config);
  CHECK(config.error().code == ErrorCode::invalid_config);
  const std::string prefix = folder.path() + "/";
  REQUIRE(config.error().message.find(prefix) == 0);
  return config.error().message.substr(prefix.size());
}

constexpr const char* repos_yml = R"(version: 1
# the repositories, in order
repositories:
  - slug: acme/convert-my-file
    branch: main
    max_prs_per_run: 2
    labels: [robot, "automated-fix"]
    path_filters:
      include:
        - "src/"
        - content/
      exclude: ['tests/', 'docs/']
    test_command: npm test
    confidence_threshold: 0.8
  - slug: acme/notebridge
    branch: release/1.x
money:
  run: 0.066
  month: unlimited
dry_run: true
)";

}  // namespace

TEST_CASE("the predecessor's repos.yml is read as YAML") {
  const TemporaryFolder folder;
  const auto config = load_config(write_in(folder, ".homeostat/repos.yml", repos_yml));
  INFO((config ? "" : config.error().message));
  REQUIRE(config);
  REQUIRE(config->repositories.size() == 2);
  const auto& first = config->repositories[0];
  CHECK(first.slug == RepoId("acme/convert-my-file"));
  CHECK(first.labels == std::vector<std::string>{"robot", "automated-fix"});
  CHECK(first.path_filters.include == std::vector<std::string>{"src/", "content/"});
  CHECK(first.test_command == "npm test");
  CHECK(config->repositories[1].branch == "release/1.x");
  CHECK(config->money.run == Money::from_micros(66'000));
  CHECK_FALSE(config->money.month);
  CHECK(config->dry_run);
}

TEST_CASE("the same configuration as JSON is read the same") {
  const TemporaryFolder folder;
  const auto yaml = load_config(write_in(folder, "a.yml", repos_yml));
  REQUIRE(yaml);
  const auto json = load_config(write_in(folder, "a.json", "\xEF\xBB\xBF" + to_json(*yaml)));
  REQUIRE(json);
  CHECK(*json == *yaml);
}

TEST_CASE("a bad value is named with its line, column, pointer and what is allowed") {
  CHECK(fault_of("limits:\n  diff_lines_max: 400\n  files_max: 0\n") ==
        "repos.yml:3:3: /limits/files_max: expected a whole number from 1 to 10000, got 0");
  CHECK(fault_of("repositories:\n  - slug: acme/kit\n  - branch: main\n") ==
        "repos.yml:3:5: /repositories/1: missing key slug");
  CHECK(fault_of("repositories:\n  - slug: acme/kit\n    labels:\n      - ok\n      - 1\n")
            .find("repos.yml:5:9: /repositories/0/labels/1: expected a label") == 0);
  CHECK(fault_of("repos: []\n").find("repos.yml:1:1: /repos: unknown key, allowed are ") == 0);
  CHECK(fault_of("- a\n").find("repos.yml:1:1: /: expected an object with keys") == 0);
  CHECK(fault_of("money:\n  run:\n").find("repos.yml:2:3: /money/run: expected an amount") == 0);
}

TEST_CASE("a bad value in JSON is named with its line and column, too") {
  CHECK(fault_of("{\n  \"limits\": {\n    \"files_max\": -1}}", "c.json")
            .find("c.json:3:5: /limits/files_max: expected a whole number") == 0);
  CHECK(fault_of("{\n\t\"dry_run\": 1}", "c.json") ==
        "c.json:2:2: /dry_run: expected true or false, got 1");
}

TEST_CASE("a key that holds a colon still finds its place") {
  CHECK(fault_of("limits:\n  files_max: 1\n  \"a: b\": 1\n")
            .find("repos.yml:3:3: /limits/a: b: unknown key") == 0);
  // A key whose name is not shown as it is stands in its parent.
  CHECK(fault_of("limits:\n  files_max: 1\n  \"a\\nb\": 1\n")
            .find("repos.yml:1:1: /limits/a?b: unknown key") == 0);
}

TEST_CASE("an error without a pointer stands at the file's beginning") {
  ConfigText text;
  text.name = "x.yml";
  const Error error{ErrorCode::invalid_config, "slug is listed twice"};
  CHECK(with_position(error, text).message == "x.yml:1:1: slug is listed twice");
  CHECK(with_position(error, text).code == ErrorCode::invalid_config);
}

TEST_CASE("a file that is missing, a folder or too large is an error with its path") {
  const TemporaryFolder folder;
  const auto missing = load_config(folder / "none.yml");
  REQUIRE_FALSE(missing);
  CHECK(missing.error().code == ErrorCode::store);
  CHECK(missing.error().message == (folder / "none.yml") + ": No such file or directory");
  CHECK(load_config(folder.path()).error().message.find("Is a directory") != std::string::npos);
  CHECK(fault_of("# " + std::string(1024 * 1024, 'x')) ==
        "repos.yml: file is larger than 1048576 bytes");
}
