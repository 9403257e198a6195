// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/CurrentRun.h"

namespace assay {

CurrentRun::CurrentRun(Executor &executor, RunSetup setup, QObject *parent)
    : QObject(parent)
    , m_executor(executor)
    , m_setup(std::move(setup))
{
    connect(&executor, &Executor::engineChanged, this, [this](const EngineStatus &status) {
        m_engine = status;
        Q_EMIT engineChanged();
    });
    connect(&executor, &Executor::runStarted, this, [this](RequestId run) {
        if (run == m_run && m_state == State::Waiting)
            setState(State::Running);
    });
    connect(&executor, &Executor::outputArrived, this,
            [this](RequestId run, OutputStream stream, const QString &text) {
                if (run == m_run && m_state != State::Idle)
                    Q_EMIT outputArrived(stream, text);
            });
    connect(&executor, &Executor::loadProgressed, this, [this](RequestId run, qint64 rows) {
        if (run == m_run)
            m_loadedRows = rows;
    });
    connect(&executor, &Executor::runFinished, this,
            [this](RequestId run, const RunResult &result) {
                if (run != m_run || m_state == State::Idle)
                    return;
                setState(State::Idle);
                Q_EMIT finished(result);
            });
}

void CurrentRun::setProfile(const QString &name, const QString &profile)
{
    if (profile == m_setup.profile)
        return;
    m_setup.profileName = name;
    m_setup.profile = profile;
    Q_EMIT profileChanged();
}

bool CurrentRun::canStart() const
{
    return m_state == State::Idle && m_engine.state != EngineStatus::State::Refusing;
}

bool CurrentRun::canStop() const
{
    return m_state == State::Waiting || m_state == State::Running;
}

std::chrono::microseconds CurrentRun::elapsed() const
{
    return std::chrono::microseconds(m_clock.isValid() ? m_clock.nsecsElapsed() / 1000 : 0);
}

RunRequest CurrentRun::request(const QString &code) const
{
    return {code, m_setup.profile, m_setup.source, std::nullopt, m_setup.limits};
}

void CurrentRun::start(const QString &code)
{
    if (!canStart())
        return;
    m_clock.start();
    m_loadedRows = 0;
    m_run = m_executor.start(request(code));
    setState(State::Waiting);
}

void CurrentRun::stop()
{
    if (!canStop())
        return;
    m_executor.stop(m_run);
    setState(State::Stopping);
}

void CurrentRun::setState(State state)
{
    m_state = state;
    Q_EMIT stateChanged();
}

} // namespace assay
