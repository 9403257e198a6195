// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/Attack.h"

#include "base/UniqueFd.h"
#include "sandbox/Landlock.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <linux/capability.h>
#include <netinet/in.h>
#include <pthread.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <unistd.h>

namespace assay {
namespace {

/// True where the kernel refused the call before looking at its arguments: they are made so that a
/// call that does get through fails otherwise (EBADF, EFAULT, EINVAL).
template <int number>
bool callIsRefused()
{
    errno = 0;
    return syscall(number, -1, -1, -1, -1, -1, -1) == -1 && (errno == EPERM || errno == ENOSYS);
}

bool canNotOpen(const char *path, int flags)
{
    return !UniqueFd(open(path, flags | O_CLOEXEC, 0600));
}

bool hostFilesAreHidden()
{
    struct stat info = {};
    return canNotOpen("/etc/passwd", O_RDONLY) && stat("/etc/passwd", &info) != 0 &&
           stat("/proc/self", &info) != 0 && stat("/dev/null", &info) != 0;
}

bool nothingCanBeWritten()
{
    return canNotOpen("/assay-attack", O_WRONLY | O_CREAT) && mkdir("/assay-attack", 0700) != 0;
}

bool hostProcessesAreHidden()
{
    // Process 1 is the engine's own; the host's numbers mean nothing here.
    return getppid() == 1 && kill(1'000'000, 0) != 0;
}

bool networkIsGone()
{
    const UniqueFd client(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(9);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    errno = 0;
    (void)connect(client.get(), reinterpret_cast<const sockaddr *>(&address), sizeof address);
    return !client || errno == ENETUNREACH || errno == EACCES;
}

bool userIsNobody()
{
    return geteuid() == 65534 && setuid(0) != 0;
}

bool rootCanNotBeListed()
{
    return canNotOpen("/", O_RDONLY | O_DIRECTORY);
}

bool tcpIsRefused()
{
    const UniqueFd server(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    sockaddr_in address{};
    address.sin_family = AF_INET;
    errno = 0;
    return bind(server.get(), reinterpret_cast<const sockaddr *>(&address), sizeof address) != 0 &&
           (errno == EACCES || !server);
}

bool signalsAreRefused()
{
    return kill(getppid(), 0) != 0 && (errno == EPERM || errno == ENOSYS);
}

bool landlockKnowsTcp()
{
    return Landlock::abi() >= 4;
}

bool landlockKnowsSignals()
{
    return Landlock::abi() >= 6;
}

bool threadsCanNotBeMade()
{
    pthread_t made{};
    const auto nothing = [](void *) -> void * { return nullptr; };
    return pthread_create(&made, nullptr, nothing, nullptr) != 0;
}

bool executableMemoryIsRefused()
{
    void *const page =
        mmap(nullptr, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return mmap(nullptr, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1,
                0) == MAP_FAILED &&
           mprotect(page, 4096, PROT_READ | PROT_EXEC) != 0;
}

bool processesCanNotBeMade()
{
    const long child = syscall(SYS_clone, SIGCHLD, 0, 0, 0, 0);
    if (child == 0)
        _exit(0);
    return child < 0 && callIsRefused<SYS_execve>() && callIsRefused<SYS_execveat>();
}

bool terminalInputIsRefused()
{
    // The kernel reads 32 bits of the request; a filter that compared 64 would miss this one.
    constexpr unsigned long disguise = 1UL << 32;
    errno = 0;
    const char letter = 'x';
    return syscall(SYS_ioctl, 0, TIOCSTI | disguise, &letter) != 0 && errno == EPERM;
}

bool privilegesStayAway()
{
    errno = 0;
    return prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) == 1 || errno == EPERM;
}

bool noCapabilityIsHeld()
{
    __user_cap_header_struct header{_LINUX_CAPABILITY_VERSION_3, 0};
    __user_cap_data_struct held[2] = {};
    return syscall(SYS_capget, &header, held) == 0 &&
           (held[0].effective | held[0].permitted | held[1].effective | held[1].permitted) == 0;
}

bool memoryIsBounded()
{
    return mmap(nullptr, 1ULL << 42, PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1,
                0) == MAP_FAILED;
}

bool limitsCanNotBeRaised()
{
    const rlimit more{RLIM_INFINITY, RLIM_INFINITY};
    return setrlimit(RLIMIT_AS, &more) != 0 && setrlimit(RLIMIT_FSIZE, &more) != 0;
}

bool descriptorsAreBounded()
{
    return fcntl(0, F_DUPFD, 4096) < 0;
}

constexpr auto all = std::to_array<Attack>({
    {"read a file of the host", Layer::Namespaces, hostFilesAreHidden},
    {"write a file", Layer::Namespaces, nothingCanBeWritten},
    {"see processes of the host", Layer::Namespaces, hostProcessesAreHidden},
    {"connect to this machine", Layer::Namespaces, networkIsGone},
    {"become another user", Layer::Namespaces, userIsNobody},
    {"list the root folder", Layer::Landlock, rootCanNotBeListed},
    {"open a TCP port", Layer::Landlock, tcpIsRefused, landlockKnowsTcp},
    {"signal the engine", Layer::Landlock, signalsAreRefused, landlockKnowsSignals},
    {"open a TCP port", Layer::Seccomp, tcpIsRefused},
    {"signal another process", Layer::Seccomp, signalsAreRefused},
    {"run new machine code", Layer::Seccomp, executableMemoryIsRefused},
    {"start a process", Layer::Seccomp, processesCanNotBeMade},
    {"start a thread", Layer::Seccomp, threadsCanNotBeMade},
    {"type into the terminal", Layer::Seccomp, terminalInputIsRefused},
    {"open a socket", Layer::Seccomp, callIsRefused<SYS_socket>},
    {"trace a process", Layer::Seccomp, callIsRefused<SYS_ptrace>},
    {"write another process's memory", Layer::Seccomp, callIsRefused<SYS_process_vm_writev>},
    {"use io_uring", Layer::Seccomp, callIsRefused<SYS_io_uring_setup>},
    {"load a BPF program", Layer::Seccomp, callIsRefused<SYS_bpf>},
    {"use the key ring", Layer::Seccomp, callIsRefused<SYS_keyctl>},
    {"make memory outside the limit", Layer::Seccomp, callIsRefused<SYS_memfd_create>},
    {"enter another namespace", Layer::Seccomp, callIsRefused<SYS_setns>},
    {"make a namespace", Layer::Seccomp, callIsRefused<SYS_unshare>},
    {"mount a file system", Layer::Seccomp, callIsRefused<SYS_mount>},
    {"change a file's mode", Layer::Seccomp, callIsRefused<SYS_fchmod>},
    {"handle page faults", Layer::Seccomp, callIsRefused<SYS_userfaultfd>},
    {"gain privileges", Layer::NoNewPrivileges, privilegesStayAway},
    {"hold a capability", Layer::NoNewPrivileges, noCapabilityIsHeld},
    {"take memory without end", Layer::ResourceLimits, memoryIsBounded},
    {"raise a limit", Layer::ResourceLimits, limitsCanNotBeRaised},
    {"open files without end", Layer::ResourceLimits, descriptorsAreBounded},
});

} // namespace

std::span<const Attack> attacks()
{
    return all;
}

} // namespace assay
