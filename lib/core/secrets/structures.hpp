// Secrets by the shape around them.
#pragma once

#include <cstddef>

#include "core/secrets/hit.hpp"

namespace homeostat::secrets {

/// `scheme://user:password@host`, with the "://" at `at`: user and password.
[[nodiscard]] Hit url_credentials(const Input& input, std::size_t at);

/// A PEM block with "KEY" of its first line at `at`: the whole block, or as much as there is.
[[nodiscard]] Hit private_key(const Input& input, std::size_t at);

/// `-u user:password`, `-p password` of a command line, with the dash at `at`.
[[nodiscard]] Hit command_option(const Input& input, std::size_t at);

/// `$6$salt$digest`: a password hash, with the first dollar at `at`.
[[nodiscard]] Hit password_hash(const Input& input, std::size_t at);

/// `IDENTIFIED BY 'password'` of SQL, with "fied" at `at`.
[[nodiscard]] Hit identified_by(const Input& input, std::size_t at);

/// "seed phrase: …", "mnemonic = …" with twelve or more words behind it.
[[nodiscard]] Hit seed_phrase(const Input& input, std::size_t at);

}  // namespace homeostat::secrets
