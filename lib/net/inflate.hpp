// Unpacks gzip and deflate bodies piece by piece, by zlib.
#pragma once

#include <functional>
#include <memory>
#include <string_view>

#include <homeostat/result.hpp>

namespace homeostat::net {

class Inflater {
 public:
  using Sink = std::function<Status(std::string_view piece)>;

  Inflater();
  ~Inflater();

  /// Gives what `packed` unpacks to, in pieces of at most 16 KiB: a sink that refuses one ends a
  /// bomb there. `transport`: not packed as said.
  Status put(std::string_view packed, const Sink& sink);
  /// Is all that was begun at its end, with its checksum?
  [[nodiscard]] bool at_end() const;

 private:
  struct Stream;
  std::unique_ptr<Stream> stream_;
};

}  // namespace homeostat::net
