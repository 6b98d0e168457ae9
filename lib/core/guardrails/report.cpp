#include "core/guardrails/report.hpp"

#include <algorithm>
#include <tuple>

#include <homeostat/privacy.hpp>
#include <homeostat/secrets.hpp>

#include "core/base/format.hpp"
#include "core/base/text.hpp"
#include "core/base/utf8.hpp"

namespace homeostat::guardrails {
namespace {

// A patch of a million secrets is refused as well by naming the first hundred of a file.
constexpr std::size_t refusals_per_file_max = 100;
constexpr std::size_t shown_path_bytes_max = 200;

void move_sorted(std::vector<Refusal>& from, std::vector<Refusal>& to) {
  std::stable_sort(from.begin(), from.end(), [](const Refusal& a, const Refusal& b) {
    return std::tuple(a.line, a.reason) < std::tuple(b.line, b.reason);
  });
  to.insert(to.end(), from.begin(), from.end());
}

}  // namespace

void Report::add(std::vector<Refusal>& list, Refusal refusal) const {
  const bool known = std::find(list.begin(), list.end(), refusal) != list.end();
  if (!known && list.size() < refusals_per_file_max) list.push_back(std::move(refusal));
}

void Report::refuse(Reason reason, std::string detail, int line) {
  add(refusals_, {reason, std::move(detail), file_, line});
}

void Report::judge(ChangeClass one, Reason reason, std::string_view detail, int line) {
  const ChangePolicy policy = changes_[one];
  if (policy == ChangePolicy::allow) return;
  add(is_blocked(policy) ? refusals_ : reviews_,
      {reason, base::format("{} (changes.{})", detail, to_string(one)), file_, line});
}

void Report::move_to(Verdict& verdict) {
  move_sorted(refusals_, verdict.refusals);
  move_sorted(reviews_, verdict.reviews);
}

std::string shown_path(std::string_view path) {
  std::string line = strip_invisible(path);
  std::replace(line.begin(), line.end(), '\n', ' ');
  std::replace(line.begin(), line.end(), '\t', ' ');
  // A runner of workflows reads "##[error]" as a command, wherever in a line of its log it stands.
  line = base::replace_all(line, "##[", "## [");
  std::string shown;
  std::size_t at = 0;
  for (const SecretFinding& one : find_secrets(line, SecretProfile::guard)) {
    shown += line.substr(at, one.offset - at) + "[secret]";
    at = one.offset + one.length;
  }
  shown += line.substr(at);
  if (shown.size() <= shown_path_bytes_max) return shown;
  return std::string(base::truncate_utf8(shown, shown_path_bytes_max)) + "…";
}

}  // namespace homeostat::guardrails
