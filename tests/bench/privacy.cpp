/// How fast texts are sanitized on one core, with memcpy beside it: ordinary text, and texts made
/// to be slow. Then a million texts there and back again.

#include <algorithm>
#include <cstring>
#include <ctime>
#include <homeostat/privacy.hpp>
#include <iostream>
#include <string>
#include <vector>

#include "support/catch.hpp"
#include "support/growth.hpp"
#include "support/hostile_text.hpp"

using namespace homeostat;

namespace {

double megabytes_per_second(const std::string& text, double seconds) {
  return static_cast<double>(text.size()) / 1e6 / seconds;
}

double memcpy_seconds(const std::string& text) {
  std::string copy(text.size(), 'x');
  return test::processor_seconds([&] {
           for (int i = 0; i < 10; ++i)
             std::memcpy(copy.data(), text.data(), text.size());
         }) /
         10;
}

double sanitize_seconds(const std::string& text) {
  return test::processor_seconds([&] { (void)sanitize(text); });
}

/// Logs and code as they are: one thing to hide in about a kilobyte.
std::string ordinary_text(std::size_t size) {
  const std::vector<std::string> lines{
      "2025-03-04T05:06:07.123Z INFO  [worker-3] request 4f2a done in 12.5 ms, status=200\n",
      "    at Object.<anonymous> (/srv/app/node_modules/express/lib/router/index.js:284:15)\n",
      "  const total = items.reduce((sum, item) => sum + item.price * item.count, 0);\n",
      "std::vector<std::string> names = split(text, ','); // see section 4.2 of the manual\n",
      "{\"level\":\"warn\",\"msg\":\"retrying\",\"attempt\":2,\"delay_ms\":1500,\"queue\":\"mail\"}"
      "\n",
      "commit ec33055b85c5b77675ad95d8e7f469308a0adb15 (HEAD -> main, tag: v1.2.3)\n",
      "  <div class=\"card\" style=\"margin: 0 auto; width: calc(100% - 2rem)\">&nbsp;</div>\n",
      "The quick brown fox jumps over the lazy dog, and nobody asks it why it does so.\n",
      "error[E0433]: failed to resolve: use of undeclared type `HashMap` --> src/a.rs:12:34\n",
      "  \"resolved\": \"https://registry.example/lodash/-/lodash-4.17.21.tgz\", \"dev\": true,\n",
      "def handler(event, context):\n    return {'statusCode': 200, 'body': json.dumps(event)}\n"};
  const std::vector<std::string> entities{"user ann.lee@mail.example logged in from 203.0.113.7\n",
                                          "open /home/kim/project/src/main.py failed, line 12\n"};
  std::string text;
  for (std::size_t i = 0; text.size() < size; ++i) {
    text += lines[i * 7 % lines.size()];
    if (i % 12 == 0) text += entities[i / 12 % entities.size()];
  }
  return text;
}

}  // namespace

TEST_CASE("ordinary text is sanitized at more than 150 MB/s in a release build") {
  const std::string text = ordinary_text(10'000'000);
  const double rate = megabytes_per_second(text, sanitize_seconds(text));
  std::cout << "ordinary text: " << rate << " MB/s, " << sanitize(text).redactions.size()
            << " redactions, memcpy " << megabytes_per_second(text, memcpy_seconds(text))
            << " MB/s\n";
#ifdef NDEBUG
  CHECK(rate >= 150);
#endif
}

TEST_CASE("texts made to be slow take twice the time when they are twice as long") {
  for (const std::string part : {"http://a:",
                                 "A",
                                 "eyJa.",
                                 "a@",
                                 "a.b@c.d@",
                                 "a@b.co ",
                                 "1.",
                                 "1:",
                                 "::",
                                 "/home/",
                                 "C:\\Users\\",
                                 "%40",
                                 "%2F",
                                 "data:a;base64,",
                                 "?token=",
                                 "4",
                                 "4 ",
                                 "4111 ",
                                 "GB82 ",
                                 "[A_1]",
                                 "[EMAIL_1]",
                                 "-----BEGIN PRIVATE KEY-----",
                                 "://",
                                 "a:b@",
                                 "\\u0040",
                                 "&#64;",
                                 "203.0.113.7 ",
                                 "2001:db8::1 ",
                                 "fe80::",
                                 "aa:bb:cc:dd:ee:ff ",
                                 "+49 ",
                                 "(555) ",
                                 "USER=a\n",
                                 "Cookie: a=b; ",
                                 "arn:aws:iam::",
                                 "S-1-5-21-",
                                 "-pa ",
                                 "mysql -pa",
                                 "a-macbook-",
                                 "~a/",
                                 "\xe2\x80\xae",
                                 "a\xe2\x80\x8b",
                                 "\xff",
                                 "ü@",
                                 "Ann <a@b.co>, ",
                                 "\"a\" + ",
                                 "ssh-rsa AAAA a@b ",
                                 "password=a",
                                 "password=\"abc123xyz\" ",
                                 "\n",
                                 "x",
                                 "0123456789abcdef",
                                 "\\\\\\\\",
                                 "10.0.0.1-",
                                 "Authorization: Bearer "}) {
    const std::string once = test::repeated(part, 5'000'000);
    const std::string twice = test::repeated(part, 10'000'000);
    const double seconds = sanitize_seconds(twice);
    const double ratio = seconds / sanitize_seconds(once);
    std::string shown;
    for (const char c : part)
      shown += c < ' ' || c > '~' ? '?' : c;
    std::cout << "  " << shown << std::string(30 - std::min<std::size_t>(shown.size(), 29), ' ')
              << megabytes_per_second(twice, seconds) << " MB/s, time(2n)/time(n) " << ratio
              << "\n";
    CHECK(ratio <= 2.6);  // 2.2 on a quiet machine
  }
}

TEST_CASE("a million texts come back byte for byte, and once is as good as twice") {
  constexpr std::uint64_t texts = 1'000'000;
  const std::uint64_t first = static_cast<std::uint64_t>(std::time(nullptr)) * texts;
  std::cout << "seeds from " << first << "\n";
  std::uint64_t not_settled = 0;
  for (std::uint64_t seed = first; seed < first + texts; ++seed) {
    const std::string text = test::hostile_text(seed);
    Pseudonyms names;
    const Sanitized safe = sanitize(text, names);
    if (restore(safe, names) != text) FAIL("seed " << seed << " is not restored");
    if (sanitize(safe.text).text != safe.text && ++not_settled == 1) {
      std::cout << "not settled: seed " << seed << "\n" << text << "\n";
    }
  }
  CHECK(not_settled == 0);
}
