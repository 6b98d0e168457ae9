#include <CLI/CLI.hpp>
#include <functional>
#include <homeostat/version.hpp>

#include "cli.hpp"

namespace {

using namespace homeostat::cli;

void add_common(CLI::App& app, CommonOptions& common, bool with_dry_run) {
  app.add_option("-c,--config", common.config_path,
                 "configuration, YAML or JSON (default: .homeostat/repos.yml)");
  app.add_flag("--json", common.json, "print JSON");
  if (with_dry_run) {
    app.add_flag("--dry-run", common.dry_run, "do everything up to publication; write nothing");
  }
}

/// Each command's options live in `Commands`; parsing chooses which one `chosen` runs.
struct Commands {
  CommonOptions doctor_options;
  RunOptions run_options;
  FixOptions fix_options;
  CheckOptions check_options;
  ScanOptions scan_options;
  TextOptions intake_options;
  TextOptions fingerprint_options;
  SanitizeCommand sanitize_options;
  ReportOptions report_options;
  PatternOptions pattern_options;
  PatternFileOptions pattern_file_options;
  BudgetOptions budget_options;
  AttemptOptions attempt_options;
  CostOptions cost_options;
  std::function<int()> chosen;

  /// A command that runs `function` with `options` when it is the one given.
  template <class Options>
  CLI::App* add(CLI::App& parent, const char* name, const char* what, Options& options,
                int (*function)(const Options&)) {
    CLI::App* app = parent.add_subcommand(name, what);
    app->callback([this, &options, function] {
      chosen = [&options, function] { return function(options); };
    });
    return app;
  }
  void add_engine(CLI::App& app);
  void add_pure(CLI::App& app);
  void add_state(CLI::App& app);
  void add_pattern_files(CLI::App& patterns);
  void add_pattern_file(CLI::App& one);
};

void Commands::add_engine(CLI::App& app) {
  CLI::App* one = add(app, "run", "one pass over all repositories", run_options, run);
  add_common(*one, run_options.common, true);

  one = add(app, "fix", "one issue of one repository", fix_options, fix);
  add_common(*one, fix_options.common, true);
  one->add_option("--repo", fix_options.repo, "folder of a git repository, or a slug")->required();
  one->add_option("--issue", fix_options.issue, "issue file, JSON or Markdown")->required();
  one->add_option("--test-command", fix_options.test_command, "how to run the tests");
  one->add_option("--branch", fix_options.branch, "base branch (default: main)");
  one->add_option("--replay", fix_options.replay, "recorded model answers, JSON");

  one = add(app, "doctor", "what is installed, what works, what would be refused", doctor_options,
            doctor);
  add_common(*one, doctor_options, false);
}

void Commands::add_pure(CLI::App& app) {
  CLI::App* one = add(app, "check", "judge a patch (exit 1: refused)", check_options, check);
  one->add_option("patch", check_options.patch, "patch file, or - for stdin")->default_val("-");
  one->add_option("--policy", check_options.policy, "guardrail policy, JSON");
  one->add_option("--message", check_options.message, "file with the commit message");
  one->add_option("--base", check_options.base,
                  "folder that the patch is for: it must apply, and what parsed must parse");
  one->add_option("--format", check_options.format, "text, json or sarif")
      ->check(CLI::IsMember({"text", "json", "sarif"}));
  one->add_flag("--json", check_options.json, "the same as --format json");
  one->add_flag("--jsonl", check_options.jsonl,
                R"({"id","patch","policy"?,"commit_message"?,"pull_request_text"?} a line)");

  one = add(app, "scan", "look for secrets (exit 1: found)", scan_options, scan);
  one->add_option("path", scan_options.paths, "files, folders, - for stdin")->default_val("-");
  one->add_option("--profile", scan_options.profile, "guard (precise) or redact (broad)")
      ->check(CLI::IsMember({"guard", "redact"}));
  one->add_option("--format", scan_options.format, "text, json or sarif")
      ->check(CLI::IsMember({"text", "json", "sarif"}));
  one->add_flag_callback(
      "--sarif", [this] { scan_options.format = "sarif"; }, "as --format sarif");
  one->add_flag("--jsonl", scan_options.jsonl, R"({"id","text","filename"?} a line)");

  one = add(app, "intake", "read an issue, an event or a trace", intake_options, intake);
  one->add_option("file", intake_options.file, "file, or - for stdin")->default_val("-");
  one->add_flag("--jsonl", intake_options.jsonl, R"({"id","issue":{…}} a line)");

  one = add(app, "fingerprint", "the identity of an error", fingerprint_options, fingerprint);
  one->add_option("file", fingerprint_options.file, "file, or - for stdin")->default_val("-");
  one->add_flag("--jsonl", fingerprint_options.jsonl,
                R"({"id","error":{type,message,stack}} a line)");

  one = add(app, "sanitize", "text without secrets and personal data", sanitize_options, sanitize);
  one->add_option("file", sanitize_options.file, "file, or - for stdin")->default_val("-");
  one->add_flag("--jsonl", sanitize_options.jsonl, R"({"id","text"} a line)");
  one->add_flag("--compat", sanitize_options.compat, "the predecessor's [REDACTED_…] tokens");
  one->add_flag("--source", sanitize_options.source, "source code: take out secrets only");
  one->add_flag("--roundtrip", sanitize_options.roundtrip,
                "put everything back, and fail unless it is the input byte for byte");
}

void Commands::add_state(CLI::App& app) {
  CLI::App* one = add(app, "report", "sums over the metrics of past runs", report_options, report);
  add_common(*one, report_options.common, false);
  one->add_option("folder", report_options.folder, "artifacts folder");
  one->add_option("--since", report_options.since, "RFC 3339 time, or 7d, 24h");

  CLI::App* patterns = app.add_subcommand("patterns", "the pattern library");
  patterns->require_subcommand(1);
  one =
      add(*patterns, "list", "what is known, and how well it held", pattern_options, patterns_list);
  add_common(*one, pattern_options.common, false);
  one =
      add(*patterns, "import", "add a library.json to the store", pattern_options, patterns_import);
  add_common(*one, pattern_options.common, false);
  one->add_option("file", pattern_options.file, "file, or -")->default_val("-");
  one = add(*patterns, "export", "write the store's patterns as library.json", pattern_options,
            patterns_export);
  add_common(*one, pattern_options.common, false);
  one->add_option("file", pattern_options.file, "file, or -")->default_val("-");

  add_pattern_files(*patterns);

  CLI::App* budget = app.add_subcommand("budget", "money: what is spent and reserved");
  budget->require_subcommand(1);
  one = add(*budget, "status", "every account and its cap", budget_options, budget_status);
  add_common(*one, budget_options.common, false);
  one->add_option("--repo", budget_options.repo, "slug, for its account of the day");
  one = add(*budget, "reset", "forget what was spent till now", budget_options, budget_reset);
  add_common(*one, budget_options.common, false);

  one = add(app, "cost", "what a year of fixes would cost", cost_options, cost);
  add_common(*one, cost_options.common, false);
  one->add_option("--fixes", cost_options.fixes, "a year");
  one->add_option("--pattern-hits", cost_options.pattern_hits, "percent fixed by patterns");
  one->add_option("--mix", cost_options.mix, "percent in each tier");
  one->add_option("--tries", cost_options.tries, "model tries a fix, mean, in each tier");
  one->add_option("--prompt-tokens", cost_options.prompt_tokens, "of a draft, in each tier");
  one->add_option("--answer-tokens", cost_options.answer_tokens, "of a draft, in each tier");
  one->add_option("--reasoning-tokens", cost_options.reasoning_tokens, "a call, in each tier");

  CLI::App* attempts = app.add_subcommand("attempts", "cooldowns of single errors");
  attempts->require_subcommand(1);
  one = add(*attempts, "reset", "let an error be tried again now", attempt_options, attempts_reset);
  add_common(*one, attempt_options.common, false);
  one->add_option("--repo", attempt_options.repo, "slug")->required();
  one->add_option("--fingerprint", attempt_options.fingerprint, "v1:…")->required();
}

void Commands::add_pattern_files(CLI::App& patterns) {
  CLI::App* one =
      add(patterns, "learn", "add fixes to a library file", pattern_file_options, patterns_learn);
  add_pattern_file(*one);
  one = add(patterns, "propose", "repairs for places, from a library file", pattern_file_options,
            patterns_propose);
  add_pattern_file(*one);
  one->add_flag("--exclude-same-repo", pattern_file_options.exclude_same_repo,
                "nothing that only the place's own repository taught");
  one->add_option("--top", pattern_file_options.top, "candidates a place")
      ->check(CLI::Range(std::size_t{1}, std::size_t{1000}));
  one->add_flag("--deletions", pattern_file_options.deletions,
                "whole statements may go without evidence of the same repository");
}

void Commands::add_pattern_file(CLI::App& one) {
  one.add_flag("--jsonl", pattern_file_options.jsonl,
               R"({"id","repo","lang","path","before","after","line","error"?} a line)")
      ->required();
  one.add_option("--library", pattern_file_options.library, "library file")->required();
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app{"homeostat: from error reports to tested pull requests"};
  app.set_version_flag("--version", std::string(homeostat::version()));
  app.require_subcommand(1);
  Commands commands;
  commands.add_engine(app);
  commands.add_pure(app);
  commands.add_state(app);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& e) {
    return app.exit(e) == 0 ? exit_ok : exit_failed;
  }
  return commands.chosen();
}
