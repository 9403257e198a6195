// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/LoadWatch.h"

#include <functional>
#include <QObject>
#include <QThread>
#include <stop_token>

namespace assay {

/// Answers questions that may take their time on a thread of its own, one after the other.
/// Thread: lives on its owner's, where the answers come.
class QuestionThread : public QObject
{
    Q_OBJECT

public:
    /// What is done with an answer, on the owner's thread.
    using Answer = std::function<void()>;
    /// Carried out on the thread.
    using Question = std::function<Answer(const LoadWatch &)>;

    explicit QuestionThread(const QString &name, QObject *parent = nullptr);
    /// Waits for the question that is being answered, after asking it to stop. Its answer, and those
    /// of the questions behind it, are dropped.
    ~QuestionThread() override;

    void ask(Question question);
    /// Asks those to stop that were asked until now; they answer all the same.
    void cancel();
    [[nodiscard]] bool isBusy() const { return m_open > 0; }

Q_SIGNALS:
    /// Now and then: rows read so far.
    void progressed(qint64 rows);
    /// All questions are answered.
    void rested();

private:
    QThread m_thread;
    QObject *m_worker; ///< lives on m_thread and goes with it
    std::stop_source m_stop;
    int m_open = 0; ///< questions without an answer
};

} // namespace assay
