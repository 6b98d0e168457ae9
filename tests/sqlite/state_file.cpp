// The file: how it is made, and what is refused untouched.
#include <homeostat/sqlite/sqlite_store.hpp>

#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include <thread>

#include "support/catch.hpp"
#include "support/temporary_folder.hpp"

using namespace homeostat;
using support::TemporaryFolder;

namespace {

void execute(const std::string& path, const char* sql) {
  sqlite3* database = nullptr;
  REQUIRE(sqlite3_open(path.c_str(), &database) == SQLITE_OK);
  REQUIRE(sqlite3_exec(database, sql, nullptr, nullptr, nullptr) == SQLITE_OK);
  sqlite3_close(database);
}

Error error_of(const std::string& path) {
  auto store = SqliteStore::open(path);
  REQUIRE_FALSE(store.has_value());
  return store.error();
}

std::size_t files_in(const TemporaryFolder& folder) {
  const std::filesystem::directory_iterator files(folder.path());
  return static_cast<std::size_t>(std::distance(begin(files), end(files)));
}

}  // namespace

TEST_CASE("the file and its folders are made, for the owner alone, and nothing is left beside") {
  const TemporaryFolder folder;
  const std::string path = folder / "a/b/state.sqlite";
  {
    auto store = SqliteStore::open(path);
    REQUIRE(store.has_value());
    REQUIRE((*store)->commit({}, {{{"k", "1"}, "{}"}}, {}).has_value());
    struct stat status {};
    for (const char* suffix : {"", "-wal", "-shm"}) {
      REQUIRE(::stat((path + suffix).c_str(), &status) == 0);
      CHECK((status.st_mode & 0777U) == 0600U);
    }
  }
  const std::filesystem::directory_iterator files(folder / "a/b");
  CHECK(std::distance(begin(files), end(files)) == 1);
}

TEST_CASE("records are there when the file is opened again") {
  const TemporaryFolder folder;
  REQUIRE((*SqliteStore::open(folder / "s"))->commit({}, {{{"k", "1"}, "{\"a\":1}"}}, {}));
  auto again = SqliteStore::open(folder / "s");
  REQUIRE(again.has_value());
  CHECK((*again)->get({"k", "1"}, {}).value()->json == "{\"a\":1}");
  CHECK((*again)->check({}).has_value());
}

TEST_CASE("commits are synced to the disk") {
  const TemporaryFolder folder;
  REQUIRE(SqliteStore::open(folder / "s").has_value());
  sqlite3* database = nullptr;
  REQUIRE(sqlite3_open((folder / "s").c_str(), &database) == SQLITE_OK);
  std::string mode;
  sqlite3_exec(
      database, "PRAGMA journal_mode",
      [](void* out, int, char** columns, char**) {
        *static_cast<std::string*>(out) = columns[0];
        return 0;
      },
      &mode, nullptr);
  sqlite3_close(database);
  CHECK(mode == "wal");
}

TEST_CASE("many that make the same file at once share it") {
  const TemporaryFolder folder;
  std::vector<int> made(8);
  {
    std::vector<std::jthread> threads;
    for (int& done : made) {
      threads.emplace_back([&] {
        auto store = SqliteStore::open(folder / "s");
        if (!store) return;
        const RecordKey key{"k", std::to_string(&done - made.data())};
        done = (*store)->commit({}, {{key, "{}"}}, {}) ? 1 : 0;
      });
    }
  }
  auto store = SqliteStore::open(folder / "s");
  REQUIRE(store.has_value());
  CHECK((*store)->scan({"k", "", "", 100}, {})->size() == 8);
  CHECK(std::count(made.begin(), made.end(), 1) == 8);
}

TEST_CASE("G4: a file that is damaged, emptied or another's is an error and stays as it is") {
  const TemporaryFolder folder;
  const std::string path = folder / "s";
  const auto untouched = [&](const std::string& content, const std::string& message) {
    support::write_file(path, content);
    const Error error = error_of(path);
    CHECK(error.code == ErrorCode::store);
    CHECK(error.message.find(message) != std::string::npos);
    CHECK(support::read_file(path) == content);
    CHECK(files_in(folder) == 1);
  };
  untouched(std::string(8192, 'x'), "is damaged");
  untouched("{\"version\": 1}", "is damaged");
  untouched("", "is not a state file, or was emptied");
  std::filesystem::remove(path);
  execute(path, "CREATE TABLE theirs (x)");
  untouched(support::read_file(path), "is not a state file");
}

