// Reads one answer out of bytes as they come, whatever a peer sends.
#pragma once

#include <cstddef>
#include <memory>
#include <string_view>

#include <homeostat/ports/http_transport.hpp>

namespace homeostat::net {

struct ReaderOptions {
  bool without_body = false;  ///< the answer to HEAD or CONNECT has none
  HttpLimits limits{};
  const HttpBodySink* sink = nullptr;  ///< for the body of a 2xx answer; null: kept
};

class ResponseReader {
 public:
  explicit ResponseReader(const ReaderOptions& options);
  ~ResponseReader();

  /// How many of `bytes` were used up: what is left must be there again in front of the next ones.
  /// Errors: transport (garbled, beyond a limit), cancelled (the sink said no).
  Result<std::size_t> put(std::string_view bytes);
  /// The peer closed. An answer that ends by that is done then; any other was cut: transport.
  Status put_end();

  [[nodiscard]] bool done() const;
  /// May the connection be used again? Precondition: done().
  [[nodiscard]] bool keeps_alive() const;
  /// Precondition: done().
  [[nodiscard]] HttpResponse take();

 private:
  class Parser;
  ReaderOptions options_;
  std::unique_ptr<Parser> parser_;
  int interim_ = 0;  ///< 1xx answers so far
};

}  // namespace homeostat::net
