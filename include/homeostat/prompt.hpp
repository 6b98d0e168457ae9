#pragma once

/// What a model is asked, and how its answer is read.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <homeostat/config.hpp>
#include <homeostat/diagnosis.hpp>
#include <homeostat/patch.hpp>
#include <homeostat/ports/model.hpp>
#include <homeostat/privacy.hpp>
#include <homeostat/reason.hpp>

namespace homeostat {

/// An upper bound of the prompt's tokens for byte-level BPE tokenizers: all bytes of its texts,
/// 8 for each message and 8 for the answer's beginning.
/// Proof. Such a tokenizer maps a text to a sequence of tokens whose byte strings, joined, are the
/// text, and no token of text is empty; so there are at most as many as bytes. What the chat
/// format adds are special tokens around each message and before the answer: 3 to 6 and 3 in the
/// published formats (ChatML, harmony, DeepSeek, Llama 3). Tokenizers that normalise text first
/// (SentencePiece) are not covered: give their models a context limit with room.
[[nodiscard]] std::int64_t token_bound(const std::vector<ModelMessage>& messages);

struct PromptInput {
  const Diagnosis& diagnosis;
  const std::vector<FileContent>& files;  ///< candidates, most useful first
  const Config& config;
  const RepositoryConfig& repository;
  std::string nonce;                           ///< random: delimits evidence
  std::vector<std::string> previous_failures;  ///< distilled, sanitized
  std::int64_t tokens_max = 16'000;            ///< of the whole prompt, by token_bound
  Pseudonyms* names = nullptr;        ///< of the run: the same value has one name; may be null
  const KnownValues* held = nullptr;  ///< what this process holds and nobody may see; may be null
};

struct Prompt {
  std::vector<ModelMessage> messages;
  std::vector<std::string> files;  ///< paths that are in it
  std::int64_t tokens = 0;         ///< token_bound of the messages
  std::int64_t redactions = 0;
};

/// System rules, then the sanitized report as fenced evidence, then code around the locations.
[[nodiscard]] Prompt make_prompt(const PromptInput& input);

/// The review question of tier 2: the rules, the report and the drafted patch.
[[nodiscard]] Prompt make_review_prompt(const PromptInput& input, const Patch& patch);

/// What an answer proposes: a patch against `files`, or why there is none.
struct AnswerResult {
  std::optional<Patch> patch;      ///< made by us from the proposed edits
  std::vector<FileWrite> writes;   ///< what the patch makes of the files
  std::optional<Refusal> refusal;  ///< no_patch, abstained, does_not_apply
};

/// Reads search/replace blocks, unified diffs whatever their numbers say, and whole files, in
/// fences or bare, with prose around, lost marks and parts left out. Anchors must match uniquely.
/// Linear.
[[nodiscard]] AnswerResult parse_answer(std::string_view text,
                                        const std::vector<FileContent>& files);

struct ReviewVerdict {
  bool approved = false;
  std::string reason;  ///< one line, sanitized
};
/// The strict grammar: one JSON object {"verdict":"approve"|"reject","reasons":["…"]}, alone or
/// in one fence. Anything else is a rejection.
[[nodiscard]] ReviewVerdict parse_review(std::string_view text);

}  // namespace homeostat
