#include <algorithm>
#include <homeostat/pr_body.hpp>
#include <homeostat/privacy.hpp>
#include <homeostat/version.hpp>

#include "core/base/format.hpp"
#include "core/base/json.hpp"
#include "core/base/text.hpp"
#include "core/pr_body/shown_text.hpp"
#include "core/pr_body/test_results.hpp"

namespace homeostat {
namespace {

using pr_body::shown_code;
using pr_body::shown_line;
using pr_body::shown_markdown;
using pr_body::shown_name;
using pr_body::shown_text;

constexpr std::size_t body_bytes_max = 65'000;
constexpr std::size_t message_bytes_max = 1000;
constexpr std::size_t stack_line_bytes_max = 240;
constexpr std::size_t breadcrumb_bytes_max = 200;
constexpr std::size_t path_bytes_max = 200;
constexpr std::size_t files_listed_max = 5;

/// How much of the evidence is shown; shortened until the body fits.
struct Extent {
  std::size_t stack_lines = 30;
  std::size_t breadcrumbs = 20;
  std::size_t tests = 20;
};

std::string main_path(const PullRequestFacts& facts) {
  if (!facts.patch.files.empty()) return facts.patch.files.front().path();
  return facts.diagnosis.locations.empty() ? std::string("unknown")
                                           : facts.diagnosis.locations.front().path;
}

std::string error_name(const PullRequestFacts& facts) {
  const std::string name = shown_name(facts.diagnosis.report.error_type.value, 60);
  return name.empty() ? "error" : name;
}

bool is_confident(const PullRequestFacts& facts) {
  return facts.confidence >= facts.confidence_threshold;
}

std::string head(const PullRequestFacts& facts) {
  std::string text = base::format(
      "## Repair of {} in {}\n\nFor issue #{}. This is a draft: its tests {}, and nobody has read "
      "it "
      "yet.\n",
      shown_code(error_name(facts), 80), shown_code(main_path(facts), path_bytes_max),
      facts.issue.value,
      facts.proof.after.exit_code == 0 ? "passed" : "show nothing that was not broken before");
  if (!facts.proof.reproduced) {
    text += base::format("\n**Not reproduced:** {}, so they do not show that the error is gone.\n",
                         facts.proof.before.exit_code == 0
                             ? "the tests pass without the patch too"
                             : "no test that failed without the patch passes with it on every run");
  }
  if (facts.source == FixSource::pattern && !is_confident(facts)) {
    text += base::format(
        "\n**Low confidence:** the pattern behind it has held in {:.0f} % at the least, {:.0f} % "
        "are asked for.\n",
        100 * facts.confidence, 100 * facts.confidence_threshold);
  }
  if (facts.replayed) {
    text += "\n**Replayed:** the patch comes from a recorded answer, not from a call of today.\n";
  }
  text += base::format(
      "\n- **Fingerprint:** `{}`\n- **Error type:** {}\n- **File:** {}\n"
      "- **Attempt:** {} of {}\n",
      facts.diagnosis.fingerprint.str(),
      shown_markdown(facts.diagnosis.report.error_type.value, 200),
      shown_code(main_path(facts), path_bytes_max), facts.attempt, facts.limits.attempts_max);
  return text;
}

std::string what_changed(const PullRequestFacts& facts) {
  const PatchStats stats = stats_of(facts.patch);
  std::string text =
      base::format("\n### What changed\n\n{} {}, {} added and {} removed lines\n\n", stats.files,
                   stats.files == 1 ? "file" : "files", stats.added, stats.removed);
  const std::size_t listed = std::min(files_listed_max, facts.patch.files.size());
  for (std::size_t i = 0; i < listed; ++i) {
    const PatchStats one = stats_of(Patch{{facts.patch.files[i]}});
    text +=
        base::format("- {} (+{} -{})\n", shown_code(facts.patch.files[i].path(), path_bytes_max),
                     one.added, one.removed);
  }
  if (facts.patch.files.size() > listed) {
    text += base::format("- {} more\n", facts.patch.files.size() - listed);
  }
  return text;
}

std::string error_details(const ErrorReport& report, const Extent& extent) {
  std::string text = "\n### Error details\n\n" +
                     fence_markdown(shown_text(report.message.value, message_bytes_max), "text");
  std::string stack;
  std::size_t lines = 0;
  // Sanitized as a whole, so that what spans lines is seen; cut to lines after that.
  const std::string shown = shown_text(report.stack.value, 32 * 1024);
  for (const std::string_view line : base::split_lines(shown)) {
    if (lines++ >= extent.stack_lines) break;
    stack += shown_line(line, stack_line_bytes_max).insert(0, line.starts_with(' ') ? "    " : "");
    stack += '\n';
  }
  if (stack.empty()) return text;
  return text + "\n" + fence_markdown(stack, "text");
}

std::string breadcrumbs(const ErrorReport& report, const Extent& extent) {
  if (report.breadcrumbs.empty() || extent.breadcrumbs == 0) return {};
  std::string text = "\n### Breadcrumbs\n\n";
  const std::size_t shown = std::min(extent.breadcrumbs, report.breadcrumbs.size());
  for (std::size_t i = 0; i < shown; ++i) {
    text += "- " + shown_markdown(report.breadcrumbs[i].value, breadcrumb_bytes_max) + "\n";
  }
  if (report.breadcrumbs.size() > shown) {
    text += base::format("- {} more\n", report.breadcrumbs.size() - shown);
  }
  return text;
}

std::string state_block(const PullRequestFacts& facts) {
  namespace json = boost::json;
  const json::object state{
      {"fingerprint", facts.diagnosis.fingerprint.str()},
      {"tier", facts.tier},
      {"attempts", facts.attempt},
      {"lastAttemptAt", format_time(facts.now)},
      {"backoffUntil",
       facts.backoff_until ? json::value(format_time(*facts.backoff_until)) : json::value(nullptr)},
      {"cost", facts.cost.to_string()},
      {"cost_micros", facts.cost.micros()},
      {"tokens",
       {{"input", facts.tokens.input},
        {"output", facts.tokens.output},
        {"cacheRead", facts.tokens.cache_read},
        {"cacheWrite", facts.tokens.cache_write}}},
      {"source", facts.source == FixSource::pattern ? "pattern" : "ai"}};
  return "\n### Homeostat state\n\n<!-- homeostat:state -->\n" +
         fence_markdown(json::serialize(state), "json");
}

std::string ending(const PullRequestFacts& facts) {
  const PatchStats stats = stats_of(facts.patch);
  std::string text =
      "\n### How to opt out\n\nClose this pull request: it is not opened again for this error. "
      "Label the issue `do-not-fix`: the engine leaves the issue alone.\n\n### Safety checks\n\n";
  text += base::format("- [x] Changed lines: {} of at most {}\n- [x] Files: {} of at most {}\n",
                       stats.diff_lines(), facts.limits.diff_lines_max, stats.files,
                       facts.limits.files_max);
  text +=
      "- [x] Every path is on the include list, and none is excluded or protected\n"
      "- [x] No secret was recognised in added lines, file names and texts\n";
  text += pr_body::test_checks(facts.proof);
  text += "- [ ] Lint: not run\n- [ ] Type check: not run\n";
  const std::string origin =
      facts.source == FixSource::pattern
          ? base::format("pattern {} | confidence {:.1f} %", shown_code(facts.pattern.str(), 80),
                         100 * facts.confidence)
          : base::format("pattern none | model {}", shown_code(facts.model.str(), 80));
  return text + base::format("\n---\nhomeostat {} | {} | source {}\n", version(), origin,
                             to_string(facts.source));
}

std::string to_review(const std::vector<Refusal>& reviews) {
  if (reviews.empty()) return {};
  constexpr std::size_t shown_max = 20;
  std::string text = "\n### To be looked at\n\nThe policy lets this pass only as a draft:\n\n";
  for (std::size_t i = 0; i < std::min(shown_max, reviews.size()); ++i) {
    text += "- " + shown_markdown(reviews[i].detail, 300);
    if (reviews[i].line > 0) {
      text += base::format(" ({} line {})", shown_code(reviews[i].file, path_bytes_max),
                           reviews[i].line);
    }
    text += "\n";
  }
  if (reviews.size() > shown_max) text += base::format("- {} more\n", reviews.size() - shown_max);
  return text;
}

std::string whole_body(const PullRequestFacts& facts, const Extent& extent) {
  return head(facts) + to_review(facts.reviews) + what_changed(facts) +
         error_details(facts.diagnosis.report, extent) +
         breadcrumbs(facts.diagnosis.report, extent) +
         pr_body::test_results(facts.proof, extent.tests) + state_block(facts) + ending(facts);
}

}  // namespace

std::string pull_request_title(const PullRequestFacts& facts) {
  return base::format("fix: {} in {} (issue {})", error_name(facts),
                      shown_name(main_path(facts), 100), facts.issue.value);
}

std::string pull_request_body(const PullRequestFacts& facts) {
  for (const Extent extent : {Extent{30, 20, 20}, Extent{30, 0, 20}, Extent{5, 0, 5}}) {
    std::string body = whole_body(facts, extent);
    if (body.size() <= body_bytes_max) return body;
  }
  return whole_body(facts, Extent{0, 0, 0});
}

std::string commit_message(const PullRequestFacts& facts) {
  const std::string origin =
      facts.source == FixSource::pattern ? "a learned pattern" : "a model's answer";
  return base::format(
      "fix: {} in {}\n\nRepairs the error of issue {} by {}.\n\nHomeostat-Fingerprint: {}\n",
      error_name(facts), shown_name(main_path(facts), 100), facts.issue.value, origin,
      facts.diagnosis.fingerprint.str());
}

}  // namespace homeostat
