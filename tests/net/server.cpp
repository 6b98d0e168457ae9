#include "net/server.hpp"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <poll.h>
#include <signal.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <stdexcept>

namespace net_test {
namespace {

/// The server's own writes may meet a client that is gone: that shall end no test.
void block_sigpipe() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGPIPE);
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
}

std::size_t body_length(const std::string& head) {
  const std::size_t at = head.find("\r\nContent-Length: ");
  return at == head.npos ? 0 : std::stoul(head.substr(at + 18));
}

}  // namespace

Bound bind_loopback(int type) {
  Bound bound;
  bound.fd = ::socket(AF_INET, type | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  auto* any = reinterpret_cast<sockaddr*>(&address);
  if (::bind(bound.fd, any, size) != 0 || ::getsockname(bound.fd, any, &size) != 0) {
    throw std::runtime_error("no port on loopback");
  }
  bound.port = ntohs(address.sin_port);
  return bound;
}

Peer::~Peer() {
  if (session_ != nullptr) SSL_shutdown(session_);
  SSL_free(session_);
  SSL_CTX_free(context_);
  ERR_clear_error();
}

bool Peer::start_tls(const Identity& identity) {
  context_ = SSL_CTX_new(TLS_server_method());
  SSL_CTX_use_certificate(context_, identity.certificate.get());
  SSL_CTX_use_PrivateKey(context_, identity.key.get());
  session_ = SSL_new(context_);
  SSL_set_fd(session_, fd_);
  if (SSL_accept(session_) == 1) return true;
  SSL_free(session_);
  session_ = nullptr;
  return false;
}

long Peer::read_some(char* bytes, std::size_t size) {
  if (session_ != nullptr) return SSL_read(session_, bytes, static_cast<int>(size));
  return ::recv(fd_, bytes, size, 0);
}

std::string Peer::read_request() {
  std::array<char, 16 * 1024> some;
  for (;;) {
    const std::size_t end = rest_.find("\r\n\r\n");
    if (end != rest_.npos) {
      const std::size_t size = end + 4 + body_length(rest_.substr(0, end));
      if (rest_.size() >= size) {
        std::string request = rest_.substr(0, size);
        rest_.erase(0, size);
        return request;
      }
    }
    const long got = read_some(some.data(), some.size());
    if (got <= 0) return "";
    rest_.append(some.data(), static_cast<std::size_t>(got));
  }
}

bool Peer::write(std::string_view bytes) {
  while (!bytes.empty()) {
    const long sent = session_ != nullptr
                          ? SSL_write(session_, bytes.data(), static_cast<int>(bytes.size()))
                          : ::send(fd_, bytes.data(), bytes.size(), 0);
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

void Peer::wait_for_end() {
  std::array<char, 4096> some;
  while (::recv(fd_, some.data(), some.size(), 0) > 0) {
  }
}

void Peer::wait_deaf() {
  pollfd one{fd_, POLLRDHUP, 0};
  (void)::poll(&one, 1, -1);
}

void Peer::cut() {
  SSL_free(session_);
  session_ = nullptr;
  ::shutdown(fd_, SHUT_RDWR);
}

std::string Peer::server_name() const {
  const char* name =
      session_ == nullptr ? nullptr : SSL_get_servername(session_, TLSEXT_NAMETYPE_host_name);
  return name == nullptr ? "" : name;
}

std::string answer(std::string_view body, std::string_view headers, std::string_view status) {
  return "HTTP/1.1 " + std::string(status) + "\r\n" + std::string(headers) +
         "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + std::string(body);
}

Server::Server(Talk talk, const Identity* identity) : talk_(std::move(talk)), identity_(identity) {
  const Bound bound = bind_loopback(SOCK_STREAM);
  listener_ = bound.fd;
  port_ = bound.port;
  ::listen(listener_, 64);
  acceptor_ = std::thread([this] { accept_all(); });
}

Server::~Server() {
  ended_ = true;
  ::shutdown(listener_, SHUT_RDWR);
  acceptor_.join();
  {
    const std::scoped_lock lock(mutex_);
    for (const int fd : open_)
      ::shutdown(fd, SHUT_RDWR);
  }
  for (std::thread& thread : threads_)
    thread.join();
  ::close(listener_);
}

std::string Server::url(const std::string& host) const {
  return (identity_ != nullptr ? "https://" : "http://") + host + ":" + std::to_string(port_);
}

void Server::accept_all() {
  block_sigpipe();
  for (;;) {
    const int fd = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    if (fd < 0 || ended_) {
      if (fd >= 0) ::close(fd);
      return;
    }
    const int on = 1;
    (void)::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    ++connections_;
    const std::scoped_lock lock(mutex_);
    open_.push_back(fd);
    threads_.emplace_back([this, fd] {
      {
        Peer peer(fd);
        if (identity_ == nullptr || peer.start_tls(*identity_)) talk_(peer);
      }
      const std::scoped_lock close_lock(mutex_);
      std::erase(open_, fd);
      ::close(fd);
    });
  }
}

Server::Talk answers_with(std::function<std::string(const std::string& request)> make) {
  return [make = std::move(make)](Peer& peer) {
    for (;;) {
      const std::string request = peer.read_request();
      if (request.empty() || !peer.write(make(request))) return;
    }
  };
}

}  // namespace net_test
