/// What is installed, what works, what would be refused.

#include <boost/json.hpp>
#include <filesystem>
#include <homeostat/assembly/assembly.hpp>
#include <homeostat/command.hpp>
#include <homeostat/version.hpp>
#include <iostream>
#include <vector>

#include "cli.hpp"

namespace homeostat::cli {
namespace {

struct Finding {
  std::string what;
  bool works = true;
  std::string detail;
};

Finding look_at_repository(Assembly& assembly, const RepositoryConfig& repo) {
  Finding finding{repo.slug.str(), true, {}};
  const CallContext context;
  auto head = assembly.ports().workspace.head(repo.slug, repo.branch, context);
  if (!head) return {finding.what, false, head.error().message};
  if (!*head) return {finding.what, false, "there is no branch " + repo.branch};
  auto issues = assembly.ports().forge.list_issues(repo.slug, {}, context);
  if (!issues) return {finding.what, false, issues.error().message};
  auto command = split_command(repo.test_command);
  if (!command) return {finding.what, false, command.error().message};
  finding.detail = repo.branch + " at " + (*head)->str().substr(0, 12) + ", " +
                   std::to_string(issues->size()) + " open issues, tests: " + repo.test_command;
  return finding;
}

std::vector<Finding> look(Assembly& assembly, const Config& config) {
  std::vector<Finding> findings;
  findings.push_back({"homeostat", true, std::string(version())});
  findings.push_back({"store", true, config.store_path});
  const std::string layer = assembly.sandbox_layer();
  findings.push_back(
      {"sandbox", true, layer == "none" ? "none: tests see the host's files and network" : layer});
  findings.push_back({"learning", true,
                      config.environment == Environment::production
                          ? "on"
                          : "off: HOMEOSTAT_ENV is " + std::string(to_string(config.environment))});
  findings.push_back({"models", true,
                      config.replay_path.empty() ? "none: this build calls no model, patterns only"
                                                 : "recorded answers of " + config.replay_path});
  for (const RepositoryConfig& repo : config.repositories) {
    findings.push_back(look_at_repository(assembly, repo));
  }
  return findings;
}

}  // namespace

int doctor(const CommonOptions& options) {
  auto config = load(options);
  if (!config) return fail(config.error());
  auto assembly = Assembly::make(*config);
  if (!assembly) return fail(assembly.error());
  bool all_work = true;
  boost::json::array rows;
  for (const Finding& finding : look(**assembly, *config)) {
    all_work = all_work && finding.works;
    rows.push_back({{"what", finding.what}, {"works", finding.works}, {"detail", finding.detail}});
    if (!options.json) {
      std::cout << (finding.works ? "ok    " : "FAILS ") << finding.what << ": " << finding.detail
                << "\n";
    }
  }
  if (options.json) std::cout << boost::json::serialize(rows) << "\n";
  return all_work ? exit_ok : exit_failed;
}

}  // namespace homeostat::cli
