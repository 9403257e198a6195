// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/ForbiddenCall.h"
#include "sandbox/SystemCallFilter.h"

#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <functional>
#include <linux/futex.h>
#include <pthread.h>
#include <QTest>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace assay;

namespace {

struct Outcome
{
    int exitCode = -1;
    int signal = 0;
    LastWords lastWords;
};

/// Runs `body` in a forked process under the real filter; its value is the exit code.
Outcome filtered(const std::function<int()> &body)
{
    auto *words = static_cast<LastWords *>(mmap(nullptr, sizeof(LastWords), PROT_READ | PROT_WRITE,
                                                MAP_SHARED | MAP_ANONYMOUS, -1, 0));
    const Result<SystemCallFilter> filter = SystemCallFilter::compile();
    const pid_t child = fork();
    if (child == 0) {
        prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
        if (!answerForbiddenCalls(words, OnForbiddenCall::EndProcess) || !filter || !filter->load())
            _exit(99);
        _exit(body());
    }
    int status = 0;
    waitpid(child, &status, 0);
    const Outcome outcome{WIFEXITED(status) ? WEXITSTATUS(status) : -1,
                          WIFSIGNALED(status) ? WTERMSIG(status) : 0, *words};
    munmap(words, sizeof(LastWords));
    return outcome;
}

int errorOf(long result)
{
    return result == -1 ? errno : 0;
}

void *nothing(void *)
{
    return nullptr;
}

} // namespace

