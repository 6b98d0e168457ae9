#pragma once

/// A model that gives prepared answers: for tests, and to replay recorded ones.
///
/// ```cpp
/// #include <homeostat/testing/scripted_model.hpp>
/// auto answers = homeostat::testing::parse_replay(
///     R"({"version": 1, "answers": [{"purpose": "draft", "text": "no patch",
///         "usage": {"input": 800, "output": 300}}]})");
/// ```

#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <homeostat/ports/model.hpp>

namespace homeostat::testing {

/// One prepared answer. Empty (or 0) fields before `text` fit every request.
struct ScriptedAnswer {
  RepoId repo;
  IssueNumber issue;
  std::string purpose;
  ModelId model;
  std::string text;
  Usage usage;
  std::string finish_reason = "stop";
  std::optional<Error> error;  ///< returned in place of the text
};

/// The JSON form: {"version": 1, "answers": [{repo, issue, purpose, model, text, usage {input,
/// output, cache_read, cache_write}, finish_reason}]}. All but text and usage may be left out.
/// Unknown keys, wrong types and negative numbers are invalid_config naming the answer.
Result<std::vector<ScriptedAnswer>> parse_replay(std::string_view json);

/// Each answer is given once: the first unused one that fits the request. Without one the call
/// is `denied` (nothing was billed). Thread safety: safe to share.
class ScriptedModel : public Model {
 public:
  struct Options {
    bool replayed = false;  ///< what replies say of themselves
  };

  ScriptedModel() = default;
  explicit ScriptedModel(std::vector<ScriptedAnswer> answers);
  ScriptedModel(std::vector<ScriptedAnswer> answers, Options options);

  Result<ModelReply> complete(const ModelRequest& request, const CallContext& context) override;

  void add(ScriptedAnswer answer);
  /// Called with each request before it is answered; may be empty.
  void on_request(std::function<void(const ModelRequest&)> callback);

  [[nodiscard]] std::vector<ModelRequest> requests() const;
  /// Answers not given yet.
  [[nodiscard]] std::size_t unused() const;

 private:
  mutable std::mutex mutex_;
  std::vector<ScriptedAnswer> answers_;
  Options options_;
  std::vector<ModelRequest> requests_;
  std::function<void(const ModelRequest&)> on_request_;
};

}  // namespace homeostat::testing
