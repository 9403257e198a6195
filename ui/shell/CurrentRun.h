// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "execution/Executor.h"
#include "ui/shell/RunSetup.h"

#include <QElapsedTimer>
#include <QObject>

namespace assay {

/// The one run a window has at a time, and what is known of the engine. Drops whatever the executor
/// says of other runs.
class CurrentRun : public QObject
{
    Q_OBJECT

public:
    enum class State { Idle, Waiting, Running, Stopping };

    CurrentRun(Executor &executor, RunSetup setup, QObject *parent = nullptr);

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] const EngineStatus &engine() const { return m_engine; }
    [[nodiscard]] const RunSetup &setup() const { return m_setup; }
    /// A run of this script as the window's would be.
    [[nodiscard]] RunRequest request(const QString &code) const;
    /// Takes effect with the next run; `profile` is JSON text.
    void setProfile(const QString &name, const QString &profile);
    /// Takes effect with the next run.
    void setSource(std::shared_ptr<DataSource> source) { m_setup.source = std::move(source); }
    [[nodiscard]] bool canStart() const;
    [[nodiscard]] bool canStop() const;
    /// Rows of trades that the run has read so far, while it loads; else 0.
    [[nodiscard]] qint64 loadedRows() const { return m_loadedRows; }
    /// Since start(); meaningful while not idle.
    [[nodiscard]] std::chrono::microseconds elapsed() const;

    /// Does nothing while a run is going on or the engine refuses.
    void start(const QString &code);
    void stop();

Q_SIGNALS:
    void stateChanged();
    void engineChanged();
    void profileChanged();
    void outputArrived(assay::OutputStream stream, const QString &text);
    void finished(const assay::RunResult &result);

private:
    void setState(State state);

    Executor &m_executor;
    RunSetup m_setup;
    EngineStatus m_engine;
    State m_state = State::Idle;
    RequestId m_run = 0; ///< meaningful while not idle
    qint64 m_loadedRows = 0;
    QElapsedTimer m_clock;
};

} // namespace assay
