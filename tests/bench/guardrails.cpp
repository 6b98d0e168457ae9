/// What a verdict costs: a patch of 1 000 lines in ten files, with and without the search for
/// secrets, with the base files at hand; and the growth of the worst texts.

#include <homeostat/diff.hpp>
#include <homeostat/guardrails.hpp>
#include <homeostat/secrets.hpp>

#include <algorithm>
#include <chrono>
#include <iostream>

#include "support/catch.hpp"
#include "support/growth.hpp"

using namespace homeostat;

namespace {

/// Ordinary code; `number` makes each file another one.
std::string source(int number, int lines) {
  std::string text;
  for (int i = 0; i < lines; ++i) {
    const std::string n = std::to_string(number * 1000 + i);
    switch (i % 5) {
      case 0:
        text += "export function read" + n + "(items, options) {\n";
        break;
      case 1:
        text += "  const value = options.values[" + n + "] ?? 'none'; // the usual one\n";
        break;
      case 2:
        text += "  if (items.length > " + n + " && value !== null) {\n";
        break;
      case 3:
        text += "    return items.map((item) => item.name.trim() + value);\n";
        break;
      default:
        text += "  }\n  return [];\n}\n";
    }
  }
  return text;
}

struct Case {
  std::vector<FileContent> before;
  Patch patch;
};

Case thousand_lines() {
  Case out;
  std::vector<FileContent> after;
  for (int i = 0; i < 10; ++i) {
    const std::string path = "src/part" + std::to_string(i) + ".js";
    out.before.push_back({path, FileMode::regular, source(i, 300)});
    after.push_back({path, FileMode::regular, source(i, 150) + source(i + 50, 70)});
  }
  out.patch = make_patch(out.before, after);
  return out;
}

template <class Function>
double median_micros(const Function& function) {
  std::vector<double> micros;
  for (int i = 0; i < 201; ++i) {
    const auto began = std::chrono::steady_clock::now();
    function();
    const std::chrono::duration<double, std::micro> took = std::chrono::steady_clock::now() - began;
    micros.push_back(took.count());
  }
  std::sort(micros.begin(), micros.end());
  return micros[micros.size() / 2];
}

}  // namespace

TEST_CASE("the time of a verdict on a thousand lines") {
  const Case one = thousand_lines();
  const PatchStats stats = stats_of(one.patch);
  GuardrailPolicy policy;
  policy.diff_lines_max = 10'000;
  const GuardContext with_base{.base_files = one.before};
  std::string added;
  for (const FilePatch& file : one.patch.files) {
    for (const Hunk& hunk : file.hunks) {
      for (const HunkLine& line : hunk.lines) {
        if (line.kind == LineKind::added) added += line.text + "\n";
      }
    }
  }
  const double whole = median_micros([&] { (void)check_patch(policy, one.patch); });
  const double secrets = median_micros([&] { (void)find_secrets(added, SecretProfile::guard); });
  const double based = median_micros([&] { (void)check_patch(policy, one.patch, with_base); });
  const std::string text = print_patch(one.patch);
  const double parsed = median_micros([&] { (void)check_patch_text(policy, text); });
  std::cout << "changed lines " << stats.diff_lines() << " (+" << stats.added << "), patch "
            << text.size() << " bytes, medians of 201\nverdict " << whole
            << " us, of it the search for secrets about " << secrets << " us\nwith parsing "
            << parsed << " us, with base files " << based << " us\n";
  CHECK(stats.diff_lines() >= 1000);
}

TEST_CASE("the worst texts take time in proportion") {
  GuardrailPolicy policy;
  for (const std::string_view part :
       {"eval(", "'", "\"'`", "// ", "/*", "document[", "https://", "a:b//", "\\u0065", "{", "(",
        "@pytest.mark.", "curl - ", "\xd0\xb0", "-----BEGIN ", "a.b?.", "`${", "#[", "x:'//a.b"}) {
    const auto judge = [&](const std::string& text) {
      (void)check_patch_text(policy,
                             "--- a/src/a.js\n+++ b/src/a.js\n@@ -1 +1 @@\n-a\n+" + text + "\n");
    };
    const double growth = test::growth(part, 200'000, judge);
    std::cout << "growth for four times " << part << ": " << growth << "\n";
    CHECK(growth < test::linear_growth_max);
  }
}
