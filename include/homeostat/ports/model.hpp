#pragma once

/// One completion of a language model: messages in, text and usage out.

#include <string>
#include <vector>

#include <homeostat/ids.hpp>
#include <homeostat/ports/context.hpp>
#include <homeostat/result.hpp>
#include <homeostat/run.hpp>

namespace homeostat {

enum class MessageRole { system, user, assistant };

struct ModelMessage {
  MessageRole role = MessageRole::user;
  std::string text;
};

struct ModelRequest {
  ModelId model;
  std::vector<ModelMessage> messages;
  std::int64_t output_tokens_max = 0;
  std::string purpose;  ///< "draft" or "review": for logs and replays
  RepoId repo;          ///< for logs and replays; never sent
  IssueNumber issue;    ///< likewise
};

struct ModelReply {
  std::string text;
  Usage usage;
  std::string finish_reason;  ///< "stop", "length", …
  bool replayed = false;      ///< a recorded answer, not a call of today
};

/// Errors: `denied`, `unsupported`, `invalid_argument` and `invalid_config` (the service does not
/// know the model) say that nothing was billed; after any other error the call may have been
/// billed, and the engine books its worst case.
/// Thread safety: implementations are safe to share.
class Model {
 public:
  virtual ~Model() = default;
  virtual Result<ModelReply> complete(const ModelRequest& request, const CallContext& context) = 0;
};

}  // namespace homeostat
