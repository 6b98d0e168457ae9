#include <algorithm>
#include <homeostat/diff.hpp>
#include <homeostat/guardrails.hpp>

#include "core/engine/rooms.hpp"

namespace homeostat::engine {
namespace {

/// The files that `writes` touch, as they are afterwards.
std::vector<FileContent> contents_after(const std::vector<FileWrite>& writes) {
  std::vector<FileContent> after;
  for (const FileWrite& write : writes) {
    if (write.content) after.push_back({write.path, write.mode, *write.content});
  }
  return after;
}

}  // namespace

Outcome<Guarded> guard(const Outbound& gate, const Config& config, const RepositoryConfig& repo,
                       const Candidate& candidate, const std::string& commit_message) {
  const GuardrailPolicy policy = policy_for(config, repo);
  const GuardContext context{.commit_message = commit_message, .base_files = candidate.before};
  Verdict verdict = check_patch(policy, candidate.patch, context);
  Result<Applied> applied = apply_patch(candidate.patch, candidate.before);
  // A patch that does not apply has not passed either.
  if (!verdict.pass() || !applied) return std::move(verdict.refusals);

  Guarded guarded;
  guarded.writes = std::move(applied->writes);
  guarded.after = contents_after(guarded.writes);
  // What leaves is not what was proposed but the difference that it makes: judged once more.
  guarded.patch = make_patch(candidate.before, guarded.after);
  verdict = check_patch(policy, guarded.patch, context);
  if (!verdict.pass()) return std::move(verdict.refusals);
  std::vector<Refusal> secrets = gate.check(guarded.patch);
  if (!secrets.empty()) return secrets;
  guarded.reviews = std::move(verdict.reviews);
  return guarded;
}

}  // namespace homeostat::engine
