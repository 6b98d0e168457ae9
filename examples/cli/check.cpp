/// The command check: may this patch leave?

#include <filesystem>
#include <fstream>
#include <homeostat/diff.hpp>
#include <homeostat/guardrails.hpp>
#include <iostream>
#include <sstream>

#include "cli.hpp"
#include "lines.hpp"

namespace homeostat::cli {
namespace fs = std::filesystem;
namespace json = boost::json;

namespace {

Result<json::object> check_line(const json::object& input, const GuardrailPolicy& defaults) {
  auto patch = text_member(input, "patch", true);
  if (!patch) return patch.error();
  GuardrailPolicy policy = defaults;
  if (const json::value* own = input.if_contains("policy")) {
    auto read = parse_guardrail_policy(json::serialize(*own));
    if (!read) return read.error();
    policy = std::move(*read);
  }
  GuardContext context;
  for (const auto& [key, text] : {std::pair{"commit_message", &context.commit_message},
                                  std::pair{"pull_request_text", &context.pull_request_text}}) {
    auto read = text_member(input, key, false);
    if (!read) return read.error();
    *text = std::move(*read);
  }
  return json::parse(to_json(check_patch_text(policy, *patch, context))).get_object();
}

void print_refusals(const std::vector<Refusal>& refusals, std::string_view what) {
  for (const Refusal& refusal : refusals) {
    std::cout << "  " << what << to_string(refusal.reason);
    if (!refusal.file.empty()) std::cout << " " << refusal.file;
    if (refusal.line > 0) std::cout << ":" << refusal.line;
    std::cout << ": " << refusal.detail << "\n    " << remedy(refusal.reason) << "\n";
  }
}

void print_text(const Verdict& verdict) {
  std::cout << (verdict.pass() ? "pass" : "refuse") << ": " << verdict.stats.files << " files, +"
            << verdict.stats.added << " -" << verdict.stats.removed
            << (verdict.needs_review() ? ", a person must look at it" : "") << "\n";
  print_refusals(verdict.refusals, "");
  print_refusals(verdict.reviews, "review: ");
}

/// The files below `folder` that the patch reads. A path that the guardrails refuse is read as
/// little as a link.
Result<std::vector<FileContent>> read_base(const fs::path& folder, const Patch& patch) {
  std::vector<FileContent> files;
  if (!fs::is_directory(folder)) {
    return Error{ErrorCode::store, folder.string() + " is not a folder"};
  }
  for (const FilePatch& file : patch.files) {
    const auto path = normalize_path(file.old_path);
    if (!path) continue;
    std::error_code failed;
    const fs::path whole = folder / *path;
    if (fs::symlink_status(whole, failed).type() != fs::file_type::regular) continue;
    auto content = read_all(whole.string());
    if (!content) return content.error();
    files.push_back({.path = file.old_path, .content = std::move(*content)});
  }
  return files;
}

Result<Verdict> judge(const CheckOptions& options, const GuardrailPolicy& policy) {
  auto text = read_all(options.patch);
  if (!text) return text.error();
  GuardContext context;
  if (!options.message.empty()) {
    auto message = read_all(options.message);
    if (!message) return message.error();
    context.commit_message = std::move(*message);
  }
  std::vector<FileContent> files;
  if (!options.base.empty()) {
    if (const auto patch = parse_patch(*text)) {
      auto read = read_base(options.base, *patch);
      if (!read) return read.error();
      files = std::move(*read);
      context.base_files = files;
    }
  }
  return check_patch_text(policy, *text, context);
}

}  // namespace

int check(const CheckOptions& options) {
  GuardrailPolicy policy;
  if (!options.policy.empty()) {
    auto text = read_all(options.policy);
    if (!text) return fail(text.error());
    auto read = parse_guardrail_policy(*text);
    if (!read) return fail(read.error().with_context(options.policy));
    policy = std::move(*read);
  }
  if (options.jsonl) {
    const auto answer = [&policy](const json::object& input) { return check_line(input, policy); };
    return for_each_line(std::cin, std::cout, answer) == 0 ? exit_ok : exit_failed;
  }
  auto verdict = judge(options, policy);
  if (!verdict) return fail(verdict.error());
  if (options.json || options.format == "json") {
    std::cout << to_json(*verdict) << "\n";
  } else if (options.format == "sarif") {
    std::cout << to_sarif(*verdict) << "\n";
  } else {
    print_text(*verdict);
  }
  return verdict->pass() ? exit_ok : exit_findings;
}

}  // namespace homeostat::cli
