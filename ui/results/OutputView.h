// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/results/OutputBuffer.h"

#include <QPlainTextEdit>
#include <QTimer>

namespace assay {

class Appearance;

/// What a run prints, as it comes: plain text, standard error in another colour, drawn in batches
/// so that a flood never holds up the window. Keeps the last OutputBuffer::maxLines lines.
class OutputView : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit OutputView(const Appearance &appearance, QWidget *parent = nullptr);

    void add(OutputStream stream, const QString &text);
    /// Empties the view for a new run.
    void reset();
    /// Lines pushed out, before or after they were drawn.
    [[nodiscard]] qint64 droppedLines() const;
    /// True where nothing is shown and nothing waits.
    [[nodiscard]] bool isBlank() const;

Q_SIGNALS:
    /// A batch has been drawn.
    void drawn();

private:
    void drawBatch();

    const Appearance &m_appearance;
    OutputBuffer m_buffer;
    QTimer m_timer;
    qint64 m_drawnLines = 0;
};

} // namespace assay
