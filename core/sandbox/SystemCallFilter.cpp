// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/SystemCallFilter.h"

#include "base/UniqueFd.h"

#include <array>
#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <linux/prctl.h>
#include <linux/seccomp.h>
#include <memory>
#include <sched.h>
#include <seccomp.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace assay {
namespace {

// Options of prctl newer than Debian 12's headers.
constexpr int setAnonymousName = 0x53564d41; // PR_SET_VMA

constexpr auto plainCalls = std::to_array<int>({
    // reading and writing what is open; opening is Landlock's and the mount root's matter
    SCMP_SYS(read),
    SCMP_SYS(write),
    SCMP_SYS(readv),
    SCMP_SYS(writev),
    SCMP_SYS(pread64),
    SCMP_SYS(pwrite64),
    SCMP_SYS(lseek),
    SCMP_SYS(close),
    SCMP_SYS(open),
    SCMP_SYS(openat),
    SCMP_SYS(stat),
    SCMP_SYS(lstat),
    SCMP_SYS(fstat),
    SCMP_SYS(newfstatat),
    SCMP_SYS(statx),
    SCMP_SYS(access),
    SCMP_SYS(faccessat),
    SCMP_SYS(faccessat2),
    SCMP_SYS(getdents64),
    SCMP_SYS(readlink),
    SCMP_SYS(readlinkat),
    SCMP_SYS(getcwd),
    SCMP_SYS(fadvise64),
    SCMP_SYS(dup),
    SCMP_SYS(recvmsg),
    // memory
    SCMP_SYS(brk),
    SCMP_SYS(munmap),
    SCMP_SYS(mremap),
    SCMP_SYS(madvise),
    SCMP_SYS(mincore),
    // waiting and time
    SCMP_SYS(poll),
    SCMP_SYS(ppoll),
    SCMP_SYS(select),
    SCMP_SYS(pselect6),
    SCMP_SYS(futex),
    SCMP_SYS(nanosleep),
    SCMP_SYS(clock_nanosleep),
    SCMP_SYS(clock_gettime),
    SCMP_SYS(clock_getres),
    SCMP_SYS(gettimeofday),
    SCMP_SYS(time),
    SCMP_SYS(times),
    SCMP_SYS(sched_yield),
    SCMP_SYS(restart_syscall),
    // itself
    SCMP_SYS(getpid),
    SCMP_SYS(gettid),
    SCMP_SYS(getppid),
    SCMP_SYS(getuid),
    SCMP_SYS(geteuid),
    SCMP_SYS(umask),
    SCMP_SYS(getgid),
    SCMP_SYS(getegid),
    SCMP_SYS(getrusage),
    SCMP_SYS(uname),
    SCMP_SYS(getrandom),
    SCMP_SYS(sched_getaffinity),
    SCMP_SYS(getcpu),
    SCMP_SYS(membarrier),
    SCMP_SYS(rt_sigprocmask),
    SCMP_SYS(rt_sigreturn),
    SCMP_SYS(sigaltstack),
    SCMP_SYS(set_robust_list),
    SCMP_SYS(rseq),
    SCMP_SYS(set_tid_address),
    SCMP_SYS(exit),
    SCMP_SYS(exit_group),
});

/// Tried by libraries or by careless scripts: they fail, and the run goes on with an OSError.
/// (fcntl, ioctl, prctl and prlimit64 belong here too; as some of their uses are allowed,
/// ForbiddenCall refuses the others.)
constexpr auto refusedCalls = std::to_array<int>({
    SCMP_SYS(socket),
    SCMP_SYS(socketpair),
    SCMP_SYS(setrlimit),
    SCMP_SYS(getrlimit),
    SCMP_SYS(sched_setaffinity),
    SCMP_SYS(sched_setscheduler),
    SCMP_SYS(sched_getparam),
    SCMP_SYS(sched_getscheduler),
    SCMP_SYS(sysinfo),
    SCMP_SYS(mlock),
    SCMP_SYS(pipe),
    SCMP_SYS(pipe2),
    SCMP_SYS(dup2),
    SCMP_SYS(dup3),
    SCMP_SYS(chdir),
    SCMP_SYS(mkdir),
    SCMP_SYS(mkdirat),
    SCMP_SYS(rmdir),
    SCMP_SYS(unlink),
    SCMP_SYS(unlinkat),
    SCMP_SYS(rename),
    SCMP_SYS(renameat),
    SCMP_SYS(renameat2),
    SCMP_SYS(creat),
    SCMP_SYS(truncate),
    SCMP_SYS(ftruncate),
    SCMP_SYS(fallocate),
    SCMP_SYS(symlink),
    SCMP_SYS(symlinkat),
    SCMP_SYS(link),
    SCMP_SYS(linkat),
    SCMP_SYS(chmod),
    SCMP_SYS(fchmod),
    SCMP_SYS(fchmodat),
    SCMP_SYS(chown),
    SCMP_SYS(fchown),
    SCMP_SYS(fchownat),
    SCMP_SYS(utime),
    SCMP_SYS(utimes),
    SCMP_SYS(utimensat),
    SCMP_SYS(fsync),
    SCMP_SYS(epoll_create1),
    SCMP_SYS(eventfd2),
    SCMP_SYS(timerfd_create),
    SCMP_SYS(alarm),
    SCMP_SYS(setitimer),
    SCMP_SYS(getgroups),
    SCMP_SYS(statfs),
    SCMP_SYS(fstatfs),
    SCMP_SYS(memfd_create),
    SCMP_SYS(tgkill),
});

struct Release
{
    void operator()(void *context) const { seccomp_release(context); }
};
using Context = std::unique_ptr<void, Release>;

/// Adds rules and remembers whether one failed.
class Rules
{
public:
    explicit Rules(scmp_filter_ctx context)
        : m_context(context)
    {
    }

