#include "git/file_lock.hpp"

#include <atomic>
#include <thread>
#include <vector>

#include "support/catch.hpp"
#include "support/temporary_folder.hpp"

using namespace homeostat;
using homeostat::git::FileLock;

TEST_CASE("a lock is held by one at a time, and free again when its object goes") {
  support::TemporaryFolder folder;
  const auto path = folder / "lock";
  CallContext context;
  context.timeout = Milliseconds(30);
  {
    auto held = FileLock::acquire(path, context);
    REQUIRE(held);
    FileLock other;
    CHECK_FALSE(FileLock::try_acquire(path, other));
    auto late = FileLock::acquire(path, context);
    REQUIRE_FALSE(late);
    CHECK(late.error() == Error{ErrorCode::timeout, path + " was held by others for 30 ms"});
    std::stop_source stopped;
    stopped.request_stop();
    late = FileLock::acquire(path, {stopped.get_token(), Milliseconds(1000)});
    REQUIRE_FALSE(late);
    CHECK(late.error().code == ErrorCode::cancelled);
  }
  FileLock lock;
  CHECK(FileLock::try_acquire(path, lock));
}

TEST_CASE("a lock that cannot be made is an error") {
  auto lock = FileLock::acquire("/no/such/folder/lock", {});
  REQUIRE_FALSE(lock);
  CHECK(lock.error().code == ErrorCode::store);
  FileLock other;
  CHECK_FALSE(FileLock::try_acquire("/no/such/folder/lock", other));
}

TEST_CASE("threads exclude each other") {
  support::TemporaryFolder folder;
  std::atomic<int> inside{0};
  std::atomic<int> most{0};
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 4; ++i) {
      threads.emplace_back([&] {
        for (int round = 0; round < 20; ++round) {
          const auto lock = FileLock::acquire(folder / "lock", {});
          const int now = ++inside;
          if (now > most) most = now;
          std::this_thread::yield();
          --inside;
        }
      });
    }
  }
  CHECK(most == 1);
}
