#include "net/body_receiver.hpp"

#include "core/base/format.hpp"
#include "core/base/text.hpp"

namespace homeostat::net {
namespace {

bool is_unpackable(std::string_view encoding) {
  const std::string_view name = base::trim(encoding);
  return base::iequals(name, "gzip") || base::iequals(name, "x-gzip") ||
         base::iequals(name, "deflate");
}

}  // namespace

Error BodyReceiver::too_long() const {
  return Error{ErrorCode::transport,
               base::format("the body of the answer is longer than {} bytes", bytes_max_)};
}

Status BodyReceiver::begin(std::vector<HttpHeader>& headers, std::optional<std::uint64_t> length) {
  if (length && *length > static_cast<std::uint64_t>(bytes_max_)) return too_long();
  const auto encoding = find_header(headers, "Content-Encoding");
  if (!encoding || !is_unpackable(*encoding)) return {};
  inflater_ = std::make_unique<Inflater>();
  std::erase_if(headers, [](const HttpHeader& header) {
    return base::iequals(header.name, "Content-Encoding") ||
           base::iequals(header.name, "Content-Length");
  });
  return {};
}

Status BodyReceiver::put(std::string_view piece) {
  if (!inflater_) return give(piece);
  packed_bytes_ += static_cast<std::int64_t>(piece.size());
  if (packed_bytes_ > bytes_max_) return too_long();
  return inflater_->put(piece, [this](std::string_view unpacked) { return give(unpacked); });
}

Status BodyReceiver::give(std::string_view piece) {
  bytes_ += static_cast<std::int64_t>(piece.size());
  if (bytes_ > bytes_max_) return too_long();
  if (sink_ == nullptr) {
    kept_ += piece;
  } else if (!(*sink_)(piece)) {
    return Error{ErrorCode::cancelled, "the receiver of the body said no"};
  }
  return {};
}

Status BodyReceiver::end() {
  if (!inflater_ || inflater_->at_end()) return {};
  return Error{ErrorCode::transport, "the packed body of the answer was cut"};
}

}  // namespace homeostat::net
