// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "execution/Executor.h"
#include "execution/ProcessPeer.h"

#include <deque>
#include <memory>
#include <optional>
#include <QObject>
#include <QTimer>

namespace assay {

/// The verdicts' side of the executor: one confined, long-lived process answers check after check.
/// A script that kills or stalls it costs its own verdict and no other's. Lives on the executor's
/// thread.
class Checker : public QObject
{
    Q_OBJECT

public:
    explicit Checker(QObject *parent);

    void check(RequestId id, const QString &code, const QString &profile, CureScope cure);
    [[nodiscard]] bool needsProcess() const { return !m_process && !m_waiting.empty(); }
    void giveProcess(std::unique_ptr<ProcessPeer> process);
    /// The process with this id is dead. False: it was not the checker's.
    bool processEnded(const Ended &ended);
    /// Answers all that wait with `problem`.
    void refuseAll(const QString &problem);
    /// The engine is gone, and the process with it; `why` is a sentence.
    void engineDied(const QString &why);
    /// The engine was replaced by a new one; what was being asked is asked again.
    void engineRenewed();

Q_SIGNALS:
    void finished(assay::RequestId id, const std::optional<assay::Verdict> &verdict,
                  const QString &problem);
    /// needsProcess() became true.
    void processWanted();

private:
    struct Question
    {
        RequestId id = 0;
        QString code;
        QString profile;
        CureScope cure;
    };

    void askNext();
    void handle(const FromRun &message);
    /// The process is no good any more; the question it was asked is answered with `problem`.
    void giveUp(const QString &problem);

    std::unique_ptr<ProcessPeer> m_process;
    std::deque<Question> m_waiting; ///< the first is being asked while m_isAsking
    bool m_isAsking = false;
    QTimer m_deadline;
};

} // namespace assay
