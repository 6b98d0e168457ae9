// Where the body of an answer goes: unpacked, counted, kept or passed on.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include <homeostat/ports/http_transport.hpp>

#include "net/inflate.hpp"

namespace homeostat::net {

class BodyReceiver {
 public:
  /// `sink` may be null: the body is kept.
  BodyReceiver(std::int64_t bytes_max, const HttpBodySink* sink)
      : bytes_max_(bytes_max), sink_(sink) {}

  /// Before the body: takes note of its packing, and takes that out of the headers where it is one
  /// that we unpack; another stays there, and the body as it is. `transport`: too long by its own
  /// account.
  Status begin(std::vector<HttpHeader>& headers, std::optional<std::uint64_t> length);
  /// A piece as it came. `transport`: garbled or too long; `cancelled`: the sink said no.
  Status put(std::string_view piece);
  Status end();

  [[nodiscard]] std::string take() { return std::move(kept_); }

 private:
  Status give(std::string_view piece);
  [[nodiscard]] Error too_long() const;

  std::int64_t bytes_max_;
  const HttpBodySink* sink_;
  std::unique_ptr<Inflater> inflater_;
  std::int64_t packed_bytes_ = 0;
  std::int64_t bytes_ = 0;
  std::string kept_;
};

}  // namespace homeostat::net
