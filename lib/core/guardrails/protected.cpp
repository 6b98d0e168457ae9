#include <algorithm>

#include <homeostat/guardrails.hpp>

#include "core/guardrails/fold.hpp"

namespace homeostat {
namespace {

// Globs against the folded path, so all are lower case. What runs code where the patch is built
// or reviewed, what decides who reviews it, and what other tools write.
constexpr std::string_view protected_globs[] = {
    // git, its forges and their workflows
    ".git*",
    "codeowners",
    "/.*/",
    "**/node_modules/",
    ".homeostat*",
    // lock files
    "*.lock",
    "*.lockb",
    "*.lock.json",
    "*-lock.json",
    "*-lock.yaml",
    "*-lock.yml",
    "*.lockfile",
    "npm-shrinkwrap.json",
    "go.sum",
    "package.resolved",
    ".terraform.lock.hcl",
    // manifests: scripts, dependencies, permissions
    "package.json",
    "composer.json",
    "pyproject.toml",
    "setup.py",
    "setup.cfg",
    "requirements*.txt",
    "pipfile",
    "gemfile",
    "*.gemspec",
    "cargo.toml",
    "go.mod",
    "pom.xml",
    "build.gradle*",
    "manifest.json",
    ".npmrc",
    ".yarnrc*",
    ".pnpmfile.cjs",
    "pnpm-workspace.yaml",
    "lerna.json",
    // continuous integration beside GitHub's
    "**/.circleci/",
    "**/.ci/",
    "**/.buildkite/",
    "**/.teamcity/",
    "**/.semaphore/",
    "**/.harness/",
    "**/.tekton/",
    "**/.forgejo/",
    ".woodpecker*",
    ".drone.*",
    ".travis.yml",
    ".cirrus.*",
    ".appveyor.yml",
    "appveyor.yml",
    "azure-pipelines*",
    ".azure-pipelines*",
    "bitbucket-pipelines.yml",
    "jenkinsfile*",
    "cloudbuild.y*ml",
    "buildspec*.y*ml",
    "codeship-*.yml",
    "wercker.yml",
    "codemagic.yaml",
    "bitrise.yml",
    "screwdriver.yaml",
    ".pre-commit-config.yaml",
    "**/.husky/",
    "lefthook.y*ml",
    "renovate.json*",
    ".renovaterc*",
    // what steers other programs that write code
    "agents.md",
    "claude.md",
    "gemini.md",
    "copilot-instructions.md",
    ".cursorrules",
    "**/.cursor/",
    "**/.claude/",
    ".windsurfrules",
    ".aider*",
    ".mcp.json",
    ".envrc",
    ".devcontainer*",
};

}  // namespace

bool is_protected_path(std::string_view path, std::span<const std::string> more) {
  const std::string folded = guardrails::fold_path(path);
  const auto matches = [&](std::string_view glob) { return matches_path(glob, folded); };
  if (std::any_of(std::begin(protected_globs), std::end(protected_globs), matches)) return true;
  return std::any_of(more.begin(), more.end(), [&](const std::string& glob) {
    return matches_path(glob, path) || matches(guardrails::fold_letters(glob));
  });
}

}  // namespace homeostat