    template <typename... Conditions>
    void add(std::uint32_t action, int call, Conditions... conditions)
    {
        const auto list = std::array<scmp_arg_cmp, sizeof...(conditions)>{conditions...};
        if (seccomp_rule_add_array(m_context, action, call, list.size(), list.data()) != 0)
            m_failed = true;
    }
    template <typename... Conditions>
    void allow(int call, Conditions... conditions)
    {
        add(SCMP_ACT_ALLOW, call, conditions...);
    }
    [[nodiscard]] bool failed() const { return m_failed; }

private:
    scmp_filter_ctx m_context;
    bool m_failed = false;
};

// The kernel reads these arguments as 32 bits, so the filter must not see more
// (CVE-2019-10063 was a filter that compared 64).
scmp_arg_cmp low(unsigned argument, std::uint32_t value)
{
    return {argument, SCMP_CMP_MASKED_EQ, 0xffffffffULL, value};
}
scmp_arg_cmp without(unsigned argument, std::uint64_t bits)
{
    return {argument, SCMP_CMP_MASKED_EQ, bits, 0};
}
scmp_arg_cmp isNull(unsigned argument)
{
    return {argument, SCMP_CMP_EQ, 0, 0};
}

void allowMemory(Rules &rules)
{
    // What may be executed is fixed when the interpreter has loaded its libraries.
    rules.allow(SCMP_SYS(mmap), without(2, PROT_EXEC));
    rules.allow(SCMP_SYS(mprotect), without(2, PROT_EXEC));
    rules.add(SCMP_ACT_ERRNO(EPERM), SCMP_SYS(mmap),
              scmp_arg_cmp{2, SCMP_CMP_MASKED_EQ, PROT_EXEC, PROT_EXEC});
    rules.add(SCMP_ACT_ERRNO(EPERM), SCMP_SYS(mprotect),
              scmp_arg_cmp{2, SCMP_CMP_MASKED_EQ, PROT_EXEC, PROT_EXEC});
}

/// No analysis needs a thread, and a filter can't count them. The error is the one that Python tells
/// of as "can't start new thread"; any other clone ends the process.
void refuseThreads(Rules &rules)
{
    constexpr std::uint64_t thread =
        CLONE_VM | CLONE_FS | CLONE_FILES | CLONE_SIGHAND | CLONE_THREAD | CLONE_SYSVSEM;
    constexpr std::uint64_t others =
        ~(thread | CLONE_SETTLS | CLONE_PARENT_SETTID | CLONE_CHILD_CLEARTID | CLONE_DETACHED) &
        0xffffffffULL;
    rules.add(SCMP_ACT_ERRNO(EAGAIN), SCMP_SYS(clone),
              scmp_arg_cmp{0, SCMP_CMP_MASKED_EQ, thread | others, thread});
    // Its flags lie behind a pointer that a filter can't read; ENOSYS makes glibc use clone.
    rules.add(SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3));
}

