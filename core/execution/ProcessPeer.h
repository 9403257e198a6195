// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/UniqueFd.h"
#include "protocol/EngineMessages.h"
#include "protocol/RunMessages.h"

#include <memory>
#include <QObject>
#include <QSocketNotifier>
#include <span>
#include <vector>

namespace assay {

/// The descriptors that come with a Prepared message, by name.
struct ProcessFiles
{
    UniqueFd channel;
    UniqueFd output;
    UniqueFd diagnostics;
    UniqueFd process; ///< a pidfd
    UniqueFd area;    ///< the result area

    /// Takes them from a message; fails where some are missing.
    [[nodiscard]] static Result<ProcessFiles> take(std::vector<UniqueFd> files);
};

/// The host's side of one confined process. What comes through here is hostile and decoded with
/// every check; nothing is trusted to arrive. Lives on the executor's thread; never destroyed inside
/// one of its own signals.
class ProcessPeer : public QObject
{
    Q_OBJECT

public:
    ProcessPeer(std::int64_t id, PrepareRequest bounds, ProcessFiles files);
    ~ProcessPeer() override;

    [[nodiscard]] std::int64_t id() const { return m_id; }
    [[nodiscard]] const PrepareRequest &bounds() const { return m_bounds; }

    /// It has ended, whether the zygote has said so or not.
    [[nodiscard]] bool isDead() const;
    /// Sends a message, with a file beside it if `file` is one. Never blocks: a process that does
    /// not read is an error.
    [[nodiscard]] Result<void> send(const ToRun &message, int file = -1);
    /// Reports what the process sends from now on.
    void listen();
    /// Reads what is waiting in the channel; stops at the first report.
    void drainChannel();
    /// Reads what is waiting in both pipes, at most what they hold.
    void drainOutput();
    /// Hears nothing more of it.
    void stopListening();
    /// Ends the process, whatever it is doing.
    void kill();

    /// The first `bytes` of the result area, sealed against every change, ready to be mapped. Fails
    /// with ErrorCode::Unavailable while the process still has it mapped.
    [[nodiscard]] Result<UniqueFd> sealArea();

Q_SIGNALS:
    void messageArrived(const assay::FromRun &message);
    /// It sent something that is no message, or too much. Nothing more is read.
    void protocolBroken(const QString &how);
    /// It closed its end; it is dead or wants to seem so.
    void channelClosed();
    void outputArrived(bool isDiagnostics, std::span<const char> bytes);

private:
    enum class Reading { More, Done };

    Reading readMessage();
    [[nodiscard]] Result<FromRun> decode(const std::vector<std::uint8_t> &bytes);
    Reading readOutput(bool isDiagnostics);
    void retire(std::unique_ptr<QSocketNotifier> &notifier);

    std::int64_t m_id;
    PrepareRequest m_bounds;
    ProcessFiles m_files;
    std::vector<std::unique_ptr<QSocketNotifier>> m_retired;
    std::unique_ptr<QSocketNotifier> m_channelNotifier;
    std::unique_ptr<QSocketNotifier> m_outputNotifier;
    std::unique_ptr<QSocketNotifier> m_diagnosticsNotifier;
};

} // namespace assay
