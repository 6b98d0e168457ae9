// What the finders of the sanitizer report to it.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace homeostat::privacy {

/// In order of rank: where two spans overlap, the first kind here names the whole.
enum class Kind {
  known,        ///< a value that this process holds
  credentials,  ///< user:password of a URL
  query_value,
  data_uri,
  secret,  ///< of secrets.hpp, or a long random token
  extension_id,
  card,
  ssn,
  iban,
  email,
  user_path,  ///< the user's name in a path
  mac,
  ipv6,
  ipv4,
  invisible,  ///< characters that turn the direction of text
};

struct Span {
  Kind kind = Kind::secret;
  std::size_t offset = 0;
  std::size_t length = 0;
  std::string_view rule;  ///< of a secret
};
using Spans = std::vector<Span>;

struct FindOptions {
  bool compat = false;
};

void find_known_values(std::string_view text, const std::vector<std::string>& values, Spans& spans);
void find_secret_spans(std::string_view text, Spans& spans);
void find_random_tokens(std::string_view text, Spans& spans);
void find_url_parts(std::string_view text, Spans& spans);
void find_emails(std::string_view text, Spans& spans);
void find_addresses(std::string_view text, const FindOptions& options, Spans& spans);
void find_user_paths(std::string_view text, const FindOptions& options, Spans& spans);
void find_numbers(std::string_view text, Spans& spans);
void find_direction_marks(std::string_view text, Spans& spans);

}  // namespace homeostat::privacy
