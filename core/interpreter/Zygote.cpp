// SPDX-License-Identifier: GPL-3.0-or-later
#include "interpreter/Zygote.h"

#include "interpreter/AttackParty.h"
#include "interpreter/ConfinedProcess.h"
#include "protocol/Packet.h"

#include <algorithm>
#include <array>
#include <csignal>
#include <fcntl.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

namespace assay {
namespace {

LastWords *sharedLastWords()
{
    void *const page =
        mmap(nullptr, sizeof(LastWords), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    return page == MAP_FAILED ? nullptr : static_cast<LastWords *>(page);
}

/// A file of fixed size, so that the process that fills it can't pull it from under its reader.
Result<UniqueFd> resultArea(std::int64_t bytes)
{
    UniqueFd area(memfd_create("assay-result", MFD_CLOEXEC | MFD_ALLOW_SEALING));
    if (!area || ftruncate(area.get(), bytes) != 0 ||
        fcntl(area.get(), F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW) != 0)
        return systemFailure("making a result area");
    return area;
}

Result<std::pair<UniqueFd, UniqueFd>> outputPipe()
{
    std::array<int, 2> ends{};
    if (pipe2(ends.data(), O_CLOEXEC) != 0)
        return systemFailure("pipe2");
    // Larger than the default, so that a flood costs fewer switches; refused is no harm.
    (void)fcntl(ends[0], F_SETPIPE_SZ, 1 << 20);
    (void)fcntl(ends[0], F_SETFL, O_NONBLOCK);
    return std::pair{UniqueFd(ends[0]), UniqueFd(ends[1])};
}

UniqueFd childSignals()
{
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGCHLD);
    sigprocmask(SIG_BLOCK, &set, nullptr);
    return UniqueFd(signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK));
}

std::string missingText(const std::vector<LayerText> &missing)
{
    std::string names;
    std::string reasons;
    for (const LayerText &layer : missing) {
        names += (names.empty() ? "" : ",") + layer.name;
        reasons += (reasons.empty() ? "" : "; ") + layer.name + ": " + layer.detail;
    }
    return "the sandbox is incomplete here (" + reasons +
           "), so scripts are not run; to run them all the same, accept it with --accept-missing " +
           names;
}

} // namespace

/// Both ends of everything that connects a new process to the host.
struct Zygote::Pipes
{
    std::pair<UniqueFd, UniqueFd> channel; ///< host's end, process's end
    std::pair<UniqueFd, UniqueFd> output;
    std::pair<UniqueFd, UniqueFd> diagnostics;
    UniqueFd area;
    UniqueFd confirmation; ///< an eventfd: the process says there that it is confined
    UniqueFd process;      ///< a pidfd

    static Result<Pipes> make(std::int64_t resultBytes)
    {
        Result<std::pair<UniqueFd, UniqueFd>> channel = packets::socketPair();
        Result<std::pair<UniqueFd, UniqueFd>> output = outputPipe();
        Result<std::pair<UniqueFd, UniqueFd>> diagnostics = outputPipe();
        Result<UniqueFd> area = resultArea(resultBytes);
        UniqueFd confirmation(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK));
        if (!channel || !output || !diagnostics || !area || !confirmation)
            return failure(ErrorCode::System, "the system is out of files or memory");
        return Pipes{std::move(*channel),
                     std::move(*output),
                     std::move(*diagnostics),
                     std::move(*area),
                     std::move(confirmation),
                     {}};
    }
};

Zygote::Zygote(Interpreter interpreter, std::unique_ptr<Policy> policy, UniqueFd control,
               UniqueFd guardian, UniqueFd null)
    : m_interpreter(std::move(interpreter))
    , m_policy(std::move(policy))
    , m_control(std::move(control))
    , m_guardian(std::move(guardian))
    , m_null(std::move(null))
{
}

Zygote::~Zygote() = default;

Result<void> Zygote::serve(const std::vector<std::string> &acceptedMissing)
{
    Result<void> state = say(hello(acceptedMissing));
    m_childSignals = childSignals();
    std::array<pollfd, 3> waiting{{{m_control.get(), POLLIN, 0},
                                   {m_childSignals.get(), POLLIN, 0},
                                   {m_guardian.get(), POLLIN, 0}}};
    while (state) {
        if (poll(waiting.data(), waiting.size(), -1) < 0 && errno != EINTR)
            return systemFailure("poll");
        if (waiting[2].revents != 0)
            return {}; // the guardian is gone, and so must this be
        if (waiting[1].revents != 0)
            state = bury();
        if (waiting[0].revents == 0 || !state)
            continue;
        Packet packet;
        const Result<packets::Received> received = packets::receive(m_control.get(), packet);
        if (!received || *received != packets::Received::Packet)
            return {}; // the host is gone
        state = decodeToEngine(packet.bytes).and_then([&](const ToEngine &message) {
            return handle(message);
        });
    }
    return state;
}

