#include "net/inflate.hpp"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <limits>
#include <new>

namespace homeostat::net {

struct Inflater::Stream {
  z_stream z{};
  bool at_end = true;  ///< nothing was begun, or all that was begun has ended
  ~Stream() { ::inflateEnd(&z); }
};

Inflater::Inflater() : stream_(std::make_unique<Stream>()) {
  constexpr int gzip_or_zlib = 32;
  if (::inflateInit2(&stream_->z, MAX_WBITS + gzip_or_zlib) != Z_OK) throw std::bad_alloc();
}

Inflater::~Inflater() = default;

bool Inflater::at_end() const { return stream_->at_end; }

Status Inflater::put(std::string_view packed, const Sink& sink) {
  z_stream& z = stream_->z;
  std::array<Bytef, 16 * 1024> out;
  // zlib reads through a pointer that is not const, and does not write.
  z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
  z.avail_in = static_cast<uInt>(packed.size());
  bool full = false;
  while (z.avail_in > 0 || full) {
    // Several packed texts may follow each other (RFC 1952, 2.2).
    if (stream_->at_end && !full) ::inflateReset(&z);
    z.next_out = out.data();
    z.avail_out = static_cast<uInt>(out.size());
    const int code = ::inflate(&z, Z_NO_FLUSH);
    if (code != Z_OK && code != Z_STREAM_END && code != Z_BUF_ERROR) {
      return Error{ErrorCode::transport, "the body is not packed as it says"};
    }
    stream_->at_end = code == Z_STREAM_END;
    full = z.avail_out == 0 && !stream_->at_end;
    const std::size_t size = out.size() - z.avail_out;
    if (size == 0) continue;
    const std::string_view piece(reinterpret_cast<const char*>(out.data()), size);
    if (Status taken = sink(piece); !taken) return taken;
  }
  return {};
}

}  // namespace homeostat::net
