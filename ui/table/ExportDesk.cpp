// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/table/ExportDesk.h"

#include "ui/results/Figures.h"
#include "ui/results/FrameTableModel.h"
#include "ui/results/FrameView.h"
#include "ui/results/ShownText.h"
#include "ui/widgets/BusyStrip.h"

namespace assay {

ExportDesk::ExportDesk(FrameView &view, QWidget *parent)
    : QObject(parent)
    , m_view(view)
    , m_window(parent)
    , m_busy(new BusyStrip(parent))
    , m_writing(QStringLiteral("assay-export"))
{
    connect(m_busy, &BusyStrip::cancelled, &m_writing, &QuestionThread::cancel);
    connect(&m_writing, &QuestionThread::progressed, this, [this](qint64 rows) {
        m_busy->tell(tr("%1 of %2 rows").arg(countText(rows), countText(m_rows)));
    });
}

void ExportDesk::open()
{
    const FrameTableModel &model = m_view.frameModel();
    if (!model.frame()) {
        Q_EMIT said(tr("There is no table to export."));
        return;
    }
    const auto words = [](std::int64_t rows, std::size_t columns) { return tr("%1 rows × %2 columns").arg(countText(rows), countText(std::int64_t(columns))); };
    const std::size_t all = model.frame()->columnCount();
    const std::vector<std::size_t> shown = m_view.choice().columns;
    auto *dialog = new ExportDialog(words(model.rowCount(), shown.empty() ? all : shown.size()), words(model.frame()->rows(), all), m_window);
    connect(dialog, &ExportDialog::exportWanted, this, &ExportDesk::write);
    dialog->open();
}

void ExportDesk::write(const ExportChoice &choice)
{
    const FrameTableModel &model = m_view.frameModel();
    const auto rows = choice.isView ? m_view.shownRows() : nullptr;
    const std::vector<std::size_t> columns = choice.isView ? m_view.choice().columns : std::vector<std::size_t>();
    m_rows = rows ? std::int64_t(rows->size()) : model.frame()->rows();
    m_busy->begin(tr("Writing %1…").arg(quoted(choice.path)));
    m_writing.ask([this, frame = model.frame(), rows, columns, choice, path = choice.path.toStdString(), count = m_rows](const LoadWatch &watch) -> QuestionThread::Answer {
        const ExportRequest request{choice.form, rows.get(), columns, choice.guardsFormulas};
        const auto result = exportFrame(*frame, request, path, [&watch](std::int64_t written, std::int64_t) { watch.tell(written); }, watch.stop);
        return [this, result, choice, count] {
            m_busy->end();
            if (result)
                Q_EMIT said(tr("%1 rows were written to %2.").arg(countText(count), choice.path));
            else if (result.error().code != ErrorCode::Cancelled)
                Q_EMIT said(QString::fromStdString(result.error().text));
            else
                Q_EMIT said(tr("The export was cancelled; nothing was written."));
            Q_EMIT done();
        };
    });
}

} // namespace assay
