// SPDX-License-Identifier: GPL-3.0-or-later
#include "interpreter/Engine.h"

#include "base/UniqueFd.h"
#include "interpreter/Interpreter.h"
#include "interpreter/Zygote.h"
#include "protocol/Packet.h"
#include "sandbox/Policy.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <csignal>
#include <cstdio>
#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace assay {
namespace {

constexpr int exitFailed = 1;

template <typename Number>
bool readNumber(const std::string &text, Number &into)
{
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), into);
    return error == std::errc() && end == text.data() + text.size();
}

std::vector<std::string> splitAtCommas(const std::string &text)
{
    std::vector<std::string> parts;
    for (std::size_t start = 0; start <= text.size();) {
        const std::size_t end = std::min(text.find(',', start), text.size());
        if (end > start)
            parts.push_back(text.substr(start, end - start));
        start = end + 1;
    }
    return parts;
}

/// Everything but the standard streams and the socket is somebody else's.
void closeStrangers(int control)
{
    if (control > 3)
        close_range(3, static_cast<unsigned>(control) - 1, 0);
    close_range(static_cast<unsigned>(control) + 1, ~0U, 0);
}

/// The zygote could not be made: the host is told why.
int sayWhyNot(const UniqueFd &control, const Error &error)
{
    std::fprintf(stderr, "assay-engine: %s %s\n", error.text.c_str(), error.detail.c_str());
    const FromEngine hello = Hello{{}, {}, {}, error.text, {}};
    (void)packets::send(control.get(), encode(hello));
    return exitFailed;
}

int runZygote(const EngineArguments &arguments, std::unique_ptr<Policy> policy, UniqueFd guardian)
{
    UniqueFd control(arguments.control);
    UniqueFd null(open("/dev/null", O_RDONLY | O_CLOEXEC));
    prctl(PR_SET_NAME, "assay-zygote", 0, 0, 0);
    Result<Interpreter> interpreter = Interpreter::start(arguments.environment);
    if (!interpreter)
        return sayWhyNot(control, interpreter.error());
    if (Result<void> closed = policy->closeDoors(interpreter->libraries()); !closed)
        return sayWhyNot(control, closed.error());
    interpreter->freeze();
    Zygote zygote(std::move(*interpreter), std::move(policy), std::move(control),
                  std::move(guardian), std::move(null));
    return zygote.serve(arguments.acceptedMissing) ? 0 : exitFailed;
}

int guard(pid_t zygote)
{
    int status = 0;
    while (waitpid(zygote, &status, 0) < 0 && errno == EINTR) {
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

} // namespace

Result<EngineArguments> EngineArguments::parse(const std::vector<std::string> &arguments)
{
    EngineArguments parsed;
    for (std::size_t i = 0; i + 1 < arguments.size(); i += 2) {
        const std::string &option = arguments[i];
        const std::string &value = arguments[i + 1];
        bool understood = true;
        if (option == "--control")
            understood = readNumber(value, parsed.control);
        else if (option == "--parent")
            understood = readNumber(value, parsed.parent);
        else if (option == "--environment")
            parsed.environment = value;
        else if (option == "--accept-missing")
            parsed.acceptedMissing = splitAtCommas(value);
        else
            understood = false;
        if (!understood)
            return failure(ErrorCode::InvalidInput, "bad option: " + option + ' ' + value);
    }
    if (parsed.control < 3 || parsed.parent < 1 || arguments.size() % 2 != 0)
        return failure(ErrorCode::InvalidInput,
                       "this program is started by assay and assay-workbench, not by hand");
    return parsed;
}

int runEngine(const EngineArguments &arguments)
{
    closeStrangers(arguments.control);
    setsid(); // a Ctrl+C in the host's terminal is the host's to handle
    std::unique_ptr<Policy> policy = Policy::forThisSystem();
    policy->leaveHost();
    // After leaving the host: new credentials clear the death signal.
    prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
    if (getppid() != arguments.parent)
        return exitFailed;
    std::array<int, 2> lifeline{};
    if (pipe2(lifeline.data(), O_CLOEXEC) != 0)
        return exitFailed;
    const pid_t zygote = fork();
    if (zygote == 0) {
        prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
        close(lifeline[1]);
        return runZygote(arguments, std::move(policy), UniqueFd(lifeline[0]));
    }
    close(lifeline[0]);
    close(arguments.control);
    return zygote > 0 ? guard(zygote) : exitFailed;
}

} // namespace assay
