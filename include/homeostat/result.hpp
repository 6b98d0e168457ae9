#pragma once

/// Errors of the library: what a fallible function returns instead of its value.
///
/// A *refusal* (a patch too large, an issue in cooldown) is not an error: see reason.hpp. An Error
/// says that the library could not decide or could not act.
///
/// ```cpp
/// #include <homeostat/result.hpp>
/// homeostat::Result<int> half(int n) {
///   if (n % 2 != 0) return homeostat::Error{homeostat::ErrorCode::invalid_argument, "n is odd"};
///   return n / 2;
/// }
/// ```

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace homeostat {

/// Chosen by the remedy that the caller has.
enum class ErrorCode {
  invalid_argument,  ///< the call was wrong: correct it
  invalid_config,    ///< the configuration was wrong: correct it
  cancelled,         ///< the stop token was set
  timeout,           ///< a deadline passed
  transport,         ///< a peer was not reached, or its answer was lost: it may have acted
  denied,            ///< a peer answered no and did nothing: credentials, credit, limits
  conflict,          ///< somebody else was first: read again and decide again
  store,             ///< state, files or repositories could not be read or written
  unsupported,       ///< this build, machine or peer cannot do it
  internal,          ///< a bug of ours
};

/// The enumerator's name, as written above.
[[nodiscard]] std::string_view to_string(ErrorCode code) noexcept;

/// True where the same call may succeed later without a change (timeout, transport, conflict).
[[nodiscard]] bool is_retryable(ErrorCode code) noexcept;

/// One line, lower case, no full stop, naming the thing and the limit. Never holds a secret.
struct [[nodiscard]] Error {
  ErrorCode code = ErrorCode::internal;
  std::string message;
  std::shared_ptr<const Error> cause;  ///< shared: errors are values and causes are immutable

  Error(ErrorCode c, std::string m) : code(c), message(std::move(m)) {}

  /// The same code with `context` in front of the message: "context: message".
  [[nodiscard]] Error with_context(std::string_view context) const {
    Error wrapped{code, std::string(context) + ": " + message};
    wrapped.cause = std::make_shared<const Error>(*this);
    return wrapped;
  }
  friend bool operator==(const Error& a, const Error& b) {
    return a.code == b.code && a.message == b.message;
  }
};

/// A value or an Error. Thread safety: distinct objects are safe.
template <class T>
class [[nodiscard]] Result {
 public:
  using value_type = T;
  Result(T value) : data_(std::in_place_index<0>, std::move(value)) {}
  Result(Error error) : data_(std::in_place_index<1>, std::move(error)) {}

  [[nodiscard]] bool has_value() const noexcept { return data_.index() == 0; }
  explicit operator bool() const noexcept { return has_value(); }
  /// Precondition for the four below: has_value().
  [[nodiscard]] T& value() & { return std::get<0>(data_); }
  [[nodiscard]] const T& value() const& { return std::get<0>(data_); }
  [[nodiscard]] T&& value() && { return std::get<0>(std::move(data_)); }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T&& operator*() && { return std::move(*this).value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }
  /// Precondition: !has_value().
  [[nodiscard]] const Error& error() const& { return std::get<1>(data_); }
  [[nodiscard]] Error&& error() && { return std::get<1>(std::move(data_)); }

 private:
  std::variant<T, Error> data_;
};

/// Success, or an Error.
template <>
class [[nodiscard]] Result<void> {
 public:
  Result() = default;
  Result(Error error) : error_(std::move(error)) {}
  [[nodiscard]] bool has_value() const noexcept { return !error_.has_value(); }
  explicit operator bool() const noexcept { return has_value(); }
  [[nodiscard]] const Error& error() const& { return *error_; }
  [[nodiscard]] Error&& error() && { return *std::move(error_); }

 private:
  std::optional<Error> error_;
};

using Status = Result<void>;

}  // namespace homeostat
