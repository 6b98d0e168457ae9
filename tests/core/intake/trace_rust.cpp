#include <homeostat/intake.hpp>

#include "core/intake/show.hpp"
#include "support/catch.hpp"

using homeostat::Language;
using homeostat::parse_stack_trace;
using homeostat::StackTrace;
using show::Texts;

TEST_CASE("a Rust backtrace gives symbols with their places and without the build's hash") {
  const StackTrace trace = parse_stack_trace(R"(thread 'main' panicked at src/table.rs:27:9:
index out of bounds: the len is 3 but the index is 5
stack backtrace:
   0: rust_begin_unwind
             at /rustc/90c541806f23a127002d/library/std/src/panicking.rs:578:5
   1: core::panicking::panic_fmt
             at /rustc/90c541806f23a127002d/library/core/src/panicking.rs:67:14
   2: notes::table::first::h0123456789abcdef
             at ./src/table.rs:27:9
   3:     0x55d0c0f1a2b3 - <notes::Store as notes::Save>::save
             at /home/ann/notes/src/store.rs:12:5
   4: serde_json::from_str
             at /home/ann/.cargo/registry/src/index.crates.io-6f17/serde_json-1/src/de.rs:9:1
   5: main
   6: __libc_start_main
note: Some details are omitted, run with `RUST_BACKTRACE=full` for a verbose backtrace.)");
  CHECK(trace.error_type == "panic");
  CHECK(trace.message == "index out of bounds: the len is 3 but the index is 5");
  CHECK(trace.language == Language::rust);
  REQUIRE(trace.frames.size() == 7);
  CHECK(show::frames({trace.frames.begin() + 2, trace.frames.end()}) ==
        Texts{"notes::table::first src/table.rs:27:9 +",
              "<notes::Store as notes::Save>::save /home/ann/notes/src/store.rs:12:5 +",
              "serde_json::from_str "
              "/home/ann/.cargo/registry/src/index.crates.io-6f17/serde_json-1/src/"
              "de.rs:9:1",
              "main :0:0", "__libc_start_main :0:0"});
  CHECK_FALSE(trace.frames[0].in_project);
  CHECK_FALSE(trace.frames[1].in_project);
}

TEST_CASE("a Rust panic without a backtrace has the place of its headline, old form or new") {
  const StackTrace now = parse_stack_trace(
      "thread 'worker-1' panicked at src/a.rs:3:5:\nno rows\nnote: run with `RUST_BACKTRACE=1`\n");
  CHECK(now.message == "no rows");
  CHECK(show::frames(now.frames) == Texts{" src/a.rs:3:5 +"});
  const StackTrace old =
      parse_stack_trace("thread 'main' panicked at 'no rows, sorry', src/a.rs:3:5\n");
  CHECK(old.message == "no rows, sorry");
  CHECK(show::frames(old.frames) == Texts{" src/a.rs:3:5 +"});
  const StackTrace lost = parse_stack_trace("thread 'main' panicked at 'x', nowhere\n");
  CHECK(lost.frames.empty());
  CHECK(lost.error_type == "panic");
}

TEST_CASE("where all symbols are the runtime's the headline's place comes first") {
  std::string text = "thread 'main' panicked at src/a.rs:3:5:\nno rows\n";
  for (int i = 0; i < 250; ++i)
    text += std::to_string(i) + ": core::call\n";
  const StackTrace trace = parse_stack_trace(text);
  REQUIRE(trace.frames.size() == 200);
  CHECK(trace.frames[0].file == "src/a.rs");
  CHECK(trace.frames[1].function == "core::call");
}

TEST_CASE("a symbol may end in what only looks like a hash") {
  const StackTrace trace =
      parse_stack_trace("0: a::b::hello_world_of_notes\n1: a::b::h0123456789abcdeZ\n2: a");
  REQUIRE(trace.frames.size() == 3);
  CHECK(trace.frames[0].function == "a::b::hello_world_of_notes");
  CHECK(trace.frames[1].function == "a::b::h0123456789abcdeZ");
}
