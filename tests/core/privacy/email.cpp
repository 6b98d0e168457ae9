#include <homeostat/privacy.hpp>

#include <string>

#include "support/catch.hpp"

namespace {
std::string clean(std::string_view text) { return homeostat::sanitize(text).text; }
}  // namespace

TEST_CASE("addresses of every script are replaced") {
  CHECK(clean("user mara.lind@contoso.example not found") == "user [EMAIL_1] not found");
  CHECK(clean("<jürgen.müller@bücher.example>") == "<[EMAIL_1]>");
  CHECK(clean("Контакт: иван.петров@пример.рф (строка 12)") == "Контакт: [EMAIL_1] (строка 12)");
  CHECK(clean("用户 李雷@例子.公司 登录失败") == "用户 [EMAIL_1] 登录失败");
  CHECK(clean("（李雷@例子.公司）") == "（[EMAIL_1]）");
  CHECK(clean("x@xn--bcher-kva.xn--p1ai.") == "[EMAIL_1].");
  CHECK(clean("mailto:o.neil+billing@sub.example.co.uk?subject=hi") ==
        "mailto:[EMAIL_1]?subject=hi");
  CHECK(clean("?email=lena%40acme.example&step=2") == "?email=[EMAIL_1]&step=2");
  CHECK(clean("\"ann lee\"@acme.example, o'neil@acme.example, x@[203.0.113.7]") ==
        "[EMAIL_1], [EMAIL_2], [EMAIL_3]");
  CHECK(clean("{\"log\":\"first\\nann@acme.example\"}") == "{\"log\":\"first\\n[EMAIL_1]\"}");
  CHECK(clean("Ann@ACME.example ann@acme.example Ann@acme.example") ==
        "[EMAIL_1] [EMAIL_2] [EMAIL_1]");
  CHECK(clean("a@b.example,c@d.example;a@b.EXAMPLE") == "[EMAIL_1],[EMAIL_2];[EMAIL_1]");
}

TEST_CASE("an at sign does not make an address") {
  for (const char* text : {"import icon from \"./assets/icon@2x.png\";",
                           "getty@tty1.service failed",
                           "y = W@x.flatten() + 1",
                           "node_modules/@babel+core@7.23.0/lib/index.js:12:3",
                           "Foo@7852e922 closed",
                           "nginx@sha256:7a81a64cbce6",
                           "git@github.com:org/repo.git",
                           "@app.route('/x')",
                           "a@b",
                           "a@.example",
                           "a@b..example",
                           "@",
                           "x@",
                           "100%4",
                           "@media (a.b)",
                           "/^[a-z0-9._%+-]+@[a-z0-9.-]+$/i",
                           "http://host:8080/img@2x.png",
                           "m[\"k\"]@n;",
                           "this@MainActivity.binding",
                           "git@github.com",
                           "x@[12]",
                           "foo(\"\")@b.example"}) {
    INFO(text);
    CHECK(clean(text) == text);
  }
}
