#include <homeostat/fingerprint.hpp>

#include <string>

#include "support/catch.hpp"
#include "support/growth.hpp"

using homeostat::fingerprint_v0;

// The expected ids were made by hand with sha256sum from the signatures in the comments:
// type:path:first 8 digits of the hash of the message with its placeholders.

TEST_CASE("version 0 takes the path in brackets and the message without numbers, dates and ids") {
  const std::string stack =
      "Error: failed\n    at Object.<anonymous> (/srv/notes/src/table.ts:27:9)\n"
      "    at Module._compile (node:internal/modules/cjs/loader:1234:32)";
  // TypeError:/srv/notes/src/table.ts: + hash of
  // "Row N of HASH at DATE TIME in UUID, x7 stays"
  const std::string id =
      fingerprint_v0("TypeError",
                     "Row 1234 of abcdefabcdefabcdefabcdefabcdefab at 2024-10-10 12:30:45 in "
                     "123e4567-e89b-12d3-a456-426614174000, x7 stays",
                     stack);
  CHECK(id == "81563ce851fd");
  CHECK(fingerprint_v0("TypeError",
                       "Row 5 of 1234567890abcdef1234567890abcdef at 2025-01-11 05:10:45 in "
                       "987e6543-e21b-43d2-a456-426614174001, x7 stays",
                       stack) == id);
  CHECK(fingerprint_v0("RangeError", "Row 5", stack) != id);
}

TEST_CASE("version 0 without a path in brackets takes the first slash before a place") {
  // Error:/index.js: + hash of "boom": the folder is lost
  const std::string id =
      fingerprint_v0("Error", "boom", "Error: boom\n    at background/index.js:10:2");
  CHECK(id == "040fcee1175f");
  CHECK(fingerprint_v0("Error", "boom", "Error: boom\n    at popup/index.js:99:1") == id);
  CHECK(fingerprint_v0("Error", "boom", "at async f (/index.js:1:2)") == id);
}

TEST_CASE("version 0 knows no other place") {
  const std::string id = "2c94f7da2d56";  // Error:unknown: + hash of "boom"
  for (const char* stack :
       {"", "Error: boom", "at f (C:\\a.js:1:2)", "at f (:1:2)", "at f (a.js:1)", "at f (a.js:1:2",
        "at f(a.js:1:2)", "at", "at f (", "a/:1:2x", "at f (a:b)"}) {
    CAPTURE(stack);
    CHECK(fingerprint_v0("Error", "boom", stack) == id);
  }
}

TEST_CASE("version 0 is linear, too") {
  std::string stack;
  while (stack.size() < (1 << 20))
    stack += "at x (";
  const homeostat::test::ProcessorTimer timer;
  CHECK(fingerprint_v0("Error", stack, stack).size() == 12);
  CHECK(fingerprint_v0("Error", "", std::string(1 << 20, '/')).size() == 12);
  CHECK(timer.seconds() < 20);
}
