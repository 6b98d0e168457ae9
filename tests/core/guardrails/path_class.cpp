#include <homeostat/guardrails.hpp>

#include <string>
#include <vector>

#include "support/catch.hpp"

using homeostat::is_protected_path;

TEST_CASE("what steers builds, reviews and other tools is protected") {
  for (const char* path : {".gitattributes",
                           "src/.gitignore",
                           ".gitmodules",
                           ".github/workflows/ci.yml",
                           "pkg/.github/actions/x/action.yml",
                           ".gitlab-ci.yml",
                           "node_modules/a/index.js",
                           "src/vendor/node_modules/x.js",
                           "package-lock.json",
                           "web/yarn.lock",
                           "pnpm-lock.yaml",
                           "bun.lockb",
                           "composer.lock",
                           "Cargo.lock",
                           "go.sum",
                           "poetry.lock",
                           "Gemfile.lock",
                           "npm-shrinkwrap.json",
                           "packages.lock.json",
                           "gradle.lockfile",
                           "CODEOWNERS",
                           "docs/CODEOWNERS",
                           ".homeostat.yml",
                           ".homeostat/repos.yml",
                           ".circleci/config.yml",
                           "Jenkinsfile",
                           "ci/Jenkinsfile.release",
                           ".travis.yml",
                           "azure-pipelines.yml",
                           ".vscode/tasks.json",
                           ".husky/pre-commit",
                           "package.json",
                           "src/package.json",
                           "manifest.json",
                           "AGENTS.md",
                           "CLAUDE.md",
                           ".cursorrules",
                           ".npmrc",
                           "setup.py"}) {
    INFO(path);
    CHECK(is_protected_path(path));
  }
}

TEST_CASE("source files are not protected") {
  for (const char* path :
       {"src/index.js", "content/page.md", "background/worker.ts", "src/locker.js", "src/github.js",
        "src/blockchain.lock.js", "src/manifest.json.js", "src/.hidden.js", "src/gitx/a.py",
        "content/.well-known/security.txt"}) {
    INFO(path);
    CHECK_FALSE(is_protected_path(path));
  }
}

TEST_CASE("another spelling of a protected path is protected too") {
  for (const char* path :
       {".GitHub/workflows/x.yml", ".GITHUB\\workflows\\x.yml", "src/../.github/x.yml",
        "Package.JSON", "package.json.", "package.json ", "package.json::$DATA",
        "p\xd0\xb0"
        "ckage.json",
        ".g\xc4\xb1thub/x.yml", "code\xe2\x80\x8bowners", "NODE_MODULES/x", "./yarn.lock",
        "jenk\xef\xbd\x89nsfile"}) {
    INFO(path);
    CHECK(is_protected_path(path));
  }
}

TEST_CASE("an operator may protect more") {
  const std::vector<std::string> more{"Deploy/", "src/**/*.sql"};
  CHECK(is_protected_path("Deploy/run.py", more));
  CHECK(is_protected_path("deploy/run.py", more));
  CHECK(is_protected_path("src/db/x.sql", more));
  CHECK_FALSE(is_protected_path("src/db/x.js", more));
}
