#include "net/response_reader.hpp"

#include <algorithm>
#include <limits>
#include <optional>

#include <boost/beast/http/basic_parser.hpp>

#include "core/base/format.hpp"
#include "core/base/text.hpp"
#include "net/body_receiver.hpp"

namespace homeostat::net {
namespace {

namespace http = boost::beast::http;
using boost::beast::error_code;
using BeastView = boost::beast::string_view;

constexpr int interim_max = 8;
/// No chunked body ends in fewer bytes ("0\r\n\r\n"), and Beast asserts that on its input.
constexpr std::size_t last_chunk_bytes = 5;

std::string_view view(BeastView text) { return {text.data(), text.size()}; }

Error garbled(std::string_view what) {
  return Error{ErrorCode::transport, base::format("the answer is garbled: {}", what)};
}

}  // namespace

/// Beast's parser calls these as it goes; our own errors travel in `failure`.
class ResponseReader::Parser : public http::basic_parser<false> {
 public:
  explicit Parser(const ReaderOptions& options) : options_(options) {
    constexpr std::int64_t most = std::numeric_limits<std::uint32_t>::max();
    header_limit(static_cast<std::uint32_t>(std::min(options.limits.header_bytes_max, most)));
    body_limit(boost::none);  // the receiver has one
    eager(true);
    skip(options.without_body);
  }

  /// What does not begin as an answer need not be waited for: Beast would want a whole line.
  [[nodiscard]] bool may_be_answer(std::string_view bytes) const {
    constexpr std::string_view begin = "HTTP/1.";
    return response.status != 0 || bytes.substr(0, begin.size()) == begin.substr(0, bytes.size());
  }

  /// Between chunks (and before the first) fewer bytes than the last chunk's say nothing.
  [[nodiscard]] bool can_use(std::size_t bytes) const {
    return bytes > 0 && (!chunked_ || chunk_left_ > 0 || bytes >= last_chunk_bytes);
  }

  std::optional<Error> failure;
  HttpResponse response;
  std::optional<BodyReceiver> receiver;

 private:
  void fail(Error error, error_code& code) {
    failure = std::move(error);
    code = http::error::bad_value;
  }
  void check(Status status, error_code& code) {
    if (!status) fail(std::move(status).error(), code);
  }

  void on_request_impl(http::verb, BeastView, BeastView, int, error_code&) override {}

  void on_response_impl(int status, BeastView, int, error_code& code) override {
    response.status = status;
    if (status < 100 || status > 599) fail(garbled("its status is none"), code);
  }

  void on_field_impl(http::field name, BeastView text, BeastView value, error_code& code) override {
    if (header_done_) return;  // a trailer: nobody asked for it
    response.headers.push_back({std::string(view(text)), std::string(view(value))});
    if (name == http::field::transfer_encoding &&
        !base::iequals(base::trim(view(value)), "chunked")) {
      fail(garbled("its transfer encoding is not known"), code);
    }
  }

  void on_header_impl(error_code& code) override {
    header_done_ = true;
    if (is_done()) return;  // no body follows
    chunked_ = chunked();
    const bool to_sink = response.status / 100 == 2;
    receiver.emplace(options_.limits.body_bytes_max, to_sink ? options_.sink : nullptr);
    const auto length = content_length();
    check(receiver->begin(response.headers,
                          length ? std::optional<std::uint64_t>(*length) : std::nullopt),
          code);
  }

  void on_body_init_impl(const boost::optional<std::uint64_t>&, error_code&) override {}

  std::size_t on_body_impl(BeastView piece, error_code& code) override {
    check(receiver->put(view(piece)), code);
    return piece.size();
  }

  void on_chunk_header_impl(std::uint64_t size, BeastView, error_code&) override {
    chunk_left_ = size;
  }

  std::size_t on_chunk_body_impl(std::uint64_t left, BeastView piece, error_code& code) override {
    chunk_left_ = left - piece.size();
    return on_body_impl(piece, code);
  }

  void on_finish_impl(error_code& code) override {
    if (receiver) check(receiver->end(), code);
  }

  const ReaderOptions& options_;
  bool header_done_ = false;
  bool chunked_ = false;
  std::uint64_t chunk_left_ = 0;
};

ResponseReader::ResponseReader(const ReaderOptions& options)
    : options_(options), parser_(std::make_unique<Parser>(options_)) {}

ResponseReader::~ResponseReader() = default;

bool ResponseReader::done() const { return parser_->is_done(); }

bool ResponseReader::keeps_alive() const { return parser_->keep_alive(); }

Result<std::size_t> ResponseReader::put(std::string_view bytes) {
  std::size_t used = 0;
  while (!done() && parser_->can_use(bytes.size() - used)) {
    if (!parser_->may_be_answer(bytes.substr(used))) return garbled("it does not begin as http/1");
    error_code code;
    used += parser_->put({bytes.data() + used, bytes.size() - used}, code);
    if (parser_->failure) return *parser_->failure;
    if (code == http::error::header_limit) {
      return garbled(
          base::format("its headers have more than {} bytes", options_.limits.header_bytes_max));
    }
    if (code && code != http::error::need_more) return garbled(code.message());
    if (parser_->is_done() && parser_->response.status < 200) {
      if (++interim_ > interim_max || parser_->response.status == 101) {
        return garbled("it is only announced");
      }
      parser_ = std::make_unique<Parser>(options_);
    } else if (code) {
      break;
    }
  }
  if (!done() &&
      static_cast<std::int64_t>(bytes.size() - used) > options_.limits.header_bytes_max) {
    return garbled(base::format("a line has more than {} bytes", options_.limits.header_bytes_max));
  }
  return used;
}

Status ResponseReader::put_end() {
  const Error cut{ErrorCode::transport, "the connection ended before the answer did"};
  if (!parser_->got_some()) return cut;
  error_code code;
  parser_->put_eof(code);
  if (parser_->failure) return *parser_->failure;
  if (code) return cut;
  return {};
}

HttpResponse ResponseReader::take() {
  HttpResponse response = std::move(parser_->response);
  if (parser_->receiver) response.body = parser_->receiver->take();
  return response;
}

}  // namespace homeostat::net
