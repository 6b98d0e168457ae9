#pragma once

/// The intent journal of publication, and what is remembered of our pull requests.

#include <optional>
#include <string>
#include <vector>

#include <homeostat/ids.hpp>
#include <homeostat/ports/forge.hpp>
#include <homeostat/ports/state_store.hpp>
#include <homeostat/result.hpp>
#include <homeostat/time.hpp>

namespace homeostat {

/// What the engine remembers of the pull request of a fingerprint.
struct PullRecord {
  PullNumber number;
  std::string branch;
  std::vector<CommitId> commits;  ///< every SHA that the engine wrote to the branch
  std::string patch_hash;         ///< of the printed patch
  std::string body_hash;
  std::string report_hash;  ///< of what the report said when it was published
  PullState state = PullState::open;
  friend bool operator==(const PullRecord&, const PullRecord&) = default;
};

/// Written before the first step of a publication, erased after the last one.
struct Intent {
  RepoId repo;
  FingerprintId fingerprint;
  IssueNumber issue;
  std::string branch;
  CommitId commit;
  CommitId expected_head;  ///< what the branch had; empty: it did not exist
  std::string base;        ///< base branch
  std::string title;
  std::string body;
  std::vector<std::string> labels;
  bool draft = true;
  PullRecord record;  ///< what is to be remembered, but for the number
  Time written;
  friend bool operator==(const Intent&, const Intent&) = default;
};

/// `conflict` if another intent of the same error is open: replay or drop that one first. The same
/// one again is fine (the answer to the first call was lost); so it is for closing and dropping.
Status open_intent(StateStore& store, const Intent& intent, const CallContext& context);
/// Erases the intent and writes the record, in one commit.
Status close_intent(StateStore& store, const Intent& intent, const PullRecord& record,
                    const CallContext& context);
/// Erases it without a record (the publication was refused half-way and left nothing).
Status drop_intent(StateStore& store, const Intent& intent, const CallContext& context);
/// All open ones, or those of one repository.
Result<std::vector<Intent>> open_intents(StateStore& store, const RepoId& repo,
                                         const CallContext& context);

Result<std::optional<PullRecord>> find_pull_record(StateStore& store, const RepoId& repo,
                                                   const FingerprintId& fingerprint,
                                                   const CallContext& context);
Status store_pull_record(StateStore& store, const RepoId& repo, const FingerprintId& fingerprint,
                         const PullRecord& record, const CallContext& context);

}  // namespace homeostat
