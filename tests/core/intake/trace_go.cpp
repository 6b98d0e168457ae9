#include <homeostat/intake.hpp>

#include "core/intake/show.hpp"
#include "support/catch.hpp"

using homeostat::Language;
using homeostat::parse_stack_trace;
using homeostat::StackTrace;
using show::Texts;

TEST_CASE("a Go panic gives the frames of the goroutine that failed") {
  const StackTrace trace = parse_stack_trace(
      "panic: runtime error: index out of range [5] with length 3 [recovered]\n"
      "\tpanic: again\n\n"
      "goroutine 7 [running]:\n"
      "panic({0x4a2f80?, 0xc000012018?})\n"
      "\t/usr/local/go/src/runtime/panic.go:884 +0x213\n"
      "github.com/acme/notes/table.(*Table).First(0xc00001, {0x1, 0x2})\n"
      "\t/home/ann/go/src/github.com/acme/notes/table/table.go:27 +0x1d\n"
      "main.main()\n"
      "\t/home/ann/notes/main.go:9 +0x18\n"
      "github.com/lib/pq.Open(...)\n"
      "\t/home/ann/go/pkg/mod/github.com/lib/pq@v1/conn.go:5\n"
      "runtime.goexit()\n"
      "\truntime/asm_amd64.s.go:1594 +0x1\n"
      "created by main.start in goroutine 1\n"
      "\t/home/ann/notes/main.go:20 +0x5c\n\n"
      "goroutine 1 [select]:\n"
      "main.wait()\n"
      "\t/home/ann/notes/wait.go:2 +0x1\n"
      "exit status 2\n");
  CHECK(trace.error_type == "runtime error");
  CHECK(trace.message == "index out of range [5] with length 3");
  CHECK(trace.language == Language::go);
  CHECK(show::frames(trace.frames) ==
        Texts{"panic /usr/local/go/src/runtime/panic.go:884:0",
              "github.com/acme/notes/table.(*Table).First "
              "/home/ann/go/src/github.com/acme/notes/table/table.go:27:0 +",
              "main.main /home/ann/notes/main.go:9:0 +",
              "github.com/lib/pq.Open /home/ann/go/pkg/mod/github.com/lib/pq@v1/conn.go:5:0",
              "runtime.goexit runtime/asm_amd64.s.go:1594:0",
              "main.start /home/ann/notes/main.go:20:0 +"});
}

TEST_CASE("a Go panic with a value, and a fatal error, have their own types") {
  const std::string frames = "\n\ngoroutine 1 [running]:\nmain.main()\n\t/app/main.go:9 +0x18\n";
  const StackTrace panic = parse_stack_trace("panic: cannot open" + frames);
  CHECK(panic.error_type == "panic");
  CHECK(panic.message == "cannot open");
  const StackTrace fatal =
      parse_stack_trace("fatal error: all goroutines are asleep - deadlock!" + frames);
  CHECK(fatal.error_type == "fatal error");
  CHECK(fatal.frames.size() == 1);
}

TEST_CASE("a Go place needs its indentation, a line and no column") {
  CHECK(parse_stack_trace("/app/main.go:9 +0x18\n\t/app/main.c:9\n\t/app/main.go:9:3\n")
            .frames.empty());
}
