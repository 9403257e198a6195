// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "execution/Checker.h"
#include "execution/EngineProcess.h"
#include "execution/Executor.h"
#include "execution/LoadDesk.h"
#include "execution/Run.h"

#include <deque>
#include <map>
#include <memory>
#include <QDeadlineTimer>
#include <QElapsedTimer>
#include <QObject>
#include <QTimer>
#include <vector>

namespace assay {

/// The executor's thread: keeps an engine alive and a confined process waiting, and brings scripts
/// and processes together. Every method is called on that thread.
class EngineLink : public QObject, private EngineListener
{
    Q_OBJECT

public:
    explicit EngineLink(EngineOptions options);
    ~EngineLink() override;

    void startEngine();
    void start(RequestId id, RunRequest request);
    void stop(RequestId id);
    void check(RequestId id, const QString &code, const QString &profile, CureScope cure);
    void attack();
    void forgetLoaded() { m_desk.forget(); }

Q_SIGNALS:
    void engineChanged(const assay::EngineStatus &status);
    void runStarted(assay::RequestId run);
    void outputArrived(assay::RequestId run, assay::OutputStream stream, const QString &text);
    void loadProgressed(assay::RequestId run, qint64 rows);
    void cacheFailed(const QString &problem);
    void runFinished(assay::RequestId run, const assay::RunResult &result);
    void checkFinished(assay::RequestId check, const std::optional<assay::Verdict> &verdict,
                       const QString &problem);
    void attacksFinished(const assay::AttackReport &report);

private:
    struct Waiting
    {
        RequestId id = 0;
        RunRequest request;
    };
    /// A process that the engine was asked for.
    struct Preparing
    {
        PrepareRequest bounds;
        QDeadlineTimer deadline;
    };

    void engineGreeted(const Hello &hello) override;
    void processPrepared(std::int64_t id, std::vector<UniqueFd> files) override;
    void prepareFailed(const PrepareFailed &failed) override;
    void processEnded(const Ended &ended) override;
    void attacksDone(const AttacksDone &done) override;
    void engineDied(const QString &why) override;

    /// Hands waiting scripts to waiting processes and asks for the processes that are missing.
    void dispatch();
    void serveWaiting();
    void prepareWanted();
    /// Ends the processes that wait for nobody: spares of limits no longer used.
    void dropSurplus();
    /// How many processes with these bounds are of use right now.
    [[nodiscard]] std::size_t wanted(const PrepareRequest &bounds) const;
    void serve(Waiting waiting, std::unique_ptr<ProcessPeer> process);
    void announceProfile(std::int64_t process);
    [[nodiscard]] std::unique_ptr<ProcessPeer> takeReady(const PrepareRequest &bounds);
    void prepare(PrepareRequest bounds);
    [[nodiscard]] std::size_t preparing(const PrepareRequest &bounds) const;
    void runEnded(Run *run, RequestId id, const RunResult &result);
    /// What can wait until the answer has arrived: ends processes, makes new ones.
    void clearAway();
    void refuseWaiting(const QString &problem);
    void renewEngine();
    /// Sees to it that the engine is not waited for beyond its patience.
    void watchEngine();
    void engineSilent();
    void setStatus(EngineStatus status);

    EngineOptions m_options;
    EngineStatus m_status;
    std::unique_ptr<EngineProcess> m_engine;
    QElapsedTimer m_engineAge;
    Checker m_checker;
    LoadDesk m_desk; ///< outlives the runs, which stop their loads
    std::deque<Waiting> m_waiting;
    std::map<RequestId, std::unique_ptr<Run>> m_runs;
    std::vector<std::unique_ptr<Run>> m_ended; ///< answered, to be cleared away
    QTimer m_clearing;
    std::vector<std::unique_ptr<ProcessPeer>> m_ready;
    std::map<std::int64_t, Preparing> m_preparing; ///< the longest asked for first
    PrepareRequest m_spareBounds; ///< of the process kept waiting: those of the last run
    std::string m_lastProfile;    ///< that the next script will likely come with
    std::int64_t m_lastProcess = 0;
    int m_runsOfEngine = 0;
    int m_youngDeaths = 0;            ///< of engines in a row
    bool m_hasEnginePrepared = false; ///< it is of some use
    bool m_renewalDue = false;
    bool m_attackWanted = false;
    QDeadlineTimer m_greeting{QDeadlineTimer::Forever};
    QDeadlineTimer m_attack{QDeadlineTimer::Forever}; ///< Forever: no answer is owed
    QTimer m_silence;
};

} // namespace assay
