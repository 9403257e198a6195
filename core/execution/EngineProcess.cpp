// SPDX-License-Identifier: GPL-3.0-or-later
#include "execution/EngineProcess.h"

#include "protocol/Packet.h"

#include <array>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <spawn.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

namespace assay {
namespace {

constexpr int controlInEngine = 3;
constexpr int packetsAtOnce = 64;
constexpr int farewellMilliseconds = 500;
constexpr qsizetype keptMessages = 4096;

QString programPath(const EngineOptions &options)
{
    if (!options.program.isEmpty())
        return options.program;
    return QDir(QCoreApplication::applicationDirPath()).filePath(QStringLiteral("assay-engine"));
}

std::vector<std::string> commandLine(const std::string &program, const EngineOptions &options)
{
    std::vector<std::string> line{program, "--control", std::to_string(controlInEngine), "--parent",
                                  std::to_string(getpid())};
    if (!options.environment.isEmpty())
        line.insert(line.end(), {"--environment",
                                 QFileInfo(options.environment).absoluteFilePath().toStdString()});
    if (!options.acceptedMissing.isEmpty())
        line.insert(line.end(), {"--accept-missing",
                                 options.acceptedMissing.join(QLatin1Char(',')).toStdString()});
    return line;
}

/// The child takes signals as any program does, whatever its parent has blocked.
class UnblockedSignals
{
public:
    UnblockedSignals()
    {
        sigset_t none;
        sigemptyset(&none);
        posix_spawnattr_init(&m_attributes);
        posix_spawnattr_setsigmask(&m_attributes, &none);
        posix_spawnattr_setflags(&m_attributes, POSIX_SPAWN_SETSIGMASK);
    }
    ~UnblockedSignals() { posix_spawnattr_destroy(&m_attributes); }
    UnblockedSignals(const UnblockedSignals &) = delete;
    UnblockedSignals &operator=(const UnblockedSignals &) = delete;

    [[nodiscard]] const posix_spawnattr_t *get() const { return &m_attributes; }

private:
    posix_spawnattr_t m_attributes{};
};

/// What becomes of the descriptors of the child.
class FileActions
{
public:
    FileActions() { posix_spawn_file_actions_init(&m_actions); }
    ~FileActions() { posix_spawn_file_actions_destroy(&m_actions); }
    FileActions(const FileActions &) = delete;
    FileActions &operator=(const FileActions &) = delete;

