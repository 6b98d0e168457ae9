#include "core/guardrails/path_class.hpp"

// Names that mean the same to every project. Lower case: the path is folded before; ".yaml" is
// written ".yml".
namespace homeostat::guardrails {
namespace {

constexpr PathRules rules[] = {
    // Who reviews what.
    {ChangeClass::owners, "codeowners owners owners_aliases .codeowners"},
    // What steers programs that write code.
    {ChangeClass::agent_instructions,
     "agents.md agents.*.md agent.md claude.md claude.*.md gemini.md qwen.md codex.md "
     "jules.md crush.md warp.md replit.md skill.md copilot-instructions.md "
     "*.instructions.md *.prompt.md *.chatmode.md *.agent.md .cursorrules .cursor/ "
     ".cursorignore .claude/ .claude.json .clinerules* .clinerules/ .roo/ .roorules* "
     ".roomodes .windsurf/ .windsurfrules .codeium/ .aider* .continue/ .continuerules "
     ".goosehints .mcp.json mcp.json .mcp/ .codex/ .gemini/ .openhands/ .devin/ .kiro/ "
     ".junie/ .augment* .amazonq/ .trae/ .qwen/ .opencode/ opencode.json opencode.jsonc "
     ".crush/ .ai/ .agents/ llms.txt llms-full.txt .rules sweep.yml .sweep.yml "
     ".coderabbit.yml .pr_agent.toml greptile.json"},
    // What runs when something is pushed, merged or deployed, and the bots around it.
    {ChangeClass::ci,
     ".github/ .gitlab/ .gitlab-ci* *.gitlab-ci.yml .circleci/ circle.yml .ci/ .buildkite/ "
     ".teamcity/ .semaphore/ .harness/ .tekton/ .forgejo/ .gitea/ .woodpecker* .woodpecker/ "
     ".drone* .travis* .cirrus* .appveyor.yml appveyor.yml azure-pipelines* "
     ".azure-pipelines* .vsts-ci.yml bitbucket-pipelines.yml jenkinsfile jenkinsfile.* "
     "*.jenkinsfile "
     "cloudbuild.yml cloudbuild.json buildspec*.yml appspec.yml codeship-*.yml wercker.yml "
     "codemagic.yml bitrise.yml screwdriver.yml .screwdriver* .pre-commit-config.yml "
     ".pre-commit-hooks.yml .husky/ lefthook* .lefthook* .overcommit.yml renovate.json* "
     ".renovaterc* dependabot.yml .mergify.yml mergify.yml .kodiak.toml bors.toml .buddy/ "
     "buddy.yml .scrutinizer.yml .styleci.yml shippable.yml .vercel/ vercel.json .netlify/ "
     "netlify.toml fly.toml render.yml wrangler.toml wrangler.json* heroku.yml skaffold.yml "
     "action.yml dagger.json earthfile .build.yml .builds/ .zuul* .prow.yml .packit.yml "
     ".copr/ .homeostat* .homeostat/"},
    // What git itself reads.
    {ChangeClass::git_files, ".git* .hg* .svn/ .bzr/ .jj/"},
    // What pins dependencies.
    {ChangeClass::lockfiles,
     "*.lock *.lockb *.lock.json *-lock.json *-lock.yml *.lockfile npm-shrinkwrap.json "
     "shrinkwrap.yml go.sum go.work.sum package.resolved cartfile.resolved "
     ".terraform.lock.hcl *.lock.hcl cabal.project.freeze packages.lock.json .pnp.*"},
    // What declares dependencies and permissions, and what builds and packs.
    {ChangeClass::manifests,
     "package.json package.json5 package.yml deno.json* jsr.json bower.json bunfig.toml "
     "composer.json pyproject.toml setup.py setup.cfg requirements*.txt requirements*.in "
     "constraints*.txt pipfile environment.yml hatch.toml gemfile *.gemspec rakefile "
     "cargo.toml build.rs go.mod go.work pom.xml build.gradle* settings.gradle* "
     "gradle.properties gradle-wrapper.* gradlew* mvnw* build.sbt *.csproj *.fsproj "
     "*.vbproj *.sln *.props *.targets nuget.config packages.config project.clj mix.exs "
     "rebar.config pubspec.yml podfile package.swift cartfile manifest.json manifest.*.json "
     "lerna.json nx.json turbo.json rush.json pnpm-workspace.yml .pnpmfile.cjs .yarnrc* "
     "makefile makefile.* gnumakefile *.mk cmakelists.txt dockerfile dockerfile.* *.dockerfile "
     "containerfile containerfile.* "
     "docker-compose* compose.yml vagrantfile procfile justfile taskfile.yml meson.build "
     "sconstruct build.bazel module.bazel workspace.bazel .bazelrc webpack.config.* "
     "rollup.config.* vite.config.* esbuild.config.* babel.config.* .babelrc* gulpfile.* "
     "gruntfile.* next.config.* nuxt.config.* svelte.config.* astro.config.* "
     "postcss.config.* .devcontainer* .devcontainer/ devcontainer.json chart.yml"},
    // What decides whether tests, coverage, linters and type checkers are content.
    {ChangeClass::checks,
     ".eslintrc* eslint.config.* .eslintignore tslint.json biome.json* tsconfig*.json "
     "jsconfig*.json .pylintrc pylintrc mypy.ini .mypy.ini pytest.ini .pytest.ini tox.ini "
     "noxfile.py conftest.py .coveragerc jest.config.* jest.setup.* vitest.config.* "
     "vitest.workspace.* vitest.setup.* karma.conf.* .mocharc* playwright.config.* "
     "cypress.config.* cypress.json wdio.conf.* ava.config.* .nycrc* .c8rc* codecov.yml "
     ".codecov.yml .coveralls.yml phpunit.xml* phpunit.dist.xml phpstan*.neon psalm*.xml "
     "phpcs.xml* .phpcs.xml* .php-cs-fixer* rector.php .rubocop* .rspec .golangci.* "
     "checkstyle*.xml pmd*.xml spotbugs*.xml detekt*.yml .swiftlint.yml .clang-tidy "
     "clippy.toml .clippy.toml .flake8 ruff.toml .ruff.toml .bandit bandit.yml "
     "sonar-project.properties .stylelintrc* stylelint.config.* .semgrep* .semgrepignore "
     ".snyk .trivyignore .secrets.baseline commitlint.config.* .commitlintrc* "
     "pyrightconfig.json .lintstagedrc* lint-staged.config.* stryker.conf.*"},
    // What a package manager fills.
    {ChangeClass::vendored,
     "node_modules/ bower_components/ jspm_packages/ vendor/ .yarn/ .venv/ venv/ "
     "site-packages/ __pycache__/"},
    // Environment files and keys.
    {ChangeClass::credentials,
     ".env .env.* *.env .envrc .netrc _netrc .pgpass .my.cnf .htpasswd .pypirc .npmrc "
     "id_rsa* id_dsa* id_ecdsa* id_ed25519* *.pem *.key *.p12 *.pfx *.p8 *.jks *.keystore "
     "*.bks *.ppk *.kdbx *.gpg *.asc *.der *.cer *.crt *.mobileprovision *.provisionprofile "
     "*.ovpn *.tfvars *.tfvars.json *.tfstate *.tfstate.backup .terraformrc terraform.rc "
     ".aws/ .ssh/ .gnupg/ .kube/ .docker/ .dockercfg kubeconfig* authorized_keys "
     "known_hosts credentials credentials.json credentials.yml credentials.yml.enc "
     "client_secret*.json service-account*.json serviceaccount*.json secrets.json "
     "secrets.yml secret.yml google-services.json googleservice-info.plist "
     "*firebase-adminsdk.json wp-config*.php .vault* vault-password* .boto .s3cfg"},
    // Other entries of the root that begin with a dot.
    {ChangeClass::dot_folders, "/.*"},
    // Code and configuration of authentication, secrets and payment; more by words.
    {ChangeClass::sensitive,
     "secrets/ credentials/ security/ auth/ oauth/ payment/ payments/ billing/ crypto/ "
     "database.yml appsettings*.json *.tf"},
};

}  // namespace

std::span<const PathRules> path_rules() noexcept { return rules; }

}  // namespace homeostat::guardrails
