#include "process/sweep.hpp"

#include <fcntl.h>
#include <unistd.h>

#include "process/spawn.hpp"
#include "support/catch.hpp"

using namespace homeostat::process;

TEST_CASE("no two marks are equal") { CHECK(make_mark() != make_mark()); }

TEST_CASE("marked processes are killed in every session, and no others") {
  const auto mark = make_mark();
  SpawnRequest request{
      .program = "/bin/sh",
      .argv = {"sh", "-c", "setsid sh -c 'setsid sleep 100 & sleep 100' & sleep 100"},
      .environment = {"PATH=/usr/bin:/bin", mark}};
  int pipe[2] = {-1, -1};
  REQUIRE(::pipe2(pipe, O_CLOEXEC) == 0);
  request.standard_output = pipe[1];
  auto marked = spawn(request);
  REQUIRE(marked);
  request.environment.back() = make_mark();
  request.argv = {"sh", "-c", "exec sleep 100"};
  request.standard_output = -1;
  auto stranger = spawn(request);
  REQUIRE(stranger);
  ::close(pipe[1]);
  ::usleep(200'000);

  kill_marked(mark);
  char byte = 0;
  CHECK(::read(pipe[0], &byte, 1) == 0);
  ::close(pipe[0]);
  auto status = marked->reap();
  REQUIRE(status);
  CHECK(status->signal == 9);
  stranger->signal_group(15);
  status = stranger->reap();
  REQUIRE(status);
  CHECK(status->signal == 15);
}
