// What the finders of the sanitizer report to it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <homeostat/secrets.hpp>

namespace homeostat::privacy {

/// In order of rank: where two spans overlap, the first kind here names the whole.
enum class Kind : std::uint8_t {
  known,        ///< a value that this process holds
  credentials,  ///< user:password of a URL or a command line
  query_value,
  cookie,
  data_uri,
  secret,  ///< of secrets.hpp, or a long random token
  extension_id,
  card,
  ssn,
  iban,
  email,
  user,     ///< a user's name: of a path, an environment, a resource
  account,  ///< the number of a cloud account, the id of a Windows user
  host,
  person,  ///< the name beside an address
  phone,
  mac,
  ipv6,
  ipv4,
  invisible,  ///< characters that turn the direction of text
};

struct Span {
  Kind kind = Kind::secret;
  std::size_t offset = 0;
  std::size_t length = 0;
  std::string_view rule{};  ///< of a secret; of a user: "windows"

  [[nodiscard]] std::size_t end() const { return offset + length; }
};
using Spans = std::vector<Span>;

struct FindOptions {
  bool compat = false;
};

/// Personal data, and credentials by their place: one pass. `escaped` tells whether the text holds
/// percent escapes, `\u` escapes or character references.
void find_personal(std::string_view text, const FindOptions& options, Spans& spans, bool& escaped);

/// The same inside of what is written in escapes.
void find_escaped(std::string_view text, const FindOptions& options, Spans& spans);

/// The same, and secrets, in what is written as the sum of string literals.
void find_joined(std::string_view text, bool secrets_only, Spans& spans);

/// Passwords and tokens that a URL or a query names: all that source code is freed of, beside
/// what the secret scanner finds.
void find_url_secrets(std::string_view text, Spans& spans);

void find_secret_spans(std::string_view text, Spans& spans);
void find_known_values(std::string_view text, const KnownValues& values, Spans& spans);
/// The same in what is written in escapes, however much of it is.
void find_escaped_known(std::string_view text, const KnownValues& values, Spans& spans);
void find_random_tokens(std::string_view text, Spans& spans);

/// A text without its zero-width characters, which could hide anything from a finder.
struct BareText {
  std::string text;
  std::vector<std::size_t> offsets;  ///< of each byte of `text`, and of its end, in the original
};
[[nodiscard]] bool has_zero_width(std::string_view text);
[[nodiscard]] BareText without_zero_width(std::string_view text);

}  // namespace homeostat::privacy
