#pragma once

/// Writes down every port call in order: what touched the world, and when.
///
/// ```cpp
/// #include <homeostat/testing/recorder.hpp>
/// std::size_t count(homeostat::Ports doubles) {
///   homeostat::testing::Recorder recorder{doubles};
///   return recorder.calls().size();
/// }
/// ```

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <homeostat/engine.hpp>

namespace homeostat::testing {

/// Thread safety: safe to share, if the ports are.
class Recorder {
 public:
  explicit Recorder(Ports inner);
  ~Recorder();
  Recorder(const Recorder&) = delete;
  Recorder& operator=(const Recorder&) = delete;

  /// The wrapped ports; they live as long as this object.
  [[nodiscard]] Ports ports();
  /// "store.commit", "forge.create_pull_request", "model.complete", … in order.
  [[nodiscard]] std::vector<std::string> calls() const;
  /// How often one of them was called.
  [[nodiscard]] std::size_t count(std::string_view call) const;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace homeostat::testing
