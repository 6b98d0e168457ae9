#include <algorithm>
#include <homeostat/diff.hpp>
#include <homeostat/guardrails.hpp>
#include <homeostat/privacy.hpp>
#include <homeostat/prompt.hpp>
#include <homeostat/retry.hpp>
#include <homeostat/secrets.hpp>
#include <homeostat/tier.hpp>

#include "core/base/sha256.hpp"
#include "core/engine/rooms.hpp"

namespace homeostat::engine {
namespace {

constexpr std::size_t files_read_max = 8;
constexpr std::int64_t prompt_tokens_max = 16'000;
/// Longer than any model call may take: a reservation must outlive its call.
constexpr Milliseconds reservation_ttl{600'000};

Refusal refusal(Reason reason, std::string detail) { return {reason, std::move(detail), {}, 0}; }

/// See ports/model.hpp: after any other error the call may have been billed.
bool was_not_billed(ErrorCode code) {
  return code == ErrorCode::denied || code == ErrorCode::unsupported ||
         code == ErrorCode::invalid_argument || code == ErrorCode::invalid_config;
}

bool may_be_patched(const Walk& walk, const std::string& path) {
  return passes_filters(walk.repo.config.path_filters, path) &&
         !is_protected_path(path, walk.config().protected_paths, walk.config().changes);
}

/// The files of a model's prompt: what is sensitive by path or content only for trusted ones.
std::vector<FileContent> files_for(const ModelConfig& model,
                                   const std::vector<FileContent>& files) {
  if (model.trusted) return files;
  std::vector<FileContent> open;
  std::copy_if(files.begin(), files.end(), std::back_inserter(open), [](const FileContent& file) {
    return !is_sensitive_path(file.path) &&
           find_secrets(file.content, SecretProfile::guard).empty();
  });
  return open;
}

/// Whom a tier asks.
struct TierModels {
  const ModelConfig* drafter = nullptr;
  const ModelConfig* reviewer = nullptr;  ///< null: the tier has none
};

/// All of them must be able to answer, and be trusted with what they would see, before the first
/// one is paid.
Outcome<TierModels> models_of(const Config& config, const TierConfig& tier, bool sensitive,
                              Time now) {
  TierModels models{find_model(config, tier.model), find_model(config, tier.reviewer)};
  if (models.drafter == nullptr) {
    return refusal(Reason::unpriced_model, "model " + tier.model.str() + " has no price row");
  }
  if (models.reviewer == nullptr && !tier.reviewer.empty()) {
    return refusal(Reason::unpriced_model, "model " + tier.reviewer.str() + " has no price row");
  }
  for (const ModelConfig* model : {models.drafter, models.reviewer}) {
    if (model != nullptr && is_retired(*model, now)) {
      return refusal(Reason::unpriced_model,
                     "model " + model->id.str() + " was retired on " + model->retires);
    }
    if (!sensitive || model == nullptr || model->trusted) continue;
    return refusal(Reason::no_patch, "the error touches sensitive files, and model " +
                                         model->id.str() + " is not trusted with them");
  }
  return models;
}

const TreeEntry* find_entry(const TreeListing& tree, const std::string& path) {
  const auto found = std::lower_bound(
      tree.entries.begin(), tree.entries.end(), path,
      [](const TreeEntry& entry, const std::string& wanted) { return entry.path < wanted; });
  return found != tree.entries.end() && found->path == path ? &*found : nullptr;
}

bool is_plain_file(const TreeEntry& entry) {
  return entry.mode == FileMode::regular || entry.mode == FileMode::executable;
}

/// After these, more tries of the same kind cannot help.
bool ends_tries(Reason reason) {
  return reason == Reason::budget || reason == Reason::unpriced_model ||
         reason == Reason::lease_lost || reason == Reason::abstained || reason == Reason::fix_loop;
}

std::vector<FileContent> contents_of(const Patch& patch, const std::vector<FileContent>& files) {
  std::vector<FileContent> read;
  for (const FilePatch& file : patch.files) {
    const auto found = std::find_if(files.begin(), files.end(), [&](const FileContent& content) {
      return content.path == file.old_path || content.path == file.new_path;
    });
    if (found != files.end()) read.push_back(*found);
  }
  return read;
}

}  // namespace

std::string patch_hash(const Patch& patch) { return base::sha256_hex(print_patch(patch)); }

bool Proposer::exhausted() const {
  const TierConfig& tier = walk_.config().tiers[static_cast<std::size_t>(diagnosis_.tier - 1)];
  return given_up_ || (next_pattern_ >= patterns_.size() && model_tries_ >= tier.tries);
}

Outcome<Nothing> Proposer::load_files() {
  loaded_ = true;
  const std::int64_t bytes_max = walk_.config().limits.file_bytes_max;
  std::optional<Refusal> too_large;
  for (const Location& location : diagnosis_.locations) {
    const bool known = std::any_of(files_.begin(), files_.end(), [&](const FileContent& file) {
      return file.path == location.path;
    });
    if (known || files_.size() >= files_read_max || !may_be_patched(walk_, location.path)) {
      continue;
    }
    const TreeEntry* entry = find_entry(walk_.repo.tree, location.path);
    if (entry == nullptr || !is_plain_file(*entry)) continue;
    if (entry->size_bytes > bytes_max) {
      too_large = refusal(Reason::bytes, "file " + location.path + " has " +
                                             std::to_string(entry->size_bytes) +
                                             " bytes, limit is " + std::to_string(bytes_max));
      continue;
    }
    auto file = walk_.ports().workspace.read(walk_.repo.config.slug, walk_.repo.base, location.path,
                                             bytes_max, walk_.call());
    if (!file) return file.error();
    if (*file) files_.push_back(std::move(**file));
  }
  if (files_.empty()) {
    given_up_ = true;
    if (too_large) return *too_large;
    return refusal(Reason::path_filter, "no frame of the error is in a path that may be changed");
  }
  if (walk_.config().patterns_enabled) {
    MatchOptions options;
    options.candidates_max = static_cast<std::size_t>(walk_.config().limits.pattern_candidates_max);
    patterns_ = match_patterns(walk_.session.library, diagnosis_, files_, options);
    options.candidates_max -= std::min(patterns_.size(), options.candidates_max);
    auto builtin = match_patterns(walk_.session.builtins, diagnosis_, files_, options);
    std::move(builtin.begin(), builtin.end(), std::back_inserter(patterns_));
  }
  return Nothing{};
}

Outcome<Candidate> Proposer::next() {
  ++walk_.tries;
  if (!loaded_) {
    if (auto loaded = load_files(); !loaded.passed()) return loaded.ended<Candidate>();
  }
  while (next_pattern_ < patterns_.size()) {
    Candidate candidate = pattern_candidate(patterns_[next_pattern_++]);
    if (remember(candidate.patch)) return candidate;
  }
  Outcome<Candidate> candidate =
      ask_tier(walk_.config().tiers[static_cast<std::size_t>(diagnosis_.tier - 1)]);
  if (candidate.passed() && !remember(candidate.value().patch)) {
    candidate = refusal(Reason::fix_loop, "the model proposed a patch that was refused before");
  }
  if (candidate.refused()) {
    const Refusal& first = candidate.refusals().front();
    if (ends_tries(first.reason)) given_up_ = true;
    failures_.push_back(std::string(to_string(first.reason)) + ": " + first.detail);
  }
  return candidate;
}

bool Proposer::remember(const Patch& patch) {
  std::string hash = patch_hash(patch);
  if (std::find(patch_hashes_.begin(), patch_hashes_.end(), hash) != patch_hashes_.end()) {
    return false;
  }
  patch_hashes_.push_back(std::move(hash));
  return true;
}

Candidate Proposer::pattern_candidate(const PatternCandidate& proposal) const {
  Candidate candidate;
  candidate.source = FixSource::pattern;
  candidate.pattern = proposal.pattern;
  candidate.confidence = proposal.confidence;
  FileContent after{proposal.write.path, proposal.write.mode,
                    proposal.write.content.value_or(std::string())};
  const auto before = std::find_if(files_.begin(), files_.end(), [&](const FileContent& file) {
    return file.path == after.path;
  });
  if (before != files_.end()) candidate.before.push_back(*before);
  candidate.patch = make_patch(candidate.before, {std::move(after)});
  return candidate;
}

Outcome<Candidate> Proposer::ask_tier(const TierConfig& tier) {
  Outcome<TierModels> models = models_of(walk_.config(), tier, diagnosis_.sensitive, walk_.now());
  if (!models.passed()) {
    given_up_ = true;
    return models.ended<Candidate>();
  }
  const ModelConfig* model = models.value().drafter;
  const ModelConfig* reviewer = models.value().reviewer;
  std::vector<FileContent> files = files_for(*model, files_);
  if (reviewer != nullptr) files = files_for(*reviewer, files);
  if (files.empty()) {
    given_up_ = true;
    return refusal(Reason::no_patch, "every file holds secrets, and tier " +
                                         std::to_string(diagnosis_.tier) +
                                         " asks a model that is not trusted with them");
  }
  ++model_tries_;
  walk_.report.tier = diagnosis_.tier;
  auto nonce = random_hex(walk_.ports().entropy, 8);
  if (!nonce) return nonce.error();
  const std::vector<ShownFile> shown = show(files);
  std::vector<FileContent> visible = files;
  for (std::size_t i = 0; i < files.size(); ++i)
    visible[i].content = shown[i].shown.text;
  PromptInput input{.diagnosis = diagnosis_,
                    .files = visible,
                    .config = walk_.config(),
                    .repository = walk_.repo.config,
                    .nonce = *nonce,
                    .previous_failures = failures_,
                    .tokens_max = std::min(prompt_tokens_max,
                                           model->context_tokens_max - model->output_tokens_max),
                    .names = &walk_.session.names,
                    .held = &walk_.session.gate.held()};
  Outcome<ModelReply> reply = ask(*model, make_prompt(input), "draft");
  if (!reply.passed()) return reply.ended<Candidate>();
  Outcome<Patch> patch = read_patch(reply.value().text, shown, visible);
  if (!patch.passed()) return patch.ended<Candidate>();

  Candidate candidate;
  candidate.patch = std::move(patch.value());
  candidate.before = contents_of(candidate.patch, files);
  candidate.source = FixSource::model;
  candidate.model = model->id;
  candidate.replayed = reply.value().replayed;
  if (reviewer != nullptr) {
    if (auto reviewed = review(*reviewer, input, candidate.patch); !reviewed.passed()) {
      return reviewed.ended<Candidate>();
    }
  }
  return candidate;
}

std::vector<ShownFile> Proposer::show(const std::vector<FileContent>& files) {
  SanitizeOptions options;
  options.mode = SanitizeMode::source;
  options.held = &walk_.session.gate.held();
  std::vector<ShownFile> shown;
  for (const FileContent& file : files) {
    shown.push_back({file, sanitize(file.content, walk_.session.names, options)});
  }
  return shown;
}

/// The patch of an answer, against the files as they are.
Outcome<Patch> Proposer::read_patch(std::string_view answer, const std::vector<ShownFile>& shown,
                                    const std::vector<FileContent>& visible) const {
  AnswerResult read = parse_answer(answer, visible);
  if (read.refusal) return *read.refusal;
  if (!read.patch) return refusal(Reason::no_patch, "the answer holds no edit");
  Deanonymized own = deanonymize(*read.patch, shown, walk_.session.names);
  if (!own.refusals.empty()) return std::move(own.refusals);
  return std::move(own.patch);
}

Outcome<Nothing> Proposer::review(const ModelConfig& reviewer, const PromptInput& input,
                                  const Patch& patch) {
  Outcome<ModelReply> reply = ask(reviewer, make_review_prompt(input, patch), "review");
  if (!reply.passed()) return reply.ended<Nothing>();
  const ReviewVerdict verdict = parse_review(reply.value().text);
  if (!verdict.approved) return refusal(Reason::review_rejected, verdict.reason);
  return Nothing{};
}

Outcome<ModelReply> Proposer::ask(const ModelConfig& model, Prompt prompt, const char* purpose) {
  // Before it is paid for by its length; the gate refuses what it would have to change.
  for (ModelMessage& message : prompt.messages)
    message.text = walk_.session.gate.clean(std::string_view(message.text));
  prompt.tokens = token_bound(prompt.messages);
  if (const Status kept = keep_lease(walk_); !kept) {
    if (kept.error().code != ErrorCode::conflict) return kept.error();
    return refusal(Reason::lease_lost, "another run took the error over");
  }
  Ledger ledger(walk_.ports().store, walk_.config().money);
  const RepoId& repo = walk_.repo.config.slug;
  // Unique within the store: the run, and a counter that this walk never repeats.
  const std::string id = walk_.session.run.str() + "/" + repo.str() + "#" +
                         std::to_string(walk_.issue.number.value) + "/" +
                         std::to_string(++walk_.calls);
  const SpendScope scope{walk_.session.run, repo, id};
  const Time asked = walk_.now();
  const Money worst = worst_case_cost(priced_at(model, asked, prompt.tokens), prompt.tokens);
  auto reserved = ledger.reserve(scope, id, worst, asked, reservation_ttl, walk_.call());
  if (!reserved) return reserved.error();
  if (reserved->refusal) return *reserved->refusal;
  const Reservation& reservation = *reserved->reservation;
  walk_.open_spends.push_back({reservation, reservation.amount});

  ModelRequest request{.model = model.id,
                       .messages = std::move(prompt.messages),
                       .output_tokens_max = model.output_tokens_max,
                       .purpose = purpose,
                       .repo = repo,
                       .issue = walk_.issue.number};
  auto reply =
      walk_.ports().model.complete(request, walk_.call(walk_.config().limits.model_timeout_ms));
  OpenSpend& spend = walk_.open_spends.back();
  if (reply) {
    const Usage& used = reply->usage;
    const std::int64_t prompt_tokens = used.input + used.cache_read + used.cache_write;
    spend.actual = cost_of_usage(priced_at(model, asked, prompt_tokens), used);
    walk_.report.tokens += reply->usage;
    walk_.report.replayed = walk_.report.replayed || reply->replayed;
  } else if (was_not_billed(reply.error().code)) {
    spend.actual = Money{};
  }
  if (auto settled = settle_open_spends(walk_, walk_.session.closing_call()); !settled) {
    return settled.error();
  }
  if (!reply) return refusal(Reason::model_error, safe_line(reply.error().message));
  return std::move(*reply);
}

void Proposer::refused(const std::vector<Refusal>& refusals) {
  std::string failure;
  for (const Refusal& one : refusals) {
    failure += std::string(to_string(one.reason)) + ": " + one.detail + "\n";
  }
  const bool from_model = model_tries_ > 0;
  if (from_model && !failures_.empty() && same_failure(failures_.back(), failure)) {
    given_up_ = true;  // the second try failed as the first one: a third will too
  }
  failures_.push_back(std::move(failure));
}

}  // namespace homeostat::engine
