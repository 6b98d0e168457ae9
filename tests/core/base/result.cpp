#include <homeostat/result.hpp>

#include "support/catch.hpp"

using homeostat::Error;
using homeostat::ErrorCode;

TEST_CASE("an error code is named as its enumerator") {
  CHECK(to_string(ErrorCode::invalid_argument) == "invalid_argument");
  CHECK(to_string(ErrorCode::cancelled) == "cancelled");
  CHECK(to_string(ErrorCode::denied) == "denied");
  CHECK(to_string(ErrorCode::internal) == "internal");
  CHECK(to_string(static_cast<ErrorCode>(99)) == "unknown");
}

TEST_CASE("only what may pass by itself is worth a retry") {
  CHECK(is_retryable(ErrorCode::timeout));
  CHECK(is_retryable(ErrorCode::transport));
  CHECK(is_retryable(ErrorCode::conflict));
  CHECK_FALSE(is_retryable(ErrorCode::denied));
  CHECK_FALSE(is_retryable(ErrorCode::invalid_config));
  CHECK_FALSE(is_retryable(ErrorCode::internal));
}

TEST_CASE("a context goes in front of the message and keeps code and cause") {
  const Error inner{ErrorCode::store, "disk is full"};
  const Error outer = inner.with_context("run-1.jsonl");
  CHECK(outer.code == ErrorCode::store);
  CHECK(outer.message == "run-1.jsonl: disk is full");
  REQUIRE(outer.cause);
  CHECK(*outer.cause == inner);
}
