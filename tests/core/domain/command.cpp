#include <homeostat/command.hpp>

#include <random>

#include "support/catch.hpp"

using homeostat::ErrorCode;
using homeostat::split_command;
using Words = std::vector<std::string>;

namespace {

Words words_of(std::string_view command) {
  auto words = split_command(command);
  INFO(command);
  REQUIRE(words);
  return *words;
}

std::string error_of(std::string_view command) {
  auto words = split_command(command);
  INFO(command);
  REQUIRE_FALSE(words);
  CHECK(words.error().code == ErrorCode::invalid_argument);
  return words.error().message;
}

/// A word in single quotes, as a person would quote it for a shell.
std::string quoted(const std::string& word) {
  std::string text = "'";
  for (const char c : word)
    text += c == '\'' ? std::string(R"('\'')") : std::string(1, c);
  return text + "'";
}

}  // namespace

TEST_CASE("a plain command is split at blanks") {
  CHECK(words_of("npm test") == Words{"npm", "test"});
  CHECK(words_of("  npm\t test \n") == Words{"npm", "test"});
  CHECK(words_of("node --test tests/a.test.js") == Words{"node", "--test", "tests/a.test.js"});
  CHECK(words_of("python3 -m unittest -k a=b") == Words{"python3", "-m", "unittest", "-k", "a=b"});
  CHECK(words_of("./run {a,b} x~ y#z !") == Words{"./run", "{a,b}", "x~", "y#z", "!"});
}

TEST_CASE("quotes and backslashes are those of a POSIX shell") {
  CHECK(words_of("a 'b c' \"d e\"") == Words{"a", "b c", "d e"});
  CHECK(words_of("a'b'\"c\"d") == Words{"abcd"});
  CHECK(words_of("a '' \"\"") == Words{"a", "", ""});
  CHECK(words_of(R"(a '\n' "\n")") == Words{"a", "\\n", "\\n"});
  CHECK(words_of(R"(a "\"\\\$\`")") == Words{"a", "\"\\$`"});
  CHECK(words_of(R"(a b\ c \'d)") == Words{"a", "b c", "'d"});
  CHECK(words_of("a \\ ") == Words{"a", " "});
  CHECK(words_of("a \\\n  b\\\nc \"d\\\ne\" \\\n") == Words{"a", "bc", "de"});
  CHECK(words_of("a '$x | `y` * ~' \\$z \\* \\;") == Words{"a", "$x | `y` * ~", "$z", "*", ";"});
  CHECK(words_of("a \"x | y; z & *\"") == Words{"a", "x | y; z & *"});
}

TEST_CASE("a command that needs a shell is given to one, whole") {
  for (const std::string command : {"a | b",
                                    "a && b",
                                    "a; b",
                                    "a & ",
                                    "a > b",
                                    "a 2>&1",
                                    "a < b",
                                    "a $HOME",
                                    "a \"$HOME\"",
                                    "a `b`",
                                    "a \"`b`\"",
                                    "a *.js",
                                    "a b?",
                                    "a [bc]",
                                    "a # b",
                                    "#a",
                                    "a ~/b",
                                    "A=1 b",
                                    "_a1=x b",
                                    "(a)",
                                    "a\nb",
                                    "cd a",
                                    "exit 1",
                                    ". a",
                                    "if a",
                                    "! a",
                                    "{ a",
                                    "export A=b",
                                    "a \"$(echo \")\")\""}) {
    CHECK(words_of(command) == Words{"sh", "-c", command});
  }
}

TEST_CASE("a quoted name is a program and no part of the shell's language") {
  CHECK(words_of("'cd' a") == Words{"cd", "a"});
  CHECK(words_of("'A'=1 b") == Words{"A=1", "b"});
  CHECK(words_of("1A=1 b") == Words{"1A=1", "b"});
  CHECK(words_of("=1") == Words{"=1"});
  CHECK(words_of("a-b=1") == Words{"a-b=1"});
}

TEST_CASE("a command that no shell would run is an error that says why") {
  CHECK(error_of("") == "command is empty");
  CHECK(error_of(" \n\t ") == "command is empty");
  CHECK(error_of("a 'b") == "command has a quote that is not closed");
  CHECK(error_of("a \"b") == "command has a quote that is not closed");
  CHECK(error_of("a \"b\\") == "command has a quote that is not closed");
  CHECK(error_of("a \\") == "command ends in a backslash");
  CHECK(error_of("'' a") == "command names no program");
  CHECK(error_of("\\\n") == "command names no program");
  CHECK(error_of(std::string_view("a\0b", 3)) == "command holds a NUL byte");
  CHECK(error_of(std::string(homeostat::command_bytes_max + 1, 'a')) ==
        "command has 16385 bytes, limit is 16384");
  CHECK(words_of(std::string(homeostat::command_bytes_max, 'a')).size() == 1);
}

TEST_CASE("any words come back from their quoted form") {
  const auto seed = std::random_device{}();
  CAPTURE(seed);
  std::mt19937 random(seed);
  const std::string alphabet = "ab \t\n'\"\\$`*?[]{}()|&;<>~#=!\r\x80";
  for (int round = 0; round < 2000; ++round) {
    Words words;
    std::string command;
    const auto count = 1 + random() % 4;
    for (std::size_t i = 0; i < count; ++i) {
      std::string word = i == 0 ? "x" : "";
      for (auto length = random() % 8; length > 0; --length) {
        word += alphabet[random() % alphabet.size()];
      }
      command += quoted(word) + " ";
      words.push_back(std::move(word));
    }
    CHECK(words_of(command) == words);
  }
}
