// A scripted server on loopback: what it does with a connection is a function on a thread.
#pragma once

#include <atomic>
#include <functional>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "net/certificates.hpp"

struct ssl_st;
struct ssl_ctx_st;

namespace net_test {

/// One connection as the server has it. Everything fails quietly once the client is gone.
class Peer {
 public:
  explicit Peer(int fd) : fd_(fd) {}
  ~Peer();
  Peer(const Peer&) = delete;

  /// False: the client did not want to.
  bool start_tls(const Identity& identity);
  /// A whole request, head and body (by Content-Length); empty: the client ended.
  std::string read_request();
  bool write(std::string_view bytes);
  /// Until the client ends, or the server is taken down.
  void wait_for_end();
  /// The same, without taking a byte.
  void wait_deaf();
  /// Ends the connection without TLS's farewell.
  void cut();
  [[nodiscard]] int fd() const { return fd_; }
  /// What the client asked for by SNI.
  [[nodiscard]] std::string server_name() const;

 private:
  long read_some(char* bytes, std::size_t size);

  int fd_;
  ssl_st* session_ = nullptr;
  ssl_ctx_st* context_ = nullptr;
  std::string rest_;
};

/// The body of an HTTP/1.1 answer, with its length.
std::string answer(std::string_view body, std::string_view headers = "",
                   std::string_view status = "200 OK");

class Server {
 public:
  using Talk = std::function<void(Peer& peer)>;

  /// Each connection is `talk`ed to on its own thread; with an identity, over TLS.
  explicit Server(Talk talk, const Identity* identity = &localhost());
  /// Ends all connections and waits for their threads.
  ~Server();
  Server(const Server&) = delete;

  [[nodiscard]] int port() const { return port_; }
  /// "https://localhost:PORT" or "http://…".
  [[nodiscard]] std::string url(const std::string& host = "localhost") const;
  /// Connections so far.
  [[nodiscard]] int connections() const { return connections_; }

 private:
  void accept_all();

  Talk talk_;
  const Identity* identity_;
  int listener_ = -1;
  int port_ = 0;
  std::atomic<int> connections_ = 0;
  std::atomic<bool> ended_ = false;
  std::mutex mutex_;
  std::vector<int> open_;
  std::vector<std::thread> threads_;
  std::thread acceptor_;
};

/// Answers every request of every connection with what `make` makes of it.
Server::Talk answers_with(std::function<std::string(const std::string& request)> make);

/// A socket that is bound to loopback, of the given type; its port.
struct Bound {
  int fd = -1;
  int port = 0;
};
Bound bind_loopback(int type);

}  // namespace net_test
