#include "git/checkout.hpp"

#include <chrono>
#include <filesystem>

#include "core/base/format.hpp"
#include "git/file_lock.hpp"
#include "process/temporary_directory.hpp"

namespace homeostat::git {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::hours stale_age{1};

class GitCheckout final : public Checkout {
 public:
  GitCheckout(process::TemporaryDirectory folder, FileLock lock, std::string directory)
      : folder_(std::move(folder)), lock_(std::move(lock)), directory_(std::move(directory)) {}
  [[nodiscard]] const std::string& directory() const override { return directory_; }

 private:
  process::TemporaryDirectory folder_;
  FileLock lock_;  // says to other processes that the folder is in use
  std::string directory_;
};

std::string lock_path(const std::string& folder) { return folder + "/lock"; }

}  // namespace

Result<std::unique_ptr<Checkout>> make_checkout(const Objects& objects, const TreeId& tree,
                                                const std::string& temporary_path,
                                                const Deadline& deadline) {
  if (auto known = objects.require("tree", tree.str(), deadline); !known) return known.error();
  auto folder = process::TemporaryDirectory::make(temporary_path, "checkout-");
  if (!folder) return folder.error();
  auto lock = FileLock::acquire(lock_path(folder->path()), deadline.rest());
  if (!lock) return lock.error();
  const auto directory = folder->path() + "/tree";
  std::error_code failed;
  if (!fs::create_directory(directory, failed)) {
    return Error{ErrorCode::store, base::format("cannot make {}: {}", directory, failed.message())};
  }
  for (std::vector<std::string> step :
       {std::vector<std::string>{"read-tree", tree.str()}, {"checkout-index", "--all"}}) {
    auto call = objects.call(std::move(step));
    call.work_tree = directory;
    call.environment = {"GIT_INDEX_FILE=" + folder->path() + "/index"};
    if (auto done = objects.git.output(call, deadline.rest()); !done) return done.error();
  }
  return std::unique_ptr<Checkout>(
      std::make_unique<GitCheckout>(std::move(*folder), std::move(*lock), directory));
}

void remove_stale_folders(const std::string& temporary_path) {
  std::error_code failed;
  const auto now = fs::file_time_type::clock::now();
  for (const auto& entry : fs::directory_iterator(temporary_path, failed)) {
    const auto changed = fs::last_write_time(entry.path(), failed);
    if (failed || now - changed < stale_age) continue;
    FileLock lock;
    const auto path = entry.path().string();
    if (!FileLock::try_acquire(lock_path(path), lock)) continue;
    [[maybe_unused]] const auto removed = process::remove_tree(path);
  }
}

}  // namespace homeostat::git
