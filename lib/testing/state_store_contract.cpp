#include <atomic>
#include <latch>
#include <thread>

#include "testing/expect.hpp"

namespace homeostat::testing {
namespace {

const RecordKey key_a{"kind", "a"};
const RecordKey key_b{"kind", "b"};

/// Version of what is stored; 0: nothing, -1: an error (reported).
std::int64_t version_of(StateStore& store, const RecordKey& key, const Expect& expect) {
  auto found = store.get(key, {});
  if (!expect.success(found, "get")) return -1;
  return *found ? (*found)->version : 0;
}

/// What is stored; empty: nothing, or an error (reported).
std::string json_of(StateStore& store, const RecordKey& key, const Expect& expect) {
  auto found = store.get(key, {});
  if (!expect.success(found, "get") || !*found) return "";
  return (*found)->json;
}

void put(StateStore& store, const RecordKey& key, const std::string& json, const Expect& expect) {
  expect.success(store.commit({}, {{key, json}}, {}), "commit of " + key.id);
}

void reads_back(StateStore& store, const Expect& expect) {
  expect.that(version_of(store, key_a, expect) == 0, "a record never written is absent");
  const std::string json =
      "{\"text\": \"\\u0000 quote ' \\\" \xc3\xa9 \xf0\x9f\x90\x8d\", \"n\":1}";
  const RecordKey odd{"kind", "owner/na me v1:\xc3\xa9'\"%_\n"};
  put(store, odd, json, expect);
  expect.that(json_of(store, odd, expect) == json, "a record is read as it was written");
  auto found = store.get(odd, {});
  expect.that(found && *found && (*found)->key == odd, "a record knows its key");
  expect.that(json_of(store, {"other", odd.id}, expect).empty(), "kinds are apart");
}

void versions_grow(StateStore& store, const Expect& expect) {
  std::int64_t last = 0;
  for (int i = 0; i < 3; ++i) {
    put(store, key_a, "{}", expect);
    const std::int64_t version = version_of(store, key_a, expect);
    expect.that(version > last, "a version grows with each write");
    last = version;
    expect.success(store.commit({{key_a, version}}, {{key_a, std::nullopt}}, {}), "erase");
    expect.that(version_of(store, key_a, expect) == 0, "an erased record is absent");
  }
  expect.success(store.commit({}, {{key_a, std::nullopt}}, {}), "erase of what is absent");
}

void conditions_hold(StateStore& store, const Expect& expect) {
  const auto commit = [&](std::int64_t version) {
    return store.commit({{key_a, version}}, {{key_a, "{\"new\":1}"}, {key_b, "{}"}}, {});
  };
  expect.error(commit(1), ErrorCode::conflict, "a commit on a version of what is absent");
  put(store, key_a, "{}", expect);
  const std::int64_t version = version_of(store, key_a, expect);
  expect.error(commit(0), ErrorCode::conflict, "a commit on the absence of what is there");
  expect.error(commit(version + 1), ErrorCode::conflict, "a commit on a later version");
  expect.error(commit(version - 1), ErrorCode::conflict, "a commit on an earlier version");
  expect.that(json_of(store, key_a, expect) == "{}" && version_of(store, key_b, expect) == 0,
              "a conflict writes nothing");
  expect.that(version_of(store, key_a, expect) == version, "a conflict leaves the version");
  expect.success(commit(version), "a commit on the present version");
  expect.error(commit(version), ErrorCode::conflict, "a second commit on the same version");
}

void all_or_none(StateStore& store, const Expect& expect) {
  put(store, key_a, "{}", expect);
  const std::int64_t version = version_of(store, key_a, expect);
  expect.error(
      store.commit({{key_a, version}, {key_b, 5}}, {{key_a, std::nullopt}, {key_b, "{}"}}, {}),
      ErrorCode::conflict, "a commit of which one condition fails");
  expect.that(version_of(store, key_a, expect) == version, "no write of a refused commit is kept");
  expect.success(store.commit({{key_a, version}}, {{key_b, "{}"}}, {}),
                 "a commit on a record that it does not write");
  expect.success(store.commit({{key_a, version}}, {}, {}), "a commit of conditions alone");
  expect.error(store.commit({{key_a, 0}}, {}, {}), ErrorCode::conflict,
               "a commit of conditions alone that do not hold");
}

std::string ids_of(StateStore& store, const ScanQuery& query, const Expect& expect) {
  auto found = store.scan(query, {});
  std::string ids;
  if (!expect.success(found, "scan")) return ids;
  for (const Record& record : *found)
    ids += record.key.id + " ";
  return ids;
}

void scans_in_order(StateStore& store, const Expect& expect) {
  for (const char* id : {"b", "a/2", "A", "a/10", "a%", "\xc3\xa9", "a_x", "a/1"}) {
    put(store, {"kind", id}, "{\"id\":1}", expect);
  }
  put(store, {"kine", "a/0"}, "{}", expect);
  put(store, {"kin", "a/0"}, "{}", expect);
  const auto is = [&](const ScanQuery& query, const std::string& ids) {
    expect.that(
        ids_of(store, query, expect) == ids,
        "the scan of prefix '" + query.id_prefix + "' after '" + query.after_id + "' is " + ids);
  };
  is({"kind", "", "", 100}, "A a% a/1 a/10 a/2 a_x b \xc3\xa9 ");
  is({"kind", "a/", "", 100}, "a/1 a/10 a/2 ");
  is({"kind", "a%", "", 100}, "a% ");
  is({"kind", "a_", "", 100}, "a_x ");
  is({"kind", "a/", "a/1", 100}, "a/10 a/2 ");
  is({"kind", "", "a/10", 2}, "a/2 a_x ");
  is({"kind", "a", "A", 1}, "a% ");
  is({"kind", "c", "", 100}, "");
  is({"none", "", "", 100}, "");
  auto found = store.scan({"kind", "b", "", 1}, {});
  expect.that(found && found->size() == 1 && found->front().json == "{\"id\":1}" &&
                  found->front().version == version_of(store, key_b, expect),
              "a scan gives whole records");
}

void refuses_wrong_calls(StateStore& store, const Expect& expect) {
  const auto refused = [&](const RecordKey& key, const std::string& json, const std::string& what) {
    expect.error(store.commit({}, {{key_b, "{}"}, {key, json}}, {}), ErrorCode::invalid_argument,
                 "a commit of " + what);
  };
  refused({"", "x"}, "{}", "an empty kind");
  refused({"kind", ""}, "{}", "an empty id");
  refused({"kind", std::string(513, 'x')}, "{}", "an id of 513 bytes");
  refused({"kind", std::string("a\0b", 3)}, "{}", "an id with nul");
  refused({"kind", "\xff"}, "{}", "an id that is not utf-8");
  refused(key_a, "[]", "json that is no object");
  refused(key_a, "{", "text that is not json");
  refused(key_a, "{\"a\":\"" + std::string(1024 * 1024, 'x') + "\"}", "json above 1 MiB");
  refused(key_b, "{}", "one key twice");
  expect.error(store.get({"kind", ""}, {}), ErrorCode::invalid_argument, "get of an empty id");
  expect.error(store.scan({"kind", "", "", 0}, {}), ErrorCode::invalid_argument, "scan of none");
  expect.that(version_of(store, key_b, expect) == 0, "a refused commit writes nothing");
  const std::string largest = "{\"a\":\"" + std::string(1024 * 1024 - 8, 'x') + "\"}";
  put(store, {"kind", std::string(512, 'x')}, largest, expect);
  expect.that(json_of(store, {"kind", std::string(512, 'x')}, expect) == largest,
              "a record of 1 MiB is kept whole");
}

void obeys_stop_and_deadline(StateStore& store, const Expect& expect) {
  const CallContext stopped = stopped_context();
  expect.error(store.get(key_a, stopped), ErrorCode::cancelled, "get after a stop");
  expect.error(store.scan({"kind", "", "", 1}, stopped), ErrorCode::cancelled, "scan after a stop");
  expect.error(store.commit({}, {{key_a, "{}"}}, stopped), ErrorCode::cancelled,
               "commit after a stop");
  const CallContext late{{}, Milliseconds{0}};
  expect.error(store.get(key_a, late), ErrorCode::timeout, "get without time");
  expect.error(store.commit({}, {{key_a, "{}"}}, late), ErrorCode::timeout, "commit without time");
  expect.that(version_of(store, key_a, expect) == 0, "a stopped commit writes nothing");
}

/// Adds one to a number in the record, as often as somebody else was between.
void add_one(StateStore& store, std::atomic<int>& errors) {
  for (int tries = 0; tries < 10'000; ++tries) {
    auto found = store.get(key_a, {});
    if (!found) break;
    const std::string text = *found ? (*found)->json : "{\"n\":0}";
    const int number = std::stoi(text.substr(5));
    std::this_thread::yield();
    const Status done = store.commit({{key_a, *found ? (*found)->version : 0}},
                                     {{key_a, "{\"n\":" + std::to_string(number + 1) + "}"}}, {});
    if (done) return;
    if (done.error().code != ErrorCode::conflict) break;
  }
  ++errors;
}

void threads_lose_nothing(StateStore& store, const Expect& expect) {
  constexpr int threads = 4;
  constexpr int rounds = 25;
  std::atomic<int> errors = 0;
  std::latch together(threads);
  {
    std::vector<std::jthread> workers;
    for (int i = 0; i < threads; ++i) {
      workers.emplace_back([&] {
        together.arrive_and_wait();
        for (int round = 0; round < rounds; ++round)
          add_one(store, errors);
      });
    }
  }
  expect.that(errors == 0, "threads may write the same record");
  expect.that(json_of(store, key_a, expect) == "{\"n\":100}",
              "of 4 threads that add 25 each nothing is lost");
}

}  // namespace

Contract state_store_contract(std::function<std::unique_ptr<StateStore>()> make) {
  return make_cases<StateStore>(
      make,
      {{"what is written is read back, by kind and id", reads_back},
       {"versions grow with each write, also across an erase", versions_grow},
       {"a commit happens only on the versions it names", conditions_hold},
       {"all writes of a commit happen or none", all_or_none},
       {"a scan gives one kind in order of bytes, from a prefix, page by page", scans_in_order},
       {"wrong calls are refused and change nothing", refuses_wrong_calls},
       {"a stop and a deadline end a call", obeys_stop_and_deadline},
       {"threads that write the same record lose nothing", threads_lose_nothing}});
}

}  // namespace homeostat::testing