TEST_CASE("a file that is damaged inside is an error where it is met, and check finds it") {
  const TemporaryFolder folder;
  const std::string path = folder / "s";
  {
    auto store = SqliteStore::open(path);
    REQUIRE(store.has_value());
    for (int i = 0; i < 100; ++i) {
      const std::string json = "{\"a\":\"" + std::string(2000, 'x') + "\"}";
      REQUIRE((*store)->commit({}, {{{"k", std::to_string(i)}, json}}, {}).has_value());
    }
  }
  std::string content = support::read_file(path);
  REQUIRE(content.size() > 100'000);
  std::fill(content.begin() + 8192, content.end(), '\xa5');
  support::write_file(path, content);
  auto store = SqliteStore::open(path);
  REQUIRE(store.has_value());
  const auto found = (*store)->scan({"k", "", "", 1000}, {});
  REQUIRE_FALSE(found.has_value());
  CHECK(found.error().code == ErrorCode::store);
  CHECK(found.error().message.find("is damaged") != std::string::npos);
  CHECK((*store)->check({}).error().code == ErrorCode::store);
  CHECK((*store)->commit({}, {{{"k", "new"}, "{}"}}, {}).error().code == ErrorCode::store);
}

TEST_CASE("a file of a newer version is refused as unsupported") {
  const TemporaryFolder folder;
  REQUIRE(SqliteStore::open(folder / "s").has_value());
  execute(folder / "s", "PRAGMA user_version = 2");
  const Error error = error_of(folder / "s");
  CHECK(error.code == ErrorCode::unsupported);
  CHECK(error.message.find("has version 2, this build knows 1") != std::string::npos);
}

TEST_CASE("a file without its counter or its tables is an error") {
  const TemporaryFolder folder;
  REQUIRE(SqliteStore::open(folder / "s").has_value());
  execute(folder / "s", "DELETE FROM counter");
  auto store = SqliteStore::open(folder / "s");
  REQUIRE(store.has_value());
  CHECK((*store)->commit({}, {{{"k", "1"}, "{}"}}, {}).error().message ==
        "the state file has lost its counter");
  execute(folder / "s", "DROP TABLE record");
  CHECK((*store)->get({"k", "1"}, {}).error().code == ErrorCode::store);
  CHECK((*store)->commit({{{"k", "1"}, 0}}, {}, {}).error().code == ErrorCode::store);
}

TEST_CASE("paths that cannot be are errors") {
  const TemporaryFolder folder;
  CHECK(error_of("").code == ErrorCode::invalid_argument);
  CHECK(error_of(std::string("a\0b", 3)).code == ErrorCode::invalid_argument);
  support::write_file(folder / "file", "x");
  CHECK(error_of(folder / "file/s").code == ErrorCode::store);
  CHECK(error_of(folder.path()).code == ErrorCode::store);
  CHECK(error_of("/proc/homeostat/s").message.find("cannot make") == 0);
  std::filesystem::create_directories(folder / "closed");
  CHECK(error_of("/proc/self/s").message.find("cannot make a file beside") == 0);
}

TEST_CASE("a name that SQLite would read as its own is a plain file") {
  const TemporaryFolder folder;
  const std::string before = std::filesystem::current_path().string();
  std::filesystem::current_path(folder.path());
  REQUIRE(SqliteStore::open(":memory:").has_value());
  CHECK(std::filesystem::exists(folder / ":memory:"));
  std::filesystem::current_path(before);
}

TEST_CASE("opening obeys stop and deadline") {
  const TemporaryFolder folder;
  std::stop_source stop;
  stop.request_stop();
  CHECK(SqliteStore::open(folder / "s", {stop.get_token(), Milliseconds{1000}}).error().code ==
        ErrorCode::cancelled);
  CHECK(SqliteStore::open(folder / "s", {{}, Milliseconds{0}}).error().code == ErrorCode::timeout);
  CHECK(files_in(folder) == 0);
}
