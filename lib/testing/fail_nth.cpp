#include <mutex>
#include <optional>

#include <homeostat/testing/fail_nth.hpp>

#include "testing/tapped_ports.hpp"

namespace homeostat::testing {

class FailNth::Impl : public Tap {
 public:
  Impl(Ports inner, FailOptions options) : options_(std::move(options)), tapped_(inner, *this) {}

  std::optional<Fault> on_call(const char* name) override {
    const std::scoped_lock lock(mutex_);
    const bool hit = ++calls_ == options_.n;
    if (hit) failed_call_ = name;
    const bool gone = options_.when == FailWhen::crash && options_.n > 0 && calls_ > options_.n;
    if (!hit && !gone) return std::nullopt;
    return Fault{options_.when == FailWhen::after, options_.error};
  }

  const FailOptions options_;
  mutable std::mutex mutex_;
  std::int64_t calls_ = 0;
  std::string failed_call_;
  TappedPorts tapped_;
};

FailNth::FailNth(Ports inner, FailOptions options)
    : impl_(std::make_unique<Impl>(inner, std::move(options))) {}

FailNth::~FailNth() = default;

Ports FailNth::ports() { return impl_->tapped_.ports(); }

std::int64_t FailNth::calls() const {
  const std::scoped_lock lock(impl_->mutex_);
  return impl_->calls_;
}

bool FailNth::failed() const { return !failed_call().empty(); }

std::string FailNth::failed_call() const {
  const std::scoped_lock lock(impl_->mutex_);
  return impl_->failed_call_;
}

}  // namespace homeostat::testing
