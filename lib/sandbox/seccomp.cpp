#include "sandbox/seccomp.hpp"

#include <linux/audit.h>
#include <linux/seccomp.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <utility>

namespace homeostat::sandbox {
namespace {

#if defined(__x86_64__)
constexpr std::uint32_t native = AUDIT_ARCH_X86_64;
#elif defined(__aarch64__)
constexpr std::uint32_t native = AUDIT_ARCH_AARCH64;
#else
constexpr std::uint32_t native = 0;
#endif

constexpr std::uint32_t x32_bit = 0x40000000;
constexpr std::uint32_t new_namespaces = 0x7E020000;  // CLONE_NEW…, the one for time aside
constexpr std::uint32_t socket_type = 0xF;

constexpr std::uint32_t refused[] = {SYS_ptrace,
                                     SYS_process_vm_readv,
                                     SYS_process_vm_writev,
                                     SYS_kexec_load,
                                     SYS_init_module,
                                     SYS_finit_module,
                                     SYS_delete_module,
                                     SYS_bpf,
                                     SYS_perf_event_open,
                                     SYS_mount,
                                     SYS_umount2,
                                     SYS_pivot_root,
                                     SYS_swapon,
                                     SYS_swapoff,
                                     SYS_reboot,
                                     SYS_setns,
                                     SYS_unshare,
                                     SYS_userfaultfd,
                                     SYS_keyctl,
                                     SYS_add_key,
                                     SYS_request_key,
                                     SYS_acct,
                                     SYS_quotactl,
                                     SYS_settimeofday,
                                     SYS_clock_settime,
                                     SYS_adjtimex,
                                     SYS_clock_adjtime,
                                     SYS_sethostname,
                                     SYS_setdomainname,
                                     SYS_syslog,
                                     SYS_open_by_handle_at,
                                     SYS_name_to_handle_at,
                                     SYS_chroot,
                                     SYS_vhangup,
                                     428 /* open_tree */,
                                     429 /* move_mount */,
                                     430 /* fsopen */,
                                     431 /* fsconfig */,
                                     432 /* fsmount */,
                                     433 /* fspick */,
                                     438 /* pidfd_getfd */,
                                     442 /* mount_setattr */};

// Answered as an old kernel would, so that programs take the older way.
constexpr std::uint32_t unknown[] = {425, 426, 427 /* io_uring */, 435 /* clone3 */};

/// Builds a program from the top down: every rule ends with an answer or falls through.
class Program {
 public:
  std::vector<sock_filter> take() {
    add(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
    return std::move(code_);
  }
  void answer(std::uint32_t what) { add(BPF_RET | BPF_K, what); }
  void error(int number) { answer(SECCOMP_RET_ERRNO | static_cast<std::uint32_t>(number)); }
  void load(std::size_t offset) {
    add(BPF_LD | BPF_W | BPF_ABS, static_cast<std::uint32_t>(offset));
  }
  /// The next `skip` instructions are passed over unless the test holds.
  void unless(std::uint16_t test, std::uint32_t value, std::uint8_t skip) {
    code_.push_back({static_cast<std::uint16_t>(BPF_JMP | test | BPF_K), 0, skip, value});
  }
  void keep_bits(std::uint32_t mask) { add(BPF_ALU | BPF_AND | BPF_K, mask); }
  void call_is(std::uint32_t number, std::uint8_t skip) { unless(BPF_JEQ, number, skip); }

  void refuse(std::uint32_t number, int why) {
    call_is(number, 1);
    error(why);
  }
  /// Refuses the call where its argument, low half, has the value.
  void refuse_argument(std::uint32_t number, int index, std::uint32_t value) {
    call_is(number, 4);
    load(argument(index));
    unless(BPF_JEQ, value, 1);
    error(EPERM);
    load(offsetof(seccomp_data, nr));
  }
  /// Another processor's calls have other numbers.
  void refuse_foreign() {
    load(offsetof(seccomp_data, arch));
    code_.push_back({BPF_JMP | BPF_JEQ | BPF_K, 1, 0, native});
    error(ENOSYS);
    load(offsetof(seccomp_data, nr));
    if (native != AUDIT_ARCH_X86_64) return;
    unless(BPF_JGE, x32_bit, 1);
    error(ENOSYS);
  }

  static std::size_t argument(int index) {
    return offsetof(seccomp_data, args) + static_cast<std::size_t>(index) * 8;
  }

 private:
  void add(int code, std::uint32_t value) {
    code_.push_back({static_cast<std::uint16_t>(code), 0, 0, value});
  }
  std::vector<sock_filter> code_;
};

void refuse_namespaces(Program& program) {
  program.call_is(SYS_clone, 4);
  program.load(Program::argument(0));
  program.unless(BPF_JSET, new_namespaces, 1);
  program.error(EPERM);
  program.load(offsetof(seccomp_data, nr));
}

/// The host program and "everybody" are no targets of signals.
void protect_host(Program& program) {
  const auto host = static_cast<std::uint32_t>(::getpid());
  const std::uint32_t calls[] = {SYS_kill, SYS_tgkill, SYS_tkill, SYS_rt_sigqueueinfo,
                                 434 /* pidfd_open */};
  for (const std::uint32_t call : calls)
    program.refuse_argument(call, 0, host);
  program.refuse_argument(SYS_kill, 0, 0U - host);
  program.refuse_argument(SYS_kill, 0, 0U - 1U);
}

/// AF_UNIX streams only, and no connection to anybody who listens on the host.
void refuse_network(Program& program) {
  program.refuse(SYS_connect, EACCES);
  program.call_is(SYS_socket, 7);
  program.load(Program::argument(0));
  program.unless(BPF_JEQ, AF_UNIX, 4);
  program.load(Program::argument(1));
  program.keep_bits(socket_type);
  program.unless(BPF_JEQ, SOCK_STREAM, 1);
  program.answer(SECCOMP_RET_ALLOW);
  program.error(EACCES);
}

}  // namespace

std::vector<sock_filter> make_seccomp(const SeccompRules& rules) {
  if (native == 0) return {};
  Program program;
  program.refuse_foreign();
  for (const std::uint32_t call : refused)
    program.refuse(call, EPERM);
  for (const std::uint32_t call : unknown)
    program.refuse(call, ENOSYS);
  refuse_namespaces(program);
  if (rules.shares_processes) {
    program.refuse(SYS_setsid, 0);
    program.refuse(SYS_setpgid, 0);
    protect_host(program);
  }
  if (rules.no_network) refuse_network(program);
  return program.take();
}

std::string to_bytes(const std::vector<sock_filter>& program) {
  return {reinterpret_cast<const char*>(program.data()), program.size() * sizeof(sock_filter)};
}

bool has_seccomp() {
  const std::uint32_t action = SECCOMP_RET_ERRNO;
  return native != 0 && ::syscall(SYS_seccomp, SECCOMP_GET_ACTION_AVAIL, 0, &action) == 0;
}

}  // namespace homeostat::sandbox
