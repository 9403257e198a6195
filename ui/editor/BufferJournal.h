// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/editor/KeptSession.h"

#include <functional>
#include <memory>
#include <QLockFile>
#include <QObject>
#include <QThreadPool>
#include <QTimer>

namespace assay {

/// Keeps the open scripts on the disk, at most a second behind what is typed, so that neither a
/// crash nor quitting loses anything, scripts without a name included.
/// Each running window has a file of its own; the next window takes over one whose window is gone.
/// Threads: used on the GUI thread; writes on one thread of its own, one after the other.
class BufferJournal : public QObject
{
    Q_OBJECT

public:
    using Snapshot = std::function<KeptSession()>;

    /// `folder` is made if it is not there. Takes the first file no running window has; with
    /// `fresh`, only one that keeps nothing.
    enum class Take { LeftBehind, Fresh };
    BufferJournal(const QString &folder, Take take, Snapshot snapshot, QObject *parent = nullptr);
    /// Writes what is still to be written.
    ~BufferJournal() override;

    /// What the file held when it was taken.
    [[nodiscard]] const KeptSession &restored() const { return m_restored; }
    /// Why nothing can be kept or something kept could not be read; empty when all is well.
    [[nodiscard]] QString problem() const { return m_problem; }
    [[nodiscard]] QString path() const { return m_path; }

    /// Something changed: a snapshot will be taken and written soon.
    void touch();

Q_SIGNALS:
    void written();
    void failed(const QString &problem);

private:
    bool takeFile(const QString &path, Take take);
    void readFile();
    void write();

    Snapshot m_snapshot;
    std::unique_ptr<QLockFile> m_lock;
    QString m_path; ///< empty: no file could be taken
    QString m_problem;
    KeptSession m_restored;
    QTimer m_timer;
    QThreadPool m_writer;
};

} // namespace assay
