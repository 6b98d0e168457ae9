#include <algorithm>
#include <mutex>

#include <homeostat/testing/recorder.hpp>

#include "testing/tapped_ports.hpp"

namespace homeostat::testing {

class Recorder::Impl : public Tap {
 public:
  explicit Impl(Ports inner) : tapped_(inner, *this) {}

  std::optional<Fault> on_call(const char* name) override {
    const std::scoped_lock lock(mutex_);
    calls_.emplace_back(name);
    return std::nullopt;
  }

  mutable std::mutex mutex_;
  std::vector<std::string> calls_;
  TappedPorts tapped_;
};

Recorder::Recorder(Ports inner) : impl_(std::make_unique<Impl>(inner)) {}

Recorder::~Recorder() = default;

Ports Recorder::ports() { return impl_->tapped_.ports(); }

std::vector<std::string> Recorder::calls() const {
  const std::scoped_lock lock(impl_->mutex_);
  return impl_->calls_;
}

std::size_t Recorder::count(std::string_view call) const {
  const auto all = calls();
  return static_cast<std::size_t>(std::count(all.begin(), all.end(), call));
}

}  // namespace homeostat::testing