/// The loaded filter, rule by rule: what is allowed goes through, what differs in one argument does
/// not, what is not listed ends the process and says which call it was.
class SystemCallFilterTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void forbiddenCallsEndTheProcess_data()
    {
        QTest::addColumn<int>("call");
        const std::pair<const char *, int> calls[] = {{"execve", SYS_execve},
                                                      {"execveat", SYS_execveat},
                                                      {"fork", SYS_fork},
                                                      {"vfork", SYS_vfork},
                                                      {"kill", SYS_kill},
                                                      {"ptrace", SYS_ptrace},
                                                      {"process_vm_readv", SYS_process_vm_readv},
                                                      {"process_vm_writev", SYS_process_vm_writev},
                                                      {"kcmp", SYS_kcmp},
                                                      {"pidfd_open", SYS_pidfd_open},
                                                      {"pidfd_getfd", SYS_pidfd_getfd},
                                                      {"pidfd_send_signal", SYS_pidfd_send_signal},
                                                      {"bpf", SYS_bpf},
                                                      {"perf_event_open", SYS_perf_event_open},
                                                      {"io_uring_setup", SYS_io_uring_setup},
                                                      {"io_uring_enter", SYS_io_uring_enter},
                                                      {"userfaultfd", SYS_userfaultfd},
                                                      {"keyctl", SYS_keyctl},
                                                      {"add_key", SYS_add_key},
                                                      {"request_key", SYS_request_key},
                                                      {"memfd_secret", 447},
                                                      {"mount", SYS_mount},
                                                      {"fsopen", SYS_fsopen},
                                                      {"open_tree", SYS_open_tree},
                                                      {"move_mount", SYS_move_mount},
                                                      {"pivot_root", SYS_pivot_root},
                                                      {"chroot", SYS_chroot},
                                                      {"unshare", SYS_unshare},
                                                      {"setns", SYS_setns},
                                                      {"connect", SYS_connect},
                                                      {"bind", SYS_bind},
                                                      {"sendmsg", SYS_sendmsg},
                                                      {"shmget", SYS_shmget},
                                                      {"semget", SYS_semget},
                                                      {"msgget", SYS_msgget},
                                                      {"mq_open", SYS_mq_open},
                                                      {"name_to_handle_at", SYS_name_to_handle_at},
                                                      {"open_by_handle_at", SYS_open_by_handle_at},
                                                      {"fanotify_init", SYS_fanotify_init},
                                                      {"inotify_init1", SYS_inotify_init1},
                                                      {"personality", SYS_personality},
                                                      {"modify_ldt", SYS_modify_ldt},
                                                      {"seccomp", SYS_seccomp},
                                                      {"vmsplice", SYS_vmsplice},
                                                      {"splice", SYS_splice},
                                                      {"tee", SYS_tee},
                                                      {"setsid", SYS_setsid},
                                                      {"setpgid", SYS_setpgid},
                                                      {"setuid", SYS_setuid},
                                                      {"setgroups", SYS_setgroups},
                                                      {"capset", SYS_capset},
                                                      {"setxattr", SYS_setxattr},
                                                      {"syslog", SYS_syslog},
                                                      {"swapon", SYS_swapon},
                                                      {"settimeofday", SYS_settimeofday},
                                                      {"init_module", SYS_init_module},
                                                      {"kexec_load", SYS_kexec_load},
                                                      {"iopl", SYS_iopl},
                                                      {"acct", SYS_acct},
                                                      {"quotactl", SYS_quotactl},
                                                      {"openat2", SYS_openat2},
                                                      {"landlock_create_ruleset", 444},
                                                      {"a call nobody knows yet", 999}};
        for (const auto &[name, call] : calls)
            QTest::newRow(name) << call;
    }
    void forbiddenCallsEndTheProcess()
    {
        QFETCH(int, call);
        const Outcome outcome =
            filtered([&] { return errorOf(syscall(call, -1, -1, -1, -1, -1, -1)); });
        QCOMPARE(outcome.signal, SIGSYS);
        QCOMPARE(outcome.lastWords.written, 1U);
        QCOMPARE(outcome.lastWords.systemCall, static_cast<std::uint32_t>(call));
    }

    void refusedCallsFail_data()
    {
        QTest::addColumn<int>("call");
        const std::pair<const char *, int> calls[] = {{"socket", SYS_socket},
                                                      {"socketpair", SYS_socketpair},
                                                      {"memfd_create", SYS_memfd_create},
                                                      {"pipe2", SYS_pipe2},
                                                      {"dup2", SYS_dup2},
                                                      {"ftruncate", SYS_ftruncate},
                                                      {"chdir", SYS_chdir},
                                                      {"fchmod", SYS_fchmod},
                                                      {"utimensat", SYS_utimensat},
                                                      {"alarm", SYS_alarm},
                                                      {"setitimer", SYS_setitimer},
                                                      {"setrlimit", SYS_setrlimit},
                                                      {"sched_setaffinity", SYS_sched_setaffinity},
                                                      {"tgkill", SYS_tgkill}};
        for (const auto &[name, call] : calls)
            QTest::newRow(name) << call;
    }
    void refusedCallsFail()
    {
        QFETCH(int, call);
        const Outcome outcome =
            filtered([&] { return errorOf(syscall(call, -1, -1, -1, -1, -1, -1)); });
        QCOMPARE(outcome.exitCode, EPERM);
    }

    void argumentsDecide_data()
    {
        QTest::addColumn<int>("call");
        QTest::addColumn<QList<qulonglong>>("arguments");
        QTest::addColumn<int>("error");
        using Arguments = QList<qulonglong>;
        constexpr qulonglong high = 1ULL << 32;
        const auto row = [](const char *name, int call, const Arguments &arguments, int error) {
            QTest::newRow(name) << call << arguments << error;
        };
        const qulonglong anonymous = MAP_PRIVATE | MAP_ANONYMOUS;
        row("mmap data", SYS_mmap, {0, 4096, PROT_READ | PROT_WRITE, anonymous, ~0ULL, 0}, 0);
        row("mmap code", SYS_mmap, {0, 4096, PROT_READ | PROT_EXEC, anonymous, ~0ULL, 0}, EPERM);
        row("mprotect code", SYS_mprotect, {0, 4096, PROT_EXEC}, EPERM);
        row("fcntl F_GETFL", SYS_fcntl, {0, F_GETFL}, 0);
        row("fcntl F_SETOWN", SYS_fcntl, {0, F_SETOWN, 1}, EPERM);
        row("fcntl F_ADD_SEALS", SYS_fcntl, {0, F_ADD_SEALS, 0}, EPERM);
        row("ioctl FIOCLEX", SYS_ioctl, {0, FIOCLEX}, 0);
        row("ioctl TCGETS", SYS_ioctl, {0, TCGETS, 0}, EPERM);
        row("ioctl TIOCSTI", SYS_ioctl, {0, TIOCSTI, 0}, EPERM);
        row("ioctl TIOCSTI with high bits", SYS_ioctl, {0, TIOCSTI | high, 0}, EPERM);
        row("ioctl TIOCLINUX", SYS_ioctl, {0, 0x541C, 0}, EPERM);
        row("prctl PR_SET_PDEATHSIG", SYS_prctl, {PR_SET_PDEATHSIG, 0}, EPERM);
        row("prctl PR_SET_DUMPABLE", SYS_prctl, {PR_SET_DUMPABLE, 1}, EPERM);
        row("prctl PR_SET_SECCOMP", SYS_prctl, {PR_SET_SECCOMP, 2, 0}, EPERM);
        row("prctl PR_SET_MM", SYS_prctl, {PR_SET_MM, 1, 0}, EPERM);
        row("prctl PR_SET_NO_NEW_PRIVS", SYS_prctl, {PR_SET_NO_NEW_PRIVS, 0}, EPERM);
        row("prlimit64 of itself, reading", SYS_prlimit64, {0, 0, 0, 0}, 0);
        row("prlimit64 of another", SYS_prlimit64, {1, 0, 0, 0}, EPERM);
        row("prlimit64, setting", SYS_prlimit64, {0, 0, 4096, 0}, EPERM);
        row("rt_sigaction SIGTERM", SYS_rt_sigaction, {SIGTERM, 0, 0, 8}, 0);
        row("rt_sigaction SIGSYS", SYS_rt_sigaction, {SIGSYS, 0, 0, 8}, EPERM);
        row("clone3", SYS_clone3, {0, 0}, ENOSYS);
    }
    void argumentsDecide()
    {
        QFETCH(int, call);
        QFETCH(QList<qulonglong>, arguments);
        QFETCH(int, error);
        arguments.resize(6);
        const Outcome outcome = filtered([&] {
            return errorOf(syscall(call, arguments[0], arguments[1], arguments[2], arguments[3],
                                   arguments[4], arguments[5]));
        });
        QCOMPARE(outcome.signal, 0);
        QCOMPARE(outcome.exitCode, error);
    }

    void neitherThreadsNorProcessesCanBeMade()
    {
        const Outcome thread = filtered([] {
            pthread_t made{};
            return pthread_create(&made, nullptr, nothing, nullptr);
        });
        QCOMPARE(thread.exitCode, EAGAIN);
        const Outcome process =
            filtered([] { return errorOf(syscall(SYS_clone, SIGCHLD, 0, 0, 0, 0)); });
        QCOMPARE(process.signal, SIGSYS);
        const Outcome disguised = filtered([] {
            return errorOf(syscall(SYS_clone,
                                   CLONE_VM | CLONE_FS | CLONE_FILES | CLONE_SIGHAND |
                                       CLONE_THREAD | CLONE_SYSVSEM | CLONE_NEWUSER,
                                   0, 0, 0, 0));
        });
        QCOMPARE(disguised.signal, SIGSYS);
    }

    void otherCallingConventionsAreKilled()
    {
#if defined(__x86_64__)
        constexpr long x32 = 0x40000000;
        QCOMPARE(filtered([] { return errorOf(syscall(x32 + SYS_getpid)); }).signal, SIGSYS);
        const Outcome old = filtered([] {
            long result = 0;
            asm volatile("int $0x80" : "=a"(result) : "a"(20L) : "memory");
            return int(result > 0);
        });
        QCOMPARE(old.signal, SIGSYS);
#else
        QSKIP("only x86-64 has others");
#endif
    }

    void blockingTheSignalDoesNotHelp()
    {
        const Outcome outcome = filtered([] {
            sigset_t all;
            sigfillset(&all);
            sigprocmask(SIG_SETMASK, &all, nullptr);
            return errorOf(syscall(SYS_ptrace, 0, 0, 0, 0));
        });
        QCOMPARE(outcome.signal, SIGSYS);
    }

    void namesAreKnown()
    {
        QCOMPARE(SystemCallFilter::nameOf(SYS_ptrace), std::string("ptrace"));
        QCOMPARE(SystemCallFilter::nameOf(99999), std::string("number 99999"));
    }
};

QTEST_APPLESS_MAIN(SystemCallFilterTest)
#include "tst_SystemCallFilter.moc"
