// SPDX-License-Identifier: GPL-3.0-or-later
// An engine without Python and without a sandbox, for tests: it speaks the control protocol and
// plays the part that its own file name gives it (`fake-engine`: an honest one).
#include "base/UniqueFd.h"
#include "protocol/EngineMessages.h"
#include "protocol/Packet.h"
#include "tests/execution/FakeProcess.h"

#include <array>
#include <csignal>
#include <cstdio>
#include <fcntl.h>
#include <map>
#include <poll.h>
#include <string>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

#ifdef ASSAY_SANITIZED
/// Its processes die as they are told to, not as the sanitizers report it.
extern "C" const char *__asan_default_options()
{
    return "detect_leaks=0:handle_segv=0";
}
#endif

using namespace assay;

namespace {

constexpr int control = 3;

class FakeEngine
{
public:
    explicit FakeEngine(std::string part)
        : m_part(std::move(part))
    {
    }

    int serve();

private:
    void greet();
    void handle(const ToEngine &message);
    void prepare(const PrepareRequest &request);
    void make(const PrepareRequest &request);
    void answerHeld();
    void bury();
    void say(const FromEngine &message, const std::vector<int> &files = {});

    std::string m_part;
    int m_prepares = 0;
    std::vector<PrepareRequest> m_held;
    std::map<pid_t, std::int64_t> m_children;
};

void FakeEngine::say(const FromEngine &message, const std::vector<int> &files)
{
    if (!packets::send(control, encode(message), files))
        _exit(1);
}

void FakeEngine::greet()
{
    if (m_part == "never-greets")
        return;
    if (m_part == "dies-at-once") {
        std::fputs("the stage is on fire\n", stderr);
        _exit(1);
    }
    const Hello hello{"3.11", "1.5", "1.24", {}, {{"seccomp", "active", "fake"}}};
    if (m_part == "speaks-before-greeting") {
        say(Prepared{1});
        say(Ended{1, 0, 0, 0, {}, true});
        say(AttacksDone{});
    }
    if (m_part == "cannot-start")
        return say(Hello{{}, {}, {}, "pandas is missing", {}});
    say(hello);
    if (m_part == "greets-twice")
        say(Hello{{}, {}, {}, "second thoughts", {}});
}

void FakeEngine::handle(const ToEngine &message)
{
    if (const auto *request = std::get_if<PrepareRequest>(&message))
        return prepare(*request);
    if (m_part == "drops-attacks")
        return;
    if (m_part == "dies-of-attack")
        _exit(1);
    say(AttacksDone{{}, {{"open a file", "landlock", true}}});
    if (m_part == "says-twice")
        say(AttacksDone{"again", {}});
}

void FakeEngine::prepare(const PrepareRequest &request)
{
    constexpr int enough = 2;
    ++m_prepares;
    if (m_part == "drops-prepares" || (m_part == "drops-first-prepare" && m_prepares == 1))
        return;
    if (m_part == "sends-noise") {
        const std::vector<std::uint8_t> noise{0xff, 0x00};
        (void)packets::send(control, noise);
        return;
    }
    if (m_part == "fails-prepares")
        return say(PrepareFailed{request.id, "the stage is full"});
    if (m_part == "sends-no-files")
        return say(Prepared{request.id});
    if (m_part == "answers-in-reverse")
        return m_held.push_back(request);
    if (m_part == "dies-after-two" && m_prepares > enough)
        _exit(1);
    make(request);
}

void FakeEngine::make(const PrepareRequest &request)
{
    auto channel = packets::socketPair();
    std::array<int, 2> out{};
    std::array<int, 2> err{};
    const UniqueFd area(memfd_create("fake-area", MFD_CLOEXEC | MFD_ALLOW_SEALING));
    if (!channel || pipe2(out.data(), O_CLOEXEC) != 0 || pipe2(err.data(), O_CLOEXEC) != 0 ||
        ftruncate(area.get(), request.resultBytes) != 0)
        _exit(1);
    fcntl(area.get(), F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW);
    const std::array<UniqueFd, 4> pipes{UniqueFd(out[0]), UniqueFd(out[1]), UniqueFd(err[0]),
                                        UniqueFd(err[1])};
    fcntl(out[0], F_SETFL, O_NONBLOCK);
    fcntl(err[0], F_SETFL, O_NONBLOCK);
    const pid_t child = fork();
    if (child == 0) {
        channel->first.reset();
        close(control);
        test::playProcess({channel->second.get(), out[1], area.get(), request.resultBytes});
    }
    m_children[child] = request.id;
    const UniqueFd process(static_cast<int>(syscall(SYS_pidfd_open, child, 0)));
    const std::vector<int> files{channel->first.get(), out[0], err[0], process.get(), area.get()};
    say(Prepared{request.id}, files);
    if (m_part == "says-twice")
        say(Prepared{request.id}, files);
}

/// The last asked for comes first, once nothing more is asked.
void FakeEngine::answerHeld()
{
    for (; !m_held.empty(); m_held.pop_back())
        make(m_held.back());
}

void FakeEngine::bury()
{
    int status = 0;
    for (pid_t child = 0; (child = waitpid(-1, &status, WNOHANG)) > 0;) {
        const Ended ended{m_children[child],
                          WIFEXITED(status) ? WEXITSTATUS(status) : 0,
                          WIFSIGNALED(status) ? WTERMSIG(status) : 0,
                          1 << 20,
                          {}};
        m_children.erase(child);
        if (m_part == "hides-deaths")
            continue;
        if (m_part == "says-twice") {
            say(Ended{987'654, 0, SIGSEGV, 0, {}, true});
            say(PrepareFailed{987'654, "of nobody"});
            say(ended);
        }
        say(ended);
    }
}

int FakeEngine::serve()
{
    constexpr int tick = 5;
    greet();
    for (;;) {
        pollfd waiting{control, POLLIN, 0};
        const int ready = poll(&waiting, 1, tick);
        bury();
        if (ready == 0) {
            answerHeld();
            continue;
        }
        Packet packet;
        const auto received = packets::receive(control, packet);
        if (!received || *received != packets::Received::Packet)
            return 0;
        const Result<ToEngine> message = decodeToEngine(packet.bytes);
        if (!message)
            return 1;
        handle(*message);
    }
}

} // namespace

int main(int, char **argv)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
    std::string name(argv[0]);
    name.erase(0, name.rfind('/') + 1);
    return FakeEngine(name).serve();
}
