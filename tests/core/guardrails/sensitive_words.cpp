#include <homeostat/guardrails.hpp>

#include "support/catch.hpp"

using homeostat::is_sensitive_path;

TEST_CASE("the predecessor's sixteen kinds of sensitive files are sensitive") {
  for (const char* path : {"manifest.json",
                           "src/auth.js",
                           "lib/auth-helper.mjs",
                           "lib/authHelper.ts",
                           "config/api-key.js",
                           "shared/api-keys.ts",
                           "web/oauth.cjs",
                           "core/encryption.js",
                           "services/payment.js",
                           "modules/stripe.js",
                           "store/user-data.js",
                           "store/token-store.js",
                           "config/secrets/prod.json",
                           "config\\secrets\\prod.json",
                           "./shared/security/policy.js",
                           "\\shared\\security\\alerts.js",
                           ".env",
                           "app/.env.production",
                           ".npmrc",
                           ".aws/credentials",
                           "terraform/prod/main.tf",
                           "k8s/prod/my-secret.yaml",
                           "AUTH.js"}) {
    INFO(path);
    CHECK(is_sensitive_path(path));
  }
}

TEST_CASE("what the predecessor missed is sensitive") {
  for (const char* path : {"src/manifest.json",
                           "\"manifest.json\"",
                           "dist/manifest.json",
                           "src/authentication.js",
                           "src/auth.php",
                           "app/auth.py",
                           "web/auth.tsx",
                           "credentials.json",
                           "keys/server.pem",
                           "deploy/id_rsa",
                           "id_ed25519.pub",
                           "wp-config.php",
                           ".netrc",
                           ".github/workflows/auth.yml",
                           "package.json",
                           "x/../manifest.json",
                           "src/UserAuthService.java",
                           "app/password_reset.rb",
                           "lib/payment_gateway.go",
                           "src/jwt.utils.ts",
                           "gcp/service-account.json",
                           "src/auth/index.ts",
                           "s\xd1\x80"
                           "c/\xd0\xb0uth.js",
                           "android/release.keystore"}) {
    INFO(path);
    CHECK(is_sensitive_path(path));
  }
}

TEST_CASE("ordinary files are not sensitive") {
  for (const char* path :
       {"src/utils/logger.js", "src/popup.js", "styles.css", "build/config.js",
        "tests/auth.test.js", "src/author.js", "src/tokenizer.ts", "src/keyboard.js",
        "src/paymentless/x.js", "docs/readme.md", "src/secretary.py", "src/encrypted-note.md",
        "src/api/keyframes.css", ""}) {
    INFO(path);
    CHECK_FALSE(is_sensitive_path(path));
  }
}
