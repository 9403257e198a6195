// SPDX-License-Identifier: GPL-3.0-or-later
#include "execution/ProcessPeer.h"

#include "protocol/Packet.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <fcntl.h>
#include <poll.h>
#include <sys/mman.h>
#include <sys/syscall.h>

namespace assay {
namespace {

/// The largest message taken from a result area: a report's text and JSON.
constexpr std::uint64_t maxMessageBytes = 160ULL << 20;
/// How much is read of one source before others get their turn.
constexpr int messagesAtOnce = 16;
constexpr int chunksAtOnce = 4;
/// More than a pipe can hold, so that draining one ends although somebody still writes.
constexpr int chunksAtEnd = 64;
constexpr std::size_t chunkBytes = 64U << 10;

void setNonBlocking(int file)
{
    fcntl(file, F_SETFL, fcntl(file, F_GETFL) | O_NONBLOCK);
}

} // namespace

Result<ProcessFiles> ProcessFiles::take(std::vector<UniqueFd> files)
{
    if (files.size() != Prepared::fileCount)
        return failure(ErrorCode::Protocol, "a process came without its descriptors");
    ProcessFiles taken{std::move(files[0]), std::move(files[1]), std::move(files[2]),
                       std::move(files[3]), std::move(files[4])};
    setNonBlocking(taken.channel.get());
    return taken;
}

ProcessPeer::ProcessPeer(std::int64_t id, PrepareRequest bounds, ProcessFiles files)
    : m_id(id)
    , m_bounds(bounds)
    , m_files(std::move(files))
{
}

ProcessPeer::~ProcessPeer()
{
    kill();
}

bool ProcessPeer::isDead() const
{
    pollfd process{m_files.process.get(), POLLIN, 0};
    return poll(&process, 1, 0) > 0; // a pidfd is readable once its process has ended
}

Result<void> ProcessPeer::send(const ToRun &message, int file)
{
    const std::vector<std::uint8_t> bytes = encode(message);
    std::vector<int> files;
    if (bytes.size() <= packets::maxBytes) {
        if (file >= 0)
            files.push_back(file);
        return packets::send(m_files.channel.get(), bytes, files);
    }
    const Result<UniqueFd> content = packets::sealedFile(bytes);
    if (!content)
        return tl::unexpected(content.error());
    files.push_back(content->get());
    if (file >= 0)
        files.push_back(file);
    return packets::send(m_files.channel.get(),
                         encodeFileNotice(static_cast<std::int64_t>(bytes.size())), files);
}

void ProcessPeer::listen()
{
    const auto notifier = [](const UniqueFd &file) {
        return std::make_unique<QSocketNotifier>(file.get(), QSocketNotifier::Read);
    };
    m_channelNotifier = notifier(m_files.channel);
    m_outputNotifier = notifier(m_files.output);
    m_diagnosticsNotifier = notifier(m_files.diagnostics);
    connect(m_channelNotifier.get(), &QSocketNotifier::activated, this, [this] {
        for (int i = 0; i < messagesAtOnce && readMessage() == Reading::More; ++i) {
        }
    });
    connect(m_outputNotifier.get(), &QSocketNotifier::activated, this, [this] {
        for (int i = 0; i < chunksAtOnce && readOutput(false) == Reading::More; ++i) {
        }
    });
    connect(m_diagnosticsNotifier.get(), &QSocketNotifier::activated, this, [this] {
        for (int i = 0; i < chunksAtOnce && readOutput(true) == Reading::More; ++i) {
        }
    });
}

void ProcessPeer::drainChannel()
{
    for (int i = 0; i < messagesAtOnce && m_channelNotifier && readMessage() == Reading::More;
         ++i) {
    }
}

void ProcessPeer::drainOutput()
{
    for (const bool isDiagnostics : {false, true})
        for (int i = 0; i < chunksAtEnd && readOutput(isDiagnostics) == Reading::More; ++i) {
        }
}

void ProcessPeer::kill()
{
    stopListening();
    syscall(SYS_pidfd_send_signal, m_files.process.get(), SIGKILL, nullptr, 0);
}

Result<UniqueFd> ProcessPeer::sealArea()
{
    constexpr int seals = F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE;
    if (fcntl(m_files.area.get(), F_ADD_SEALS, seals) != 0) {
        if (errno == EBUSY)
            return failure(ErrorCode::Unavailable, "the result is still being written");
        return systemFailure("sealing a result");
    }
    return std::move(m_files.area);
}

ProcessPeer::Reading ProcessPeer::readMessage()
{
    Packet packet;
    const Result<packets::Received> received = packets::receive(m_files.channel.get(), packet);
    if (received && *received == packets::Received::Nothing)
        return Reading::Done;
    if (received && *received == packets::Received::Closed) {
        retire(m_channelNotifier);
        Q_EMIT channelClosed();
        return Reading::Done;
    }
    Result<FromRun> message = received ? decode(packet.bytes) : tl::unexpected(received.error());
    if (!message) {
        retire(m_channelNotifier);
        Q_EMIT protocolBroken(QString::fromStdString(message.error().text));
        return Reading::Done;
    }
    Q_EMIT messageArrived(*message);
    return m_channelNotifier ? Reading::More : Reading::Done;
}

Result<FromRun> ProcessPeer::decode(const std::vector<std::uint8_t> &bytes)
{
    Result<FromRun> message = decodeFromRun(bytes);
    const auto *notice = message ? std::get_if<InArea>(&*message) : nullptr;
    if (notice == nullptr)
        return message;
    const auto size = static_cast<std::uint64_t>(notice->bytes);
    if (size > maxMessageBytes)
        return failure(ErrorCode::Protocol, "a message was too long");
    // Copied, not mapped: the process may still be writing there.
    std::vector<std::uint8_t> content(size);
    const ssize_t got = pread(m_files.area.get(), content.data(), size, notice->offset);
    if (got != static_cast<ssize_t>(size))
        return failure(ErrorCode::Protocol, "a message was not where it was said to be");
    message = decodeFromRun(content);
    // What may come any number of times has no business there: reading it takes long.
    if (message && !std::holds_alternative<RunReport>(*message) &&
        !std::holds_alternative<CheckReport>(*message))
        return failure(ErrorCode::Protocol, "a message of that type is never that long");
    return message;
}

ProcessPeer::Reading ProcessPeer::readOutput(bool isDiagnostics)
{
    static thread_local std::array<char, chunkBytes> chunk;
    const int file = (isDiagnostics ? m_files.diagnostics : m_files.output).get();
    const ssize_t got = read(file, chunk.data(), chunk.size());
    if (got > 0) {
        Q_EMIT outputArrived(isDiagnostics,
                             std::span<const char>(chunk.data(), static_cast<std::size_t>(got)));
        return got == static_cast<ssize_t>(chunk.size()) ? Reading::More : Reading::Done;
    }
    if (got == 0 || (errno != EAGAIN && errno != EINTR))
        retire(isDiagnostics ? m_diagnosticsNotifier : m_outputNotifier);
    return Reading::Done;
}

void ProcessPeer::stopListening()
{
    for (auto *notifier : {&m_channelNotifier, &m_outputNotifier, &m_diagnosticsNotifier})
        retire(*notifier);
}

/// We may be inside the notifier's own signal, so it is kept.
void ProcessPeer::retire(std::unique_ptr<QSocketNotifier> &notifier)
{
    if (!notifier)
        return;
    notifier->setEnabled(false);
    m_retired.push_back(std::move(notifier));
}

} // namespace assay
