#include "net/connection.hpp"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/err.h>
#include <openssl/ssl.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <system_error>

#include "core/base/format.hpp"
#include "core/base/text.hpp"

namespace homeostat::net {
namespace {

std::string system_reason(int code) {
  return base::to_lower(std::generic_category().message(code));
}

Error lost(std::string_view what) {
  return Error{ErrorCode::transport, base::format("the connection was lost: {}", what)};
}

bool would_block() { return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR; }

Error refused_session(SSL* session) {
  const long verdict = SSL_get_verify_result(session);
  if (verdict != X509_V_OK) {
    ERR_clear_error();
    return Error{ErrorCode::denied, base::format("its certificate does not hold: {}",
                                                 X509_verify_cert_error_string(verdict))};
  }
  return Error{ErrorCode::transport,
               base::format("no tls: {}", take_tls_reason("the connection was lost"))};
}

}  // namespace

Result<Connection> Connection::connect_one(const Address& address, Instant until, Waiter& waiter) {
  process::Fd fd(
      ::socket(address.storage.ss_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
  if (!fd) {
    return Error{ErrorCode::transport, base::format("no socket: {}", system_reason(errno))};
  }
  const int on = 1;
  (void)::setsockopt(fd.get(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  const int code =
      ::connect(fd.get(), reinterpret_cast<const sockaddr*>(&address.storage), address.size);
  if (code != 0 && errno != EINPROGRESS) {
    return Error{ErrorCode::transport, base::format("not reached: {}", system_reason(errno))};
  }
  const pollfd one{fd.get(), POLLOUT, 0};
  const Result<bool> ready = waiter.wait({&one, 1}, until);
  if (!ready) return ready.error();
  if (!*ready) return Error{ErrorCode::transport, "not reached: no answer"};
  int failure = 0;
  socklen_t size = sizeof failure;
  (void)::getsockopt(fd.get(), SOL_SOCKET, SO_ERROR, &failure, &size);
  if (failure != 0) {
    return Error{ErrorCode::transport, base::format("not reached: {}", system_reason(failure))};
  }
  return Connection(std::move(fd));
}

Result<Connection> Connection::connect(const std::vector<Address>& addresses, Waiter& waiter) {
  Error last{ErrorCode::transport, "no address"};
  for (std::size_t i = 0; i < addresses.size(); ++i) {
    const Instant now = std::chrono::steady_clock::now();
    const auto share = (waiter.end() - now) / static_cast<std::int64_t>(addresses.size() - i);
    auto made = connect_one(addresses[i], now + share, waiter);
    if (made || made.error().code != ErrorCode::transport) return made;
    last = made.error();
    if (Status fine = waiter.check(); !fine) return fine.error();
  }
  return last;
}

Connection::Moved Connection::tls_outcome(int code, std::size_t bytes) const {
  if (code == 1) return {Step::done, bytes};
  switch (SSL_get_error(session_.get(), code)) {
    case SSL_ERROR_WANT_READ:
      return {Step::wants_read, 0};
    case SSL_ERROR_WANT_WRITE:
      return {Step::wants_write, 0};
    case SSL_ERROR_ZERO_RETURN:
      return {Step::ended, 0};
    default:
      return {Step::failed, 0};
  }
}

Connection::Moved Connection::read_now(std::span<char> into, bool peek) {
  if (session_) {
    ERR_clear_error();
    std::size_t got = 0;
    const int code = peek ? SSL_peek_ex(session_.get(), into.data(), into.size(), &got)
                          : SSL_read_ex(session_.get(), into.data(), into.size(), &got);
    return tls_outcome(code, got);
  }
  const ssize_t got = ::recv(fd_.get(), into.data(), into.size(), peek ? MSG_PEEK : 0);
  if (got > 0) return {Step::done, static_cast<std::size_t>(got)};
  if (got == 0) return {Step::ended, 0};
  return {would_block() ? Step::wants_read : Step::failed, 0};
}

Connection::Moved Connection::write_now(std::string_view bytes) {
  if (session_) {
    ERR_clear_error();
    std::size_t sent = 0;
    const int code = SSL_write_ex(session_.get(), bytes.data(), bytes.size(), &sent);
    return tls_outcome(code, sent);
  }
  const ssize_t sent = ::send(fd_.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
  if (sent >= 0) return {Step::done, static_cast<std::size_t>(sent)};
  return {would_block() ? Step::wants_write : Step::failed, 0};
}

Status Connection::start_tls(const TlsContext& tls, const std::string& host, Waiter& waiter) {
  auto session = tls.make_session(fd_.get(), host);
  if (!session) return session.error();
  session_ = std::move(*session);
  for (;;) {
    ERR_clear_error();
    const Moved moved = tls_outcome(SSL_do_handshake(session_.get()), 0);
    if (moved.step == Step::done) return {};
    if (moved.step == Step::ended || moved.step == Step::failed) {
      return refused_session(session_.get());
    }
    const short events = moved.step == Step::wants_read ? POLLIN : POLLOUT;
    if (Status ready = waiter.wait_for(fd_.get(), events); !ready) return ready;
  }
}

Result<std::size_t> Connection::read(std::span<char> into, Waiter& waiter) {
  for (;;) {
    if (Status fine = waiter.check(); !fine) return fine.error();
    const Moved moved = read_now(into, false);
    if (moved.step == Step::done) return moved.bytes;
    if (moved.step == Step::ended) return std::size_t{0};
    if (moved.step == Step::failed) {
      return lost(session_ ? take_tls_reason("the peer broke off") : system_reason(errno));
    }
    const short events = moved.step == Step::wants_read ? POLLIN : POLLOUT;
    if (Status ready = waiter.wait_for(fd_.get(), events); !ready) return ready.error();
  }
}

Result<bool> Connection::write(std::string_view bytes, Waiter& waiter) {
  while (!bytes.empty()) {
    if (Status fine = waiter.check(); !fine) return fine.error();
    const Moved moved = write_now(bytes);
    if (moved.step == Step::ended || moved.step == Step::failed) return false;
    bytes.remove_prefix(moved.bytes);
    if (moved.step == Step::done) continue;
    const short room = moved.step == Step::wants_write ? POLLOUT : 0;
    const pollfd either{fd_.get(), static_cast<short>(POLLIN | room), 0};
    if (auto ready = waiter.wait({&either, 1}); !ready) return ready.error();
    // Bytes under TLS need not be an answer; what is one can be seen without taking it.
    std::array<char, 1> first;
    const Step answer = read_now(first, true).step;
    if (answer == Step::done || answer == Step::ended) return false;
  }
  return true;
}

bool Connection::is_quiet() {
  std::array<char, 1> first;
  const bool quiet = read_now(first, true).step == Step::wants_read;
  ERR_clear_error();
  return quiet;
}

}  // namespace homeostat::net
