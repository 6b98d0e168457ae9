// Threads and processes over one file. Every child opens the store itself, after its fork.
#include <homeostat/sqlite/sqlite_store.hpp>

#include <homeostat/attempts.hpp>
#include <homeostat/lease.hpp>
#include <homeostat/ledger.hpp>

#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <chrono>
#include <functional>
#include <thread>

#include "support/catch.hpp"
#include "support/temporary_folder.hpp"

using namespace homeostat;
using support::TemporaryFolder;

namespace {

const RepoId repo{"acme/palette-kit"};
const Time now{Milliseconds{1'767'225'600'000}};
constexpr Milliseconds ttl{900'000};

/// Runs `body` in a process of its own; its result is the exit code.
pid_t start(const std::function<int()>& body) {
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) ::_exit(body());
  return child;
}

int wait_for(pid_t child) {
  int status = 0;
  REQUIRE(::waitpid(child, &status, 0) == child);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

MoneyCaps day_cap(std::int64_t micros) {
  MoneyCaps caps{std::nullopt, std::nullopt, std::nullopt,
                 std::nullopt, std::nullopt, std::nullopt};
  caps.day = Money::from_micros(micros);
  return caps;
}

Account day_of(StateStore& store, const MoneyCaps& caps) {
  Ledger ledger(store, caps);
  const auto accounts = ledger.accounts({RunId{"-"}, repo, "-"}, now, {});
  REQUIRE(accounts.has_value());
  return accounts->at(3);
}

/// What one thread does: works under leases and spends. Its sum is written into the store by its
/// own record, so that the parent can compare.
int work(const std::string& path, const std::string& name, const MoneyCaps& caps,
         std::chrono::steady_clock::time_point end) {
  auto opened = SqliteStore::open(path);
  if (!opened) return 2;
  StateStore& store = **opened;
  Ledger ledger(store, caps);
  std::int64_t spent = 0;
  for (int i = 0; std::chrono::steady_clock::now() < end; ++i) {
    const std::string id = name + "/" + std::to_string(i);
    auto lease = acquire_lease(store, "error " + std::to_string(i % 3), name, now, ttl, {});
    if (!lease) return 3;
    auto reserved =
        ledger.reserve({RunId{name}, repo, id}, id, Money::from_micros(70), now, ttl, {});
    if (!reserved) return 4;
    if (reserved->reservation) {
      const std::int64_t actual = 35 + i % 36;
      if (!ledger.settle(*reserved->reservation, Money::from_micros(actual), {})) return 5;
      spent += actual;
    }
    if (*lease) {
      auto held = holds_lease(store, **lease, now, {});
      if (!held || !*held) return 6;
      if (!release_lease(store, **lease, {})) return 7;
    }
  }
  const std::string json = "{\"spent\":" + std::to_string(spent) + "}";
  return store.commit({}, {{{"sum", name}, json}}, {}) ? 0 : 8;
}

int work_in_threads(const std::string& path, const std::string& name, const MoneyCaps& caps,
                    Milliseconds duration) {
  const auto end = std::chrono::steady_clock::now() + duration;
  std::atomic<int> worst = 0;
  {
    std::vector<std::jthread> threads;
    for (int t = 0; t < 8; ++t) {
      threads.emplace_back([&, t] {
        const int code = work(path, name + "." + std::to_string(t), caps, end);
        if (code != 0) worst = code;
      });
    }
  }
  return worst;
}

}  // namespace

TEST_CASE("eight threads in each of four processes never pass a cap, and sums are exact") {
  const TemporaryFolder folder;
  const std::string path = folder / "s";
  const MoneyCaps caps = day_cap(5'000);
  REQUIRE(SqliteStore::open(path).has_value());
  std::vector<pid_t> children;
  for (int p = 0; p < 4; ++p) {
    children.push_back(start([&] {
      return work_in_threads(path, "run-" + std::to_string(p), caps, Milliseconds{2500});
    }));
  }
  auto store = SqliteStore::open(path);
  REQUIRE(store.has_value());
  const auto end = std::chrono::steady_clock::now() + Milliseconds{2500};
  int observations = 0;
  while (std::chrono::steady_clock::now() < end) {
    const Account day = day_of(**store, caps);
    REQUIRE(day.settled + day.reserved <= *day.cap);
    ++observations;
  }
  for (const pid_t child : children)
    CHECK(wait_for(child) == 0);
  const Account day = day_of(**store, caps);
  const auto sums = (*store)->scan({"sum", "", "", 1000}, {});
  REQUIRE(sums.has_value());
  CHECK(sums->size() == 32);
  std::int64_t spent = 0;
  for (const Record& sum : *sums)
    spent += std::stoll(sum.json.substr(9));
  CHECK(day.settled.micros() == spent);
  CHECK(day.reserved == Money{});
  CHECK(spent > 1'000);
  CHECK(observations > 10);
}

TEST_CASE("what a killed process had reserved is swept at its worst case") {
  const TemporaryFolder folder;
  const std::string path = folder / "s";
  const MoneyCaps caps = day_cap(1'000);
  REQUIRE(SqliteStore::open(path).has_value());
  int ready[2] = {};
  REQUIRE(::pipe(ready) == 0);
  const pid_t child = start([&] {
    auto store = SqliteStore::open(path);
    Ledger ledger(**store, caps);
    (void)ledger.reserve({RunId{"dead"}, repo, "t"}, "a", Money::from_micros(600), now, ttl, {});
    (void)acquire_lease(**store, "error", "dead", now, ttl, {});
    (void)!::write(ready[1], "x", 1);
    ::pause();
    return 0;
  });
  char byte = 0;
  REQUIRE(::read(ready[0], &byte, 1) == 1);
  REQUIRE(::kill(child, SIGKILL) == 0);
  CHECK(wait_for(child) == -1);
  ::close(ready[0]);
  ::close(ready[1]);

  auto store = SqliteStore::open(path);
  REQUIRE(store.has_value());
  Ledger ledger(**store, caps);
  CHECK(ledger.open_reservations("dead", {})->size() == 1);
  const SpendScope who{RunId{"next"}, repo, "t2"};
  CHECK(ledger.reserve(who, "b", Money::from_micros(500), now, ttl, {})->refusal.has_value());
  CHECK_FALSE(acquire_lease(**store, "error", "next", now, ttl, {})->has_value());
  CHECK(ledger.sweep(now + ttl, {}).value() == 1);
  CHECK(day_of(**store, caps).settled.micros() == 600);
  CHECK(day_of(**store, caps).reserved == Money{});
  CHECK(acquire_lease(**store, "error", "next", now + ttl, ttl, {}).value()->token == 2);
}

TEST_CASE("processes that are killed while they write leave whole commits and a sound file") {
  const TemporaryFolder folder;
  const std::string path = folder / "s";
  REQUIRE(SqliteStore::open(path).has_value());
  for (int round = 0; round < 8; ++round) {
    const pid_t child = start([&]() -> int {
      auto store = SqliteStore::open(path);
      for (int i = 0;; ++i) {
        const std::string json = "{\"n\":" + std::to_string(i) + "}";
        (void)(*store)->commit({}, {{{"pair", "a"}, json}, {{"pair", "b"}, json}}, {});
      }
    });
    std::this_thread::sleep_for(Milliseconds{30 + 11 * round});
    REQUIRE(::kill(child, SIGKILL) == 0);
    CHECK(wait_for(child) == -1);
    auto store = SqliteStore::open(path);
    REQUIRE(store.has_value());
    const auto a = (*store)->get({"pair", "a"}, {}).value();
    const auto b = (*store)->get({"pair", "b"}, {}).value();
    REQUIRE(a.has_value() == b.has_value());
    if (a) CHECK(a->json == b->json);
    CHECK((*store)->check({}).has_value());
  }
}

TEST_CASE("a full disk is an error, nothing is half written, and the store goes on") {
  const TemporaryFolder folder;
  const std::string path = folder / "s";
  REQUIRE(SqliteStore::open(path).has_value());
  const pid_t child = start([&]() -> int {
    auto store = SqliteStore::open(path);
    if (!(*store)->commit({}, {{{"k", "small"}, "{}"}}, {})) return 2;
    (void)::signal(SIGXFSZ, SIG_IGN);
    const struct rlimit limit = {300'000, 300'000};
    if (::setrlimit(RLIMIT_FSIZE, &limit) != 0) return 3;
    const std::string json = "{\"a\":\"" + std::string(100'000, 'x') + "\"}";
    std::vector<RecordWrite> writes{{{"k", "small"}, std::nullopt}};
    for (int i = 0; i < 10; ++i)
      writes.push_back({{"k", std::to_string(i)}, json});
    const Status full = (*store)->commit({}, writes, {});
    if (full || full.error().code != ErrorCode::store) return 4;
    auto small = (*store)->get({"k", "small"}, {});
    if (!small || !*small) return 5;
    return (*store)->commit({}, {{{"k", "after"}, "{}"}}, {}) ? 0 : 6;
  });
  CHECK(wait_for(child) == 0);
  auto store = SqliteStore::open(path);
  REQUIRE(store.has_value());
  CHECK((*store)->scan({"k", "", "", 100}, {})->size() == 2);
  CHECK((*store)->check({}).has_value());
}

TEST_CASE("G11: twenty processes and threads that record an attempt at once are all counted") {
  const TemporaryFolder folder;
  const std::string path = folder / "s";
  const FingerprintId fingerprint{"v1:0a"};
  REQUIRE(SqliteStore::open(path).has_value());
  std::vector<pid_t> children;
  for (int p = 0; p < 4; ++p) {
    children.push_back(start([&] {
      auto store = SqliteStore::open(path);
      std::atomic<int> failed = store ? 0 : 1;
      std::vector<std::jthread> threads;
      for (int t = 0; t < 5 && store; ++t) {
        threads.emplace_back([&] {
          if (!record_attempt(**store, repo, fingerprint, false, {}, now, {})) ++failed;
        });
      }
      threads.clear();
      return failed.load();
    }));
  }
  for (const pid_t child : children)
    CHECK(wait_for(child) == 0);
  auto store = SqliteStore::open(path);
  CHECK(load_attempts(**store, repo, fingerprint, {})->attempts == 20);
}
