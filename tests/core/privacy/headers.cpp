#include <homeostat/privacy.hpp>

#include <string>

#include "support/catch.hpp"
#include "support/synthetic.hpp"

using homeostat::test::random_text;

namespace {
std::string clean(std::string_view text) { return homeostat::sanitize(text).text; }
}  // namespace

TEST_CASE("headers lose what they prove, not what they are") {
  const std::string token = random_text(24);
  CHECK(clean("Authorization: Bearer " + token) == "Authorization: Bearer [SECRET_1]");
  CHECK(clean("Proxy-Authorization: Basic " + token) == "Proxy-Authorization: Basic [SECRET_1]");
  CHECK(clean("{\"Authorization\": \"Token " + token + "\"}") ==
        "{\"Authorization\": \"Token [SECRET_1]\"}");
  CHECK(clean("\"{\\\"x-api-key\\\": \\\"" + token + "\\\"}\"") ==
        "\"{\\\"x-api-key\\\": \\\"[SECRET_1]\\\"}\"");
  CHECK(clean("X-Api-Key: " + token + "\nAccept: */*") == "X-Api-Key: [SECRET_1]\nAccept: */*");
  CHECK(clean("authorization: " + token) == "authorization: [SECRET_1]");
  for (const char* text :
       {"Authorization: Bearer ${token}", "headers: { Authorization: token }",
        "Authorization: Bearer <token>", "'X-Api-Key': process.env.API_KEY", "X-Api-Key: your-key",
        "Authorization: x", "x-api-key: apiKey,", "Authorization:"}) {
    INFO(text);
    CHECK(clean(text) == text);
  }
}

TEST_CASE("cookies lose their values and keep their attributes") {
  CHECK(clean("Cookie: theme=dark; sessionid=e392ce37577e72ff; lang=en") ==
        "Cookie: theme=[COOKIE_1]; sessionid=[COOKIE_2]; lang=[COOKIE_3]");
  CHECK(clean("Set-Cookie: sid=s%3Awq.MAY; Path=/; Max-Age=60; HttpOnly; SameSite=Lax") ==
        "Set-Cookie: sid=[COOKIE_1]; Path=/; Max-Age=60; HttpOnly; SameSite=Lax");
  CHECK(clean("cookie: string; Cookie: a=${x}; b=") == "cookie: string; Cookie: a=${x}; b=");
}

TEST_CASE("options of commands lose their passwords") {
  CHECK(clean("curl -u deploy:zAL2IsYtIW https://h.example") ==
        "curl -u [CREDENTIALS_1] https://h.example");
  CHECK(clean("curl -u 'deploy:zAL2IsYtIW'") == "curl -u '[CREDENTIALS_1]'");
  CHECK(clean("mysql -u root -pS3cr3t orders") == "mysql -u root -p[SECRET_1] orders");
  CHECK(clean("sshpass -p hunter22 ssh h") == "sshpass -p [SECRET_1] ssh h");
  for (const char* text :
       {"docker run -u 1000:1000 x", "git push -u origin:main2 x -print", "patch -p1 < x",
        "docker -p8080:80", "mysql -p orders", "mysql\ndocker -p8080:80", "curl -u $U:$P h",
        "curl -u http://host", "curl -u name", "x -q", "mysql -p$PASS", "mysql -pa"}) {
    INFO(text);
    CHECK(clean(text).substr(0, 14) == std::string(text).substr(0, 14));
    CHECK(clean(text).find("SECRET") == std::string::npos);
  }
}