Hello Zygote::hello(const std::vector<std::string> &acceptedMissing) const
{
    const PythonVersions &versions = m_interpreter.versions();
    Hello hello{versions.python, versions.pandas, versions.numpy, {}, {}};
    const AttacksDone attacks = attackEveryLayer(*m_policy);
    std::vector<LayerText> missing;
    for (const LayerReport &report : m_policy->layers()) {
        LayerText layer{std::string(layerName(report.layer)),
                        std::string(layerStateName(report.state)), report.detail};
        for (const AttackText &attack : attacks.attacks) {
            if (report.state != LayerState::Active || attack.layer != layer.name ||
                attack.blocked || !attack.tried)
                continue;
            layer.state = layerStateName(LayerState::Failed);
            layer.detail = "an attack got through: " + attack.name;
        }
        const bool accepted =
            std::ranges::find(acceptedMissing, layer.name) != acceptedMissing.end();
        if (layer.state != layerStateName(LayerState::Active) && !accepted)
            missing.push_back(layer);
        hello.layers.push_back(std::move(layer));
    }
    if (!missing.empty())
        hello.problem = missingText(missing);
    return hello;
}

Result<void> Zygote::handle(const ToEngine &message)
{
    if (const auto *request = std::get_if<PrepareRequest>(&message)) {
        const Result<void> prepared = prepare(*request);
        return prepared ? prepared : say(PrepareFailed{request->id, prepared.error().text});
    }
    return attack();
}

Result<void> Zygote::prepare(const PrepareRequest &request)
{
    Result<Pipes> pipes = Pipes::make(request.resultBytes);
    LastWords *lastWords = sharedLastWords();
    if (!pipes || lastWords == nullptr)
        return failure(ErrorCode::System, "the system is out of files or memory");
    PyOS_BeforeFork();
    const pid_t child = fork();
    if (child == 0)
        becomeRun(request, *pipes, lastWords);
    PyOS_AfterFork_Parent();
    if (child < 0) {
        munmap(lastWords, sizeof *lastWords);
        return systemFailure("fork");
    }
    // The next child would otherwise share this page with this one.
    madvise(lastWords, sizeof *lastWords, MADV_DONTFORK);
    m_children[child] = {request, lastWords, std::move(pipes->confirmation)};
    pipes->process.reset(static_cast<int>(syscall(SYS_pidfd_open, child, 0)));
    if (!pipes->process) {
        kill(child, SIGKILL);
        return systemFailure("pidfd_open");
    }
    return announce(request, *pipes);
}

Result<void> Zygote::announce(const PrepareRequest &request, Pipes &pipes)
{
    return say(Prepared{request.id},
               {pipes.channel.first.get(), pipes.output.first.get(), pipes.diagnostics.first.get(),
                pipes.process.get(), pipes.area.get()});
}

void Zygote::becomeRun(const PrepareRequest &request, Pipes &pipes, LastWords *lastWords)
{
    const auto size = static_cast<std::size_t>(request.resultBytes);
    void *const area = mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_SHARED, pipes.area.get(), 0);
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, nullptr);
    const bool connected = area != MAP_FAILED && dup2(m_null.get(), 0) == 0 &&
                           dup2(pipes.output.second.get(), 1) == 1 &&
                           dup2(pipes.diagnostics.second.get(), 2) == 2;
    const int channel = pipes.channel.second.get();
    const int confirmation = pipes.confirmation.get();
    const Cell cell{{static_cast<std::uint64_t>(request.memoryBytes),
                     static_cast<std::uint64_t>(request.resultBytes),
                     static_cast<std::uint32_t>(request.cpuSeconds)},
                    {channel, confirmation},
                    lastWords,
                    OnForbiddenCall::EndProcess,
                    std::nullopt};
    if (!connected || !m_policy->confine(cell) || eventfd_write(confirmation, 1) != 0)
        _exit(1);
    close(confirmation); // before any script could take it back
    ConfinedProcess process(m_interpreter, channel, {static_cast<std::byte *>(area), size});
    process.serve();
}

Result<void> Zygote::attack()
{
    // A child buried by the attackers' wait would never be reported, so none may be waiting.
    return bury().and_then([this] { return say(attackEveryLayer(*m_policy)); });
}

Result<void> Zygote::bury()
{
    signalfd_siginfo ignored{};
    while (read(m_childSignals.get(), &ignored, sizeof ignored) > 0) {
    }
    int status = 0;
    rusage usage{};
    for (pid_t child = 0; (child = wait4(-1, &status, WNOHANG, &usage)) > 0;) {
        const auto known = m_children.find(child);
        if (known == m_children.end())
            continue;
        const Ended ended = howItEnded(known->second, status, usage);
        munmap(known->second.lastWords, sizeof(LastWords));
        m_children.erase(known);
        if (Result<void> said = say(ended); !said)
            return said;
    }
    return {};
}

Ended Zygote::howItEnded(const Child &child, int status, const rusage &usage) const
{
    Ended ended{child.request.id,
                WIFEXITED(status) ? WEXITSTATUS(status) : 0,
                WIFSIGNALED(status) ? WTERMSIG(status) : 0,
                usage.ru_maxrss * 1024,
                {},
                true};
    eventfd_t confirmed = 0;
    ended.wasConfined = eventfd_read(child.confirmation.get(), &confirmed) == 0;
    const LastWords words = *child.lastWords;
    if (ended.signal == SIGSYS && words.written != 0)
        ended.forbiddenCall = m_policy->systemCallName(words.systemCall);
    // One that ignores SIGXCPU is killed a second later.
    const auto seconds = usage.ru_utime.tv_sec + usage.ru_stime.tv_sec;
    if (ended.signal == SIGKILL && seconds >= child.request.cpuSeconds)
        ended.signal = SIGXCPU;
    return ended;
}

Result<void> Zygote::say(const FromEngine &message, const std::vector<int> &files)
{
    return packets::send(m_control.get(), encode(message), files);
}

} // namespace assay
