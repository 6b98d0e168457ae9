#include "process/spawn.hpp"

#include <fcntl.h>
#include <linux/capability.h>
#include <linux/seccomp.h>
#include <poll.h>
#include <pthread.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <system_error>

#include "core/base/format.hpp"

namespace homeostat::process {
namespace {

// Descriptors that the child is given lie above those that it shall have.
constexpr int lowest_private_fd = 10;
constexpr int given_count = 5;
constexpr long landlock_restrict_self = 446;

Error system_error(std::string_view what, int number) {
  return {ErrorCode::unsupported,
          base::format("{}: {}", what, std::generic_category().message(number))};
}

enum class Stage : int { session, confinement, descriptors, directory, limits, program };

std::string_view to_string(Stage stage) {
  constexpr std::string_view names[] = {"its session",   "its confinement", "its descriptors",
                                        "its directory", "its limits",      "the program"};
  return names[static_cast<int>(stage)];
}

struct Failure {
  Stage stage = Stage::session;
  int number = 0;
};

/// Everything that the child needs, made before it exists: it may not allocate.
struct Plan {
  const char* program = nullptr;
  char* const* argv = nullptr;
  char* const* envp = nullptr;
  const char* directory = nullptr;
  const SpawnRequest* request = nullptr;
  sock_fprog filter{};
  int fds[given_count] = {-1, -1, -1, -1, -1};
  int error_fd = -1;
  pid_t parent = 0;
};

// From here to `child` only calls that are safe between vfork and exec: no memory of the host is
// written but the stack of these functions.

bool take_descriptors(const Plan& plan) {
  for (int target = 0; target < given_count; ++target) {
    if (plan.fds[target] >= 0 && ::dup2(plan.fds[target], target) < 0) return false;
    if (plan.fds[target] < 0) ::close(target);
  }
  const auto error_fd = static_cast<unsigned>(plan.error_fd);
  return ::syscall(SYS_close_range, static_cast<unsigned>(given_count), error_fd - 1, 0U) == 0 &&
         ::syscall(SYS_close_range, error_fd + 1, ~0U, 0U) == 0;
}

bool take_limits(const SpawnRequest& request) {
  for (const auto& limit : request.limits) {
    rlimit current{};
    if (::syscall(SYS_prlimit64, 0, limit.resource, nullptr, &current) != 0) return false;
    const rlim_t value = std::min<rlim_t>(limit.value, current.rlim_max);
    const rlimit wanted{value, value};
    if (::syscall(SYS_prlimit64, 0, limit.resource, &wanted, nullptr) != 0) return false;
  }
  return true;
}

/// Never to be undone, neither by the program nor by what it starts.
bool take_confinement(const SpawnRequest& request) {
  if (!request.no_new_privileges) return true;
  if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return false;
  if (request.landlock >= 0 && ::syscall(landlock_restrict_self, request.landlock, 0) != 0) {
    return false;
  }
  if (!request.no_capabilities) return true;
  __user_cap_header_struct header{_LINUX_CAPABILITY_VERSION_3, 0};
  const __user_cap_data_struct none[_LINUX_CAPABILITY_U32S_3] = {};
  return ::syscall(SYS_capset, &header, none) == 0;
}

void take_default_signals() {
  struct sigaction action {};
  action.sa_handler = SIG_DFL;
  for (int signal = 1; signal < NSIG; ++signal)
    ::sigaction(signal, &action, nullptr);
}

[[noreturn]] void fail(const Plan& plan, Stage stage) {
  const Failure failure{stage, errno};
  [[maybe_unused]] const auto written = ::write(plan.error_fd, &failure, sizeof failure);
  ::_exit(127);
}

[[noreturn]] void child(const Plan& plan) {
  take_default_signals();
  if (::setsid() < 0) fail(plan, Stage::session);
  // The host may be killed at any time; nothing that it started may outlive it.
  if (::prctl(PR_SET_PDEATHSIG, SIGKILL) != 0) fail(plan, Stage::session);
  if (::getppid() != plan.parent) ::_exit(127);
  if (!take_confinement(*plan.request)) fail(plan, Stage::confinement);
  if (!take_descriptors(plan)) fail(plan, Stage::descriptors);
  if (plan.directory != nullptr && ::chdir(plan.directory) != 0) fail(plan, Stage::directory);
  ::umask(022);
  if (!take_limits(*plan.request)) fail(plan, Stage::limits);
  sigset_t none;
  ::sigemptyset(&none);
  ::sigprocmask(SIG_SETMASK, &none, nullptr);
  // Last: the filter may refuse what is done above.
  if (plan.filter.len > 0 &&
      ::syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &plan.filter) != 0) {
    fail(plan, Stage::confinement);
  }
  ::execve(plan.program, plan.argv, plan.envp);
  fail(plan, Stage::program);
}

// vfork's child borrows this frame until it execs or ends; nothing else may live in it.
[[gnu::noinline]] pid_t start(const Plan& plan) {
  const pid_t pid = ::vfork();
  if (pid == 0) child(plan);
  return pid;
}

std::vector<char*> pointers(const std::vector<std::string>& texts) {
  std::vector<char*> out;
  out.reserve(texts.size() + 1);
  // execve takes `char* const*` and changes nothing.
  for (const auto& text : texts)
    out.push_back(const_cast<char*>(text.c_str()));
  out.push_back(nullptr);
  return out;
}

bool has_nul(const std::string& text) { return text.find('\0') != text.npos; }

Fd lifted(int fd) { return fd < 0 ? Fd() : Fd(::fcntl(fd, F_DUPFD_CLOEXEC, lowest_private_fd)); }

/// Blocks all signals of the calling thread, so that no handler of the host runs in the child.
class SignalsBlocked {
 public:
  SignalsBlocked() {
    sigset_t all;
    ::sigfillset(&all);
    ::pthread_sigmask(SIG_SETMASK, &all, &before_);
  }
  ~SignalsBlocked() { ::pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
  SignalsBlocked(const SignalsBlocked&) = delete;
  SignalsBlocked& operator=(const SignalsBlocked&) = delete;

 private:
  sigset_t before_{};
};

Result<Child> adopt(pid_t pid, int error_fd, const SpawnRequest& request) {
  Child child(pid, Fd(static_cast<int>(::syscall(SYS_pidfd_open, pid, 0))));
  const int pidfd_error = errno;
  Failure failure;
  ssize_t got = 0;
  do {
    got = ::read(error_fd, &failure, sizeof failure);
  } while (got < 0 && errno == EINTR);
  if (got > 0) {
    const auto what =
        failure.stage == Stage::directory
            ? base::format("cannot enter {}", request.directory)
            : base::format("cannot start {}, at {}", request.program, to_string(failure.stage));
    return system_error(what, failure.number);
  }
  if (child.pidfd() < 0) return system_error("cannot watch a process", pidfd_error);
  return child;
}

}  // namespace

Child::~Child() {
  if (pid_ < 0) return;
  signal_group(SIGKILL);
  [[maybe_unused]] const auto status = reap();
}

void Child::signal_group(int signal) const { ::kill(-pid_, signal); }

Result<Child::Status> Child::reap() {
  siginfo_t info{};
  int done = 0;
  do {
    done = ::waitid(P_PID, static_cast<id_t>(pid_), &info, WEXITED);
  } while (done != 0 && errno == EINTR);
  pid_ = -1;
  if (done != 0) {
    return Error{ErrorCode::unsupported,
                 "the host program reaps children that it did not start: their status is lost"};
  }
  if (info.si_code == CLD_EXITED) return Status{info.si_status, 0};
  return Status{-1, info.si_status};
}

Result<Child> spawn(const SpawnRequest& request) {
  const auto bad = std::ranges::any_of(request.argv, has_nul) || has_nul(request.program) ||
                   std::ranges::any_of(request.environment, has_nul) || has_nul(request.directory);
  if (bad) return Error{ErrorCode::invalid_argument, "a command holds a NUL byte"};

  int errors[2] = {-1, -1};
  if (::pipe2(errors, O_CLOEXEC) != 0) return system_error("cannot make a pipe", errno);
  const Fd error_reader(errors[0]);
  Fd error_low(errors[1]);
  Fd error_writer = lifted(error_low.get());
  const int given[given_count] = {request.standard_input, request.standard_output,
                                  request.standard_error, request.report, request.extra};
  Fd copies[given_count];
  const auto argv = pointers(request.argv);
  const auto envp = pointers(request.environment);
  Plan plan{request.program.c_str(),
            argv.data(),
            envp.data(),
            request.directory.empty() ? nullptr : request.directory.c_str(),
            &request,
            {static_cast<unsigned short>(request.filter.size()),
             const_cast<sock_filter*>(request.filter.data())},
            {},
            error_writer.get(),
            ::getpid()};
  for (std::size_t i = 0; i < given_count; ++i) {
    copies[i] = lifted(given[i]);
    plan.fds[i] = copies[i].get();
    if (given[i] >= 0 && !copies[i]) return system_error("cannot copy a descriptor", errno);
  }
  if (!error_writer) return system_error("cannot copy a descriptor", errno);

  pid_t pid = -1;
  int number = 0;
  {
    const SignalsBlocked blocked;
    pid = start(plan);
    number = errno;
  }
  if (pid < 0) return system_error("cannot start a process", number);
  // Only the child may hold the pipe open now.
  error_writer.reset();
  error_low.reset();
  return adopt(pid, error_reader.get(), request);
}

}  // namespace homeostat::process
