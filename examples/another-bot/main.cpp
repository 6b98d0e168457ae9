/// The guardrails alone, in a bot of another maker: it reads a patch, asks for a verdict, and
/// prints the review that it would post, as Markdown in which nothing of the patch is live.
///
/// usage: git diff … | another_bot          exits with 0: approve, 1: request changes

#include <homeostat/guardrails.hpp>
#include <homeostat/privacy.hpp>
#include <iostream>
#include <iterator>
#include <string>

namespace {

/// This bot may touch the whole tree, updates dependencies under a person's eyes, and changes
/// little at once.
homeostat::GuardrailPolicy policy() {
  homeostat::GuardrailPolicy policy;
  policy.path_filters = {.include = {"**"}, .exclude = {"third_party/"}};
  policy.diff_lines_max = 200;
  policy.changes[homeostat::ChangeClass::manifests] = homeostat::ChangePolicy::review;
  policy.changes[homeostat::ChangeClass::lockfiles] = homeostat::ChangePolicy::review;
  return policy;
}

std::string as_list(const std::vector<homeostat::Refusal>& refusals) {
  std::string text;
  for (const homeostat::Refusal& one : refusals) {
    text += "- " + homeostat::escape_markdown(one.file);
    if (one.line > 0) text += " line " + std::to_string(one.line);
    text += ": " + homeostat::escape_markdown(one.detail) + "\n";
  }
  return text;
}

}  // namespace

int main() {
  const std::string patch{std::istreambuf_iterator<char>(std::cin),
                          std::istreambuf_iterator<char>()};
  const homeostat::Verdict verdict = homeostat::check_patch_text(policy(), patch);
  if (!verdict.pass()) {
    std::cout << "Changes requested:\n\n" << as_list(verdict.refusals);
  } else if (verdict.needs_review()) {
    std::cout << "Fine, but a person must look at:\n\n" << as_list(verdict.reviews);
  } else {
    std::cout << "Fine.\n";
  }
  return verdict.pass() ? 0 : 1;
}
