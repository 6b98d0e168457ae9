#include <homeostat/fingerprint.hpp>

#include <random>
#include <string>
#include <vector>

#include "support/catch.hpp"
#include "support/growth.hpp"

using homeostat::message_template;

namespace {

void check_same(const std::vector<std::string>& messages, const std::string& expected) {
  for (const std::string& message : messages) {
    CAPTURE(message);
    CHECK(message_template(message) == expected);
  }
}

}  // namespace

TEST_CASE("numbers, durations, sizes and versions do not count") {
  check_same({"took 12ms of 30s", "took 13ms of 5s", "took 1.5s of 100"}, "took <n> of <n>");
  check_same({"row 7, column 1,234.5", "row 123456, column 0"}, "row <n>, column <n>");
  check_same({"index -1 out of 5", "index 12 out of 5"}, "index <n> out of <n>");
  check_same({"at 1e-9 (x=-2)", "at 2.5e+10 (x=3)"}, "at <n> (x=<n>)");
  check_same({"needs v1.2.3", "needs v10.20.30"}, "needs v<n>");
}

TEST_CASE("addresses, hashes and ids of all sorts do not count") {
  check_same({"at 0x7ffe12", "at 0xDEADBEEF", "at 3f2a9c1b", "at 12345678",
              "at 123e4567-e89b-12d3-a456-426614174000", "at V1StGXR8Z5jdHi6B",
              "at abcdefabcdefabcdefabcdefabcdefa1"},
             "at <n>");
  check_same({"from 10.0.0.5:8080", "from 192.168.1.77:443"}, "from <n>:<n>");
  check_same({"from fe80::1ff:fe23:4567:890a", "from 2001:db8::1"}, "from <n>");
  check_same({"job_4821 of ORD-77", "job_5 of ORD-123456"}, "job_<n> of ORD-<n>");
  check_same({"user42 failed", "user4711 failed"}, "user<n> failed");
  check_same({"mail to ann@example.com.", "mail to bob.b+x@mail.example.org."}, "mail to <email>.");
}

TEST_CASE("dates and times do not count") {
  check_same({"at 2026-01-02T03:04:05.678Z", "at 2025-10-29T12:34:56+02:00", "at 17"}, "at <n>");
  check_same({"at 2026-01-02 03:04:05", "at 1999-12-31 23:59:59"}, "at <n>-<n>-<n> <n>:<n>:<n>");
  check_same({"Wed Oct 29 2025 7:01 AM", "Thu Jan 02 2026 11:59 PM"},
             "<n> <n> <n> <n> <n>:<n> <n>");
}

TEST_CASE("homes, drives, hosts and queries do not count, the rest of a place does") {
  check_same(
      {"open '/home/ann/work/notes/src/a.txt'", "open '/Users/bob/notes/src/a.txt'",
       "open 'C:\\Users\\eve\\dev\\notes\\src\\a.txt'", "open 'file:///home/ann/notes/src/a.txt'",
       "open 'file:///C:/Users/eve/notes/src/a.txt'"},
      "open 'src/a.txt'");
  check_same({"GET https://api.example.com/v1/users/42?x=1: failed",
              "GET http://localhost:8080/v1/users/7: failed"},
             "GET <url>/v1/users/<n>: failed");
  check_same({"GET https://api.example.com", "GET https://other.example"}, "GET <url>");
  CHECK(message_template("GET /api/users/42") == "GET api/users/<n>");
  CHECK(message_template("open '/home/ann/notes/src/b.txt'") !=
        message_template("open '/home/ann/notes/src/a.txt'"));
}

TEST_CASE("quoted names stay, and keep different errors apart") {
  check_same({"Cannot read properties of undefined (reading 'menuItems2')"},
             "Cannot read properties of undefined (reading 'menuItems2')");
  check_same({"no such column: \"users.first-name2\""}, "no such column: \"users.first-name2\"");
  check_same({"missing `int32`"}, "missing `int32`");
  CHECK(message_template("no 'a1'") != message_template("no 'a2'"));
}

TEST_CASE("a quoted id is an id all the same") {
  check_same({"no '123e4567-e89b-12d3-a456-426614174000'", "no '42'", "no '3f2a9c1b'"}, "no '<n>'");
  check_same({"no 'note-4821'", "no 'note-17'"}, "no 'note-<n>'");
  check_same({"can't 'open 7", "can't 'open 8"}, "can't 'open <n>");
}

TEST_CASE("a name with one digit stays, and so do names of C++") {
  check_same({"vec2 is not md5"}, "vec2 is not md5");
  check_same({"std::vector::at of a::b"}, "std::vector::at of a::b");
  check_same({"decade and facade"}, "decade and facade");
}

TEST_CASE("white space and control characters are one space") {
  CHECK(message_template("  a\r\n\tb\x01"
                         "c  ") == "a b c");
  CHECK(message_template("").empty());
}

TEST_CASE("of a long message the first words count, and no endless word does") {
  std::string many;
  for (int i = 0; i < 500; ++i)
    many += "word ";
  CHECK(message_template(many + "a") == message_template(many + "b"));
  CHECK(message_template("x " + std::string(1000, 'y')) == "x <...>");
  std::string growing;
  for (int i = 0; i < 120; ++i)
    growing += "7:";
  CHECK(message_template(growing) == "<...>");
  const homeostat::test::ProcessorTimer timer;
  CHECK(message_template(std::string(10 << 20, 'z')) == "<...>");
  CHECK(timer.seconds() < 5);
}

TEST_CASE("the template of a template is itself") {
  const unsigned seed = std::random_device{}();
  CAPTURE(seed);
  std::mt19937 random(seed);
  const std::string parts[] = {"a",
                               "B",
                               "7",
                               "12",
                               "0x",
                               "f",
                               "-",
                               "_",
                               ".",
                               ":",
                               "::",
                               "/",
                               "\\",
                               "'",
                               "\"",
                               "`",
                               "(",
                               ")",
                               "<",
                               ">",
                               "@",
                               "://",
                               "https://h.example/",
                               "C:\\",
                               "/home/ann/",
                               "src/",
                               " ",
                               "\n",
                               "e",
                               "T",
                               "2026-01-02T",
                               "Mon",
                               "AM",
                               "$",
                               "%",
                               "?",
                               "#",
                               "=",
                               "123e4567-e89b-12d3-a456-426614174000",
                               "<n>",
                               "<url>",
                               "file:///",
                               "ann@h.example",
                               "3f2a9c1b",
                               "user",
                               "\xC3\xA9",
                               ",",
                               ";",
                               "|",
                               "app/",
                               "1.2.3/",
                               "~",
                               "+",
                               "*"};
  std::uniform_int_distribution<std::size_t> pick(0, std::size(parts) - 1);
  for (int round = 0; round < 20000; ++round) {
    std::string message;
    for (int i = 0; i < 12; ++i)
      message += parts[pick(random)];
    const std::string once = message_template(message);
    CAPTURE(message, once);
    REQUIRE(message_template(once) == once);
  }
}
