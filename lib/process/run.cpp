#include "process/run.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/mman.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <optional>
#include <system_error>

#include "core/base/format.hpp"
#include "process/capture.hpp"
#include "process/sweep.hpp"
#include "process/tree.hpp"

namespace homeostat::process {
namespace {

using SteadyTime = std::chrono::steady_clock::time_point;

constexpr Milliseconds wait_interval{500};
constexpr Milliseconds watch_interval{50};
// A walk through folders may take one part in so many of the time.
constexpr int walk_share = 10;
// How long a pipe may stay open after all known processes are gone.
constexpr Milliseconds drain_time{250};
constexpr std::size_t chunk_bytes = 64 * 1024;

SteadyTime now() { return std::chrono::steady_clock::now(); }

Error cannot(std::string_view what) {
  return {ErrorCode::unsupported,
          base::format("cannot {}: {}", what, std::generic_category().message(errno))};
}

/// Standard input as a file without a name: nothing to feed, no pipe that could break.
Result<Fd> make_input(const std::string& text) {
  Fd file(::memfd_create("input", MFD_CLOEXEC));
  if (!file) return cannot("make a file in memory");
  for (std::size_t done = 0; done < text.size();) {
    const auto wrote = ::write(file.get(), text.data() + done, text.size() - done);
    if (wrote < 0 && errno != EINTR) return cannot("fill a file in memory");
    if (wrote > 0) done += static_cast<std::size_t>(wrote);
  }
  ::lseek(file.get(), 0, SEEK_SET);
  return file;
}

struct Stream {
  Fd reader;
  Fd writer;
  Capture capture;

  Status open() {
    int fds[2] = {-1, -1};
    if (::pipe2(fds, O_CLOEXEC) != 0) return cannot("make a pipe");
    reader.reset(fds[0]);
    writer.reset(fds[1]);
    ::fcntl(fds[0], F_SETFL, O_NONBLOCK);
    return {};
  }

  /// Reads what is there; closes at the end.
  void read(std::string& buffer) {
    buffer.resize(chunk_bytes);
    const auto got = ::read(reader.get(), buffer.data(), buffer.size());
    if (got > 0) capture.append(std::string_view(buffer).substr(0, static_cast<std::size_t>(got)));
    if (got == 0) reader.reset();
  }
};

/// The wait for one child.
class Waiter {
 public:
  explicit Waiter(const Command& command)
      : command_(command),
        streams_{Stream{{}, {}, Capture(command.output_bytes_max)},
                 Stream{{}, {}, Capture(command.output_bytes_max)},
                 Stream{{}, {}, Capture(command.output_bytes_max)}},
        mark_(command.sweep ? make_mark() : "") {}

  Result<Outcome> run() {
    const auto started = now();
    if (auto begun = begin(); !begun) return begun.error();
    auto failure = wait(started + command_.timeout);
    end_group();
    drain();
    auto status = child_->reap();
    if (failure) return *std::move(failure);
    if (!status) return status.error();
    Outcome outcome;
    outcome.exit_code = status->exit_code;
    outcome.signal = status->signal;
    outcome.timed_out = timed_out_;
    outcome.exceeded = exceeded_;
    outcome.output = streams_[0].capture.text();
    outcome.error = streams_[1].capture.text();
    outcome.report = streams_[2].capture.text();
    outcome.output_bytes = streams_[0].capture.total_bytes();
    outcome.output_whole = streams_[0].capture.whole();
    outcome.took = std::chrono::duration_cast<Milliseconds>(now() - started);
    return outcome;
  }

 private:
  Status begin() {
    wake_.reset(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK));
    if (!wake_) return cannot("make an event");
    if (auto opened = streams_[0].open(); !opened) return opened;
    if (!command_.merge_error) {
      if (auto opened = streams_[1].open(); !opened) return opened;
    }
    if (command_.with_report) {
      if (auto opened = streams_[2].open(); !opened) return opened;
    }
    auto input = make_input(command_.input);
    if (!input) return input.error();
    auto extra = command_.extra.empty() ? Result<Fd>(Fd()) : make_input(command_.extra);
    if (!extra) return extra.error();
    SpawnRequest request{.program = command_.program,
                         .argv = command_.argv,
                         .environment = command_.environment,
                         .directory = command_.directory,
                         .limits = command_.limits,
                         .no_new_privileges = command_.no_new_privileges,
                         .no_capabilities = command_.no_capabilities,
                         .landlock = command_.landlock,
                         .filter = command_.filter,
                         .standard_input = input->get(),
                         .standard_output = streams_[0].writer.get(),
                         .standard_error = streams_[command_.merge_error ? 0 : 1].writer.get(),
                         .report = streams_[2].writer.get(),
                         .extra = extra->get()};
    if (!mark_.empty()) request.environment.push_back(mark_);
    auto child = spawn(request);
    if (!child) return child.error();
    child_.emplace(std::move(*child));
    for (auto& stream : streams_)
      stream.writer.reset();
    return {};
  }

