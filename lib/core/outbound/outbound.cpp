#include <homeostat/outbound.hpp>

#include <algorithm>

#include "core/base/format.hpp"
#include "core/base/json_strict.hpp"

namespace homeostat {
namespace {

// Redaction::kind of a value that this process holds.
constexpr std::string_view held_kind = "known_value";

void add_refusal(std::vector<Refusal>& refusals, std::string_view what, std::string_view name,
                 const std::string& file, int line) {
  Refusal refusal{Reason::secret,
                  base::format("{} holds a {}", what,
                               name == held_kind ? "value that this process holds" : name),
                  file, line};
  for (const Refusal& known : refusals) {
    if (known == refusal) return;
  }
  refusals.push_back(std::move(refusal));
}

/// The lines that a hunk adds at one stretch, as one text: a value may go over several of them.
struct AddedLines {
  std::string text;
  std::int64_t first = 0;  ///< number of the first in the new file
};

std::vector<AddedLines> added_lines(const Hunk& hunk) {
  std::vector<AddedLines> stretches;
  std::int64_t number = hunk.new_start;
  bool open = false;
  for (const HunkLine& line : hunk.lines) {
    if (line.kind == LineKind::added) {
      if (!open) stretches.push_back({{}, number});
      stretches.back().text += line.text + "\n";
    }
    open = line.kind == LineKind::added || (open && line.kind == LineKind::removed);
    if (line.kind != LineKind::removed) ++number;
  }
  return stretches;
}

}  // namespace

Sanitized Outbound::sanitized(std::string_view text) const {
  SanitizeOptions options;
  options.mode = SanitizeMode::source;
  options.held = &held_;
  return sanitize(text, options);
}

std::string Outbound::clean(std::string_view text) const { return sanitized(text).text; }

std::string Outbound::clean_json(std::string_view json) const {
  std::string cleaned = clean(json);
  if (cleaned == json || !base::parse_json_strict(cleaned).fault) return cleaned;
  return "{\"redacted\":true}";
}

Error Outbound::clean(Error error) const {
  error.message = clean(std::string_view(error.message));
  if (error.cause) error.cause = std::make_shared<const Error>(clean(Error(*error.cause)));
  return error;
}

Refusal Outbound::clean(Refusal refusal) const {
  refusal.detail = clean(std::string_view(refusal.detail));
  refusal.file = clean(std::string_view(refusal.file));
  return refusal;
}

Event Outbound::clean(Event event) const {
  event.text = clean(std::string_view(event.text));
  event.json = clean_json(event.json);
  return event;
}

IssueReport Outbound::clean(IssueReport report) const {
  for (RoomVisit& visit : report.trail) {
    for (Refusal& refusal : visit.refusals)
      refusal = clean(std::move(refusal));
    visit.note = clean(std::string_view(visit.note));
  }
  for (Refusal& reason : report.reasons)
    reason = clean(std::move(reason));
  for (Error& warning : report.warnings)
    warning = clean(std::move(warning));
  if (report.error) report.error = clean(*std::move(report.error));
  report.pull_url = clean(std::string_view(report.pull_url));
  if (!report.proof) return report;
  for (CommandEvidence* evidence : {&report.proof->before, &report.proof->after}) {
    for (std::string& word : evidence->argv)
      word = clean(std::string_view(word));
  }
  return report;
}

RunReport Outbound::clean(RunReport report) const {
  for (RepoReport& repository : report.repositories) {
    for (IssueReport& issue : repository.issues)
      issue = clean(std::move(issue));
    if (repository.error) repository.error = clean(*std::move(repository.error));
  }
  for (Error& warning : report.warnings)
    warning = clean(std::move(warning));
  return report;
}

std::vector<Refusal> Outbound::check(const Patch& patch) const {
  std::vector<Refusal> refusals;
  for (const PatchSecret& secret : find_patch_secrets(patch).rejecting) {
    const SecretFinding& found = secret.finding;
    const std::string file = clean(std::string_view(found.file));
    add_refusal(refusals, secret.place == SecretPlace::file_name ? "a new name" : "an added line",
                found.rule, file, found.line);
  }
  for (const FilePatch& file : patch.files) {
    const std::string path = clean(std::string_view(file.path()));
    for (const Redaction& one : sanitized(file.new_path).redactions) {
      if (one.kind == held_kind) add_refusal(refusals, "a new name", held_kind, path, 0);
    }
    for (const Hunk& hunk : file.hunks) {
      for (const AddedLines& added : added_lines(hunk)) {
        for (const Redaction& one : sanitized(added.text).redactions) {
          if (one.kind != held_kind) continue;
          const std::string_view before = std::string_view(added.text).substr(0, one.offset);
          const auto line = added.first + std::count(before.begin(), before.end(), '\n');
          add_refusal(refusals, "an added line", held_kind, path, static_cast<int>(line));
        }
      }
    }
  }
  return refusals;
}

}  // namespace homeostat
