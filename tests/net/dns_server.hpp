// A name server on loopback that knows a few names, and may keep silent.
#pragma once

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <string>
#include <thread>

#include "net/server.hpp"

namespace net_test {

/// Every name that ends in ".here" is 127.0.0.1; what ends in ".silent" gets no answer; all others
/// do not exist.
class DnsServer {
 public:
  DnsServer() : bound_(bind_loopback(SOCK_DGRAM)), thread_([this] { serve(); }) {}
  ~DnsServer() {
    ended_ = true;
    const int waker = ::socket(AF_INET, SOCK_DGRAM, 0);
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    to.sin_port = htons(static_cast<std::uint16_t>(bound_.port));
    ::sendto(waker, "", 0, 0, reinterpret_cast<sockaddr*>(&to), sizeof to);
    ::close(waker);
    thread_.join();
    ::close(bound_.fd);
  }
  DnsServer(const DnsServer&) = delete;

  [[nodiscard]] std::string address() const { return "127.0.0.1:" + std::to_string(bound_.port); }
  [[nodiscard]] int questions() const { return questions_; }

 private:
  void serve() {
    std::array<char, 512> packet;
    while (!ended_) {
      sockaddr_in from{};
      socklen_t size = sizeof from;
      const ssize_t got = ::recvfrom(bound_.fd, packet.data(), packet.size(), 0,
                                     reinterpret_cast<sockaddr*>(&from), &size);
      if (got < 17) continue;
      ++questions_;
      const std::string reply = reply_to({packet.data(), static_cast<std::size_t>(got)});
      if (reply.empty()) continue;
      ::sendto(bound_.fd, reply.data(), reply.size(), 0, reinterpret_cast<sockaddr*>(&from), size);
    }
  }

  /// RFC 1035: the header, the question again, and one A record.
  static std::string reply_to(const std::string& question) {
    std::size_t at = 12;
    std::string name;
    while (at < question.size() && question[at] != 0) {
      const auto length = static_cast<std::size_t>(question[at]);
      name += question.substr(at + 1, length) + ".";
      at += length + 1;
    }
    const std::string asked = question.substr(12, at + 5 - 12);
    const bool is_a = question[at + 2] == 1;
    if (name.ends_with(".silent.")) return "";
    const bool known = name.ends_with(".here.");
    std::string reply = question.substr(0, 2);
    reply += std::string("\x81", 1) + (known ? '\x80' : '\x83');
    reply += std::string("\0\1\0", 3) + (known && is_a ? '\1' : '\0') + std::string("\0\0\0\0", 4);
    reply += asked;
    if (known && is_a) {
      reply += std::string("\xc0\x0c\0\1\0\1\0\0\0\x3c\0\4\x7f\0\0\1", 16);
    }
    return reply;
  }

  Bound bound_;
  std::atomic<bool> ended_ = false;
  std::atomic<int> questions_ = 0;
  std::thread thread_;
};

}  // namespace net_test