  /// Until the leader ended, or has to.
  std::optional<Error> wait(SteadyTime deadline) {
    const std::stop_callback on_stop(command_.stop, [this] {
      const std::uint64_t one = 1;
      [[maybe_unused]] const auto wrote = ::write(wake_.get(), &one, sizeof one);
    });
    auto next_call = now() + wait_interval;
    auto next_watch = now() + watch_interval;
    while (!ended_) {
      poll_until(std::min({deadline, next_call, next_watch}));
      if (ended_) break;
      if (now() >= next_watch) {
        watch();
        if (!exceeded_.empty()) break;
        next_watch = now() + watch_interval;
      }
      if (command_.stop.stop_requested()) {
        return Error{ErrorCode::cancelled, base::format("{} was stopped", command_.argv.front())};
      }
      if (now() >= deadline) {
        timed_out_ = true;
        break;
      }
      if (now() < next_call) continue;
      next_call = now() + wait_interval;
      if (auto status = command_.on_wait ? command_.on_wait() : Status(); !status) {
        return status.error();
      }
    }
    return std::nullopt;
  }

  /// Sets what was exceeded, if anything was.
  void watch() {
    if (command_.memory_bytes_max > 0 || command_.processes_max > 0) {
      const TreeUse use = measure_tree(child_->pid());
      const auto above = [](std::int64_t value, std::int64_t max) {
        return max > 0 && value > max;
      };
      if (above(use.memory_bytes, command_.memory_bytes_max)) exceeded_ = "memory";
      if (above(use.processes, command_.processes_max)) exceeded_ = "processes";
    }
    if (command_.disk_bytes_max == 0 || now() < next_walk_) return;
    const auto started = now();
    std::int64_t bytes = 0;
    for (const std::string& folder : command_.disk_folders)
      bytes += measure_folder(folder, command_.disk_bytes_max);
    if (bytes > command_.disk_bytes_max) exceeded_ = "disk";
    next_walk_ =
        now() + std::max<SteadyTime::duration>(wait_interval, walk_share * (now() - started));
  }

  /// The leader's number stays taken until it is reaped, so the group is never a stranger's.
  void end_group() {
    // What takes too much is not asked to stop: it would go on while it is waited for.
    const bool asks = exceeded_.empty();
    if (!ended_ && asks) child_->signal_group(SIGTERM);
    const auto deadline = now() + (asks ? command_.grace : Milliseconds{0});
    while (!ended_ && now() < deadline)
      poll_until(deadline);
    child_->signal_group(SIGKILL);
    if (!mark_.empty()) kill_marked(mark_);
    while (!ended_)
      poll_until(now() + wait_interval);
  }

  void drain() {
    const auto deadline = now() + drain_time;
    while (is_open() && now() < deadline)
      poll_until(deadline);
  }

  [[nodiscard]] bool is_open() const {
    return std::ranges::any_of(streams_, [](const Stream& s) { return bool(s.reader); });
  }

  /// One poll: reads what came, notes the end of the leader.
  void poll_until(SteadyTime until) {
    const bool stopped = command_.stop.stop_requested();
    // A negative descriptor is passed over: an ended child, a handled stop, a closed stream.
    std::array<pollfd, 5> fds{{{ended_ ? -1 : child_->pidfd(), POLLIN, 0},
                               {stopped ? -1 : wake_.get(), POLLIN, 0},
                               {streams_[0].reader.get(), POLLIN, 0},
                               {streams_[1].reader.get(), POLLIN, 0},
                               {streams_[2].reader.get(), POLLIN, 0}}};
    const auto left = std::chrono::ceil<Milliseconds>(until - now()).count();
    const auto timeout = static_cast<int>(std::clamp<std::int64_t>(left, 0, 60'000));
    if (::poll(fds.data(), fds.size(), timeout) <= 0) return;
    if (fds[0].revents != 0) ended_ = true;
    for (std::size_t i = 0; i < streams_.size(); ++i) {
      if (fds[i + 2].revents != 0) streams_[i].read(buffer_);
    }
  }

  const Command& command_;
  std::array<Stream, 3> streams_;
  std::string mark_;
  std::string buffer_;
  Fd wake_;
  std::optional<Child> child_;
  bool ended_ = false;
  bool timed_out_ = false;
  std::string_view exceeded_;
  SteadyTime next_walk_{};
};

}  // namespace

Result<Outcome> run(const Command& command) {
  if (command.argv.empty()) return Error{ErrorCode::invalid_argument, "a command has no words"};
  if (command.stop.stop_requested()) {
    return Error{ErrorCode::cancelled, base::format("{} was stopped", command.argv.front())};
  }
  return Waiter(command).run();
}

}  // namespace homeostat::process
