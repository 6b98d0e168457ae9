#include <algorithm>
#include <array>

#include <homeostat/journal.hpp>

#include "core/base/format.hpp"
#include "core/state/record.hpp"

namespace homeostat {
namespace {

namespace json = boost::json;
using state::RecordReader;

constexpr std::array<std::string_view, 3> pull_states{"open", "closed", "merged"};

std::string id_of(const RepoId& repo, const FingerprintId& fingerprint) {
  return repo.str() + " " + fingerprint.str();
}

RecordKey intent_key(const Intent& intent) {
  return {"intent", id_of(intent.repo, intent.fingerprint)};
}

RecordKey pull_key(const RepoId& repo, const FingerprintId& fingerprint) {
  return {"pull", id_of(repo, fingerprint)};
}

json::object print(const PullRecord& record) {
  json::array commits;
  for (const CommitId& commit : record.commits)
    commits.emplace_back(commit.str());
  return {{"number", record.number.value},
          {"branch", record.branch},
          {"commits", std::move(commits)},
          {"patch_hash", record.patch_hash},
          {"body_hash", record.body_hash},
          {"report_hash", record.report_hash},
          {"state", pull_states[static_cast<std::size_t>(record.state)]}};
}

PullRecord read_pull(RecordReader& reader) {
  PullRecord record;
  record.number = PullNumber{reader.integer("number")};
  record.branch = reader.text("branch");
  for (std::string& commit : reader.texts("commits"))
    record.commits.emplace_back(commit);
  record.patch_hash = reader.text("patch_hash");
  record.body_hash = reader.text("body_hash");
  record.report_hash = reader.text("report_hash");
  const std::string state = reader.text("state");
  const auto found = std::find(pull_states.begin(), pull_states.end(), state);
  if (found == pull_states.end()) reader.fail("unknown state");
  record.state = static_cast<PullState>(found - pull_states.begin());
  return record;
}

std::string print(const Intent& intent) {
  return json::serialize(json::object{{"repo", intent.repo.str()},
                                      {"fingerprint", intent.fingerprint.str()},
                                      {"issue", intent.issue.value},
                                      {"branch", intent.branch},
                                      {"commit", intent.commit.str()},
                                      {"expected_head", intent.expected_head.str()},
                                      {"base", intent.base},
                                      {"title", intent.title},
                                      {"body", intent.body},
                                      {"labels", state::to_json(intent.labels)},
                                      {"draft", intent.draft},
                                      {"record", print(intent.record)},
                                      {"written_ms", state::to_json(intent.written)}});
}

Result<Intent> read_intent(const Record& stored) {
  RecordReader reader(stored);
  Intent intent;
  intent.repo = RepoId{reader.text("repo")};
  intent.fingerprint = FingerprintId{reader.text("fingerprint")};
  intent.issue = IssueNumber{reader.integer("issue")};
  intent.branch = reader.text("branch");
  intent.commit = CommitId{reader.text("commit")};
  intent.expected_head = CommitId{reader.text("expected_head")};
  intent.base = reader.text("base");
  intent.title = reader.text("title");
  intent.body = reader.text("body");
  intent.labels = reader.texts("labels");
  intent.draft = reader.boolean("draft");
  intent.written = reader.time("written_ms");
  RecordReader inner = reader.inside("record");
  intent.record = read_pull(inner);
  if (Status status = reader.status(); !status) return status.error();
  if (Status status = inner.status(); !status) return status.error();
  return intent;
}

/// The stored intent of the same error, with its version. None: there is none.
struct Found {
  std::optional<Intent> intent;
  std::int64_t version = 0;
};

Result<Found> find_intent(StateStore& store, const RecordKey& key, const CallContext& context) {
  auto stored = store.get(key, context);
  if (!stored) return stored.error();
  if (!*stored) return Found{};
  auto intent = read_intent(**stored);
  if (!intent) return intent.error();
  return Found{std::move(*intent), (*stored)->version};
}

Error another_intent(const RecordKey& key) {
  return Error{ErrorCode::conflict, base::format("another intent of {} is open", key.id)};
}

}  // namespace

Status open_intent(StateStore& store, const Intent& intent, const CallContext& context) {
  const RecordKey key = intent_key(intent);
  auto found = find_intent(store, key, context);
  if (!found) return found.error();
  if (found->intent == intent) return {};
  if (found->intent) return another_intent(key);
  return store.commit({{key, 0}}, {{key, print(intent)}}, context);
}

Status close_intent(StateStore& store, const Intent& intent, const PullRecord& record,
                    const CallContext& context) {
  const RecordKey key = intent_key(intent);
  auto found = find_intent(store, key, context);
  if (!found) return found.error();
  if (!found->intent) {
    auto known = find_pull_record(store, intent.repo, intent.fingerprint, context);
    if (!known) return known.error();
    if (*known == record) return {};
    return Error{ErrorCode::conflict, base::format("no intent of {} is open", key.id)};
  }
  if (found->intent != intent) return another_intent(key);
  return store.commit({{key, found->version}},
                      {{key, std::nullopt},
                       {pull_key(intent.repo, intent.fingerprint), json::serialize(print(record))}},
                      context);
}

Status drop_intent(StateStore& store, const Intent& intent, const CallContext& context) {
  const RecordKey key = intent_key(intent);
  auto found = find_intent(store, key, context);
  if (!found) return found.error();
  if (!found->intent) return {};
  if (found->intent != intent) return another_intent(key);
  return store.commit({{key, found->version}}, {{key, std::nullopt}}, context);
}

Result<std::vector<Intent>> open_intents(StateStore& store, const RepoId& repo,
                                         const CallContext& context) {
  std::vector<Intent> intents;
  const std::string prefix = repo.empty() ? "" : repo.str() + " ";
  const Status visited =
      state::visit_records(store, "intent", prefix, context, [&](const Record& stored) -> Status {
        auto intent = read_intent(stored);
        if (!intent) return intent.error();
        intents.push_back(std::move(*intent));
        return {};
      });
  if (!visited) return visited.error();
  return intents;
}

Result<std::optional<PullRecord>> find_pull_record(StateStore& store, const RepoId& repo,
                                                   const FingerprintId& fingerprint,
                                                   const CallContext& context) {
  auto stored = store.get(pull_key(repo, fingerprint), context);
  if (!stored) return stored.error();
  if (!*stored) return std::optional<PullRecord>();
  RecordReader reader(**stored);
  PullRecord record = read_pull(reader);
  if (Status status = reader.status(); !status) return status.error();
  return std::optional<PullRecord>(std::move(record));
}

Status store_pull_record(StateStore& store, const RepoId& repo, const FingerprintId& fingerprint,
                         const PullRecord& record, const CallContext& context) {
  return store.commit({}, {{pull_key(repo, fingerprint), json::serialize(print(record))}}, context);
}

}  // namespace homeostat
