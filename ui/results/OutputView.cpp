// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/results/OutputView.h"

#include "ui/theme/Appearance.h"

#include <algorithm>
#include <chrono>
#include <QScrollBar>
#include <QTextBlock>

namespace assay {
namespace {

constexpr std::chrono::milliseconds batchInterval{30};
constexpr qsizetype batchCharacters = 64 * 1024;
constexpr qsizetype batchLines = 1'000;

} // namespace

OutputView::OutputView(const Appearance &appearance, QWidget *parent)
    : QPlainTextEdit(parent)
    , m_appearance(appearance)
{
    setReadOnly(true);
    setUndoRedoEnabled(false);
    setLineWrapMode(NoWrap);
    setMaximumBlockCount(OutputBuffer::maxLines);
    setFont(Appearance::codeFont());
    setFrameShape(NoFrame);
    document()->setDocumentMargin(10);
    setAccessibleName(tr("Output"));
    m_timer.setSingleShot(true);
    m_timer.setInterval(batchInterval);
    connect(&m_timer, &QTimer::timeout, this, &OutputView::drawBatch);
}

void OutputView::add(OutputStream stream, const QString &text)
{
    m_buffer.add(stream, text);
    if (!m_buffer.isEmpty() && !m_timer.isActive())
        m_timer.start();
}

void OutputView::reset()
{
    m_timer.stop();
    m_buffer.clear();
    m_drawnLines = 0;
    clear();
}

bool OutputView::isBlank() const
{
    return m_buffer.isEmpty() && document()->isEmpty();
}

qint64 OutputView::droppedLines() const
{
    return m_buffer.droppedLines() + std::max<qint64>(0, m_drawnLines - OutputBuffer::maxLines);
}

void OutputView::drawBatch()
{
    QScrollBar *bar = verticalScrollBar();
    const bool atEnd = bar->value() == bar->maximum();
    QTextCursor cursor(document());
    cursor.movePosition(QTextCursor::End);
    cursor.beginEditBlock();
    for (const OutputPiece &piece : m_buffer.take(batchCharacters, batchLines)) {
        QTextCharFormat format;
        if (piece.stream == OutputStream::Diagnostics)
            format.setForeground(m_appearance.color(Theme::Color::Error));
        cursor.insertText(piece.text, format);
        m_drawnLines += piece.text.count(u'\n');
    }
    cursor.endEditBlock();
    if (atEnd)
        bar->setValue(bar->maximum());
    if (!m_buffer.isEmpty())
        m_timer.start();
    Q_EMIT drawn();
}

} // namespace assay
