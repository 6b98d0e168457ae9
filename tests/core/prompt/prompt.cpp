#include "core/prompt/input.hpp"

#include <random>

#include "support/catch.hpp"

using namespace homeostat;
using homeostat::test::Ask;
using homeostat::test::contains;

TEST_CASE("the bound counts every byte and a constant for each message") {
  CHECK(token_bound({}) == 8);
  CHECK(token_bound({{MessageRole::system, "abc"}, {MessageRole::user, "\xF0\x9F\x98\x80"}}) ==
        8 + 2 * 8 + 3 + 4);
}

TEST_CASE("limits, allowed paths and the form of the answer are told") {
  Ask ask;
  ask.config.limits.diff_lines_max = 77;
  ask.config.limits.files_max = 3;
  ask.repository.path_filters = {{"src/", "lib/"}, {"tests/"}};
  const std::string system = ask.system();
  CHECK(contains(system, "at most 77 changed lines in 3 files"));
  CHECK(contains(system, "under: src/, lib/; never: tests/"));
  CHECK(contains(system, "<<<<<<< SEARCH"));
  CHECK(contains(system, "ABSTAIN: "));
  ask.repository.path_filters = {{"src/"}, {}};
  CHECK(contains(ask.system(), "never: none"));
}

TEST_CASE("only files that may be changed are shown") {
  Ask ask;
  ask.config.protected_paths = {"src/locked.js"};
  for (const char* path : {"docs/a.js", "tests/a.js", ".github/workflows/ci.yml", "src/locked.js",
                           "src/auth/login.js"}) {
    ask.files.push_back({path, FileMode::regular, "MARK\n"});
  }
  ask.files.push_back({"src/link.js", FileMode::symlink, "MARK"});
  ask.files.push_back({"src/blob.js", FileMode::regular, std::string("MARK\0", 5)});
  const Prompt prompt = ask.prompt();
  CHECK(prompt.files == std::vector<std::string>{"src/a.js"});
  CHECK_FALSE(contains(prompt.messages[1].text, "MARK"));
}

TEST_CASE("a sensitive file is shown only for an error that goes to a trusted model") {
  Ask ask;
  ask.files.push_back({"src/auth/login.js", FileMode::regular, "MARK\n"});
  REQUIRE_FALSE(contains(ask.user(), "MARK"));
  ask.diagnosis.sensitive = true;
  CHECK(contains(ask.user(), "MARK"));
}

TEST_CASE("the budget holds, whatever the input") {
  const unsigned seed = 7;
  INFO("seed " << seed);
  std::mt19937 random(seed);
  for (int round = 0; round < 60; ++round) {
    Ask ask;
    ask.files.clear();
    ask.diagnosis.locations.clear();
    ask.tokens_max = 2500 + static_cast<std::int64_t>(random() % 20'000);
    ask.diagnosis.report.stack = {std::string(random() % 9000, 's'), Provenance::reporter};
    for (int f = 0; f < 4; ++f) {
      const std::string path = "src/f" + std::to_string(f) + ".js";
      std::string text;
      for (auto n = random() % 400; n > 0; --n) {
        text += std::string(random() % 8, ' ') + std::string(random() % 60, 'y') + "\n";
      }
      if (f == 1) text += std::string(random() % 300, '`');
      ask.files.push_back({path, FileMode::regular, text});
      ask.diagnosis.locations.push_back({path, static_cast<int>(random() % 500), 0, ""});
    }
    const Prompt prompt = ask.prompt();
    REQUIRE(prompt.tokens <= ask.tokens_max);
    REQUIRE(prompt.tokens == token_bound(prompt.messages));
  }
}

TEST_CASE("frames come first: with little room their functions are what is shown") {
  Ask ask;
  std::string other;
  for (int i = 0; i < 300; ++i)
    other += "other_line();\n";
  ask.files.insert(ask.files.begin(), {"src/other.js", FileMode::regular, other});
  ask.tokens_max = 2400;
  const Prompt prompt = ask.prompt();
  CHECK(prompt.files == std::vector<std::string>{"src/a.js"});
}

TEST_CASE("the same input gives the same prompt") {
  const Ask ask;
  CHECK(ask.user() == ask.user());
  CHECK(ask.system() == ask.system());
}
