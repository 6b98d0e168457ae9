#include <string>
#include <vector>

#include <homeostat/diff.hpp>
#include <homeostat/prompt.hpp>

#include "support/catch.hpp"
#include "support/growth.hpp"

using namespace homeostat;

namespace {

const std::vector<FileContent> files{
    {"src/a.js", FileMode::executable, "let a = 1;\nlet b = 2;\nlet a = 1;\n"},
    {"src/b.js", FileMode::regular, "let c = 3;\nlet d = 4;\n"},
    {"lib/b.js", FileMode::regular, "let e = 5;\n"}};

std::string block(std::string_view path, std::string_view search, std::string_view replace) {
  return std::string(path) + "\n<<<<<<< SEARCH\n" + std::string(search) + "\n=======\n" +
         std::string(replace) + "\n>>>>>>> REPLACE\n";
}

Refusal refusal(std::string_view answer) {
  const AnswerResult read = parse_answer(answer, files);
  REQUIRE(read.refusal.has_value());
  CHECK_FALSE(read.patch.has_value());
  CHECK(read.writes.empty());
  return *read.refusal;
}

}  // namespace

TEST_CASE("no answer, prose and apologies are no patch") {
  for (const std::string_view text :
       {"", " \n\t", "I cannot fix this.", "Please check that x is not null before using it.",
        "```\n```", "let b = 3;", "=======", ">>>>>>> REPLACE"}) {
    INFO(text);
    CHECK(refusal(text).reason == Reason::no_patch);
  }
}

TEST_CASE("abstaining is an answer of its own, with a clean reason") {
  const Refusal abstained = refusal("\nABSTAIN: needs jane.doe@example.org to decide\nmore\n");
  CHECK(abstained.reason == Reason::abstained);
  CHECK(abstained.detail.find("to decide") != std::string::npos);
  CHECK(abstained.detail.find("jane") == std::string::npos);
  CHECK(abstained.detail.find("more") == std::string::npos);
  CHECK(refusal("ABSTAIN: no\n" + block("src/b.js", "let c = 3;", "")).reason == Reason::abstained);
}

TEST_CASE("the patch is ours: made from the files before and after") {
  const AnswerResult read = parse_answer(block("src/b.js", "let d = 4;", "let d = 5;"), files);
  REQUIRE(read.patch.has_value());
  REQUIRE(read.writes.size() == 1);
  CHECK(read.writes[0].content == "let c = 3;\nlet d = 5;\n");
  const auto applied = apply_patch(*read.patch, files);
  REQUIRE(applied.has_value());
  CHECK(applied->writes == read.writes);
}

TEST_CASE("a file keeps its mode") {
  const AnswerResult read = parse_answer(block("src/a.js", "let b = 2;", "let b = 3;"), files);
  REQUIRE(read.writes.size() == 1);
  CHECK(read.writes[0].mode == FileMode::executable);
}

TEST_CASE("lines that stand nowhere or at several places are refused") {
  CHECK(refusal(block("src/a.js", "let a = 1;", "let a = 2;")).reason == Reason::does_not_apply);
  CHECK(refusal(block("src/a.js", "let z = 1;", "let a = 2;")).reason == Reason::does_not_apply);
  CHECK(refusal(block("src/a.js", "let z = 1;", "let a = 2;")).file == "src/a.js");
  CHECK(refusal(block("src/a.js", "", "let a = 2;")).reason == Reason::does_not_apply);
}

TEST_CASE("a name that two files could have, or none has, is refused") {
  CHECK(refusal(block("b.js", "let c = 3;", "let c = 4;")).reason == Reason::does_not_apply);
  CHECK(refusal(block("src/zzz.js", "let c = 3;", "x")).reason == Reason::does_not_apply);
  CHECK(refusal(block("", "let q = 3;", "x")).reason == Reason::does_not_apply);
  const std::vector<FileContent> twins{{"a.js", FileMode::regular, "x\n"},
                                       {"b.js", FileMode::regular, "x\n"}};
  CHECK(parse_answer(block("", "x", "y"), twins).refusal.has_value());
}

TEST_CASE("all edits or none") {
  const AnswerResult read = parse_answer(
      block("src/b.js", "let c = 3;", "let c = 4;") + block("src/b.js", "gone", "x"), files);
  REQUIRE(read.refusal.has_value());
  CHECK(read.writes.empty());
}

TEST_CASE("edits that change nothing are no patch") {
  CHECK(refusal(block("src/b.js", "let c = 3;", "let c = 3;")).reason == Reason::no_patch);
}

TEST_CASE("an edit of a line that an earlier edit made is found") {
  const AnswerResult read = parse_answer(
      block("src/b.js", "let c = 3;", "let c = 4;") + block("src/b.js", "let c = 4;", "let c = 5;"),
      files);
  REQUIRE(read.writes.size() == 1);
  CHECK(read.writes[0].content == "let c = 5;\nlet d = 4;\n");
}

TEST_CASE("too many edits and too long answers are refused") {
  std::string many;
  for (int i = 0; i < 70; ++i)
    many += block("src/b.js", "let c = 3;", "let c = 3;");
  CHECK(refusal(many).reason == Reason::no_patch);
  CHECK(refusal(std::string(1024 * 1024 + 1, 'x')).reason == Reason::no_patch);
}

TEST_CASE("reading an answer is linear in what it is made of") {
  std::string text;
  for (int i = 0; i < 20'000; ++i)
    text += "    x\n";
  const std::vector<FileContent> large{{"a.py", FileMode::regular, text + "y\n" + text}};
  std::string search;
  for (int i = 0; i < 10'000; ++i)
    search += "    x\n";
  for (const std::string& answer :
       {block("a.py", search + "z", "q"), block("a.py", search + "y", "q"),
        std::string(200'000, '<'), std::string(200'000, '`'),
        "--- a\n+++ b\n" + std::string(100'000, '@')}) {
    const homeostat::test::ProcessorTimer timer;
    const AnswerResult read = parse_answer(answer, large);
    CHECK((read.patch.has_value() || read.refusal.has_value()));
    CHECK(timer.seconds() < 5);
  }
}
