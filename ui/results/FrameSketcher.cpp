// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/results/FrameSketcher.h"

namespace assay {

FrameSketcher::FrameSketcher(QObject *parent)
    : QObject(parent)
    , m_thread(QStringLiteral("assay-sketches"))
{
}

void FrameSketcher::ask(const std::shared_ptr<const Frame> &frame, const std::shared_ptr<const RowList> &rows, const std::vector<std::size_t> &columns)
{
    m_thread.cancel();
    const int number = ++m_asked;
    if (!frame)
        return;
    for (const std::size_t column : columns)
        m_thread.ask([this, frame, rows, column, number](const LoadWatch &watch) -> QuestionThread::Answer {
            const Result<ColumnSketch> found = sketch(*frame, column, rows.get(), watch.stop);
            return [this, found, column, number] {
                if (found && number == m_asked)
                    Q_EMIT sketched(column, *found);
            };
        });
}

} // namespace assay
