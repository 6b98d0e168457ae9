#include <homeostat/intake.hpp>

#include "core/intake/show.hpp"
#include "support/catch.hpp"

using homeostat::Language;
using homeostat::parse_stack_trace;
using homeostat::StackTrace;
using show::Texts;

TEST_CASE("a gdb backtrace gives functions without arguments, files and lines") {
  const StackTrace trace = parse_stack_trace(
      "Program received signal SIGSEGV, Segmentation fault.\n"
      "#0  first (rows=0x0, count=3) at src/table.c:27\n"
      "#1  0x0000555555555191 in save (s=0x7ffe) at /home/ann/notes/src/store.c:12\n"
      "#2  0x00007ffff7df0d90 in __libc_start_main () from /lib/x86_64-linux-gnu/libc.so.6\n"
      "#3  0x0000555555555065 in _start ()\n");
  CHECK(trace.error_type == "SIGSEGV");
  CHECK(trace.message == "Segmentation fault.");
  CHECK(trace.language == Language::c);
  CHECK(show::frames(trace.frames) == Texts{"first src/table.c:27:0 +",
                                            "save /home/ann/notes/src/store.c:12:0 +",
                                            "__libc_start_main :0:0", "_start :0:0"});
}

TEST_CASE("of an AddressSanitizer report the first list of frames counts") {
  const StackTrace trace =
      parse_stack_trace(R"(=================================================================
==4242==ERROR: AddressSanitizer: heap-buffer-overflow on address 0x602000000014 at pc 0x0
READ of size 4 at 0x602000000014 thread T0
#0 0x4f5 in n::(anonymous namespace)::first(std::set<int, L<int> > const&) /app/src/table.cc:27:12
    #1 0x4f5b02 in notes::Call::operator()(int) const /home/ann/notes/src/call.cc:5:3
    #2 0x4f5c11 in main src/main.cc:9
    #3 0x7f1 in std::vector<int>::at(unsigned long) /usr/include/c++/12/bits/stl_vector.h:1154:2
    #4 0x7f0 in __libc_start_main (/lib/x86_64-linux-gnu/libc.so.6+0x29d8f) (BuildId: c289)
    #5 0x41c2ed  (/home/ann/notes/build/app+0x41c2ed)

0x602000000014 is located 0 bytes to the right of 20-byte region
allocated by thread T0 here:
    #0 0x4c5 in operator new(unsigned long) /src/new.cpp:99:3
)");
  CHECK(trace.error_type == "heap-buffer-overflow");
  CHECK(trace.message.substr(0, 10) == "on address");
  CHECK(trace.language == Language::cpp);
  CHECK(show::frames(trace.frames) ==
        Texts{"n::(anonymous namespace)::first /app/src/table.cc:27:12 +",
              "notes::Call::operator() /home/ann/notes/src/call.cc:5:3 +", "main src/main.cc:9:0 +",
              "std::vector<int>::at /usr/include/c++/12/bits/stl_vector.h:1154:2",
              "__libc_start_main :0:0", " :0:0"});
}

TEST_CASE("what C and C++ print when they end a program is a headline") {
  const StackTrace thrown = parse_stack_trace(
      "terminate called after throwing an instance of 'std::runtime_error'\n  what():  no rows\n"
      "Aborted (core dumped)\n");
  CHECK(thrown.error_type == "std::runtime_error");
  CHECK(thrown.message == "no rows");
  const StackTrace silent =
      parse_stack_trace("terminate called after throwing an instance of 'int'\n");
  CHECK(silent.error_type == "int");
  const StackTrace asserted = parse_stack_trace(
      "notes: src/table.c:27: int notes::first(const int *, int): Assertion `count > 0' failed.\n");
  CHECK(asserted.error_type == "assertion");
  CHECK(show::frames(asserted.frames) == Texts{"notes::first src/table.c:27:0 +"});
  const StackTrace undefined = parse_stack_trace(
      "src/table.cpp:27:9: runtime error: signed integer overflow: 2147483647 + 1\n");
  CHECK(undefined.error_type == "runtime error");
  CHECK(undefined.language == Language::cpp);
  CHECK(show::frames(undefined.frames) == Texts{" src/table.cpp:27:9 +"});
  const StackTrace bare =
      parse_stack_trace("==1==ERROR: LeakSanitizer: leaks\nreceived signal SIGABRT");
  CHECK(bare.error_type == "leaks");
  CHECK(bare.message.empty());
  CHECK(parse_stack_trace("received signal SIGABRT").error_type == "SIGABRT");
}

TEST_CASE("lines that are not quite a debugger's are no frames") {
  CHECK(
      parse_stack_trace("#0 f () at nowhere\n#1 nothing\n#2 0x12\n#x 0x1 in f\nx: Assertion `y'\n")
          .frames.empty());
}