    void openNull(int target, int mode)
    {
        posix_spawn_file_actions_addopen(&m_actions, target, "/dev/null", mode, 0);
    }
    void place(int file, int target) { posix_spawn_file_actions_adddup2(&m_actions, file, target); }
    [[nodiscard]] const posix_spawn_file_actions_t *get() const { return &m_actions; }

private:
    posix_spawn_file_actions_t m_actions{};
};

Result<pid_t> spawn(const EngineOptions &options, int control, int messages)
{
    const std::string program = programPath(options).toStdString();
    std::vector<std::string> line = commandLine(program, options);
    std::vector<char *> arguments;
    for (std::string &argument : line)
        arguments.push_back(argument.data());
    arguments.push_back(nullptr);
    // An empty environment from the first instruction on: what stood there once would stay
    // readable in the new process's memory.
    std::array<char *, 1> environment{nullptr};
    FileActions files;
    files.openNull(0, O_RDONLY);
    files.openNull(1, O_WRONLY);
    files.place(messages, 2);
    files.place(control, controlInEngine);
    const UnblockedSignals signals;
    pid_t pid = -1;
    const int error = posix_spawn(&pid, program.c_str(), files.get(), signals.get(),
                                  arguments.data(), environment.data());
    if (error != 0)
        return failure(ErrorCode::Unavailable,
                       "the engine could not be started: " + program + ": " + strerror(error));
    return pid;
}

} // namespace

Result<std::unique_ptr<EngineProcess>> EngineProcess::start(const EngineOptions &options,
                                                            EngineListener &listener)
{
    Result<std::pair<UniqueFd, UniqueFd>> control = packets::socketPair();
    std::array<int, 2> ends{};
    if (!control || pipe2(ends.data(), O_CLOEXEC) != 0)
        return systemFailure("the engine could not be connected");
    UniqueFd messages(ends[0]);
    const UniqueFd engineMessages(ends[1]);
    // A duplicate with a high number, as dup2 onto itself would leave it closed on exec.
    const UniqueFd engineControl(fcntl(control->second.get(), F_DUPFD_CLOEXEC, 16));
    const Result<pid_t> pid = spawn(options, engineControl.get(), engineMessages.get());
    if (!pid)
        return tl::unexpected(pid.error());
    fcntl(control->first.get(), F_SETFL, O_NONBLOCK);
    fcntl(messages.get(), F_SETFL, O_NONBLOCK);
    UniqueFd process(static_cast<int>(syscall(SYS_pidfd_open, *pid, 0)));
    return std::unique_ptr<EngineProcess>(new EngineProcess(
        listener, std::move(control->first), std::move(messages), std::move(process), *pid));
}

EngineProcess::EngineProcess(EngineListener &listener, UniqueFd control, UniqueFd messages,
                             UniqueFd process, pid_t pid)
    : m_listener(listener)
    , m_control(std::move(control))
    , m_messages(std::move(messages))
    , m_process(std::move(process))
    , m_pid(pid)
    , m_controlNotifier(m_control.get(), QSocketNotifier::Read)
    , m_messagesNotifier(m_messages.get(), QSocketNotifier::Read)
{
    connect(&m_controlNotifier, &QSocketNotifier::activated, this, &EngineProcess::readControl);
    connect(&m_messagesNotifier, &QSocketNotifier::activated, this, &EngineProcess::readMessages);
}

EngineProcess::~EngineProcess()
{
    if (m_isDead)
        return;
    // The zygote leaves when its host hangs up; as process 1 of its namespace it takes every other
    // process along, and the guardian buries it.
    m_controlNotifier.setEnabled(false);
    m_control.reset();
    awaitGuardian();
}

int EngineProcess::awaitGuardian()
{
    int status = 0;
    pollfd ending{m_process.get(), POLLIN, 0};
    if (poll(&ending, 1, farewellMilliseconds) != 1)
        ::kill(m_pid, SIGKILL); // its death ends the zygote too
    waitpid(m_pid, &status, 0);
    m_isDead = true;
    return status;
}

void EngineProcess::request(const ToEngine &message)
{
    if (m_isDead || packets::send(m_control.get(), encode(message)))
        return;
    // Later, since the owner is in the middle of something; mostly the socket's end comes first and
    // says more.
    QMetaObject::invokeMethod(
        this, [this] { giveUp(QStringLiteral("The engine no longer listens.")); },
        Qt::QueuedConnection);
}

void EngineProcess::giveUp(const QString &why)
{
    readControl(); // if it has died, that is the better reason
    die(why);
}

void EngineProcess::readControl()
{
    for (int i = 0; i < packetsAtOnce && !m_isMourned; ++i) {
        Packet packet;
        const Result<packets::Received> received = packets::receive(m_control.get(), packet);
        if (received && *received == packets::Received::Nothing)
            return;
        if (!received || *received == packets::Received::Closed)
            return die(howItEnded());
        const Result<FromEngine> message = decodeFromEngine(packet.bytes);
        if (!message)
            return die(QStringLiteral("The engine sent nonsense: %1.")
                           .arg(QString::fromStdString(message.error().text)));
        dispatch(*message, std::move(packet.files));
    }
}

void EngineProcess::dispatch(const FromEngine &message, std::vector<UniqueFd> files)
{
    if (const auto *ended = std::get_if<Ended>(&message))
        m_listener.processEnded(*ended);
    else if (const auto *hello = std::get_if<Hello>(&message))
        m_listener.engineGreeted(*hello);
    else if (const auto *prepared = std::get_if<Prepared>(&message))
        m_listener.processPrepared(prepared->id, std::move(files));
    else if (const auto *failed = std::get_if<PrepareFailed>(&message))
        m_listener.prepareFailed(*failed);
    else if (const auto *done = std::get_if<AttacksDone>(&message))
        m_listener.attacksDone(*done);
}

void EngineProcess::readMessages()
{
    std::array<char, keptMessages> chunk{};
    const ssize_t got = read(m_messages.get(), chunk.data(), chunk.size());
    if (got <= 0) {
        m_messagesNotifier.setEnabled(false);
        return;
    }
    m_lastMessages = (m_lastMessages + QByteArray(chunk.data(), got)).right(keptMessages);
}

QString EngineProcess::howItEnded()
{
    readMessages();
    const int status = awaitGuardian();
    QString how = QStringLiteral("The engine ended unexpectedly");
    // The guardian passes on what killed the zygote, unless it was the one to be killed.
    int signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
    if (WIFEXITED(status) && WEXITSTATUS(status) > 128)
        signal = WEXITSTATUS(status) - 128;
    if (signal > 0)
        how = QStringLiteral("The engine was killed by signal %1 (%2)")
                  .arg(signal)
                  .arg(QString::fromLatin1(strsignal(signal)));
    const QString words = QString::fromUtf8(m_lastMessages).trimmed();
    return words.isEmpty() ? how + QLatin1Char('.') : how + QStringLiteral(": ") + words;
}

void EngineProcess::die(const QString &why)
{
    if (std::exchange(m_isMourned, true))
        return;
    if (!m_isDead) {
        ::kill(m_pid, SIGKILL);
        awaitGuardian();
    }
    m_controlNotifier.setEnabled(false);
    m_messagesNotifier.setEnabled(false);
    m_listener.engineDied(why);
}

} // namespace assay
