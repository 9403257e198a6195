// SPDX-License-Identifier: GPL-3.0-or-later
#include "execution/QuestionThread.h"

namespace assay {

QuestionThread::QuestionThread(const QString &name, QObject *parent)
    : QObject(parent)
    , m_worker(new QObject)
{
    m_thread.setObjectName(name);
    m_worker->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
    m_thread.start();
}

QuestionThread::~QuestionThread()
{
    m_stop.request_stop();
    m_thread.quit();
    m_thread.wait();
}

void QuestionThread::ask(Question question)
{
    ++m_open;
    QMetaObject::invokeMethod(m_worker, [this, question = std::move(question), stop = m_stop.get_token()] {
        LoadWatch watch(stop);
        watch.progress = [this](std::int64_t rows) { Q_EMIT progressed(rows); };
        QMetaObject::invokeMethod(this, [this, answer = question(watch)] {
            --m_open;
            answer();
            if (m_open == 0)
                Q_EMIT rested();
        });
    });
}

void QuestionThread::cancel()
{
    m_stop.request_stop();
    m_stop = {};
}

} // namespace assay
