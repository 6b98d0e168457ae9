// A report with a hostile text in one of its fields, and the texts that are made of it.
#pragma once

#include <string>

#include <homeostat/diff.hpp>
#include <homeostat/intake.hpp>
#include <homeostat/pr_body.hpp>
#include <homeostat/prompt.hpp>

#include "core/base/text.hpp"

namespace homeostat::test {

/// The issue that carries `text` in `field`; of an unknown field: an ordinary one.
inline Issue issue_with(const std::string& field, const std::string& text) {
  const auto pick = [&](const char* name, const std::string& usual) {
    return field == name ? text : usual;
  };
  Issue issue;
  issue.number = {12};
  issue.title = "[" + pick("product", "Palette Kit") + "] " + pick("error_type", "TypeError") +
                ": " + pick("title", "x is not a function");
  issue.labels = {"robot"};
  issue.body = "## Error Details\n\n- Extension: Palette Kit v1.2.0\n- Message: " +
               pick("message", "x is not a function") +
               "\n- Fingerprint: abc\n- Context: " + pick("context", "none") +
               "\n\n## Stack Trace\n\n````\nTypeError: x is not a function\n" + pick("stack", "") +
               "\n    at f (src/a.js:2:5)\n````\n\n## Breadcrumbs\n\n1. " +
               pick("breadcrumb", "opened the popup") + "\n";
  return issue;
}

/// What leaves because of it.
struct Texts {
  std::string prompt;
  std::string title;
  std::string body;
  std::string commit;
};

inline Texts texts_of(const Issue& issue) {
  Diagnosis diagnosis;
  diagnosis.report = parse_issue(issue).report;
  diagnosis.language = Language::javascript;
  diagnosis.fingerprint = FingerprintId{"v1:" + std::string(64, 'a')};
  diagnosis.locations.push_back({"src/a.js", 2, 0, "f"});
  const std::vector<FileContent> files{
      {"src/a.js", FileMode::regular, "function f(x) {\n  return x();\n}\n"}};
  const Config config;
  const RepositoryConfig repository;
  const Prompt prompt = make_prompt({.diagnosis = diagnosis,
                                     .files = files,
                                     .config = config,
                                     .repository = repository,
                                     .nonce = "n0nce7",
                                     .previous_failures = {diagnosis.report.message.value}});
  Patch patch;
  FilePatch file;
  file.old_path = file.new_path = "src/a.js";
  patch.files.push_back(file);
  Proof proof;
  proof.base = CommitId{std::string(40, 'b')};
  proof.tree = TreeId{std::string(40, 'c')};
  proof.before = {.argv = {"npm", "test"}, .exit_code = 1, .took = Milliseconds{310}};
  proof.after = {.argv = {"npm", "test"}, .exit_code = 0, .took = Milliseconds{290}};
  proof.layer = "namespaces";
  const Limits limits;
  const PullRequestFacts facts{.diagnosis = diagnosis,
                               .patch = patch,
                               .proof = proof,
                               .limits = limits,
                               .issue = {12},
                               .attempt = 1,
                               .tier = 1,
                               .source = FixSource::model,
                               .pattern = {},
                               .confidence = 0,
                               .confidence_threshold = 0.8,
                               .replayed = false,
                               .model = ModelId{"model"},
                               .cost = {},
                               .tokens = {},
                               .now = Time{},
                               .backoff_until = {}};
  Texts texts;
  for (const ModelMessage& message : prompt.messages)
    texts.prompt += message.text + "\n";
  texts.title = pull_request_title(facts);
  texts.body = pull_request_body(facts);
  texts.commit = commit_message(facts);
  return texts;
}

}  // namespace homeostat::test
