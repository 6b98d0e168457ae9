#include <homeostat/journal.hpp>
#include <homeostat/testing/memory_store.hpp>

#include "support/catch.hpp"

using namespace homeostat;
using homeostat::testing::MemoryStore;

namespace {

const RepoId repo{"acme/palette-kit"};
const FingerprintId fingerprint{"v1:0a"};

PullRecord some_record() {
  PullRecord record;
  record.number = PullNumber{7};
  record.branch = "homeostat/fix-0a";
  record.commits = {CommitId{"aa"}, CommitId{"bb"}};
  record.patch_hash = "p";
  record.body_hash = "b";
  record.report_hash = "r";
  record.state = PullState::merged;
  return record;
}

Intent some_intent() {
  Intent intent;
  intent.repo = repo;
  intent.fingerprint = fingerprint;
  intent.issue = IssueNumber{3};
  intent.branch = "homeostat/fix-0a";
  intent.commit = CommitId{"bb"};
  intent.expected_head = CommitId{"aa"};
  intent.base = "main";
  intent.title = "fix: \"quoted\" \n and ü";
  intent.body = "## What\n";
  intent.labels = {"robot", "draft"};
  intent.draft = false;
  intent.record = some_record();
  intent.written = Time{Milliseconds{1'767'225'600'123}};
  return intent;
}

CallContext stopped() {
  std::stop_source stop;
  stop.request_stop();
  return {stop.get_token(), Milliseconds{1000}};
}

bool is_conflict(const Status& status) {
  return !status.has_value() && status.error().code == ErrorCode::conflict;
}

}  // namespace

TEST_CASE("an intent is kept whole until it is closed, and then the record is") {
  MemoryStore store;
  const Intent intent = some_intent();
  CHECK(open_intents(store, repo, {}).value().empty());
  REQUIRE(open_intent(store, intent, {}).has_value());
  CHECK(open_intents(store, repo, {}).value() == std::vector<Intent>{intent});
  CHECK_FALSE(find_pull_record(store, repo, fingerprint, {})->has_value());

  REQUIRE(close_intent(store, intent, some_record(), {}).has_value());
  CHECK(open_intents(store, repo, {}).value().empty());
  CHECK(find_pull_record(store, repo, fingerprint, {}).value() == some_record());
}

TEST_CASE("each step may be repeated after a lost answer") {
  MemoryStore store;
  const Intent intent = some_intent();
  REQUIRE(open_intent(store, intent, {}).has_value());
  CHECK(open_intent(store, intent, {}).has_value());
  REQUIRE(close_intent(store, intent, some_record(), {}).has_value());
  CHECK(close_intent(store, intent, some_record(), {}).has_value());
  REQUIRE(open_intent(store, intent, {}).has_value());
  REQUIRE(drop_intent(store, intent, {}).has_value());
  CHECK(drop_intent(store, intent, {}).has_value());
}

TEST_CASE("another intent of the same error is a conflict and stays") {
  MemoryStore store;
  const Intent intent = some_intent();
  Intent other = intent;
  other.commit = CommitId{"cc"};
  REQUIRE(open_intent(store, other, {}).has_value());
  CHECK(open_intent(store, intent, {}).error() ==
        Error{ErrorCode::conflict, "another intent of acme/palette-kit v1:0a is open"});
  CHECK(is_conflict(close_intent(store, intent, some_record(), {})));
  CHECK(is_conflict(drop_intent(store, intent, {})));
  CHECK(open_intents(store, repo, {}).value() == std::vector<Intent>{other});
}

TEST_CASE("closing what was never opened is a conflict and writes nothing") {
  MemoryStore store;
  CHECK(is_conflict(close_intent(store, some_intent(), some_record(), {})));
  PullRecord older = some_record();
  older.number = PullNumber{6};
  REQUIRE(store_pull_record(store, repo, fingerprint, older, {}).has_value());
  CHECK(is_conflict(close_intent(store, some_intent(), some_record(), {})));
  CHECK(find_pull_record(store, repo, fingerprint, {}).value() == older);
}

TEST_CASE("intents are listed for one repository or for all, past a page of records") {
  MemoryStore store;
  Intent intent = some_intent();
  for (int i = 0; i < 1001; ++i) {
    intent.fingerprint = FingerprintId{"v1:" + std::to_string(i)};
    REQUIRE(open_intent(store, intent, {}).has_value());
  }
  intent.repo = RepoId{"acme/palette-kit-2"};
  REQUIRE(open_intent(store, intent, {}).has_value());
  CHECK(open_intents(store, repo, {})->size() == 1001);
  CHECK(open_intents(store, RepoId{}, {})->size() == 1002);
}

TEST_CASE("a damaged journal is an error that names the record") {
  MemoryStore store;
  const RecordKey intent_key{"intent", "acme/palette-kit v1:0a"};
  const RecordKey pull_key{"pull", "acme/palette-kit v1:0a"};
  REQUIRE(open_intent(store, some_intent(), {}).has_value());
  const std::string good = store.records()[0].json;
  const auto with = [&](const std::string& from, const std::string& to) {
    std::string json = good;
    REQUIRE(json.find(from) != std::string::npos);
    return json.replace(json.find(from), from.size(), to);
  };
  for (const std::string& json :
       {std::string("{"), with("\"draft\":false", "\"draft\":0"),
        with("[\"robot\",\"draft\"]", "[1]"), with("[\"robot\",\"draft\"]", "1"),
        with("\"merged\"", "\"lost\""), with("\"record\":{", "\"recor\":{"),
        with("\"issue\":3", "\"issue\":-3"), with("\"base\"", "\"bas\"")}) {
    CAPTURE(json);
    store.damage(intent_key, json);
    const auto listed = open_intents(store, repo, {});
    REQUIRE_FALSE(listed.has_value());
    CHECK(listed.error().code == ErrorCode::store);
    CHECK(listed.error().message.find("record intent acme/palette-kit v1:0a is damaged") == 0);
    CHECK_FALSE(open_intent(store, some_intent(), {}).has_value());
    CHECK_FALSE(close_intent(store, some_intent(), some_record(), {}).has_value());
    CHECK_FALSE(drop_intent(store, some_intent(), {}).has_value());
  }
  store.damage(intent_key, with("\"record\":{", "\"record\":1,\"x\":{"));
  CHECK_FALSE(open_intents(store, repo, {}).has_value());
  store.damage(pull_key, "{}");
  CHECK(find_pull_record(store, repo, fingerprint, {}).error().code == ErrorCode::store);
  REQUIRE(store.commit({}, {{intent_key, std::nullopt}}, {}).has_value());
  CHECK_FALSE(drop_intent(store, some_intent(), stopped()).has_value());
  CHECK_FALSE(open_intents(store, repo, stopped()).has_value());
  CHECK_FALSE(find_pull_record(store, repo, fingerprint, stopped()).has_value());
  CHECK_FALSE(close_intent(store, some_intent(), some_record(), {}).has_value());
}
