#include "net/pool.hpp"

#include <algorithm>

namespace homeostat::net {

void Pool::drop_old() {
  const Instant oldest = std::chrono::steady_clock::now() - limits_.idle_timeout;
  while (!idle_.empty() && idle_.front().since <= oldest)
    idle_.pop_front();
}

std::optional<Connection> Pool::take(const std::string& peer) {
  const std::scoped_lock lock(mutex_);
  drop_old();
  for (std::size_t i = idle_.size(); i-- > 0;) {
    if (idle_[i].peer != peer) continue;
    Connection connection = std::move(idle_[i].connection);
    idle_.erase(idle_.begin() + static_cast<std::ptrdiff_t>(i));
    if (connection.is_quiet()) return connection;
  }
  return std::nullopt;
}

void Pool::put(const std::string& peer, Connection connection) {
  const std::scoped_lock lock(mutex_);
  drop_old();
  const auto same = [&](const Idle& idle) { return idle.peer == peer; };
  idle_.push_back({peer, std::move(connection), std::chrono::steady_clock::now()});
  const auto of_peer = static_cast<std::size_t>(std::count_if(idle_.begin(), idle_.end(), same));
  if (of_peer > limits_.per_peer_max) {
    idle_.erase(std::find_if(idle_.begin(), idle_.end(), same));
  }
  if (idle_.size() > limits_.all_max) idle_.pop_front();
}

std::size_t Pool::size() const {
  const std::scoped_lock lock(mutex_);
  return idle_.size();
}

void Pool::clear() {
  const std::scoped_lock lock(mutex_);
  idle_.clear();
}

}  // namespace homeostat::net
