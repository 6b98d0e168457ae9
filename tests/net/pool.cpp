#include "net/pool.hpp"

#include <thread>

#include "net/support.hpp"

using namespace homeostat;
using net::Connection;
using net::Pool;
using net_test::Server;

namespace {

Connection connect(const Server& server) {
  net::Waiter waiter({{}, Milliseconds{10'000}});
  const auto addresses =
      net::resolve({"127.0.0.1", static_cast<std::uint16_t>(server.port()), ""}, waiter);
  auto connection = Connection::connect(*addresses, waiter);
  REQUIRE(connection);
  return std::move(*connection);
}

void hold(net_test::Peer& peer) { peer.wait_for_end(); }

}  // namespace

TEST_CASE("a connection is given to its own peer, once") {
  const Server server(hold, nullptr);
  Pool pool({Milliseconds{60'000}, 4, 2});
  pool.put("one", connect(server));
  CHECK(pool.size() == 1);
  CHECK_FALSE(pool.take("two"));
  CHECK(pool.take("one"));
  CHECK_FALSE(pool.take("one"));
}

TEST_CASE("no more are kept than allowed, and the longest idle go first") {
  const Server server(hold, nullptr);
  Pool pool({Milliseconds{60'000}, 3, 2});
  for (const char* peer : {"one", "two", "two", "two"})
    pool.put(peer, connect(server));
  CHECK(pool.size() == 3);
  pool.put("three", connect(server));
  CHECK(pool.size() == 3);
  CHECK_FALSE(pool.take("one"));
  pool.clear();
  CHECK(pool.size() == 0);
  Pool none({Milliseconds{60'000}, 0, 0});
  none.put("one", connect(server));
  CHECK(none.size() == 0);
}

TEST_CASE("a connection that was idle for too long is closed") {
  const Server server(hold, nullptr);
  Pool pool({Milliseconds{20}, 4, 4});
  pool.put("one", connect(server));
  std::this_thread::sleep_for(Milliseconds{30});
  CHECK_FALSE(pool.take("one"));
  CHECK(pool.size() == 0);
}

TEST_CASE("a connection that its peer closed, or wrote on, is not given") {
  const Server closing([](net_test::Peer& peer) { peer.cut(); }, nullptr);
  const Server talking(
      [](net_test::Peer& peer) {
        peer.write("?");
        peer.wait_for_end();
      },
      nullptr);
  Pool pool({Milliseconds{60'000}, 4, 4});
  pool.put("one", connect(closing));
  pool.put("two", connect(talking));
  std::this_thread::sleep_for(Milliseconds{50});
  CHECK_FALSE(pool.take("one"));
  CHECK_FALSE(pool.take("two"));
  CHECK(pool.size() == 0);
}
