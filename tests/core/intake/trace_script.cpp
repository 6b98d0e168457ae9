#include <homeostat/intake.hpp>

#include "core/intake/show.hpp"
#include "support/catch.hpp"

using homeostat::Language;
using homeostat::parse_stack_trace;
using homeostat::StackTrace;
using show::Texts;

TEST_CASE("a V8 trace gives function, file, line and column of every form of frame") {
  const StackTrace trace =
      parse_stack_trace(R"(TypeError: Cannot read properties of undefined (reading 'rows')
    at readTable (/home/ann/work/notes/src/table.js:12:7)
    at async Sheet.load (file:///home/ann/work/notes/src/sheet.mjs:40:3)
    at new Store (webpack-internal:///(app)/./src/store.ts:5:11)
    at Object.get [as value] (https://cdn.example.com/assets/main.js?v=3:1:2045)
    at C:\work\notes\src\win.js:7:9
    at background/index.js:3
    at Array.map (<anonymous>)
    at async Promise.all (index 0)
    at node:internal/process/task_queues:95:5
    at Module._compile (node:internal/modules/cjs/loader:1234:32)
    at Object.<anonymous> (/home/ann/work/notes/node_modules/left/index.js:1:1)
    at eval (eval at run (https://cdn.example.com/src/tool.js:8:2), <anonymous>:1:1)
    at chrome-extension://abcdefghijklmnopabcdefghijklmnop/popup/popup.js:9:1)");
  CHECK(trace.error_type == "TypeError");
  CHECK(trace.message == "Cannot read properties of undefined (reading 'rows')");
  CHECK(trace.language == Language::javascript);
  CHECK(show::frames(trace.frames) ==
        Texts{"readTable /home/ann/work/notes/src/table.js:12:7 +",
              "Sheet.load /home/ann/work/notes/src/sheet.mjs:40:3 +",
              "new Store src/store.ts:5:11 +", "Object.get assets/main.js:1:2045 +",
              " /work/notes/src/win.js:7:9 +", " background/index.js:3:0 +",
              "Array.map <anonymous>:0:0", "Promise.all index 0:0:0",
              " node:internal/process/task_queues:95:5",
              "Module._compile node:internal/modules/cjs/loader:1234:32",
              "Object.<anonymous> /home/ann/work/notes/node_modules/left/index.js:1:1",
              "eval src/tool.js:8:2 +", " popup/popup.js:9:1 +"});
}

TEST_CASE("of errors with causes V8's frames are those of the root cause") {
  const StackTrace trace = parse_stack_trace(R"(Error: cannot save
    at save (/app/src/save.js:3:1)
    at main (/app/src/main.js:9:1) {
  code: 'E_SAVE',
  [cause]: RangeError: too many rows
      at count (/app/src/count.js:4:2)
      at check (/app/src/check.js:6:2)
})");
  CHECK(trace.error_type == "RangeError");
  CHECK(trace.message == "too many rows");
  CHECK(show::frames(trace.frames) ==
        Texts{"count /app/src/count.js:4:2 +", "check /app/src/check.js:6:2 +"});
}

TEST_CASE("a second V8 error that is no cause adds no frames") {
  const StackTrace trace = parse_stack_trace(R"(Error: first
    at a (src/a.js:1:1)
TypeError: second
    at b (src/b.js:2:2)
    at c (src/c.js:3:3))");
  CHECK(trace.error_type == "Error");
  CHECK(show::frames(trace.frames) == Texts{"a src/a.js:1:1 +"});
}

TEST_CASE("the line that Node prints above the headline becomes the source line") {
  const StackTrace trace = parse_stack_trace(R"(/app/src/rows.js:12
    const first = rows[0].name;
                          ^

TypeError [ERR_BAD]: Cannot read properties of undefined (reading 'name')
    at firstName (/app/src/rows.js:12:27)
    at run (/app/src/run.js:2:1)

Node.js v20.1.0)");
  CHECK(trace.error_type == "TypeError");
  REQUIRE(trace.frames.size() == 2);
  CHECK(trace.frames[0].source_line == "    const first = rows[0].name;");
  CHECK(trace.frames[1].source_line.empty());
}

TEST_CASE("prose that begins with at is no frame") {
  const StackTrace trace = parse_stack_trace(
      "The page broke\nat the end of the day\nat 10:30\nat http://host:8080\nat home (see above)\n"
      "at (nothing)\nat (\nat f (:1:2)\nat x (");
  CHECK(trace.frames.empty());
  CHECK(trace.language == Language::unknown);
}

TEST_CASE("Firefox and Safari frames are read, with async marks, eval and native code") {
  const StackTrace trace = parse_stack_trace(R"(TypeError: rows is undefined
readTable@https://app.example.com/src/table.js:12:7
async*load@https://app.example.com/src/@scope/load.js:3:1
each/<@moz-extension://11111111-2222-3333-4444-555555555555/content/page.js:5
@https://app.example.com/src/anonymous.js:1:1
run@https://app.example.com/src/run.js line 5 > eval:1:2
map@[native code]
https://app.example.com/src/global.js:8:1
global code@https://app.example.com/src/start.js:2:3
mail me@home
ann@example.com:80)");
  CHECK(trace.error_type == "TypeError");
  CHECK(trace.language == Language::javascript);
  CHECK(show::frames(trace.frames) ==
        Texts{"readTable src/table.js:12:7 +", "load src/@scope/load.js:3:1 +",
              "each content/page.js:5:0 +", " src/anonymous.js:1:1 +", "run src/run.js:5:0 +",
              "map [native code]:0:0", " src/global.js:8:1 +", "global code src/start.js:2:3 +"});
}

TEST_CASE("frames of our own loggers may name PHP files, and then the language is PHP") {
  const StackTrace trace = parse_stack_trace(
      "PDOException: SQLSTATE[HY000] [2002] refused\n  at includes/store.php:45\n"
      "  at includes/backup.php:120");
  CHECK(trace.language == Language::php);
  CHECK(trace.error_type == "PDOException");
  CHECK(show::frames(trace.frames) ==
        Texts{" includes/store.php:45:0 +", " includes/backup.php:120:0 +"});
}
