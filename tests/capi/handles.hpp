#pragma once

/// The C handles, owned for the length of a test.

#include <homeostat.h>
#include <stdexcept>
#include <string>

namespace c {

struct Error {
  homeostat_error* handle = nullptr;
  Error() = default;
  Error(const Error&) = delete;
  Error& operator=(const Error&) = delete;
  ~Error() { homeostat_error_free(handle); }
  [[nodiscard]] std::string message() const { return homeostat_error_message(handle); }
  [[nodiscard]] homeostat_status status() const { return homeostat_error_status(handle); }
};

struct Text {
  homeostat_text* handle = nullptr;
  Text() = default;
  Text(const Text&) = delete;
  Text& operator=(const Text&) = delete;
  ~Text() { homeostat_text_free(handle); }
  [[nodiscard]] std::string str() const {
    return {homeostat_text_data(handle), homeostat_text_size(handle)};
  }
};

}  // namespace c
