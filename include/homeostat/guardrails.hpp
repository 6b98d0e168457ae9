#pragma once

/// Room 5: may this patch leave? A pure function of policy and patch, usable alone.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <homeostat/config.hpp>
#include <homeostat/patch.hpp>
#include <homeostat/reason.hpp>
#include <homeostat/result.hpp>

namespace homeostat {

struct GuardrailPolicy {
  std::int64_t diff_lines_max = 500;
  std::int64_t files_max = 10;
  std::int64_t patch_bytes_max = 256 * 1024;
  PathFilters path_filters;                  ///< an empty include list lets nothing pass
  std::vector<std::string> protected_paths;  ///< beside the built-in ones
  friend bool operator==(const GuardrailPolicy&, const GuardrailPolicy&) = default;
};
/// Keys as the members; unknown keys and bad values are invalid_config with the JSON pointer.
Result<GuardrailPolicy> parse_guardrail_policy(std::string_view json);
[[nodiscard]] GuardrailPolicy policy_for(const Config& config, const RepositoryConfig& repo);

/// Texts that leave together with the patch.
struct GuardContext {
  std::string commit_message;
  std::string pull_request_text;
};

/// Empty refusals = pass. All reasons are listed, in order of file and line.
struct Verdict {
  std::vector<Refusal> refusals;
  PatchStats stats;
  [[nodiscard]] bool pass() const { return refusals.empty(); }
};

/// Monotone: a larger limit or a smaller patch never adds a refusal.
[[nodiscard]] Verdict check_patch(const GuardrailPolicy& policy, const Patch& patch,
                                  const GuardContext& context = {});

/// The same on text; text that is no patch is one refusal does_not_parse.
[[nodiscard]] Verdict check_patch_text(const GuardrailPolicy& policy, std::string_view text,
                                       const GuardContext& context = {});

/// `{"verdict":"pass"|"refuse","reasons":[{"code","file","line","detail"}],"stats":{"added",
/// "removed","files"}}`, one line.
[[nodiscard]] std::string to_json(const Verdict& verdict);

/// One spelling for a path from outside ("./a//b" → "a/b"), or an Error for those that are no
/// path inside a tree: absolute, "..", NUL, backslash, drive, control characters, ".git" in any
/// spelling, trailing dots and spaces, empty.
Result<std::string> normalize_path(std::string_view path);

/// Does a pattern of a filter list match the (normalised) path? "src/" is a prefix, others are
/// globs with gitignore semantics. Linear.
[[nodiscard]] bool matches_path(std::string_view pattern, std::string_view path);

/// Passes the include and exclude lists: under any include, under no exclude.
[[nodiscard]] bool passes_filters(const PathFilters& filters, std::string_view path);

/// Is it protected (the built-in list, or `more`)?
[[nodiscard]] bool is_protected_path(std::string_view path, std::span<const std::string> more = {});

/// Authentication, keys, payment, manifests, environment files: only trusted models may see it.
[[nodiscard]] bool is_sensitive_path(std::string_view path);

}  // namespace homeostat
