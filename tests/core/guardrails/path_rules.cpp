#include <homeostat/guardrails.hpp>

#include "support/catch.hpp"

using homeostat::ChangeClass;
using homeostat::find_path_class;

namespace {

void check_class(ChangeClass expected, std::initializer_list<const char*> paths) {
  for (const char* path : paths) {
    INFO(path);
    CHECK(find_path_class(path) == expected);
  }
}

}  // namespace

TEST_CASE("who reviews, and what steers programs that write code") {
  check_class(ChangeClass::owners, {"CODEOWNERS", ".github/CODEOWNERS", "docs/CODEOWNERS", "OWNERS",
                                    ".gitlab/CODEOWNERS"});
  check_class(ChangeClass::agent_instructions,
              {"AGENTS.md", "src/AGENTS.md", "CLAUDE.md", "CLAUDE.local.md", "GEMINI.md",
               ".cursorrules", ".cursor/rules/x.mdc", ".github/copilot-instructions.md",
               ".github/instructions/x.instructions.md", ".windsurfrules", ".aider.conf.yml",
               ".clinerules", ".claude/settings.json", ".mcp.json", ".junie/guidelines.md",
               ".codex/config.toml", "llms.txt", ".agents/x.md"});
}

TEST_CASE("the workflows and bots of all common systems") {
  check_class(ChangeClass::ci, {".github/workflows/ci.yml",
                                ".github/dependabot.yml",
                                "pkg/.github/x",
                                ".gitlab-ci.yml",
                                ".circleci/config.yml",
                                ".travis.yml",
                                "Jenkinsfile",
                                "ci/Jenkinsfile.release",
                                "azure-pipelines.yml",
                                "azure-pipelines-pr.yaml",
                                "bitbucket-pipelines.yml",
                                ".drone.yml",
                                ".woodpecker/build.yaml",
                                "appveyor.yml",
                                ".buildkite/pipeline.yml",
                                ".semaphore/semaphore.yml",
                                ".teamcity/settings.kts",
                                "cloudbuild.yaml",
                                "buildspec.yml",
                                "wercker.yml",
                                "codemagic.yaml",
                                ".pre-commit-config.yaml",
                                ".husky/pre-commit",
                                "lefthook.yml",
                                "renovate.json5",
                                ".mergify.yml",
                                "action.yml",
                                "sub/action.yaml",
                                "vercel.json",
                                "netlify.toml",
                                ".forgejo/workflows/x.yml",
                                ".gitea/workflows/x.yml",
                                ".tekton/x.yaml",
                                ".homeostat.yml",
                                ".homeostat/repos.yml",
                                "bors.toml"});
}

TEST_CASE("what git reads, what pins and what declares dependencies") {
  check_class(ChangeClass::git_files, {".gitattributes", "src/.gitignore", ".gitmodules",
                                       ".gitconfig", ".git-blame-ignore-revs"});
  check_class(ChangeClass::lockfiles,
              {"package-lock.json", "web/yarn.lock", "pnpm-lock.yaml", "bun.lockb", "bun.lock",
               "composer.lock", "Cargo.lock", "go.sum", "poetry.lock", "uv.lock", "Gemfile.lock",
               "npm-shrinkwrap.json", "packages.lock.json", "gradle.lockfile", "Package.resolved"});
  check_class(ChangeClass::manifests, {"package.json",
                                       "src/package.json",
                                       "manifest.json",
                                       "src/manifest.json",
                                       "composer.json",
                                       "pyproject.toml",
                                       "setup.py",
                                       "requirements.txt",
                                       "requirements-dev.txt",
                                       "Cargo.toml",
                                       "build.rs",
                                       "go.mod",
                                       "pom.xml",
                                       "build.gradle.kts",
                                       "Gemfile",
                                       "App.csproj",
                                       "Makefile",
                                       "CMakeLists.txt",
                                       "Dockerfile",
                                       "docker-compose.prod.yml",
                                       "webpack.config.js",
                                       "vite.config.ts",
                                       "gulpfile.js",
                                       ".yarnrc.yml",
                                       "mix.exs",
                                       "pubspec.yaml"});
}

TEST_CASE("what decides whether checks are content, what managers fill, and credentials") {
  check_class(ChangeClass::checks, {".eslintrc.json",    "eslint.config.js",
                                    "tsconfig.json",     "tsconfig.build.json",
                                    "pytest.ini",        "tox.ini",
                                    "conftest.py",       "tests/conftest.py",
                                    ".coveragerc",       "jest.config.ts",
                                    "vitest.config.mts", "phpunit.xml.dist",
                                    "phpstan.neon",      ".rubocop.yml",
                                    ".golangci.yml",     "codecov.yml",
                                    "mypy.ini",          ".flake8",
                                    "ruff.toml",         "sonar-project.properties",
                                    "biome.json",        ".nycrc"});
  check_class(ChangeClass::vendored, {"node_modules/a/index.js", "src/vendor/a.go",
                                      "web/node_modules/x.js", "bower_components/a.js"});
  check_class(ChangeClass::credentials,
              {".env", "app/.env.production", "prod.env", ".npmrc", "deploy/id_rsa",
               "id_ed25519.pub", "keys/server.pem", "tls.key", "credentials.json",
               "gcp/service-account.json", "wp-config.php", ".netrc", ".aws/credentials",
               "secrets.yaml", "android/release.keystore", "prod.tfvars", "kubeconfig"});
  check_class(ChangeClass::dot_folders, {".vscode/tasks.json", ".unknown", ".idea/x.xml"});
  check_class(ChangeClass::sensitive,
              {"src/auth/index.ts", "config/secrets/x.txt", "terraform/main.tf",
               "config/database.yml", "src/payments/card.py", "src/appsettings.Prod.json"});
}

TEST_CASE("ordinary files have no class") {
  for (const char* path : {"src/index.js",         "content/page.md",
                           "background/worker.ts", "src/locker.js",
                           "src/github.js",        "src/blockchain.lock.js",
                           "src/manifest.json.js", "src/.hidden.js",
                           "src/gitx/a.py",        "content/.well-known/security.txt",
                           "src/agents.ts",        "src/claude.py",
                           "src/makefiles.js",     "src/environment.ts",
                           "src/config.json",      "src/keyboard.js",
                           "src/vendors.js",       "src/settings.py",
                           "src/actions.yml.js",   "lib/index.d.ts"}) {
    INFO(path);
    CHECK(find_path_class(path) == std::nullopt);
  }
}
