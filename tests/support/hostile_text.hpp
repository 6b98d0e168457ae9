// Texts that sanitizers break on, the same for the same seed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "support/synthetic.hpp"

namespace homeostat::test {

/// Texts put together from dangerous pieces.
inline std::string hostile_text(std::uint64_t seed) {
  const std::vector<std::string> pieces{"ana@acme.example",
                                        "Ann Lee <",
                                        ">",
                                        "\xe2\x80\x8b",
                                        "\xe2\x80\xae",
                                        "\\u0040",
                                        "&#64;",
                                        "\" + \"",
                                        "+49 30 901820",
                                        "(555) 014-9876",
                                        "USER=",
                                        "Cookie: a=",
                                        "S-1-5-21-1004336348-1177238915-682003330",
                                        "arn:aws:iam::123456789012:user/",
                                        "[IP_1_2]",
                                        "078-05-1121",
                                        "GB82 WEST 1234 5698 7654 32",
                                        "mysql -p",
                                        " -u ",
                                        "~kim/x",
                                        "3c:22:fb:9a:01:7e",
                                        " ",
                                        "\n",
                                        "\r\n",
                                        "203.0.113.7",
                                        "/home/",
                                        "kim",
                                        "://",
                                        "u:p@",
                                        "host",
                                        "C:\\Users\\",
                                        "\\",
                                        "token=",
                                        "password: ",
                                        "\"",
                                        "'",
                                        "[EMAIL_1]",
                                        "[",
                                        "]",
                                        "2001:db8::1",
                                        "::",
                                        ":",
                                        "12:30:45",
                                        "sk-" + random_text(40, base62, seed),
                                        "eyJ",
                                        ".",
                                        "-----BEGIN PRIVATE KEY-----\n",
                                        random_text(50, base62, seed + 1),
                                        "-----END PRIVATE KEY-----",
                                        "data:image/png;base64,",
                                        "AAAA",
                                        "=",
                                        "?",
                                        "&",
                                        "%40",
                                        "%2F",
                                        "\xff",
                                        "ü",
                                        "4111111111111111",
                                        "-",
                                        "@",
                                        "chrome-extension://abcdefghijklmnop",
                                        "Bearer ",
                                        "{",
                                        "}",
                                        "${x}",
                                        "v",
                                        "1.2.3.4",
                                        "AKIA" + random_text(16, upper36, seed)};
  std::string text;
  const std::string choice = random_text(40, base62, seed + 2);
  for (std::size_t i = 0; i < choice.size(); ++i) {
    text += pieces[(static_cast<unsigned char>(choice[i]) * 7 + i * seed) % pieces.size()];
  }
  return text;
}

}  // namespace homeostat::test
