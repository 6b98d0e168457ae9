#pragma once

/// A host's model callback as the Model port.

#include <homeostat.h>
#include <condition_variable>
#include <homeostat/ports/model.hpp>
#include <memory>
#include <mutex>

namespace homeostat::capi {

/// Each call of the host runs on a thread of its own: a run that is cancelled goes on at once,
/// and the destructor waits for the host to return. Thread safety: safe to share.
class CallbackModel : public Model {
 public:
  explicit CallbackModel(const homeostat_model& callbacks) : callbacks_(callbacks) {}
  ~CallbackModel() override;
  CallbackModel(const CallbackModel&) = delete;
  CallbackModel& operator=(const CallbackModel&) = delete;

  Result<ModelReply> complete(const ModelRequest& request, const CallContext& context) override;
  /// Before the first call: what the destructor shall do last.
  void set_destroy(void (*destroy)(void*)) { callbacks_.destroy = destroy; }

 private:
  void call_host(const std::shared_ptr<homeostat_exchange>& exchange, const std::string& request);

  homeostat_model callbacks_;
  std::mutex mutex_;
  std::condition_variable idle_;
  int open_calls_ = 0;
};

}  // namespace homeostat::capi
