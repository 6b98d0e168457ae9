// The reports as JSON. Keys are spelled as the members.
#include <homeostat/run.hpp>

#include "core/base/json_print.hpp"

namespace homeostat {
namespace {

namespace json = boost::json;

// Declared before array_of, which finds only what stands before it.
json::value value_of(const Error& error);
json::value value_of(const Refusal& refusal);
json::value value_of(const RoomVisit& visit);
json::value value_of(const TestDifference& test);
json::value value_of(const IssueReport& report);
json::value value_of(const RepoReport& report);

json::value value_of(const Error& error) {
  return json::object{{"code", to_string(error.code)}, {"message", error.message}};
}

json::value value_of(const std::optional<Error>& error) {
  return error ? value_of(*error) : json::value(nullptr);
}

json::value value_of(const Usage& usage) {
  return json::object{{"input", usage.input},
                      {"output", usage.output},
                      {"cache_read", usage.cache_read},
                      {"cache_write", usage.cache_write}};
}

json::value value_of(const Refusal& refusal) {
  return json::object{{"reason", to_string(refusal.reason)},
                      {"detail", refusal.detail},
                      {"file", refusal.file},
                      {"line", refusal.line}};
}

template <class T>
json::array array_of(const std::vector<T>& values) {
  json::array out;
  for (const T& value : values)
    out.push_back(value_of(value));
  return out;
}

json::value value_of(const RoomVisit& visit) {
  return json::object{
      {"room", to_string(visit.room)},        {"started", format_time(visit.started)},
      {"took_ms", visit.took.count()},        {"cost_micros", visit.cost.micros()},
      {"refusals", array_of(visit.refusals)}, {"note", visit.note}};
}

json::value value_of(const CommandEvidence& evidence) {
  json::array argv;
  for (const std::string& word : evidence.argv)
    argv.emplace_back(word);
  return json::object{{"argv", std::move(argv)},
                      {"exit_code", evidence.exit_code},
                      {"timed_out", evidence.timed_out},
                      {"took_ms", evidence.took.count()},
                      {"tests_passed", evidence.tests_passed},
                      {"tests_failed", evidence.tests_failed},
                      {"tests_skipped", evidence.tests_skipped}};
}

json::value value_of(const TestDifference& test) {
  return json::object{{"change", to_string(test.change)},
                      {"suite", test.suite},
                      {"name", test.name},
                      {"message", test.message}};
}

json::value value_of(const Proof& proof) {
  json::array notes(proof.notes.begin(), proof.notes.end());
  json::value setup = proof.setup ? value_of(*proof.setup) : json::value(nullptr);
  return json::object{{"base", proof.base.str()},         {"tree", proof.tree.str()},
                      {"before", value_of(proof.before)}, {"after", value_of(proof.after)},
                      {"reproduced", proof.reproduced},   {"layer", proof.layer},
                      {"runs_before", proof.runs_before}, {"runs_after", proof.runs_after},
                      {"per_test", proof.per_test},       {"tests", array_of(proof.tests)},
                      {"notes", std::move(notes)},        {"setup", std::move(setup)}};
}

json::value value_of(const IssueReport& report) {
  return json::object{
      {"run", report.run.str()},
      {"repo", report.repo.str()},
      {"issue", report.issue.value},
      {"fingerprint", report.fingerprint.str()},
      {"outcome", to_string(report.outcome)},
      {"trail", array_of(report.trail)},
      {"reasons", array_of(report.reasons)},
      {"error", value_of(report.error)},
      {"warnings", array_of(report.warnings)},
      {"attempt", report.attempt},
      {"tier", report.tier},
      {"source", to_string(report.source)},
      {"pattern", report.pattern.str()},
      {"replayed", report.replayed},
      {"cost", report.cost.to_usd()},
      {"cost_micros", report.cost.micros()},
      {"tokens", value_of(report.tokens)},
      {"started", format_time(report.started)},
      {"took_ms", report.took.count()},
      {"pull", report.pull.value},
      {"pull_url", report.pull_url},
      {"branch", report.branch},
      {"cooldown_until", report.cooldown_until ? json::value(format_time(*report.cooldown_until))
                                               : json::value(nullptr)},
      {"proof", report.proof ? value_of(*report.proof) : json::value(nullptr)},
      {"zero_cost_fix", report.zero_cost_fix()}};
}

json::value value_of(const RepoReport& report) {
  return json::object{{"repo", report.repo.str()},
                      {"processed", report.processed},
                      {"created", report.created},
                      {"updated", report.updated},
                      {"cooldowns", report.cooldowns},
                      {"patterns_used", report.patterns_used},
                      {"builtin_patterns_used", report.builtin_patterns_used},
                      {"zero_cost_fixes", report.zero_cost_fixes},
                      {"cost", report.cost.to_usd()},
                      {"cost_micros", report.cost.micros()},
                      {"tokens", value_of(report.tokens)},
                      {"error", value_of(report.error)},
                      {"issues", array_of(report.issues)}};
}

}  // namespace

std::string to_json(const IssueReport& report) { return base::print_json(value_of(report)); }

std::string to_json(const RunReport& report) {
  return base::print_json(json::object{{"id", report.id.str()},
                                       {"started", format_time(report.started)},
                                       {"ended", format_time(report.ended)},
                                       {"dry_run", report.dry_run},
                                       {"budget_limit_micros", report.budget_limit.micros()},
                                       {"patterns_in_library", report.patterns_in_library},
                                       {"cost", report.cost().to_usd()},
                                       {"cost_micros", report.cost().micros()},
                                       {"tokens", value_of(report.tokens())},
                                       {"repositories", array_of(report.repositories)}});
}

}  // namespace homeostat
