#pragma once

/// The nine rooms, in the order of the walk. Each is one file of this folder.

#include <homeostat/diagnosis.hpp>
#include <homeostat/engine.hpp>
#include <homeostat/patch.hpp>
#include <homeostat/privacy.hpp>
#include <homeostat/prompt.hpp>
#include <optional>
#include <string>
#include <vector>

#include "core/engine/outcome.hpp"
#include "core/engine/walk.hpp"

namespace homeostat::engine {

/// 1. Is this issue ours to treat, and what does it say? Pure.
Outcome<ErrorReport> admit(const Config& config, const Issue& issue);

/// 2. Where is the error, what is its identity, who may look at it? Pure.
Outcome<Diagnosis> diagnose(const Config& config, const ErrorReport& report,
                            const TreeListing& tree);

/// 3. What the walk holds once it has claimed the error.
struct Claim {
  int attempt = 1;  ///< k of attempts_max
  std::string branch;
  std::optional<PullRecord> ours;        ///< the pull request that would be updated
  std::optional<PullRequest> open_pull;  ///< likewise, as the forge has it
};
Outcome<Claim> claim(Walk& walk, const Diagnosis& diagnosis);

/// 4. One candidate after the other: patterns first, then the tier's models.
struct Candidate {
  Patch patch;
  std::vector<FileContent> before;  ///< of every path that the patch reads
  FixSource source = FixSource::none;
  PatternId pattern;
  double confidence = 0;
  ModelId model;
  bool replayed = false;
};
class Proposer {
 public:
  Proposer(Walk& walk, const Diagnosis& diagnosis) : walk_(walk), diagnosis_(diagnosis) {}
  /// Refuses where this try gave no candidate.
  Outcome<Candidate> next();
  /// Nothing is left to try.
  [[nodiscard]] bool exhausted() const;
  /// A model was asked at least once.
  [[nodiscard]] bool asked() const { return model_tries_ > 0; }
  /// Tells what became of the last candidate, for the next try.
  void refused(const std::vector<Refusal>& refusals);

 private:
  Outcome<Nothing> load_files();
  [[nodiscard]] Candidate pattern_candidate(const PatternCandidate& proposal) const;
  Outcome<Candidate> ask_tier(const TierConfig& tier);
  Outcome<Nothing> review(const ModelConfig& reviewer, const PromptInput& input,
                          const Patch& patch);
  /// The files as a model may see them: their secrets have names of the run.
  std::vector<ShownFile> show(const std::vector<FileContent>& files);
  [[nodiscard]] Outcome<Patch> read_patch(std::string_view answer,
                                          const std::vector<ShownFile>& shown,
                                          const std::vector<FileContent>& visible) const;
  Outcome<ModelReply> ask(const ModelConfig& model, Prompt prompt, const char* purpose);
  bool remember(const Patch& patch);

  Walk& walk_;
  const Diagnosis& diagnosis_;
  bool loaded_ = false;
  bool given_up_ = false;
  std::vector<FileContent> files_;  ///< those that may be patched, most useful first
  std::vector<PatternCandidate> patterns_;
  std::size_t next_pattern_ = 0;
  int model_tries_ = 0;
  std::vector<std::string> patch_hashes_;  ///< of this attempt
  std::vector<std::string> failures_;      ///< distilled, sanitized: for the next prompt
};

/// 5. May it leave? Pure but for reading nothing: the base files come with the candidate.
struct Guarded {
  Patch patch;                    ///< as it will be published
  std::vector<FileWrite> writes;  ///< what it makes of the base
  std::vector<FileContent> after;
  std::vector<Refusal> reviews;  ///< what the policy wants a person to look at
};
Outcome<Guarded> guard(const Outbound& gate, const Config& config, const RepositoryConfig& repo,
                       const Candidate& candidate, const std::string& commit_message);

/// 6. Do the tests say that it holds?
Outcome<Proof> prove(Walk& walk, const Guarded& guarded);

/// 7. Exactly one pull request.
struct Publication {
  PullNumber number;
  std::string url;
  bool created = false;  ///< else updated
};
struct Fix {
  Candidate candidate;
  Guarded guarded;
  Proof proof;
};
Outcome<Publication> publish(Walk& walk, const Claim& claim, const Fix& fix);
/// Finishes a publication whose intent stands in the journal: the same steps, from the start.
/// Before each write it asks whether the lease is still held and no kill switch is on.
Outcome<Publication> complete_publication(Session& session, const RepositoryConfig& repo,
                                          const Intent& intent, const Lease& lease);
/// The commit message that `candidate` would get.
[[nodiscard]] std::string commit_message_of(const Walk& walk, const Candidate& candidate);

/// 8. What was learned. Only in production, never in a dry run.
Outcome<Nothing> learn(Walk& walk, const Fix& fix);
/// Puts a pattern in the place of the one with its id, or at the end.
void add_to_library(std::vector<Pattern>& library, Pattern pattern);
/// A pattern's candidate was refused by guard or prove: evidence against it.
void learn_failure(Walk& walk, const Candidate& candidate);

/// 9. Writes down what happened and lets go of everything. Runs whatever happened before.
Outcome<Nothing> record(Walk& walk);
/// One metrics record: exactly one for each issue visited, after room 9.
void emit_metrics(Session& session, const IssueReport& report);
void emit_issue(Session& session, EventKind kind, const IssueReport& report);

/// The hash under which a patch is remembered.
[[nodiscard]] std::string patch_hash(const Patch& patch);
/// The hash of what a report says, but for what changes with each occurrence.
[[nodiscard]] std::string report_hash(const ErrorReport& report);
/// Why nothing may be written now: process, organisation, repository. None: nothing stops us.
Outcome<Nothing> check_kill_switch(Session& session, const RepositoryConfig& repo);
/// The key of the lease of an error.
[[nodiscard]] std::string lease_key(const RepoId& repo, const FingerprintId& fingerprint);

/// One issue through all nine rooms.
IssueReport walk_issue(Session& session, RepoState& repo, const Issue& issue);
/// All repositories (or one issue of one).
RunReport run_repositories(Session& session);
RunReport run_issue(Session& session, const RepositoryConfig& repo, const Issue& issue);

}  // namespace homeostat::engine
