// What waits obey, and how SQLite's own errors come out.
#include <homeostat/sqlite/sqlite_store.hpp>

#include <sqlite3.h>

#include <chrono>
#include <thread>

#include "support/catch.hpp"
#include "support/temporary_folder.hpp"

using namespace homeostat;
using support::TemporaryFolder;

namespace {

using std::chrono::steady_clock;

/// Holds the writers' lock of the file from outside, as another process would.
class OtherWriter {
 public:
  explicit OtherWriter(const std::string& path) {
    REQUIRE(sqlite3_open(path.c_str(), &database_) == SQLITE_OK);
    REQUIRE(sqlite3_exec(database_, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr) == SQLITE_OK);
  }
  ~OtherWriter() { sqlite3_close(database_); }
  OtherWriter(const OtherWriter&) = delete;
  OtherWriter& operator=(const OtherWriter&) = delete;

 private:
  sqlite3* database_ = nullptr;
};

std::unique_ptr<SqliteStore> open(const std::string& path) {
  auto store = SqliteStore::open(path);
  REQUIRE(store.has_value());
  return std::move(*store);
}

}  // namespace

TEST_CASE("a commit waits for another writer until its timeout, and reading goes on") {
  const TemporaryFolder folder;
  const auto store = open(folder / "s");
  REQUIRE(store->commit({}, {{{"k", "1"}, "{}"}}, {}).has_value());
  const OtherWriter other(folder / "s");
  const auto begin = steady_clock::now();
  const Status late = store->commit({}, {{{"k", "2"}, "{}"}}, {{}, Milliseconds{150}});
  const auto took = steady_clock::now() - begin;
  REQUIRE_FALSE(late.has_value());
  CHECK(late.error().code == ErrorCode::timeout);
  CHECK(took >= Milliseconds{150});
  CHECK(took < Milliseconds{5000});
  CHECK(store->get({"k", "1"}, {}).value().has_value());
}

TEST_CASE("a commit that waits goes on when the other writer is done") {
  const TemporaryFolder folder;
  const auto store = open(folder / "s");
  auto other = std::make_unique<OtherWriter>(folder / "s");
  std::jthread releaser([&] {
    std::this_thread::sleep_for(Milliseconds{100});
    other.reset();
  });
  CHECK(store->commit({}, {{{"k", "2"}, "{}"}}, {}).has_value());
}

TEST_CASE("a stop ends the wait for another process and for another thread") {
  const TemporaryFolder folder;
  const auto store = open(folder / "s");
  const OtherWriter other(folder / "s");
  std::stop_source stop;
  const CallContext context{stop.get_token(), Milliseconds{60'000}};
  const auto begin = steady_clock::now();
  std::vector<Status> results(3);
  {
    std::vector<std::jthread> writers;
    for (Status& result : results) {
      writers.emplace_back([&] { result = store->commit({}, {{{"k", "1"}, "{}"}}, context); });
    }
    std::this_thread::sleep_for(Milliseconds{100});
    stop.request_stop();
  }
  CHECK(steady_clock::now() - begin < Milliseconds{10'000});
  for (const Status& result : results) {
    REQUIRE_FALSE(result.has_value());
    CHECK(result.error().code == ErrorCode::cancelled);
  }
}

TEST_CASE("a thread that waits for its turn times out, too") {
  const TemporaryFolder folder;
  const auto store = open(folder / "s");
  const OtherWriter other(folder / "s");
  Status first;
  Status second;
  {
    std::jthread one([&] {
      first = store->commit({}, {{{"k", "1"}, "{}"}}, {{}, Milliseconds{600}});
    });
    std::this_thread::sleep_for(Milliseconds{100});
    std::jthread two([&] {
      second = store->commit({}, {{{"k", "1"}, "{}"}}, {{}, Milliseconds{100}});
    });
  }
  CHECK(first.error().code == ErrorCode::timeout);
  CHECK(second.error().code == ErrorCode::timeout);
}

TEST_CASE("a long scan is ended by its deadline") {
  const TemporaryFolder folder;
  const auto store = open(folder / "s");
  for (int page = 0; page < 20; ++page) {
    std::vector<RecordWrite> writes;
    for (int i = 0; i < 1000; ++i)
      writes.push_back({{"k", std::to_string(page * 1000 + i)}, "{}"});
    REQUIRE(store->commit({}, writes, {}).has_value());
  }
  const auto all = store->scan({"k", "", "", 1'000'000}, {});
  REQUIRE(all.has_value());
  CHECK(all->size() == 20'000);
  const auto late = store->scan({"k", "", "", 1'000'000}, {{}, Milliseconds{1}});
  REQUIRE_FALSE(late.has_value());
  CHECK(late.error().code == ErrorCode::timeout);
}
