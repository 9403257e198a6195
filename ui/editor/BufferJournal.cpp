// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/BufferJournal.h"

#include <chrono>
#include <QDir>
#include <QFile>
#include <QSaveFile>

namespace assay {
namespace {

constexpr int mostWindows = 64;
/// Not restarted by further typing: what is typed without a pause is kept too.
constexpr std::chrono::milliseconds delay{500};

QString writeFile(const QString &path, const QByteArray &bytes)
{
    QSaveFile file(path);
    if (file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit())
        return {};
    return BufferJournal::tr("Your scripts can't be kept safe: %1: %2")
        .arg(path, file.errorString());
}

} // namespace

BufferJournal::BufferJournal(const QString &folder, Take take, Snapshot snapshot, QObject *parent)
    : QObject(parent)
    , m_snapshot(std::move(snapshot))
{
    m_writer.setMaxThreadCount(1);
    m_timer.setSingleShot(true);
    m_timer.setInterval(delay);
    connect(&m_timer, &QTimer::timeout, this, &BufferJournal::write);
    QDir().mkpath(folder);
    for (int i = 0; i < mostWindows && m_path.isEmpty(); ++i)
        if (takeFile(folder + QStringLiteral("/window-%1.json").arg(i), take))
            readFile();
    if (m_path.isEmpty())
        m_problem = tr("Your scripts can't be kept safe: no file can be made in %1.").arg(folder);
}

BufferJournal::~BufferJournal()
{
    if (m_timer.isActive())
        write();
    m_writer.waitForDone();
}

bool BufferJournal::takeFile(const QString &path, Take take)
{
    if (take == Take::Fresh && QFile::exists(path))
        return false;
    auto lock = std::make_unique<QLockFile>(path + QStringLiteral(".lock"));
    lock->setStaleLockTime(0);
    if (!lock->tryLock(0))
        return false;
    m_lock = std::move(lock);
    m_path = path;
    return true;
}

void BufferJournal::readFile()
{
    QFile file(m_path);
    if (!file.open(QIODevice::ReadOnly))
        return;
    const Result<KeptSession> session = KeptSession::fromJson(file.readAll());
    if (session) {
        m_restored = *session;
        return;
    }
    // What can't be read may still be precious: it is set aside, never overwritten.
    const QString aside = m_path + QStringLiteral(".unreadable");
    QFile::remove(aside);
    file.rename(aside);
    m_problem =
        tr("%1 It was set aside as %2.").arg(QString::fromStdString(session.error().text), aside);
}

void BufferJournal::touch()
{
    if (!m_path.isEmpty() && !m_timer.isActive())
        m_timer.start();
}

void BufferJournal::write()
{
    m_timer.stop();
    m_writer.start([this, path = m_path, session = m_snapshot()] {
        const QString problem = writeFile(path, session.toJson());
        if (problem.isEmpty())
            Q_EMIT written();
        else
            Q_EMIT failed(problem);
    });
}

} // namespace assay
