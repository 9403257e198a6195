// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "execution/Executor.h"
#include "execution/LoadDesk.h"
#include "execution/OutputCollector.h"
#include "execution/ProcessPeer.h"

#include <memory>
#include <optional>
#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

namespace assay {

/// One script in one process, from the job to its end. Emits finished() exactly once; the process,
/// where it still lives then, ends with this. Lives on the executor's thread.
class Run : public QObject
{
    Q_OBJECT

public:
    Run(RequestId id, RunRequest request, std::unique_ptr<ProcessPeer> process, LoadDesk &desk);
    ~Run() override { m_loadStop.request_stop(); }

    [[nodiscard]] std::int64_t processId() const { return m_process->id(); }
    /// Sends the job and starts the clock.
    void start();
    /// Ends the run as cancelled.
    void stop();
    /// The zygote says that the process is dead and how it died.
    void processEnded(const Ended &ended);
    /// The engine is gone, and the process with it.
    void engineDied(const QString &why);

    /// The process of a run that has ended otherwise than by its own report was abnormal.
    [[nodiscard]] bool diedOfSignal() const { return m_diedOfSignal; }

Q_SIGNALS:
    void outputArrived(assay::OutputStream stream, const QString &text);
    /// While trades are loaded: the rows read so far; 0 once they are.
    void loadProgressed(qint64 rows);
    void finished(const assay::RunResult &result);

private:
    void handle(const FromRun &message);
    void answerLoad(const LoadRequest &request);
    void takeLoaded(quint64 load, const LoadAnswer &answer);
    void handleReport(const RunReport &report);
    void takeFrame();
    /// Decides how the run ends and kills the process; the run is finished when it is dead.
    void end(RunEnd how, const QString &error);
    /// Ends it as crashed, or as its death says, once that is known.
    void endUnexplained(const QString &error);
    void finish();
    [[nodiscard]] std::int64_t clock() const;

    RequestId m_id;
    RunRequest m_request;
    std::unique_ptr<ProcessPeer> m_process;
    LoadDesk &m_desk;
    std::optional<quint64> m_load; ///< the one that is under way
    std::stop_source m_loadStop;
    OutputCollector m_output;
    OutputCollector m_diagnostics;
    RunResult m_result;
    std::int64_t m_now = 0;
    std::int64_t m_frameBytes = 0; ///< of a frame still to be taken from the result area
    int m_loads = 0;
    bool m_isEnding = false;
    bool m_isFinished = false;
    bool m_diedOfSignal = false;
    bool m_isUnexplained = false;
    QElapsedTimer m_elapsed;
    QTimer m_deadline;
    QTimer m_burial; ///< how long an ended process may take to be dead
};

} // namespace assay
