// A private folder that is removed with its object, whatever was left in it.
#pragma once

#include <string>
#include <utility>

#include <homeostat/result.hpp>

namespace homeostat::process {

/// Removes a folder and all below it: never through a symlink, at any depth, folders without
/// write permission included. `store` names the first path that stays. No folder: success.
/// Nobody may move things within it meanwhile.
Status remove_tree(const std::string& path);

/// Mode 0700. Thread safety: distinct objects are safe.
class TemporaryDirectory {
 public:
  /// In the folder `parent`, absolute; the name begins with `prefix`.
  static Result<TemporaryDirectory> make(const std::string& parent, const std::string& prefix);
  TemporaryDirectory(TemporaryDirectory&& other) noexcept
      : path_(std::exchange(other.path_, std::string())) {}
  TemporaryDirectory& operator=(TemporaryDirectory&& other) = delete;
  ~TemporaryDirectory();

  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  explicit TemporaryDirectory(std::string path) : path_(std::move(path)) {}
  std::string path_;
};

}  // namespace homeostat::process
