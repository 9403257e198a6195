// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"
#include "base/UniqueFd.h"
#include "execution/EngineOptions.h"
#include "protocol/EngineMessages.h"

#include <memory>
#include <QByteArray>
#include <QObject>
#include <QSocketNotifier>
#include <sys/types.h>
#include <vector>

namespace assay {

/// What an engine tells its owner. Called on the executor's thread.
class EngineListener
{
public:
    virtual ~EngineListener() = default;

    virtual void engineGreeted(const Hello &hello) = 0;
    virtual void processPrepared(std::int64_t id, std::vector<UniqueFd> files) = 0;
    virtual void prepareFailed(const PrepareFailed &failed) = 0;
    virtual void processEnded(const Ended &ended) = 0;
    virtual void attacksDone(const AttacksDone &done) = 0;
    /// The engine is gone; `why` is a sentence. Said once, and never from within request().
    virtual void engineDied(const QString &why) = 0;
};

/// One running assay-engine: starts it with an empty environment and nothing open but a socket and
/// its standard error, and speaks with its zygote. Ends it in the destructor. It must be made and
/// destroyed on one thread that lives on: the engine dies with the thread that started it.
class EngineProcess : public QObject
{
    Q_OBJECT

public:
    [[nodiscard]] static Result<std::unique_ptr<EngineProcess>> start(const EngineOptions &options,
                                                                      EngineListener &listener);
    ~EngineProcess() override;

    void request(const ToEngine &message);
    /// Ends an engine that is no good any more; its owner hears of it as of any other death.
    void giveUp(const QString &why);

private:
    EngineProcess(EngineListener &listener, UniqueFd control, UniqueFd messages, UniqueFd process,
                  pid_t pid);

    void readControl();
    void dispatch(const FromEngine &message, std::vector<UniqueFd> files);
    void readMessages();
    void die(const QString &why);
    [[nodiscard]] QString howItEnded();
    /// Waits for the guardian, at most half a second, and buries it. Returns its wait status.
    int awaitGuardian();

    EngineListener &m_listener;
    UniqueFd m_control;
    UniqueFd m_messages; ///< its standard error
    UniqueFd m_process;  ///< a pidfd
    pid_t m_pid;
    bool m_isDead = false;
    bool m_isMourned = false; ///< its owner was told
    QByteArray m_lastMessages;
    QSocketNotifier m_controlNotifier;
    QSocketNotifier m_messagesNotifier;
};

} // namespace assay
