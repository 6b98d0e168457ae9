#include "net/exchange.hpp"

#include <array>

#include "core/base/format.hpp"

namespace homeostat::net {
namespace {

/// Head and body in one piece: one packet for a small request.
constexpr std::size_t joined_bytes_max = 64 * 1024;

void add(std::string& head, std::string_view name, std::string_view value) {
  head += name;
  head += ": ";
  head += value;
  head += "\r\n";
}

bool sends_length(const HttpRequest& request) {
  return !request.body.empty() || request.method == "POST" || request.method == "PUT" ||
         request.method == "PATCH";
}

Result<bool> send_all(Connection& connection, std::string_view head, std::string_view body,
                      Waiter& waiter) {
  if (head.size() + body.size() <= joined_bytes_max) {
    return connection.write(std::string(head) + std::string(body), waiter);
  }
  Result<bool> sent = connection.write(head, waiter);
  if (!sent || !*sent) return sent;
  return connection.write(body, waiter);
}

}  // namespace

std::string make_head(const HttpRequest& request, const Url& url, const HeadOptions& options) {
  std::string head = request.method + " " + (options.absolute ? url.text() : url.target);
  head += " HTTP/1.1\r\n";
  add(head, "Host", url.authority());
  if (!find_header(request.headers, "User-Agent")) add(head, "User-Agent", options.user_agent);
  if (!find_header(request.headers, "Accept-Encoding")) add(head, "Accept-Encoding", "gzip");
  for (const HttpHeader& header : request.headers)
    add(head, header.name, header.value);
  if (options.absolute && !options.proxy_authorization.empty()) {
    add(head, "Proxy-Authorization", options.proxy_authorization);
  }
  if (sends_length(request)) add(head, "Content-Length", std::to_string(request.body.size()));
  head += "\r\n";
  return head;
}

std::string make_connect_head(const Url& url, const HeadOptions& options) {
  std::string head = "CONNECT " + url.host_and_port() + " HTTP/1.1\r\n";
  add(head, "Host", url.host_and_port());
  add(head, "User-Agent", options.user_agent);
  if (!options.proxy_authorization.empty()) {
    add(head, "Proxy-Authorization", options.proxy_authorization);
  }
  head += "\r\n";
  return head;
}

Exchanged exchange(Connection& connection, std::string_view head, std::string_view body,
                   const ReaderOptions& options, Waiter& waiter) {
  const auto failed = [](Error error, bool began) {
    return Exchanged{std::move(error), began, false};
  };
  const Result<bool> sent = send_all(connection, head, body, waiter);
  if (!sent) return failed(sent.error(), false);
  ResponseReader reader(options);
  std::string bytes;
  std::array<char, 16 * 1024> some;
  bool began = false;
  while (!reader.done()) {
    const Result<std::size_t> got = connection.read(some, waiter);
    if (!got) return failed(got.error(), began);
    if (*got == 0) {
      if (Status ended = reader.put_end(); !ended) return failed(ended.error(), began);
      break;
    }
    began = true;
    bytes.append(some.data(), *got);
    const Result<std::size_t> used = reader.put(bytes);
    if (!used) return failed(used.error(), true);
    bytes.erase(0, *used);
  }
  const bool reusable = *sent && bytes.empty() && reader.keeps_alive();
  return {reader.take(), true, reusable};
}

}  // namespace homeostat::net
