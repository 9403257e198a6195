// SPDX-License-Identifier: GPL-3.0-or-later
#include "execution/Executor.h"

#include "execution/EngineLink.h"

namespace assay {

Executor::Executor(EngineOptions options, QObject *parent)
    : QObject(parent)
{
    qRegisterMetaType<assay::EngineStatus>();
    qRegisterMetaType<assay::RunResult>();
    qRegisterMetaType<assay::AttackReport>();
    qRegisterMetaType<assay::RequestId>("assay::RequestId");
    qRegisterMetaType<assay::OutputStream>();
    qRegisterMetaType<std::optional<assay::Verdict>>("std::optional<assay::Verdict>");
    m_thread.setObjectName(QStringLiteral("assay-executor"));
    m_link = new EngineLink(std::move(options));
    m_link->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_link, &QObject::deleteLater);
    connect(m_link, &EngineLink::engineChanged, this, &Executor::engineChanged);
    connect(m_link, &EngineLink::runStarted, this, &Executor::runStarted);
    connect(m_link, &EngineLink::outputArrived, this, &Executor::outputArrived);
    connect(m_link, &EngineLink::loadProgressed, this, &Executor::loadProgressed);
    connect(m_link, &EngineLink::cacheFailed, this, &Executor::cacheFailed);
    connect(m_link, &EngineLink::runFinished, this, &Executor::runFinished);
    connect(m_link, &EngineLink::checkFinished, this, &Executor::checkFinished);
    connect(m_link, &EngineLink::attacksFinished, this, &Executor::attacksFinished);
    m_thread.start();
    QMetaObject::invokeMethod(m_link, &EngineLink::startEngine, Qt::QueuedConnection);
}

Executor::~Executor()
{
    m_link->disconnect(this);
    m_thread.quit();
    m_thread.wait();
}

RequestId Executor::start(RunRequest request)
{
    const RequestId id = ++m_lastId;
    QMetaObject::invokeMethod(
        m_link,
        [link = m_link, id, request = std::move(request)]() mutable {
            link->start(id, std::move(request));
        },
        Qt::QueuedConnection);
    return id;
}

void Executor::stop(RequestId run)
{
    QMetaObject::invokeMethod(
        m_link, [link = m_link, run] { link->stop(run); }, Qt::QueuedConnection);
}

RequestId Executor::check(QString code, QString profile, CureScope cure)
{
    const RequestId id = ++m_lastId;
    QMetaObject::invokeMethod(
        m_link,
        [link = m_link, id, code = std::move(code), profile = std::move(profile), cure] {
            link->check(id, code, profile, cure);
        },
        Qt::QueuedConnection);
    return id;
}

void Executor::forgetLoaded()
{
    QMetaObject::invokeMethod(m_link, &EngineLink::forgetLoaded, Qt::QueuedConnection);
}

void Executor::attack()
{
    QMetaObject::invokeMethod(m_link, &EngineLink::attack, Qt::QueuedConnection);
}

} // namespace assay
