// SPDX-License-Identifier: GPL-3.0-or-later
#include "execution/Checker.h"

#include "execution/ScriptText.h"

namespace assay {
namespace {

constexpr std::chrono::seconds patience{10};

} // namespace

Checker::Checker(QObject *parent)
    : QObject(parent)
    , m_deadline(this)
{
    m_deadline.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this, [this] {
        giveUp(QStringLiteral("The script could not be checked within %1 seconds.")
                   .arg(patience.count()));
    });
}

void Checker::check(RequestId id, const QString &code, const QString &profile, CureScope cure)
{
    m_waiting.push_back({id, code, profile, cure});
    if (m_process)
        askNext();
    else
        Q_EMIT processWanted();
}

void Checker::giveProcess(std::unique_ptr<ProcessPeer> process)
{
    m_process = std::move(process);
    connect(m_process.get(), &ProcessPeer::messageArrived, this, &Checker::handle);
    connect(m_process.get(), &ProcessPeer::protocolBroken, this,
            [this] { giveUp(QStringLiteral("The checker sent nonsense.")); });
    connect(m_process.get(), &ProcessPeer::channelClosed, this, [this] {
        giveUp(QStringLiteral("The script is too much for Python's parser: it crashed."));
    });
    m_process->listen();
    askNext();
}

bool Checker::processEnded(const Ended &ended)
{
    if (!m_process || m_process->id() != ended.id)
        return false;
    giveUp(QStringLiteral("The script is too much for Python's parser: it crashed."));
    return true;
}

void Checker::refuseAll(const QString &problem)
{
    m_isAsking = false;
    m_deadline.stop();
    for (std::deque<Question> refused = std::exchange(m_waiting, {});
         const Question &question : refused)
        Q_EMIT finished(question.id, std::nullopt, problem);
}

void Checker::engineDied(const QString &why)
{
    if (m_isAsking)
        giveUp(why + QStringLiteral(" The check was lost with it."));
    else if (m_process)
        m_process.release()->deleteLater();
}

void Checker::engineRenewed()
{
    m_deadline.stop();
    m_isAsking = false;
    if (m_process)
        m_process.release()->deleteLater();
}

void Checker::askNext()
{
    if (m_isAsking || m_waiting.empty())
        return;
    m_isAsking = true;
    m_deadline.start(patience);
    const Question &question = m_waiting.front();
    const CheckJob job{static_cast<std::int64_t>(question.id), scriptBytes(question.code),
                       question.profile.toStdString(), question.cure};
    if (!m_process->send(job))
        giveUp(QStringLiteral("The checker does not listen."));
}

void Checker::handle(const FromRun &message)
{
    const auto *report = std::get_if<CheckReport>(&message);
    if (!m_isAsking || report == nullptr ||
        report->id != static_cast<std::int64_t>(m_waiting.front().id))
        return giveUp(QStringLiteral("The checker answered what nobody asked."));
    m_deadline.stop();
    m_isAsking = false;
    const RequestId id = m_waiting.front().id;
    m_waiting.pop_front();
    Q_EMIT finished(id, report->verdict, {});
    askNext();
}

void Checker::giveUp(const QString &problem)
{
    m_deadline.stop();
    if (m_process) {
        m_process->kill();
        m_process.release()->deleteLater(); // we may be inside its signal
    }
    if (m_isAsking) {
        m_isAsking = false;
        const RequestId id = m_waiting.front().id;
        m_waiting.pop_front();
        Q_EMIT finished(id, std::nullopt, problem);
    }
    if (needsProcess())
        Q_EMIT processWanted();
}

} // namespace assay
