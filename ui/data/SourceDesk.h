// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/DataSource.h"
#include "frames/Frame.h"
#include "execution/QuestionThread.h"

#include <memory>
#include <QObject>

namespace assay {

/// What a look at a source found.
struct SourceLook
{
    QString problem; ///< why it cannot be read; empty where it can
    SourceInfo info;
    std::int64_t now = 0; ///< the clock it was looked at by, ns since 1970
};

/// Looks into sources on a thread of its own, one question after the other, so that the window
/// never waits. Opens them apart from the runs' own.
/// Thread: lives on its owner's, where the answers come.
class SourceDesk : public QObject
{
    Q_OBJECT

public:
    explicit SourceDesk(QObject *parent = nullptr);
    ~SourceDesk() override;

    /// Each is followed by looked(). `isFresh`: opened anew, as if for the first time.
    void look(const QString &source, bool isFresh = false);
    /// The same, but only where the source has changed since; else nothing follows.
    void lookAgain(const QString &source);
    /// Followed by previewed(): the first rows of one of the tables a script can read.
    void preview(const QString &source, const QString &table);
    /// Ends what is being looked at; it answers that it was cancelled.
    void cancel() { m_questions.cancel(); }

Q_SIGNALS:
    /// A question is being answered.
    void began(const QString &source);
    /// Now and then: rows read so far.
    void progressed(qint64 rows);
    /// All questions are answered.
    void rested();
    void looked(const QString &source, const assay::SourceLook &look);
    void previewed(const QString &source, const QString &table,
                   const std::shared_ptr<const assay::Frame> &frame, const QString &problem);

private:
    class Worker;

    void ask(const QString &source, QuestionThread::Question question);

    std::unique_ptr<Worker> m_worker; ///< m_questions' alone
    QuestionThread m_questions;       ///< ends before its worker
};

} // namespace assay

Q_DECLARE_METATYPE(assay::SourceLook)