void allowSome(Rules &rules)
{
    for (const std::uint32_t command : {F_GETFD, F_SETFD, F_GETFL, F_DUPFD_CLOEXEC})
        rules.allow(SCMP_SYS(fcntl), low(1, command));
    for (const std::uint64_t request : {FIONREAD, FIOCLEX})
        rules.allow(SCMP_SYS(ioctl), low(1, static_cast<std::uint32_t>(request)));
    rules.allow(SCMP_SYS(prctl), low(0, PR_GET_NAME));
    rules.allow(SCMP_SYS(prctl), low(0, PR_SET_NAME));
    rules.allow(SCMP_SYS(prctl), low(0, static_cast<std::uint32_t>(setAnonymousName)));
    // Sending on the channel, without an address and without descriptors.
    rules.allow(SCMP_SYS(sendto), isNull(4), isNull(5));
    // Reading one's own limits; nothing is set.
    rules.allow(SCMP_SYS(prlimit64), low(0, 0), isNull(2));
    // The handler that reports a forbidden call stays ours.
    rules.allow(SCMP_SYS(rt_sigaction), scmp_arg_cmp{0, SCMP_CMP_LT, SIGSYS, 0});
    rules.allow(SCMP_SYS(rt_sigaction), scmp_arg_cmp{0, SCMP_CMP_GT, SIGSYS, 0});
    rules.add(SCMP_ACT_ERRNO(EPERM), SCMP_SYS(rt_sigaction), low(0, SIGSYS));
}

Result<std::vector<sock_filter>> exported(scmp_filter_ctx context)
{
    const UniqueFd file(memfd_create("assay-filter", MFD_CLOEXEC));
    if (!file || seccomp_export_bpf(context, file.get()) != 0)
        return failure(ErrorCode::System, "libseccomp could not compile the filter");
    const off_t bytes = lseek(file.get(), 0, SEEK_END);
    std::vector<sock_filter> program(static_cast<std::size_t>(bytes) / sizeof(sock_filter));
    if (program.empty() ||
        pread(file.get(), program.data(), static_cast<std::size_t>(bytes), 0) != bytes)
        return systemFailure("reading the compiled filter");
    return program;
}

} // namespace

bool SystemCallFilter::isOffered()
{
    const std::uint32_t trap = SECCOMP_RET_TRAP;
    return syscall(SYS_seccomp, SECCOMP_GET_ACTION_AVAIL, 0, &trap) == 0;
}

Result<SystemCallFilter> SystemCallFilter::compile()
{
    const Context context(seccomp_init(SCMP_ACT_TRAP));
    if (!context)
        return failure(ErrorCode::System, "libseccomp could not be started");
    // The native architecture only; another one, x32 included, is killed.
    seccomp_attr_set(context.get(), SCMP_FLTATR_ACT_BADARCH, SCMP_ACT_KILL_PROCESS);
    seccomp_attr_set(context.get(), SCMP_FLTATR_CTL_OPTIMIZE, 2);
    Rules rules(context.get());
    for (const int call : plainCalls)
        rules.allow(call);
    allowMemory(rules);
    refuseThreads(rules);
    allowSome(rules);
    for (const int call : refusedCalls)
        rules.add(SCMP_ACT_ERRNO(EPERM), call);
    rules.add(SCMP_ACT_KILL_PROCESS, SCMP_SYS(reboot));
    if (rules.failed())
        return failure(ErrorCode::System, "libseccomp refused a rule of the filter");
    return exported(context.get()).map([](std::vector<sock_filter> program) {
        return SystemCallFilter(std::move(program));
    });
}

Result<void> SystemCallFilter::load() const
{
    const sock_fprog program{static_cast<unsigned short>(m_program.size()),
                             const_cast<sock_filter *>(m_program.data())};
    if (syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, SECCOMP_FILTER_FLAG_TSYNC, &program) != 0)
        return systemFailure("seccomp");
    return {};
}

void SystemCallFilter::endProcess()
{
    // Bad magic numbers: even without a filter this does nothing.
    syscall(SYS_reboot, 0, 0, 0, nullptr);
    _exit(159);
}

std::string SystemCallFilter::nameOf(std::uint32_t systemCall)
{
    char *name = seccomp_syscall_resolve_num_arch(SCMP_ARCH_NATIVE, static_cast<int>(systemCall));
    if (name == nullptr)
        return "number " + std::to_string(systemCall);
    std::string text = name;
    std::free(name);
    return text;
}

} // namespace assay
