#include "core/pattern/record.hpp"

#include <algorithm>

#include <homeostat/diff.hpp>

#include "core/base/format.hpp"
#include "core/base/json_print.hpp"
#include "core/base/json_strict.hpp"
#include "core/pattern/learn.hpp"

namespace homeostat {
namespace pattern {
namespace {

namespace json = boost::json;

constexpr std::size_t text_bytes_max = 4096;
constexpr std::size_t record_bytes_max = 1024 * 1024;

Error wrong(std::string message) { return {ErrorCode::invalid_argument, std::move(message)}; }

// Reads members of one object; the first fault is kept.
class Members {
 public:
  explicit Members(const json::object& object) : object_(object) {}

  std::string text(std::string_view key, std::size_t bytes_max = text_bytes_max) {
    const json::value* value = object_.if_contains(key);
    if (value == nullptr) return {};
    if (!value->is_string() || value->get_string().size() > bytes_max) {
      fail(base::format("{}: not a text of at most {} bytes", key, bytes_max));
      return {};
    }
    return {value->get_string().data(), value->get_string().size()};
  }

  std::int64_t count(std::string_view key) {
    const json::value* value = object_.if_contains(key);
    if (value == nullptr) return 0;
    constexpr std::int64_t most = 1'000'000'000'000;
    if (!value->is_int64() || value->get_int64() < 0 || value->get_int64() > most) {
      fail(base::format("{}: not a number from 0 to {}", key, most));
      return 0;
    }
    return value->get_int64();
  }

  std::optional<Time> time(std::string_view key) {
    const std::string written = text(key);
    if (written.empty()) return std::nullopt;
    auto parsed = parse_time(written);
    if (!parsed) {
      fail(base::format("{}: {}", key, parsed.error().message));
      return std::nullopt;
    }
    return *parsed;
  }

  void fail(std::string message) {
    if (fault_.empty()) fault_ = std::move(message);
  }
  [[nodiscard]] const std::string& fault() const { return fault_; }

 private:
  const json::object& object_;
  std::string fault_;
};

Language find_language(std::string_view name) {
  for (int i = 0; i <= static_cast<int>(Language::cpp); ++i) {
    if (to_string(static_cast<Language>(i)) == name) return static_cast<Language>(i);
  }
  return Language::unknown;
}

// The one hunk of a diff as the texts before and after it.
struct Fragment {
  std::string before;
  std::string after;
};

Result<Fragment> fragment_of(std::string_view diff) {
  auto patch = parse_patch(diff);
  if (!patch) return patch.error();
  if (patch->files.size() != 1 || patch->files[0].kind != FileChangeKind::modified) {
    return wrong(base::format("patch touches {} files or makes or deletes one, limit is 1 change",
                              patch->files.size()));
  }
  if (patch->files[0].hunks.size() != 1) {
    return wrong(base::format("patch has {} hunks, limit is 1", patch->files[0].hunks.size()));
  }
  Fragment fragment;
  for (const HunkLine& line : patch->files[0].hunks[0].lines) {
    if (line.kind != LineKind::added) fragment.before += line.text + "\n";
    if (line.kind != LineKind::removed) fragment.after += line.text + "\n";
  }
  return fragment;
}

}  // namespace

json::object to_object(const Pattern& learned) {
  const PatternEvidence& evidence = learned.evidence;
  json::object out;
  out["id"] = learned.id.str();
  out["fingerprintId"] = learned.fingerprint.str();
  out["errorType"] = learned.error_type;
  out["filePath"] = learned.file_path;
  out["description"] = learned.message_template;
  out["language"] = to_string(learned.language);
  out["state"] = to_string(learned.state);
  out["confidence"] = confidence_of(evidence);
  const std::int64_t uses = evidence.successes + evidence.failures;
  out["uses"] = uses;
  if (uses > 0) {
    out["successRate"] = static_cast<double>(evidence.successes) / static_cast<double>(uses);
  }
  out["successes"] = evidence.successes;
  out["failures"] = evidence.failures;
  out["failuresInARow"] = evidence.failures_in_a_row;
  if (evidence.first_used) out["firstUsed"] = format_time(*evidence.first_used);
  if (evidence.last_used) out["lastUsed"] = format_time(*evidence.last_used);
  boost::system::error_code code;
  out["edit"] = json::parse(learned.edit_json, code);
  return out;
}

Result<Pattern> from_object(const json::object& object) {
  Members members(object);
  Pattern learned;
  learned.id = PatternId(members.text("id"));
  learned.fingerprint = FingerprintId(members.text("fingerprintId"));
  learned.error_type = members.text("errorType");
  learned.file_path = members.text("filePath");
  learned.message_template = members.text("description");
  learned.language = find_language(members.text("language"));
  learned.evidence.successes = members.count("successes");
  learned.evidence.failures = members.count("failures");
  learned.evidence.failures_in_a_row = members.count("failuresInARow");
  learned.evidence.first_used = members.time("firstUsed");
  learned.evidence.last_used = members.time("lastUsed");
  const auto state = find_state(members.text("state"));
  if (!state) members.fail("state: not provisional, confirmed, quarantined or retired");
  if (!members.fault().empty()) return wrong(members.fault());
  learned.state = *state;
  const json::value* stored = object.if_contains("edit");
  if (stored == nullptr) return wrong("edit: is missing");
  const auto edit = parse_checked_edit(json::serialize(*stored));
  if (!edit) return edit.error();
  learned.edit_json = print_edit(*edit);
  const PatternId made = id_of(learned.error_type, *edit);
  if (made != learned.id && !(is_builtin(learned.id) && is_same_edit(made, learned.id))) {
    return wrong("id: not the hash of the edit");
  }
  return learned;
}

Result<Pattern> from_stored_diff(const json::object& object) {
  Members members(object);
  LearnedFrom from;
  from.fingerprint = FingerprintId(members.text("fingerprintId"));
  from.error_type = members.text("errorType");
  from.message = members.text("description");
  from.path = members.text("filePath");
  const std::string diff = members.text("patch", edit_json_bytes_max);
  if (!members.fault().empty()) return wrong(members.fault());
  const auto fragment = fragment_of(diff);
  if (!fragment) return fragment.error();
  from.language = language_of_path(from.path);
  // The stored diff does not tell the error's line; the fix stands where it stands.
  std::vector<int> lines;
  const auto count = std::count(fragment->before.begin(), fragment->before.end(), '\n');
  for (int line = 1; line <= count; line += lines_near)
    lines.push_back(line);
  auto learned = learn(from, fragment->before, fragment->after, lines);
  if (!learned) return wrong("patch: holds no edit that can be abstracted");
  return *std::move(learned);
}

}  // namespace pattern

Result<Pattern> parse_pattern(std::string_view text) {
  if (text.size() > pattern::record_bytes_max) {
    return pattern::wrong(
        base::format("pattern: {} bytes, limit is {}", text.size(), pattern::record_bytes_max));
  }
  const auto parsed = base::parse_json_strict(text, 16);
  if (parsed.fault) return pattern::wrong("pattern: " + parsed.fault->message);
  if (!parsed.value.is_object()) return pattern::wrong("pattern: not an object");
  return pattern::from_object(parsed.value.get_object());
}

std::string to_json(const Pattern& pattern) {
  return base::print_json(pattern::to_object(pattern));
}

}  // namespace homeostat
