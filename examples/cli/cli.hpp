#pragma once

/// The program `homeostat`: each command is one function over the library.

#include <homeostat/assembly/assembly.hpp>
#include <homeostat/config.hpp>
#include <homeostat/result.hpp>
#include <memory>
#include <string>
#include <vector>

namespace homeostat::cli {

/// What a command ends with. A refusal or a cooldown is not a failure.
enum Exit {
  exit_ok = 0,
  exit_findings = 1,  ///< check, scan: something was found
  exit_failed = 2,    ///< the command could not do its work
};

/// Options that several commands take.
struct CommonOptions {
  std::string config_path;  ///< empty: .homeostat/repos.yml where it exists, else the defaults
  bool json = false;
  bool dry_run = false;
};

/// Says what is wrong on stderr and gives exit_failed.
int fail(const Error& error);

/// Built-in defaults < file < environment < command line.
Result<Config> load(const CommonOptions& options);

/// The ports of the configured store, without repositories: nothing is fetched or opened else.
Result<std::unique_ptr<Assembly>> open_state(const CommonOptions& options);

struct RunOptions {
  CommonOptions common;
};
int run(const RunOptions& options);

struct FixOptions {
  CommonOptions common;
  std::string repo;          ///< a local git repository, or the slug of a configured one
  std::string issue;         ///< an issue file
  std::string test_command;  ///< empty: as configured
  std::string branch;        ///< empty: as configured
  std::string replay;        ///< recorded model answers
};
int fix(const FixOptions& options);

struct CheckOptions {
  std::string patch;    ///< a file, or "-"
  std::string policy;   ///< a JSON file; empty: the defaults
  std::string message;  ///< a file with the commit message; empty: none
  std::string base;     ///< the folder that the patch is for; empty: not known
  std::string format = "text";
  bool json = false;  ///< the same as the format "json"
  bool jsonl = false;
};
int check(const CheckOptions& options);

struct ScanOptions {
  std::vector<std::string> paths;  ///< files, folders, or "-"
  std::string profile = "guard";   ///< or "redact"
  std::string format = "text";     ///< or "json", "sarif"
  bool jsonl = false;
};
int scan(const ScanOptions& options);

struct TextOptions {
  std::string file = "-";
  bool jsonl = false;
};
int intake(const TextOptions& options);
int fingerprint(const TextOptions& options);

struct SanitizeCommand {
  std::string file = "-";
  bool jsonl = false;
  bool compat = false;     ///< the predecessor's tokens
  bool source = false;     ///< source code: secrets only
  bool roundtrip = false;  ///< restore, and fail unless it is the input again
};
int sanitize(const SanitizeCommand& command);

struct ReportOptions {
  CommonOptions common;
  std::string folder;  ///< empty: the configured artifacts
  std::string since;   ///< RFC 3339, or "7d", "24h"; empty: everything
};
int report(const ReportOptions& options);

struct PatternOptions {
  CommonOptions common;
  std::string file = "-";
};
int patterns_list(const PatternOptions& options);
int patterns_import(const PatternOptions& options);
int patterns_export(const PatternOptions& options);

struct PatternFileOptions {
  std::string library;             ///< a file: JSON where its name ends in .json
  bool jsonl = false;              ///< records on standard input, one a line
  std::size_t top = 5;             ///< of propose
  bool exclude_same_repo = false;  ///< of propose
  bool deletions = false;          ///< of propose
};
int patterns_learn(const PatternFileOptions& options);
int patterns_propose(const PatternFileOptions& options);

struct BudgetOptions {
  CommonOptions common;
  std::string repo;  ///< for the account of a repository's day
};
int budget_status(const BudgetOptions& options);
int budget_reset(const BudgetOptions& options);

/// Three numbers are one for each tier, '/' between them.
struct CostOptions {
  CommonOptions common;
  std::int64_t fixes = 1000;
  double pattern_hits = 0;  ///< percent
  std::string mix = "70/25/5";
  std::string tries = "1.3/1.4/1";
  std::string prompt_tokens = "3500/4500/6000";
  std::string answer_tokens = "350/450/600";
  std::string reasoning_tokens = "400/500/1000";
};
int cost(const CostOptions& options);

struct AttemptOptions {
  CommonOptions common;
  std::string repo;
  std::string fingerprint;
};
int attempts_reset(const AttemptOptions& options);

int doctor(const CommonOptions& options);

}  // namespace homeostat::cli
