// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/DataSource.h"
#include "execution/EngineOptions.h"
#include "execution/EngineStatus.h"
#include "execution/Limits.h"
#include "execution/RunResult.h"

#include <memory>
#include <optional>
#include <QObject>
#include <QString>
#include <QThread>

namespace assay {

class EngineLink;

/// Names a run or a check of one Executor; never used twice.
using RequestId = quint64;

/// One script to run.
struct RunRequest
{
    QString code;
    QString profile; ///< the profile's JSON text
    std::shared_ptr<DataSource> source;
    std::optional<std::int64_t> now; ///< the run's clock, ns since 1970 UTC; none: the source's
                                     ///< own, else the system's
    Limits limits;
};

/// Runs and checks scripts in the sandboxed engine. Lives on its owner's thread (the GUI thread in
/// the window) and never blocks it: all work happens on one executor thread that it owns, and every
/// answer comes by a queued signal. Each start() is followed by exactly one runFinished(), each
/// check() by exactly one checkFinished(), whatever happens to the engine.
class Executor : public QObject
{
    Q_OBJECT

public:
    explicit Executor(EngineOptions options, QObject *parent = nullptr);
    /// Ends all runs (without signals) and the engine.
    ~Executor() override;

    /// Starts a run; runs start in order, any number at once.
    RequestId start(RunRequest request);
    /// Ends a run as `cancelled`, within 500 ms whatever it is doing. Ended runs are ignored.
    void stop(RequestId run);
    /// Asks for the verdict on a script and, where `cure` says so, for a cure of what is wrong with
    /// it; answered by the confined checker.
    RequestId check(QString code, QString profile, CureScope cure = {});
    /// Forgets the trades that were loaded, so that the next run loads them anew.
    void forgetLoaded();
    /// Asks the engine to attack its own confinement; answered by attacksFinished().
    void attack();

Q_SIGNALS:
    /// Once the engine is up, and whenever that changes.
    void engineChanged(const assay::EngineStatus &status);
    /// A run has been handed to a process (it may have waited for the engine before).
    void runStarted(assay::RequestId run);
    /// Text as it comes, already valid UTF-8; stops at the output limit.
    void outputArrived(assay::RequestId run, assay::OutputStream stream, const QString &text);
    /// While a run loads trades: the rows read so far; 0 once it has them.
    void loadProgressed(assay::RequestId run, qint64 rows);
    /// What is loaded cannot be kept on disk for the next start; a sentence that says why.
    void cacheFailed(const QString &problem);
    void runFinished(assay::RequestId run, const assay::RunResult &result);
    /// `verdict` is empty where the checker could not answer; `problem` says why.
    void checkFinished(assay::RequestId check, const std::optional<assay::Verdict> &verdict,
                       const QString &problem);
    void attacksFinished(const assay::AttackReport &report);

private:
    QThread m_thread;
    EngineLink *m_link = nullptr; ///< lives on m_thread and goes with it
    RequestId m_lastId = 0;
};

} // namespace assay
