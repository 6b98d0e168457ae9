#pragma once

/// Room 5: may this patch leave? A pure function of policy, patch and context, usable alone: by a
/// hook of git, by another bot.
///
/// ```cpp
/// #include <homeostat/guardrails.hpp>
/// homeostat::GuardrailPolicy policy;
/// policy.path_filters.include = {"src/", "lib/"};
/// policy.changes[homeostat::ChangeClass::manifests] = homeostat::ChangePolicy::review;
/// const homeostat::Verdict verdict = homeostat::check_patch_text(policy, "no patch");
/// const bool may_leave = verdict.pass();
/// ```

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <homeostat/changes.hpp>
#include <homeostat/config.hpp>
#include <homeostat/patch.hpp>
#include <homeostat/reason.hpp>
#include <homeostat/result.hpp>

namespace homeostat {

struct GuardrailPolicy {
  std::int64_t diff_lines_max = 500;
  std::int64_t files_max = 10;
  std::int64_t patch_bytes_max = 256 * 1024;
  std::int64_t hunks_max = 100;
  std::int64_t line_bytes_max = 4096;             ///< of an added line
  PathFilters path_filters = {};                  ///< an empty include list lets nothing pass
  std::vector<std::string> protected_paths = {};  ///< blocked, beside the built-in classes
  ChangePolicies changes = {};
  friend bool operator==(const GuardrailPolicy&, const GuardrailPolicy&) = default;
};
/// Keys as the members; unknown keys and bad values are invalid_config with the JSON pointer.
Result<GuardrailPolicy> parse_guardrail_policy(std::string_view json);
[[nodiscard]] GuardrailPolicy policy_for(const Config& config, const RepositoryConfig& repo);

/// What leaves together with the patch, and what it is applied to.
struct GuardContext {
  std::string commit_message = {};
  std::string pull_request_text = {};
  /// The files that the patch reads, as they were (see apply_patch). With them the patch must
  /// apply, and a file that parsed before it must parse after it. Borrowed for the call.
  std::optional<std::span<const FileContent>> base_files = std::nullopt;
};

/// Empty refusals = pass. All reasons are listed, in order of file and line.
struct Verdict {
  std::vector<Refusal> refusals;
  std::vector<Refusal> reviews;  ///< what a person must look at: the patch may leave as a draft
  PatchStats stats;
  [[nodiscard]] bool pass() const { return refusals.empty(); }
  [[nodiscard]] bool needs_review() const { return !reviews.empty(); }
};

/// Monotone: a larger limit, a milder policy or a smaller patch never adds a refusal.
[[nodiscard]] Verdict check_patch(const GuardrailPolicy& policy, const Patch& patch,
                                  const GuardContext& context = {});

/// The same on text; text that is no patch is one refusal does_not_parse.
[[nodiscard]] Verdict check_patch_text(const GuardrailPolicy& policy, std::string_view text,
                                       const GuardContext& context = {});

/// `{"verdict":"pass"|"refuse","reasons":[{"code","file","line","detail","remedy"}],"reviews":
/// […],"stats":{"added","removed","files"}}`, one line.
[[nodiscard]] std::string to_json(const Verdict& verdict);

/// SARIF 2.1.0: refusals as errors, reviews as warnings. One line.
[[nodiscard]] std::string to_sarif(const Verdict& verdict);

/// One spelling for a path from outside ("./a//b" → "a/b"), or an Error for those that are no
/// path inside a tree, or that some system takes for another one: absolute, "..", NUL, backslash,
/// drive, control and invisible characters, ".git" in any spelling, trailing dots and spaces,
/// streams, short names and devices of Windows, percent-encoded dots and slashes, words that mix
/// letters of two scripts; empty.
Result<std::string> normalize_path(std::string_view path);

/// Does a pattern of a filter list match the (normalised) path? "src/" is a prefix, others are
/// globs with gitignore semantics. Linear.
[[nodiscard]] bool matches_path(std::string_view pattern, std::string_view path);

/// Passes the include and exclude lists: under any include, under no exclude.
[[nodiscard]] bool passes_filters(const PathFilters& filters, std::string_view path);

/// The class that a path belongs to by its name, in any spelling; none: an ordinary file.
[[nodiscard]] std::optional<ChangeClass> find_path_class(std::string_view path);

/// Would a change of it be blocked: by its class, or by `more`?
[[nodiscard]] bool is_protected_path(std::string_view path, std::span<const std::string> more = {},
                                     const ChangePolicies& changes = {});

/// Authentication, keys, payment, manifests, workflows, environment files: only trusted models
/// may see it.
[[nodiscard]] bool is_sensitive_path(std::string_view path);

}  // namespace homeostat
